package demarc.app.decide;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the wizard does, done by a program with a token.
@DemarcTest
class DecisionApiTest {

    private final Fixture fixture;
    private Client client;
    private Api program;

    DecisionApiTest(Fixture fixture) {
        this.fixture = fixture;
        client = fixture.client("Ridgeline");
        program = fixture.api(fixture.person(client.party(), Role.IT_MANAGER));
    }

    @BeforeEach void begin() {
        client = fixture.client("Ridgeline");
        program = fixture.api(fixture.person(client.party(), Role.IT_MANAGER));
    }

    @Test void aDecisionIsAnsweredGivenAHistoryAndAsked() throws Exception {
        var at = begun();
        var answered = program.put(at + "/answers", "{\"name\": \"Ours\", \"answers\": \"4333332212212233222332312222\", \"employees\": 160}");
        assertThat(answered.at("/assessment/model")).as(answered.text()).isEqualTo("CO_MANAGED");
        assertThat(program.get(at).at("/answers")).contains("employees: 160");
        assertThat(program.get("/api/v1/decisions").at("/items/0/name")).isEqualTo("Ours");

        assertThat(program.get(at + "/history").status()).isEqualTo(404);
        assertThat(program.put(at + "/history?name=glpi.csv&zone=Europe/Paris", Files.readString(Path.of("../examples/histories/glpi.csv"))).status()).isEqualTo(202);
        assertThat(ended(at + "/history", "/reading/state")).isEqualTo("DONE");
        assertThat(program.get(at + "/history").json().at("/quality/tickets").asInt()).isEqualTo(5);

        assertThat(program.post(at + "/search", Map.of("quick", true)).status()).isEqualTo(202);
        assertThat(ended(at + "/search", "/state")).isEqualTo("FAILED");
        assertThat(program.get(at + "/search").at("/failure")).contains("It tells this much: 5 tickets");
        assertThat(program.get(at + "/report").status()).isEqualTo(404);
        assertThat(program.post(at + "/draft", Map.of()).status()).isEqualTo(404);
        assertThat(program.delete(at + "/history").status()).isEqualTo(204);
        assertThat(program.delete(at).status()).isEqualTo(204);
        assertThat(program.get(at).status()).isEqualTo(404);
    }

    @Test void whatIsWrongIsNamedAndChangesNothing() {
        var at = begun();
        var wrong = program.put(at + "/answers", "answers: { Q01: many }");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("/detail")).contains("Q01 has no answer 'many'");
        assertThat(program.post(at + "/search", Map.of("assumptions", Map.of("userz", Map.of("value", 3)))).at("/detail")).contains("Search once without assumptions");
        assertThat(program.put(at + "/history", "").at("/detail")).isEqualTo("The file is empty.");
        assertThat(program.post("/api/v1/decisions", Map.of("client", "nowhere-0")).status()).isEqualTo(404);
        assertThat(program.post("/api/v1/decisions", Map.of()).at("/field")).isEqualTo("client");
        assertThat(program.get(at).json().at("/assessment/model").isNull()).isTrue();
    }

    private String begun() {
        var begun = program.post("/api/v1/decisions", Map.of("client", client.key(), "name", "Ridgeline"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return "/api/v1/decisions/" + begun.at("/id");
    }

    private String ended(String path, String pointer) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var state = program.get(path).at(pointer);
            if (!state.equals("WAITING") && !state.equals("RUNNING")) return state;
            Thread.sleep(50);
        }
        return "still going";
    }
}
