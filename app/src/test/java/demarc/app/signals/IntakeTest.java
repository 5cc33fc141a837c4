package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What is sent becomes a condition, or is answered with what is wrong and kept.
@DemarcTest
class IntakeTest {
    private static final String MAPPING = """
            each: /events
            thing: /host/name | /host
            check: "rule {/rule/id}"
            firing: /state in [1, 2] and /muted != true
            severity:
              critical: /rule/level >= 12
              high: /rule/level >= 10
              otherwise: low
            summary: "{/rule/text} ({/rule/level})"
            at: /when
            labels:
              group: /rule/groups
            """;

    private final Fixture fixture;
    private final Conditions conditions;
    private final Client client;
    private final Actor manager;

    IntakeTest(Fixture fixture, Conditions conditions) {
        this.fixture = fixture;
        this.conditions = conditions;
        client = fixture.client("Harbor");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
    }

    @Test void plainJsonNeedsNoMappingWhenItsFieldsAreCalledAsUsual() {
        var made = source("json", null);
        assertThat(send(made, "/api/v1/signals", "[{\"host\": \"srv1\", \"alert\": \"disk\", \"level\": \"critical\", \"message\": \"full\"}, {\"host\": \"srv2\", \"status\": \"up\"}]"))
                .isEqualTo("202 {\"accepted\":2,\"changed\":2,\"unchanged\":0}");
        assertThat(send(made, "/api/v1/signals", "{\"host\": \"srv1\", \"alert\": \"disk\", \"state\": \"resolved\"}\n{\"host\": \"srv2\", \"status\": \"up\"}"))
                .isEqualTo("202 {\"accepted\":2,\"changed\":1,\"unchanged\":1}");
        conditions.flush();
        var list = fixture.api(manager).get("/api/v1/conditions?client=%s&thing=SRV1".formatted(client.key()));
        assertThat(list.at("/items/0/state")).isEqualTo("cleared");
        assertThat(list.at("/items/0/severity")).isEqualTo("critical");
        assertThat(list.at("/items/0/count")).isEqualTo("2");
        var detail = fixture.api(manager).get("/api/v1/conditions/" + list.at("/items/0/id"));
        assertThat(detail.json().at("/history").size()).isEqualTo(2);
        assertThat(detail.at("/thing")).isEqualTo("srv1");
        assertThat(fixture.api(manager).get("/api/v1/clients/%s/sources".formatted(client.key())).at("/items/0/signals")).isEqualTo("4");
    }

    @Test void aMappingSaysWhereThingsStand() {
        var made = source("json", MAPPING);
        assertThat(send(made, "/api/v1/signals/json", """
                {"events": [{"host": {"name": "fw1"}, "rule": {"id": 5712, "level": 12, "text": "Brute force", "groups": ["ssh", "auth"]}, "state": 1, "when": 1784030400},
                            {"host": "fw2", "rule": {"id": 1, "level": 3}, "state": 0}]}
                """)).startsWith("202");
        var list = fixture.api(manager).get("/api/v1/conditions?client=%s&thing=fw1".formatted(client.key()));
        assertThat(list.at("/items/0/check")).isEqualTo("rule 5712");
        assertThat(list.at("/items/0/severity")).isEqualTo("critical");
        assertThat(list.at("/items/0/summary")).isEqualTo("Brute force (12)");
        assertThat(list.at("/items/0/saidAt")).isEqualTo("2026-07-14T12:00:00Z");
        assertThat(fixture.api(manager).get("/api/v1/conditions/" + list.at("/items/0/id")).at("/labels/group")).isEqualTo("ssh, auth");
        assertThat(fixture.api(manager).get("/api/v1/conditions?client=%s&thing=fw2".formatted(client.key())).at("/items/0/state")).isEqualTo("cleared");
    }

    @Test void aMappingIsRefusedWithEveryMistakeAndItsLine() {
        var answer = fixture.api(manager).post("/api/v1/clients/%s/sources".formatted(client.key()),
                Map.of("kind", "json", "name", "Script", "mapping", "thing: /host\nfiring: status is down\nseverity:\n  awful: /a\nchek: /b\n"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/field")).isEqualTo("mapping");
        assertThat(answer.at("/detail")).contains("mapping:2:", "mapping:4: 'awful' is no severity", "mapping:5: unknown key 'chek'");
    }

    /// What is wrong, and where; the body is kept beside it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            json         | {"thing": "a",                                  | line 1
            json         | [{"thing": "a"}, {"check": "b"}]                | Item 2: It names no thing
            json         | {"thing": "a", "status": "sideways"}            | 'sideways' is neither firing nor ok
            json         | {"thing": "a", "time": "noon"}                  | The moment 'noon'
            json         | [1, 2]                                          | Item 1 is not a JSON object
            json         | nonsense                                        | not JSON
            alertmanager | {"version": "3", "alerts": []}                  | version '3'
            alertmanager | {"version": "4"}                                | no field 'alerts'
            alertmanager | {"alerts": [{"labels": {}}]}                    | Alert 1 has no label 'alertname'
            alertmanager | {"alerts": [{"labels": {"alertname": "a"}, "status": "odd"}]} | the status 'odd'
            alertmanager | {"alerts": {"a": 1}}                            | must be a list
            alertmanager | [[[[                                            | must be a JSON object
            """)
    void whatCannotBeReadIsToldAndKept(String kind, String body, String says) {
        var made = source(kind, null);
        assertThat(send(made, "/api/v1/signals/" + kind, body)).startsWith("422").contains(says);
        var kept = unreadable(made);
        assertThat(kept.at("/items/0/body")).isEqualTo(body);
        assertThat(kept.at("/items/0/problem")).contains(says);
        assertThat(fixture.api(manager).get("/api/v1/conditions?client=" + client.key()).json().at("/items").size()).as("nothing of it is taken").isZero();
    }

    @Test void whatIsTooDeepIsSaidInWordsAndALongValueIsNotSentBack() {
        assertThat(send(source("json", null), "/api/v1/signals/json", "[".repeat(3000))).startsWith("422").contains("more than is read: it is nested more than 500 levels deep.");
        assertThat(send(source("alertmanager", null), "/api/v1/signals/alertmanager", "{\"version\": \"%s\", \"alerts\": []}".formatted("9".repeat(1 << 20)))).startsWith("422").hasSizeLessThan(1000);
    }

    @Test void theWrongAddressIsToldTheRightOne() {
        assertThat(send(source("json", null), "/api/v1/signals/alertmanager", "{}")).startsWith("422").contains("/api/v1/signals/json");
    }

    @Test void aHundredMegabytesAreRefusedAndABombIsNotUnpacked() throws IOException {
        var made = source("json", null);
        var sender = new Sender(fixture.url(), made.at("/key"));
        assertThat(sender.post("/api/v1/signals", new byte[9 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(unreadable(made).json().at("/items/0/cut").asLong()).isEqualTo(9 * 1024 * 1024 - 64 * 1024);
        assertThat(sender.post("/api/v1/signals", packed(new byte[100 * 1024 * 1024]), "Content-Encoding", "gzip").statusCode()).isEqualTo(413);
        assertThat(sender.post("/api/v1/signals", "not packed", "Content-Encoding", "gzip").body()).contains("said to be gzip and is not");
        assertThat(sender.post("/api/v1/signals", packed("{\"thing\": \"a\"}".getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip").statusCode()).isEqualTo(202);
        assertThat(sender.post("/api/v1/signals", "[" + "{\"thing\": \"a\"},".repeat(10_000) + "{\"thing\": \"a\"}]").body()).contains("10001 signals");
    }

    @Test void onlyTheNewestUnreadableBodiesAreKept() {
        var made = source("json", null);
        var sender = new Sender(fixture.url(), made.at("/key"));
        for (var n = 0; n <= Keeping.EACH; n++) sender.post("/api/v1/signals", "broken " + n);
        assertThat(unreadable(made).json().at("/items").size()).isEqualTo(Keeping.EACH);
        conditions.flush();
        assertThat(fixture.api(manager).get("/api/v1/clients/%s/sources/%s".formatted(client.key(), made.at("/id"))).at("/unreadable")).isEqualTo(String.valueOf(Keeping.EACH + 1));
    }

    @Test void aClockThatIsOffIsSaidOfTheSourceAndOurMomentsCount() {
        var made = source("json", null);
        var ahead = Instant.now().plusSeconds(3600).toString();
        send(made, "/api/v1/signals", "{\"thing\": \"a\", \"at\": \"%s\"}".formatted(ahead));
        conditions.flush();
        assertThat(fixture.api(manager).get("/api/v1/clients/%s/sources/%s".formatted(client.key(), made.at("/id"))).at("/clock")).contains("runs ahead of ours by");
        var condition = fixture.api(manager).get("/api/v1/conditions?client=" + client.key());
        assertThat(Instant.parse(condition.at("/items/0/changedAt"))).isBefore(Instant.now());
    }

    @Test void alertmanagersWebhookFiresAndResolves() {
        var made = source("alertmanager", null);
        assertThat(send(made, "/api/v1/signals/alertmanager", alert("firing", "0001-01-01T00:00:00Z"))).isEqualTo("202 {\"accepted\":1,\"changed\":1,\"unchanged\":0}");
        assertThat(send(made, "/api/v1/signals/alertmanager", alert("firing", "0001-01-01T00:00:00Z"))).isEqualTo("202 {\"accepted\":1,\"changed\":0,\"unchanged\":1}");
        assertThat(send(made, "/api/v1/signals/alertmanager", alert("resolved", "2026-07-14T12:09:00Z"))).isEqualTo("202 {\"accepted\":1,\"changed\":1,\"unchanged\":0}");
        var list = fixture.api(manager).get("/api/v1/conditions?client=" + client.key());
        assertThat(list.at("/items/0/thing")).isEqualTo("srv1");
        assertThat(list.at("/items/0/check")).isEqualTo("InstanceDown");
        assertThat(list.at("/items/0/severity")).isEqualTo("critical");
        assertThat(list.at("/items/0/saidAt")).isEqualTo("2026-07-14T12:09:00Z");
    }

    private static String alert(String status, String ends) {
        return """
                {"version": "4", "groupKey": "{}", "status": "%1$s", "receiver": "demarc", "alerts": [{"status": "%1$s", "fingerprint": "b1",
                 "labels": {"alertname": "InstanceDown", "instance": "srv1:9100", "severity": "page"}, "annotations": {"summary": "srv1 is down"},
                 "startsAt": "2026-07-14T12:00:00+02:00", "endsAt": "%2$s", "generatorURL": "http://prometheus/graph"}]}
                """.formatted(status, ends);
    }

    private Api.Answer source(String kind, @Nullable String mapping) {
        var request = mapping == null ? Map.of("kind", kind, "name", "Script") : Map.of("kind", kind, "name", "Script", "mapping", mapping);
        var made = fixture.api(manager).post("/api/v1/clients/%s/sources".formatted(client.key()), JsonMapper.shared().writeValueAsString(request));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private String send(Api.Answer made, String path, String body) {
        var answer = new Sender(fixture.url(), made.at("/key")).post(path, body);
        return answer.statusCode() + " " + answer.body();
    }

    private Api.Answer unreadable(Api.Answer made) {
        return fixture.api(manager).get("/api/v1/clients/%s/sources/%s/unreadable".formatted(client.key(), made.at("/id")));
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
