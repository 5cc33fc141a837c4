package demarc.app.signals.checks.probe;

import demarc.app.platform.Refused;
import demarc.app.signals.checks.Order;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The way to the server. Throws [IOException] while it is away, which passes, and [Refused] when it says no, which somebody has to mend.
public final class Link implements AutoCloseable {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    /// A newer server may say more than this probe knows.
    private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final String url;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String tag = "";

    public Link(String url, String key, boolean insecure) {
        this.url = url.replaceAll("/+$", "");
        this.key = key;
        URI address;
        try {
            address = URI.create(this.url);
        } catch (IllegalArgumentException e) {
            throw new Refused("--url %s is no address. Write it like https://demarc.example.".formatted(url));
        }
        if (address.getHost() == null || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) throw new Refused("--url %s is no address. Write it like https://demarc.example.".formatted(url));
        if (address.getScheme().equals("http") && !insecure && !HERE.contains(address.getHost()))
            throw new Refused("%s would carry the key and your devices' secrets in clear. Use https, or say --insecure if that network is your own.".formatted(url));
    }

    /// @return null when nothing changed since it was asked last
    Order.@Nullable Items orders() throws IOException, InterruptedException {
        var answer = send(request("/api/v1/probe/checks").header("If-None-Match", tag.isEmpty() ? "\"none\"" : tag).GET().build());
        if (answer.statusCode() == 304) return null;
        var items = JSON.readValue(answer.body(), Order.Items.class);
        tag = answer.headers().firstValue("ETag").orElse("");
        return items;
    }

    Order.Received tell(Order.Looks looks) throws IOException, InterruptedException {
        return JSON.readValue(send(request("/api/v1/probe/results").header("Content-Type", "application/json").POST(BodyPublishers.ofString(JSON.writeValueAsString(looks))).build()).body(), Order.Received.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        var status = answer.statusCode();
        if (status == 304 || status / 100 == 2) return answer;
        var says = "%s answers %d: %s".formatted(url, status, detail(answer.body()));
        if (status == 401 || status == 403 || status == 422) throw new Refused(says);
        throw new IOException(says);
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).at("/detail").asString("no reason given");
        } catch (JacksonException e) {
            return "no reason given";
        }
    }

    @Override public void close() {
        http.close();
    }
}
