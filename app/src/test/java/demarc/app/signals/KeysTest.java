package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may say something, and of whom.
@DemarcTest
class KeysTest {
    private static final String DOWN = "{\"thing\": \"srv1\", \"check\": \"ping\", \"status\": \"down\"}";

    private final Fixture fixture;
    private final TestClock clock;
    private final KeyRing ring;
    private final Client client;
    private final Actor manager;

    KeysTest(Fixture fixture, TestClock clock, KeyRing ring) {
        this.fixture = fixture;
        this.clock = clock;
        this.ring = ring;
        client = fixture.client("Harbor");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void aKeySpeaksForItsClientAlone() {
        var made = source(manager, client);
        var other = fixture.client("Other");
        var stranger = fixture.person(other.party(), Role.IT_MANAGER);
        assertThat(sender(made.at("/key")).post("/api/v1/signals", DOWN).statusCode()).isEqualTo(202);
        assertThat(fixture.api(manager).get("/api/v1/conditions?client=" + client.key()).json().at("/items").size()).isEqualTo(1);
        assertThat(fixture.api(stranger).get("/api/v1/conditions").json().at("/items").size()).isZero();
        assertThat(fixture.api(stranger).get("/api/v1/conditions?client=" + client.key()).status()).isEqualTo(404);
        assertThat(fixture.api(stranger).get("/api/v1/clients/%s/sources/%s".formatted(other.key(), made.at("/id"))).status()).isEqualTo(404);
        assertThat(fixture.api(stranger).post("/api/v1/clients/%s/sources/%s/key".formatted(other.key(), made.at("/id")), Map.of()).status()).isEqualTo(404);
    }

    @Test void theKeyIsInAHeaderOrInTheAddress() {
        var key = source(manager, client).at("/key");
        assertThat(key).hasSize(32);
        assertThat(sender("").post("/api/v1/signals/json/" + key, DOWN).statusCode()).isEqualTo(202);
        assertThat(sender("").post("/api/v1/signals", DOWN, "X-Demarc-Key", key).statusCode()).isEqualTo(202);
        assertThat(sender("").post("/api/v1/signals", DOWN).statusCode()).isEqualTo(401);
    }

    @Test void aRotatedKeyGoesOnForADayUnlessItLeaked() {
        var made = source(manager, client);
        var rotated = rotate(made.at("/id"), false);
        assertThat(status(made.at("/key"))).isEqualTo(202);
        assertThat(status(rotated)).isEqualTo(202);
        clock.advance(Duration.ofHours(25));
        ring.forget();
        assertThat(status(made.at("/key"))).isEqualTo(401);
        var last = rotate(made.at("/id"), true);
        assertThat(status(rotated)).isEqualTo(401);
        assertThat(status(last)).isEqualTo(202);
    }

    @Test void whatTheToolsHaveGoesOnHoweverOftenANewKeyIsMadeMeanwhile() {
        var made = source(manager, client);
        var lost = rotate(made.at("/id"), false);
        var last = rotate(made.at("/id"), false);
        assertThat(status(made.at("/key"))).isEqualTo(202);
        assertThat(status(lost)).isEqualTo(401);
        assertThat(status(last)).isEqualTo(202);
    }

    @Test void nobodyWithoutAKeyTakesRoomByAnnouncingALargeBody() throws IOException {
        for (var path : List.of("/api/v1/signals/json/" + "0".repeat(32), "/ping/" + "0".repeat(32), "/ping/dmr_unknown?job=files")) {
            try (var socket = new Socket("localhost", URI.create(fixture.url()).getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).as(path).matches("HTTP/1.1 4\\d\\d");
            }
        }
    }

    @Test void aSourceThatIsSwitchedOffIsRefusedAndKeepsWhatItSaid() {
        var made = source(manager, client);
        assertThat(status(made.at("/key"))).isEqualTo(202);
        assertThat(fixture.api(manager).delete("/api/v1/clients/%s/sources/%s".formatted(client.key(), made.at("/id"))).status()).isEqualTo(204);
        assertThat(status(made.at("/key"))).isEqualTo(403);
        assertThat(fixture.api(manager).get("/api/v1/conditions?source=" + made.at("/id")).json().at("/items").size()).isEqualTo(1);
    }

    @Test void aPersonsTokenIsNoKeyAndStrangersAreSlowedDown() {
        var token = String.valueOf(fixture.api(manager).token());
        assertThat(sender(token).post("/api/v1/signals", DOWN).body()).contains("person's token");
        var key = source(manager, client).at("/key");
        for (var n = 0; n < 60; n++) assertThat(status("0".repeat(32))).isBetween(401, 429);
        assertThat(status("0".repeat(32))).isEqualTo(429);
        assertThat(status(key)).as("a known one from the same address").isEqualTo(202);
        clock.advance(Duration.ofDays(40));
        assertThat(status("0".repeat(32))).isEqualTo(401);
    }

    @Test void employeesAndGuestsAddNoSources() {
        var request = Map.of("kind", "json", "name", "Mine");
        for (var actor : List.of(fixture.person(client.party(), Role.EMPLOYEE), fixture.person(client.party(), Role.EXECUTIVE), fixture.guest(client, Duration.ofDays(1))))
            assertThat(fixture.api(actor).post("/api/v1/clients/%s/sources".formatted(client.key()), request).status()).as(actor.role().label()).isEqualTo(403);
    }

    private Api.Answer source(Actor by, Client of) {
        var made = fixture.api(by).post("/api/v1/clients/%s/sources".formatted(of.key()), Map.of("kind", "json", "name", "Script"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private String rotate(String id, boolean immediately) {
        var made = fixture.api(manager).post("/api/v1/clients/%s/sources/%s/key".formatted(client.key(), id), Map.of("immediately", immediately));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/key");
    }

    private int status(String key) {
        return sender(key).post("/api/v1/signals", DOWN).statusCode();
    }

    private Sender sender(String key) {
        return new Sender(fixture.url(), key);
    }
}
