package demarc.app.work.history;

import demarc.app.platform.DemoSheet;
import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The running product, over REST.
final class Remote implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// What an import has to know of a client.
    ///
    /// @param agreement the text in force, or null when nothing is
    record Ground(String client, @Nullable String file, @Nullable String agreement) {}

    private record Problem(@Nullable String detail) {}

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;
    private final String imports;

    private Remote(String url, String token, String client) {
        this.url = url;
        this.token = token;
        imports = url + "/api/v1/clients/" + URLEncoder.encode(client, StandardCharsets.UTF_8) + "/imports";
    }

    /// By what the person says, else by the data directory's `demo.json`.
    static Remote find(@Nullable String url, @Nullable String token, String client) {
        if (url != null && token != null) return new Remote(url.replaceAll("/+$", ""), token, client);
        if (url != null) throw new Refused("--url needs --token as well: make one under Administration, Tokens.");
        var sheet = DemoSheet.read().orElseThrow(() -> new Refused(
                "No running product was found: %s holds no demo.json. Start it (demarc demo), set DEMARC_HOME, or say --url and --token.".formatted(Home.directory())));
        var person = sheet.people().stream().filter(each -> each.role().toLowerCase(java.util.Locale.ROOT).contains("service manager")).findFirst()
                .or(() -> sheet.people().stream().filter(each -> each.role().toLowerCase(java.util.Locale.ROOT).contains("manager")).findFirst())
                .orElseThrow(() -> new Refused("%s names no manager. Say --url and --token.".formatted(DemoSheet.file())));
        return new Remote(sheet.url().replaceAll("/+$", ""), token == null ? person.token() : token, client);
    }

    Ground ground() {
        return read(request(URI.create(imports)).GET().build(), Ground.class);
    }

    Batch.Answer send(String source, List<PastTicket> tickets) {
        var body = JSON.writeValueAsBytes(new Batch(source, tickets));
        return read(request(URI.create(imports)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), Batch.Answer.class);
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).header("Authorization", "Bearer " + token).header("Accept", "application/json");
    }

    private <T> T read(HttpRequest request, Class<T> as) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Refused("Demarc at %s does not answer. Is it running? What was imported so far is kept: run the same command again.".formatted(url));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted. What was imported so far is kept: run the same command again.");
        }
        try {
            if (response.statusCode() / 100 == 2) return JSON.readValue(response.body(), as);
            var detail = JSON.readerFor(Problem.class).without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .<Problem>readValue(response.body()).detail();
            throw new Refused("%s answers %d: %s".formatted(url, response.statusCode(), detail == null ? "no reason given" : detail));
        } catch (JacksonException e) {
            throw new Refused("%s answers %d, and not as Demarc does. Is the address right?".formatted(url, response.statusCode()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
