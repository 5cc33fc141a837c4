package demarc.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

/// Whatever is sent gets a clear answer, and nothing of it is half-written.
@DemarcTest
class BadInputTest {
    private static final String HOSTILE = "<script>alert('demarc')</script>\"><img src=x onerror=alert(1)>";

    private final ApplicationContext context;
    private final Fixture fixture;
    private final List<Endpoint> endpoints;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Victim victim;

    BadInputTest(ApplicationContext context, Fixture fixture) {
        this.context = context;
        this.fixture = fixture;
        endpoints = Endpoint.all(context).stream().filter(endpoint -> !endpoint.pattern().startsWith("/sign-") && !endpoint.pattern().equals("/error")).toList();
        victim = new Victim(fixture, context);
    }

    @Test void scriptInEveryFieldComesBackAsText() {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var program = fixture.api(victim.manager);
            var pages = fixture.pages(victim.manager);
            for (var endpoint : endpoints) {
                if (endpoint.reads() || endpoint.pattern().contains("cancellation") || endpoint.pattern().contains("deactivation") || endpoint.pattern().contains("discard")) continue;
                var path = endpoint.path(victim.values);
                var fields = words(endpoint, _ -> HOSTILE);
                var status = endpoint.isApi() ? program.send(endpoint.method(), path, endpoint.method().equals("DELETE") ? null : fields).status()
                        : pages.post(path, flat(fields)).status();
                softly.assertThat(status).as(endpoint.toString()).isLessThan(500);
            }
            for (var endpoint : endpoints) {
                if (!endpoint.reads() || endpoint.pattern().equals("/live")) continue;
                var answer = endpoint.isApi() ? program.get(endpoint.path(victim.values)).raw() : pages.get(endpoint.path(victim.values).replace("/**", "")).raw();
                softly.assertThat(answer.statusCode()).as(endpoint.toString()).isLessThan(500);
                softly.assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(endpoint.toString()).contains("nosniff");
                if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"))
                    softly.assertThat(answer.body()).as(endpoint.toString()).doesNotContain("<script>alert", "<img src=x");
            }
            softly.assertThat(program.get("/api/v1/tickets/" + victim.ref).text()).contains("<script>alert('demarc')</script>");
            softly.assertThat(program.send("GET", "/api/v1/tickets?q=%3Cscript%3E", null).raw().headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).contains("json"));
        }
    }

    @Test void aNulOrAnEndlessTextInAnyFieldIsRefusedByName() {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var program = fixture.api(victim.manager);
            for (var endpoint : endpoints) {
                if (!endpoint.isApi() || endpoint.reads() || endpoint.method().equals("DELETE") || endpoint.takesFile()) continue;
                for (var field : endpoint.fields(victim.values, true).entrySet()) {
                    if (!(field.getValue() instanceof String) || field.getKey().equals("password")) continue;
                    var before = victim.rows(context);
                    var nul = send(program, endpoint, field.getKey(), "a\0b");
                    softly.assertThat(nul.status()).as("NUL in %s of %s: %s", field.getKey(), endpoint, nul.text()).isBetween(400, 422);
                    softly.assertThat(nul.text()).as("NUL in %s of %s", field.getKey(), endpoint).contains(field.getKey());
                    softly.assertThat(send(program, endpoint, field.getKey(), "long ".repeat(200_000)).status()).as("a megabyte in %s of %s", field.getKey(), endpoint).isBetween(400, 422);
                    softly.assertThat(send(program, endpoint, field.getKey(), Map.of("not", "text")).status()).as("an object in %s of %s", field.getKey(), endpoint).isBetween(400, 422);
                    softly.assertThat(victim.rows(context)).as("what %s in %s left behind", field.getKey(), endpoint).isEqualTo(before);
                }
            }
        }
    }

    @Test void brokenBodiesAreRefusedEverywhere() throws Exception {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var token = Objects.requireNonNull(fixture.api(victim.manager).token());
            var before = victim.rows(context);
            for (var endpoint : endpoints) {
                if (!endpoint.isApi() || endpoint.reads() || endpoint.method().equals("DELETE") || endpoint.takesFile() || endpoint.fields(victim.values, true).isEmpty()) continue;
                for (var body : List.of("", "{", "[]", "null", "7", "{\"nonesuch\": 1}", "\u0000", "[".repeat(5000))) {
                    var answer = raw(token, endpoint, "application/json", BodyPublishers.ofString(body));
                    softly.assertThat(answer.statusCode()).as("%s with %s: %s", endpoint, body.substring(0, Math.min(20, body.length())), answer.body()).isBetween(400, 422);
                    softly.assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
                }
                softly.assertThat(raw(token, endpoint, "application/json", BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'})).statusCode())
                        .as("invalid UTF-8 to %s", endpoint).isBetween(400, 422);
                softly.assertThat(raw(token, endpoint, "text/plain", BodyPublishers.ofString("x")).statusCode()).as("text to %s", endpoint).isBetween(400, 422);
            }
            softly.assertThat(victim.rows(context)).isEqualTo(before);
        }
    }

    @Test void anObjectThatSaysNothingIsNeverOurFault() {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var program = fixture.api(victim.manager);
            for (var endpoint : endpoints)
                if (endpoint.isApi() && !endpoint.reads() && !endpoint.method().equals("DELETE"))
                    softly.assertThat(program.send(endpoint.method(), endpoint.path(victim.values), Map.of()).status()).as(endpoint.toString()).isLessThan(500);
        }
    }

    /// What is almost right is refused rather than guessed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"subject": 5}                                   | wants a text
            {"subject": "x", "priority": 1}                  | one of P1, P2
            {"subject": "x", "amount": "lots"}               | not an amount
            {"subject": "x", "amount": "-5 USD"}             | above zero
            {"subject": "x", "amount": "0 USD"}              | above zero
            """)
    void aTicketThatIsAlmostRightIsRefused(String body, String says) throws Exception {
        var token = Objects.requireNonNull(fixture.api(victim.manager).token());
        var open = endpoints.stream().filter(endpoint -> endpoint.toString().equals("/api/v1/tickets POST")).findFirst().orElseThrow();
        var answer = raw(token, open, "application/json", BodyPublishers.ofString(body.replace("{", "{\"client\": \"%s\", ".formatted(victim.client.key()))));
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.body()).contains(says);
        assertThat(fixture.api(victim.technician).post("/api/v1/tickets", "{\"subject\": \"x\"}").text()).contains("Say whose ticket it is");
        assertThat(raw(token, open, "application/xml", BodyPublishers.ofString("<a/>")).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"prioritty=P1,There is no parameter 'prioritty'", "dueWithin=99999999999h,ten years", "dueWithin=-4h,ten years"})
    void aFilterWithASlipIsRefused(String query, String says) {
        var answer = fixture.api(victim.manager).get("/api/v1/tickets?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(says);
    }

    @Test void aSubjectIsOneLineThatReadsAsItIsWritten() {
        var program = fixture.api(victim.manager);
        var ref = program.post("/api/v1/tickets", Map.of("client", victim.client.key(), "subject", "\u202Eredrum\nat \u001B[31mnight  \uD83D\uDE00")).at("/ref");
        assertThat(program.get("/api/v1/tickets/" + ref).at("/subject")).isEqualTo("redrum at [31mnight \uD83D\uDE00");
    }

    @Test void tenMegabytesAreTooMuch() throws Exception {
        var token = Objects.requireNonNull(fixture.api(victim.manager).token());
        var open = endpoints.stream().filter(endpoint -> endpoint.toString().equals("/api/v1/tickets POST")).findFirst().orElseThrow();
        var large = ("{\"subject\": \"" + "x".repeat(10 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (var body : List.of(BodyPublishers.ofByteArray(large), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            var answer = raw(token, open, "application/json", body);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("8 MB");
        }
        var draft = fixture.pages(victim.manager).post("/agreements/" + victim.client.key() + "/draft/findings", "text", "x".repeat(10 * 1024 * 1024));
        assertThat(draft.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"subject": "a", "subject": "b"}               | subject
            {"subject": "a", "prioriti": "P1"}             | prioriti
            {"subject": "a", "priority": "P9"}             | priority
            {"subject": "a", "priority": {}}               | priority
            {"subject": ["a"]}                             | subject
            {"subject": "a", "impact": "ENORMOUS"}         | impact
            {"subject": "a", "kind": "change", "amount": "many"} | kind
            """)
    void theProblemNamesTheField(String body, String field) {
        var answer = fixture.api(victim.manager).post("/api/v1/tickets", body);
        assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
        assertThat(answer.at("/detail")).contains(field).doesNotContain("demarc.app");
    }

    @ParameterizedTest
    @CsvSource({"2999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "-4000-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "tomorrow"})
    void momentsOutOfTheWorldAreRefused(String until) {
        var api = fixture.api(victim.technician);
        var ref = api.post("/api/v1/tickets", Map.of("client", victim.client.key(), "subject", "Wi-Fi", "activity", "network-monitoring/fault-repair")).at("/ref");
        var before = victim.rows(context);
        var answer = api.put("/api/v1/tickets/" + ref + "/waiting", Map.of("on", "REQUESTER", "until", until));
        assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
        assertThat(answer.text()).contains("until");
        assertThat(victim.rows(context)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"cursor=nonsense", "cursor=%00", "limit=0", "limit=-1", "limit=9999999999", "sort=sideways", "dueWithin=soon", "crossedSince=%2B999999999-12-31T23:59:59Z",
            "priority=P9", "status=asleep", "q=%00", "q=%27%26%7C%21%3A%2A", "assignee=nobody@nowhere.example", "party=nowhere", "team=nowhere"})
    void questionsThatMakeNoSenseAreAnsweredCalmly(String question) {
        assertThat(fixture.api(victim.manager).get("/api/v1/tickets?" + question).status()).as(question).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tickets/%00", "/%2e%2e%2f%00"})
    void anAddressThatCannotBeReadGetsAWordAndNothingOfTheServer(String address) {
        var shown = fixture.pages().get(address);
        assertThat(shown.status()).as(shown.html()).isBetween(400, 404);
        assertThat(shown.html()).contains("Back to the start").doesNotContain("Tomcat");
    }

    @Test void aNulInAnAddressIsRefused() {
        var token = fixture.api(victim.manager);
        for (var endpoint : endpoints)
            if (endpoint.takesFile() && endpoint.isApi()) assertThat(token.send(endpoint.method(), endpoint.path(victim.values).replaceAll("\\?.*", "") + "?name=a%00b", null).status()).as(endpoint.toString()).isEqualTo(400);
    }

    private Api.Answer send(Api program, Endpoint endpoint, String field, Object value) {
        var fields = words(endpoint, UnaryOperator.identity());
        fields.put(field, value);
        return program.send(endpoint.method(), endpoint.path(victim.values), fields);
    }

    /// The fields that hold free words become others; names of things stay.
    private Map<String, Object> words(Endpoint endpoint, UnaryOperator<String> other) {
        var fields = endpoint.fields(victim.values, true);
        fields.replaceAll((name, value) -> value instanceof String text && text.equals("word") ? other.apply(text) : value);
        return fields;
    }

    private static String[] flat(Map<String, Object> fields) {
        return fields.entrySet().stream().filter(field -> field.getValue() != null)
                .flatMap(field -> List.of(field.getKey(), String.valueOf(field.getValue())).stream()).toArray(String[]::new);
    }

    private HttpResponse<String> raw(String token, Endpoint endpoint, String type, BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(fixture.url() + endpoint.path(victim.values))).header("Authorization", "Bearer " + token)
                .header("Content-Type", type).method(endpoint.method(), body).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
