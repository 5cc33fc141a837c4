package demarc.app.estate.protection.report;

import demarc.app.platform.DemoSheet;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The running product, as a machine with a report key reaches it.
final class Door {
    static final JsonMapper JSON = JsonMapper.shared();

    @Option(names = "--url", paramLabel = "URL", description = "Address of Demarc. DEMARC_URL does the same.")
    private @Nullable String url = System.getenv("DEMARC_URL");

    @Option(names = "--key", paramLabel = "KEY", description = "The client's report key. Better in DEMARC_REPORT_KEY: a command line is read by others.")
    private @Nullable String key = System.getenv("DEMARC_REPORT_KEY");

    sealed interface Answer {}

    record Taken(JsonNode json) implements Answer {}

    /// It understood and said no.
    record No(int status, String why) implements Answer {}

    record Away(String why) implements Answer {}

    String url() {
        var address = url != null && !url.isBlank() ? url : DemoSheet.read().map(DemoSheet::url).orElseThrow(() -> new Refused("Say where Demarc is: --url, or DEMARC_URL."));
        return address.replaceAll("/+$", "");
    }

    private String key() {
        if (key == null || key.isBlank()) throw new Refused("Say by which key to report: DEMARC_REPORT_KEY. Make one under Estate, Backups, Set-up.");
        return key.strip();
    }

    /// What is missing is said before anything runs.
    void check() {
        var address = url();
        if (!address.matches("https?://[^\\s]+")) throw new Refused("'%s' is no address. Write it like https://demarc.example.".formatted(address));
        key();
    }

    Answer send(String path, ObjectNode body, Duration patience, String sentAt) {
        body.put("sentAt", sentAt);
        if (!path.endsWith("/runs")) body.remove("sentAt");
        try (var http = HttpClient.newBuilder().connectTimeout(patience).version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(patience).header("Authorization", "Bearer " + key())
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var status = answer.statusCode();
            if (status / 100 == 2) return new Taken(JSON.readTree(answer.body()));
            if (status == 429 || status >= 500 || status / 100 == 3) return new Away("it answers %d".formatted(status));
            return new No(status, detail(answer.body()));
        } catch (IOException e) {
            return new Away(e.getMessage() == null ? "it does not answer" : e.getMessage());
        } catch (JacksonException e) {
            return new Away("it answers, and not as Demarc does");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Away("interrupted");
        }
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asString("no reason given");
        } catch (JacksonException e) {
            return "no reason given";
        }
    }
}
