package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.net.ssl.SSLSocket;

/// Does somebody listen, and with which certificate.
final class Sockets {
    private Sockets() {}

    static Answer look(Outbound outbound, Look.Tcp tcp) throws IOException {
        var address = outbound.resolve(tcp.host().name());
        var began = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, tcp.host().port()), (int) tcp.patience().timeout().toMillis());
            var millis = Looker.millis(began);
            return Answer.up(millis, "Connected in %.1f ms.".formatted(millis));
        }
    }

    static Answer look(Outbound outbound, Look.Tls tls) throws IOException {
        var host = tls.host();
        var address = outbound.resolve(host.name());
        var trust = new Trust(tls.trustsAny());
        var timeout = tls.patience().timeout();
        var began = System.nanoTime();
        try (var plain = new Socket(); var deadline = new Deadline(timeout, plain)) {
            try {
                plain.connect(new InetSocketAddress(address, host.port()), (int) timeout.toMillis());
                plain.setSoTimeout((int) timeout.toMillis());
                var socket = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host.name(), host.port(), false);
                if (!tls.trustsAny()) {
                    var parameters = socket.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    socket.setSSLParameters(parameters);
                }
                socket.startHandshake();
                var millis = Looker.millis(began);
                var until = Objects.requireNonNull(trust.until());
                return Answer.up(millis, "%s, certificate until %s.".formatted(socket.getSession().getProtocol(), LocalDate.ofInstant(until, ZoneOffset.UTC))).until(until);
            } catch (IOException e) {
                var failure = deadline.passed() ? new SocketTimeoutException() : e;
                return Answer.down(Looker.millis(began), Looker.words(failure, timeout)).until(trust.until());
            }
        }
    }
}
