package demarc.app.signals.checks;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Condition;
import demarc.app.signals.Conditions;
import demarc.app.signals.checks.look.Ill;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the server looks at, and what it says of it.
@DemarcTest
class ChecksTest {
    private final ServerRunner runner;
    private final Teller teller;
    private final Measurements measurements;
    private final Conditions conditions;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final Fixture fixture;
    private final Ill ill = new Ill();
    private final Client client;
    private final Actor technician;
    private final Api api;
    private final String here;

    ChecksTest(ServerRunner runner, Teller teller, Measurements measurements, Conditions conditions, JdbcClient sql, TransactionTemplate transaction, TestClock clock, Fixture fixture) throws IOException {
        this.runner = runner;
        this.teller = teller;
        this.measurements = measurements;
        this.conditions = conditions;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.fixture = fixture;
        client = fixture.client("Checked");
        var provider = fixture.provider("Lookout", client);
        technician = fixture.person(provider, Role.TECHNICIAN);
        api = fixture.api(technician);
        here = "http://127.0.0.1:%d".formatted(ill.http());
        var opened = fixture.api(fixture.person(provider, Role.ADMINISTRATOR)).post("/api/v1/clients/%s/ranges".formatted(client.key()), Map.of("range", "127.0.0.1", "reason", "a test"));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    }

    @AfterEach void close() throws Exception {
        system("update signals.check_state set due_at = null where client_id = " + client.id());
        clock.reset();
        ill.close();
    }

    @Test void aCheckFailsTwiceBeforeItIsSaidAndClearsAtOnce() throws Exception {
        var id = add("/switch", "shop", Map.of());
        later(20);
        assertThat(check(id).at("/state")).isEqualTo("up");
        assertThat(check(id).at("/words")).startsWith("200 in");
        ill.well = false;
        untilDue(id);
        assertThat(check(id).at("/state")).isEqualTo("failing");
        assertThat(wrong()).isEmpty();
        later(5);
        assertThat(check(id).at("/state")).isEqualTo("down");
        assertThat(wrong()).singleElement().satisfies(condition -> {
            assertThat(condition.thing()).isEqualTo("shop");
            assertThat(condition.summary()).isEqualTo("Website or HTTP(S) fails on shop: Answered 503, not 200-399.");
        });
        ill.well = true;
        untilDue(id);
        assertThat(check(id).at("/state")).isEqualTo("up");
        assertThat(wrong()).isEmpty();
        assertThat(api.get(path(id) + "/results").json().at("/items").size()).isGreaterThanOrEqualTo(4);
    }

    @Test void whatACrashLeftUntoldIsToldLater() throws Exception {
        var id = add("/switch", "shop", Map.of());
        later(20);
        system("update signals.check_state set down = true, since = now(), words = 'Answered 503' where client_id = %d and check_id = %s".formatted(client.id(), id));
        assertThat(wrong()).isEmpty();
        teller.tellTheRest();
        assertThat(wrong()).singleElement().satisfies(condition -> assertThat(condition.summary()).contains("Answered 503"));
    }

    @Test void whatIsRemovedOrSwitchedOffHasNothingWrong() throws Exception {
        ill.well = false;
        var removed = add("/switch", "a", Map.of("fails", 1));
        var off = add("/switch", "b", Map.of("fails", 1));
        later(20);
        later(5);
        assertThat(wrong()).hasSize(2);
        assertThat(api.delete(path(removed)).status()).isEqualTo(204);
        assertThat(api.put(path(off), Map.of("kind", "http", "target", here + "/switch", "thing", "b", "enabled", false)).status()).isEqualTo(200);
        for (var until = Instant.now().plusSeconds(5); !wrong().isEmpty() && Instant.now().isBefore(until); ) Thread.onSpinWait();
        assertThat(wrong()).isEmpty();
        assertThat(api.get(path(removed)).status()).isEqualTo(404);
        assertThat(api.get(path(off)).json().at("/dueAt").isNull()).isTrue();
    }

    @Test void whenNothingIsSeenOneConditionSaysSo() throws Exception {
        for (var n = 0; n < 8; n++) add("/switch", "thing-" + n, Map.of());
        later(20);
        ill.well = false;
        for (var n = 0; n < 20; n++) later(5);
        assertThat(wrong()).singleElement().satisfies(condition -> assertThat(condition.summary()).contains("The server reaches nothing"));
        assertThat(api.get("/api/v1/clients/%s/checks?state=down".formatted(client.key())).json().at("/items")).isEmpty();
        ill.well = true;
        for (var n = 0; n < 13; n++) later(5);
        assertThat(wrong()).isEmpty();
    }

    @Test void anEndingCertificateIsAConditionOfItsOwn() throws Exception {
        var id = api.post("/api/v1/clients/%s/checks".formatted(client.key()), Map.of("kind", "tls", "target", "127.0.0.1:" + ill.https(3), "thing", "shop", "settings", Map.of("trustAnyCertificate", true))).at("/id");
        later(20);
        assertThat(check(id).at("/state")).isEqualTo("up");
        assertThat(wrong()).singleElement().satisfies(condition -> {
            assertThat(condition.check()).isEqualTo("certificate");
            assertThat(condition.summary()).matches("The certificate of shop ends in [23] days, on .*");
        });
    }

    @Test void manyMissedTurnsAreOneLookEachAndSpread() throws Exception {
        for (var n = 0; n < 6; n++) add("/switch", "thing-" + n, Map.of("everySeconds", 30));
        later(20);
        ill.well = false;
        clock.advance(Duration.ofHours(5));
        runner.look();
        var due = system("select count(*) || ' ' || count(distinct due_at) from signals.check_state where due_at is not null and client_id = " + client.id());
        assertThat(due).isEqualTo("6 6");
        assertThat(wrong()).isEmpty();
        ill.well = true;
        for (var n = 0; n < 8; n++) later(5);
        assertThat(wrong()).isEmpty();
        assertThat(system("select count(*) from signals.check_state where last_at > '%s'::timestamptz - interval '1 minute' and client_id = %d".formatted(clock.instant(), client.id()))).isEqualTo("6");
    }

    @Test void hoursAreKeptWhenLooksAreGone() throws Exception {
        var id = add("/switch", "shop", Map.of());
        later(20);
        ill.well = false;
        untilDue(id);
        system("update signals.rolled_up set until = date_trunc('hour', '%s'::timestamptz)".formatted(clock.instant()));
        clock.advance(Duration.ofHours(2));
        measurements.rollUp();
        var times = api.get(path(id) + "/times?span=week").json();
        assertThat(times.at("/points").size()).isEqualTo(1);
        assertThat(times.at("/up").asDouble()).isEqualTo(0.5);
        measurements.forget();
        assertThat(api.get(path(id) + "/times?span=day").json().at("/points").size()).isGreaterThanOrEqualTo(1);
    }

    @Test void aSecretIsNeverShownAndStaysWhenItIsNotSaidAgain() {
        var settings = Map.of("community", "quagga-free", "oid", "1.3.6.1.2.1.1.3.0", "compare", "<", "raise", 1);
        var made = api.post("/api/v1/clients/%s/checks".formatted(client.key()), Map.of("kind", "snmp", "target", "10.0.0.9", "settings", settings));
        assertThat(made.text()).contains("\"secrets\":[\"community\"]").doesNotContain("quagga-free");
        assertThat(system("select settings::text from signals.own_check where client_id = " + client.id())).doesNotContain("quagga-free");
        var kept = api.put(path(made.at("/id")), Map.of("kind", "snmp", "target", "10.0.0.9", "settings", Map.of("oid", "1.3.6.1.2.1.1.3.0", "compare", "<", "raise", 2)));
        assertThat(kept.at("/secrets/0")).as(kept.text()).isEqualTo("community");
        assertThat(kept.raw().headers().firstValue("ETag")).contains("\"2\"");
        var stale = api.send("PUT", path(made.at("/id")), Map.of("kind", "ping", "target", "10.0.0.9"), "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(409);
    }

    @Test void aTrialLooksOnceWithinTheSameWalls() {
        var trial = "/api/v1/clients/%s/checks/trial".formatted(client.key());
        assertThat(api.post(trial, Map.of("kind", "http", "target", here + "/well")).at("/outcome")).isEqualTo("up");
        assertThat(api.post(trial, Map.of("kind", "tcp", "target", "127.0.0.2:80")).at("/words")).contains("this machine itself");
        assertThat(api.post(trial, Map.of("kind", "http", "target", "http://169.254.169.254/")).at("/words")).contains("metadata");
        for (var n = 0; n < 17; n++) api.post(trial, Map.of("kind", "tcp", "target", "127.0.0.2:80"));
        assertThat(api.post(trial, Map.of("kind", "tcp", "target", "127.0.0.2:80")).at("/detail")).contains("Twenty trials a minute");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TECHNICIAN    | 10.0.0.0/8  | 403 | by the installation's administrator
            IT_MANAGER    | 10.0.0.0/8  | 403 | by the installation's administrator
            ADMINISTRATOR | 0.0.0.0/0   | 422 | not within one inner network
            ADMINISTRATOR | 10.9.0.0/16 | 201 | 10.9.0.0/16
            """)
    void onlyAnAdministratorOpensANetworkAndNoMoreThanOne(Role role, String range, int status, String says) {
        var answer = fixture.api(fixture.person(client.party(), role)).post("/api/v1/clients/%s/ranges".formatted(client.key()), Map.of("range", range, "reason", "the plant"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(says);
    }

    private String add(String path, String thing, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("kind", "http", "target", here + path, "thing", thing));
        body.putAll(more);
        var made = api.post("/api/v1/clients/%s/checks".formatted(client.key()), body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id");
    }

    private void later(int seconds) throws InterruptedException {
        clock.advance(Duration.ofSeconds(seconds));
        runner.look();
    }

    private void untilDue(String id) throws InterruptedException {
        clock.set(check(id).at("/dueAt"));
        runner.look();
    }

    private Api.Answer check(String id) {
        return api.get(path(id));
    }

    private String path(String id) {
        return "/api/v1/clients/%s/checks/%s".formatted(client.key(), id);
    }

    private List<Condition> wrong() {
        return Tenancy.as(technician, () -> conditions.page(technician,
                new Conditions.Filter(client.key(), null, Set.of(Condition.State.FIRING), null, null, null, null), null, 50)).items();
    }

    private String system(String statement) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> statement.startsWith("select") ? sql.sql(statement).query(String.class).single() : String.valueOf(sql.sql(statement).update())));
    }
}
