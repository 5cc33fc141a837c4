package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An expected job that pings, the way of Healthchecks.
@DemarcTest
class PingTest {
    private static final Instant NIGHT = Instant.parse("2026-07-14T02:00:00Z");

    private final Fixture fixture;
    private final TestClock clock;
    private final Sources sources;
    private final Heartbeats heartbeats;
    private final Conditions conditions;
    private final Client client;
    private final Actor manager;
    private final long id;
    private final Sender sender;
    private final String ping;

    PingTest(Fixture fixture, TestClock clock, Sources sources, Heartbeats heartbeats, Conditions conditions) {
        this.fixture = fixture;
        this.clock = clock;
        this.sources = sources;
        this.heartbeats = heartbeats;
        this.conditions = conditions;
        client = fixture.client("Harbor");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
        var made = fixture.api(manager).post("/api/v1/clients/%s/sources".formatted(client.key()),
                Map.of("kind", "heartbeat", "name", "Backup of srv1", "period", "24h", "grace", "1h", "concern", "backup"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.at("/setUp/file")).contains("/ping/" + made.at("/key") + "/start");
        id = Long.parseLong(made.at("/id"));
        sender = new Sender(fixture.url(), "");
        ping = "/ping/" + made.at("/key");
        clock.set(NIGHT.toString());
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"'',cleared", "/0,cleared", "/3,firing", "/fail,firing"})
    void itsEndIsWellOrNot(String suffix, String state) {
        assertThat(sender.get(ping + suffix).body()).isEqualTo("OK");
        var list = fixture.api(manager).get("/api/v1/conditions?client=" + client.key());
        assertThat(list.at("/items/0/state")).isEqualTo(state);
        assertThat(list.at("/items/0/thing")).isEqualTo("Backup of srv1");
        assertThat(source().expectedAt()).isEqualTo(NIGHT.plus(Duration.ofHours(25)));
    }

    @Test void aStartMeasuresHowLongItRunsAndMustEndWithinTheGrace() {
        sender.get(ping + "/start");
        assertThat(source().expectedAt()).isEqualTo(NIGHT.plus(Duration.ofHours(1)));
        clock.advance(Duration.ofMinutes(20));
        sender.post(ping + "/0", "x".repeat(20_000) + "\nsnapshot saved");
        assertThat(run().ran()).isEqualTo(Duration.ofMinutes(20));
        assertThat(run().log()).hasSize(10_240).endsWith("snapshot saved");
        sender.post(ping + "/log", "just so");
        assertThat(run().log()).isEqualTo("just so");
        assertThat(source().expectedAt()).isEqualTo(NIGHT.plus(Duration.ofMinutes(20)).plus(Duration.ofHours(25)));
    }

    @Test void aPingEndsSilence() {
        sender.get(ping);
        Tenancy.asSystem(() -> conditions.silence(source(), NIGHT.plus(Duration.ofHours(26))));
        assertThat(fixture.api(manager).get("/api/v1/conditions?state=silent").at("/items/0/summary")).isEqualTo("Backup of srv1 went silent");
        clock.advance(Duration.ofHours(27));
        sender.get(ping);
        assertThat(fixture.api(manager).get("/api/v1/conditions").at("/items/0/state")).isEqualTo("cleared");
    }

    @Test void aSourceWhoseSilenceIsAnAlarmIsExpectedAfterEachWord() {
        var made = fixture.api(manager).post("/api/v1/clients/%s/sources".formatted(client.key()), Map.of("kind", "json", "name", "Script", "silentAfter", "15m"));
        new Sender(fixture.url(), made.at("/key")).post("/api/v1/signals", "{\"thing\": \"srv1\"}");
        conditions.flush();
        var script = Tenancy.as(manager, () -> sources.get(manager, Long.parseLong(made.at("/id"))));
        assertThat(script.expectedAt()).isEqualTo(NIGHT.plus(Duration.ofMinutes(15)));
        Tenancy.asSystem(() -> conditions.silence(script, NIGHT.plus(Duration.ofMinutes(16))));
        clock.advance(Duration.ofMinutes(17));
        new Sender(fixture.url(), made.at("/key")).post("/api/v1/signals", "{\"thing\": \"srv1\"}");
        conditions.flush();
        assertThat(fixture.api(manager).get("/api/v1/conditions?thing=Script").at("/items/0/state")).isEqualTo("cleared");
    }

    @Test void whatIsNoPingIsToldSo() {
        assertThat(sender.get(ping + "/sideways").statusCode()).isEqualTo(400);
        assertThat(sender.get(ping + "/256").statusCode()).isEqualTo(400);
        assertThat(sender.get("/ping/nonesuch").statusCode()).isEqualTo(404);
        assertThat(Sender.send(HttpRequest.newBuilder(URI.create(fixture.url() + ping)).HEAD().build()).statusCode()).isEqualTo(200);
        assertThat(Sender.send(HttpRequest.newBuilder(URI.create(fixture.url() + ping)).DELETE().build()).statusCode()).isEqualTo(405);
    }

    private Source source() {
        return Tenancy.as(manager, () -> sources.get(manager, id));
    }

    private Heartbeats.Run run() {
        return Tenancy.as(manager, () -> heartbeats.last(source())).orElseThrow();
    }
}
