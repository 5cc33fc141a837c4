package demarc.app.signals.checks.probe;

import demarc.app.platform.Refused;
import demarc.app.signals.checks.Order;
import demarc.app.signals.checks.look.Looker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The way to the server. Throws [IOException] while it is away, which passes, and [Refused] when it says no, which somebody has to mend; both in words
/// that end with a full stop.
public final class Link implements AutoCloseable {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    /// A newer server may say more than this probe knows.
    private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String url;
    private final String key;
    private final HttpClient http;
    private String tag = "";

    /// What the server will not take however often it comes.
    static final class NotTaken extends IOException {
        NotTaken(String says) {
            super(says);
        }
    }

    /// @param trust who signs the server's certificate; whom this machine trusts when null
    public Link(String url, String key, boolean insecure, @Nullable Path trust) {
        this.url = url.replaceAll("/+$", "");
        this.key = key;
        URI address;
        try {
            address = URI.create(this.url);
        } catch (IllegalArgumentException e) {
            throw new Refused("--url %s is no address. Write it like https://demarc.example.".formatted(url));
        }
        if (address.getHost() == null || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) throw new Refused("--url %s is no address. Write it like https://demarc.example.".formatted(url));
        var builder = HttpClient.newBuilder().connectTimeout(CONNECT);
        if (trust != null) builder.sslContext(Anchors.read(trust));
        http = builder.build();
        if (address.getScheme().equals("http") && !insecure && !HERE.contains(address.getHost()))
            throw new Refused("%s would carry the key and your devices' secrets in clear. Use https, or say --insecure if that network is your own.".formatted(url));
    }

    /// A name for a directory.
    public String place() {
        return URI.create(url).getAuthority().replaceAll("[^A-Za-z0-9.-]", "-");
    }

    /// @return null when nothing changed since it was asked last
    Order.@Nullable Items orders() throws IOException, InterruptedException {
        var answer = send(request("/api/v1/probe/checks").header("If-None-Match", tag.isEmpty() ? "\"none\"" : tag).GET().build());
        if (answer.statusCode() == 304) return null;
        var items = read(answer.body().getBytes(StandardCharsets.UTF_8), Order.Items.class);
        tag = answer.headers().firstValue("ETag").orElse("");
        return items;
    }

    Order.Received tell(Order.Looks looks) throws IOException, InterruptedException {
        var answer = send(request("/api/v1/probe/results").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(write(looks))).build());
        return read(answer.body().getBytes(StandardCharsets.UTF_8), Order.Received.class);
    }

    <T> T read(byte[] json, Class<T> type) throws IOException {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException e) {
            throw new IOException("%s answers, but not as Demarc does. Is that its address, or does something on the way answer instead?".formatted(url));
        }
    }

    byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(words(e), e);
        }
        var status = answer.statusCode();
        if (status == 304 || status / 100 == 2) return answer;
        var says = "%s answers %d: %s".formatted(url, status, detail(answer));
        switch (status) {
            case 401, 403 -> throw new Refused(says);
            case 400, 413, 422 -> throw new NotTaken(says);
            default -> throw new IOException(says);
        }
    }

    private static String detail(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 == 3) return "go to %s. Use that address.".formatted(answer.headers().firstValue("Location").orElse("another address"));
        try {
            var said = JSON.readTree(answer.body()).at("/detail").asString("");
            if (!said.isEmpty()) return said;
        } catch (JacksonException e) {
            // a page for people
        }
        return answer.statusCode() == 404 ? "no Demarc is there, or one that knows no probes." : "no reason given.";
    }

    /// The JDK's client often says nothing but the name of a class.
    private String words(IOException failure) {
        var host = URI.create(url).getHost();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case UnresolvedAddressException _ -> { return "The name %s is not known here.".formatted(host); }
                case UnknownHostException _ -> { return "The name %s is not known here.".formatted(host); }
                case HttpConnectTimeoutException _ -> { return "%s takes no connection within %d s.".formatted(url, CONNECT.toSeconds()); }
                case HttpTimeoutException _ -> { return "%s gives no answer within %d s.".formatted(url, ANSWER.toSeconds()); }
                case SSLException tls -> { return tls(tls); }
                default -> { }
            }
        }
        var said = String.valueOf(failure.getMessage());
        if (said.contains("received no bytes")) return "%s hangs up without an answer.".formatted(url);
        if (failure instanceof ConnectException) return said.contains("unreachable") ? "There is no way to %s from here (%s).".formatted(host, said) : "%s refuses the connection.".formatted(url);
        return "%s: %s.".formatted(url, said.equals("null") ? failure.getClass().getSimpleName() : said);
    }

    private String tls(SSLException failure) {
        var said = String.valueOf(failure.getMessage());
        if (said.contains("plaintext") || said.contains("Unsupported or unrecognized")) return "%s does not speak HTTPS there. Is the port right?".formatted(url);
        var words = Looker.words(failure, CONNECT);
        return words.contains("signed by nobody") ? "%s: %s Give the certificate that signs it with --ca FILE.".formatted(url, words) : "%s: %s".formatted(url, words);
    }

    @Override public void close() {
        http.close();
    }
}
