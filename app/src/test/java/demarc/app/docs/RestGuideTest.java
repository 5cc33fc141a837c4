package demarc.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Table;
import demarc.app.directory.Registry;
import demarc.app.platform.Role;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Sends every request of docs/rest.md, in its order, and expects the status written behind it.
@DemarcTest
class RestGuideTest {
    private final Table table;
    private final String url;
    private final Map<String, String> tokens;
    /// What the guide calls things, and what they are called here.
    private final Map<String, String> names = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    RestGuideTest(Fixture fixture, ApplicationContext context) {
        table = new Table(fixture, context, "Ridgeline");
        fixture.team(table.client.party(), "it-team");
        fixture.team(table.provider, "service-desk");
        var technician = fixture.person(table.provider, Role.SERVICE_MANAGER, "service-desk");
        context.getBean(Registry.class).addSite(table.client.id(), "plant", "Plant", null);
        table.agree(1, "2026-01-01");
        url = fixture.url();
        tokens = Map.of("api", Objects.requireNonNull(fixture.api(technician).token()), "as_client", Objects.requireNonNull(fixture.api(table.manager).token()));
        names.put("ridgeline", table.client.key());
        names.put("northwind", table.provider.key());
        names.put("$DEMARC", url);
    }

    @Test void everyRequestAnswersAsTheGuideSays() throws Exception {
        var requests = Guide.read(Guide.ROOT.resolve("docs/rest.md")).shell().stream().filter(line -> tokens.containsKey(line.words().getFirst())).toList();
        assertThat(requests).hasSizeGreaterThan(30);
        for (var line : requests) {
            var answer = send(line);
            assertThat(String.valueOf(answer.statusCode())).as("%s%n%s", line.command(), answer.body()).isEqualTo(line.comment());
            learn(answer);
        }
    }

    private HttpResponse<String> send(Guide.Line line) throws IOException, InterruptedException {
        var words = line.words().stream().map(this::here).toList();
        var request = HttpRequest.newBuilder().header("Authorization", "Bearer " + tokens.get(words.getFirst()));
        var method = "";
        var body = "";
        for (var i = 1; i < words.size(); i++)
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    var header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "--json" -> {
                    body = words.get(++i);
                    request.header("Content-Type", "application/json");
                }
                case "--data-binary" -> {
                    assertThat(words.get(++i)).isEqualTo("@next.yaml");
                    body = table.text(2, "2030-01-01");
                }
                default -> request.uri(URI.create(words.get(i)));
            }
        if (method.isEmpty()) method = body.isEmpty() ? "GET" : "POST";
        return http.send(request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private String here(String word) {
        var here = word;
        for (var name : names.entrySet()) here = here.replace(name.getKey(), name.getValue());
        return here;
    }

    /// The ref of the ticket that was opened, the hash of the version that was proposed.
    private void learn(HttpResponse<String> answer) {
        if (answer.statusCode() != 201) return;
        var json = JsonMapper.shared().readTree(answer.body());
        if (json.has("ref")) names.put("RDG-1042", json.get("ref").asString());
        if (json.has("hash")) names.put("HASH", json.get("hash").asString());
    }
}
