package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks once, from here. Blocks, so it wants a virtual thread; always answers within the look's patience and a little more.
public final class Looker {
    private final Outbound outbound;

    /// @param outbound where it may look
    public Looker(Outbound outbound) {
        this.outbound = outbound;
    }

    public Answer look(Look look) {
        var began = System.nanoTime();
        try {
            return slow(look, switch (look) {
                case Look.Ping ping -> Pings.look(outbound, ping);
                case Look.Tcp tcp -> Sockets.look(outbound, tcp);
                case Look.Tls tls -> Sockets.look(outbound, tls);
                case Look.Http http -> Https.look(outbound, http);
                case Look.Dns dns -> Names.look(outbound, dns);
                case Look.Snmp snmp -> Snmps.look(outbound, snmp);
            });
        } catch (Refused refused) {
            return Answer.down(millis(began), "Not looked at: " + refused.message());
        } catch (IOException e) {
            return Answer.down(millis(began), words(e, look.patience().timeout()));
        } catch (RuntimeException e) {
            return Answer.down(millis(began), "The check itself failed: " + e);
        }
    }

    private static Answer slow(Look look, Answer answer) {
        var slow = look.patience().slow();
        if (slow == null || answer.outcome() != Answer.Outcome.UP || answer.millis() <= slow.toMillis()) return answer;
        return Answer.down(answer.millis(), "Slow: %.0f ms, more than %d ms. %s".formatted(answer.millis(), slow.toMillis(), answer.words())).until(answer.certificateUntil());
    }

    static double millis(long began) {
        return Math.round((System.nanoTime() - began) / 10_000.0) / 100.0;
    }

    /// For people, without an address.
    public static String words(Throwable failure, Duration timeout) {
        return switch (failure) {
            case UnknownHostException unknown -> said(unknown).contains("name server") ? said(unknown) : "The name %s is not known.".formatted(said(unknown).replaceFirst(": .*", ""));
            case SocketTimeoutException _ -> "No answer within %d s.".formatted(timeout.toSeconds());
            case NoRouteToHostException _ -> "No route to the host.";
            case ConnectException connect when said(connect).toLowerCase(java.util.Locale.ROOT).contains("timed out") -> "No answer within %d s.".formatted(timeout.toSeconds());
            case ConnectException connect when said(connect).contains("refused") -> "Connection refused.";
            default -> {
                var certificate = cause(failure);
                yield certificate != null ? certificate : said(failure);
            }
        };
    }

    /// What is wrong with a certificate lies deep in the chain of causes, in words for programmers.
    private static @Nullable String cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case java.security.cert.CertificateExpiredException _ -> { return "The certificate has expired."; }
                case java.security.cert.CertificateNotYetValidException _ -> { return "The certificate is not valid yet."; }
                default -> {
                    var said = String.valueOf(each.getMessage());
                    if (said.contains("unable to find valid certification path")) return "The certificate is signed by nobody this machine trusts, or its chain is not complete.";
                    if (said.contains("No subject alternative") || said.contains("doesn't match any of the subject alternative names") || said.contains("No name matching"))
                        return "The certificate is for another name.";
                }
            }
        }
        return null;
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
