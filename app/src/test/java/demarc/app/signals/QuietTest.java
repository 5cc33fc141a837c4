package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Due;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What its source does not say again is over.
@DemarcTest
class QuietTest {
    private final Fixture fixture;
    private final Sources sources;
    private final Conditions conditions;
    private final Quiet quiet;
    private final Due due;
    private final TestClock clock;
    private final Client client;
    private final Actor manager;

    QuietTest(Fixture fixture, Sources sources, Conditions conditions, Quiet quiet, Due due, TestClock clock) {
        this.fixture = fixture;
        this.sources = sources;
        this.conditions = conditions;
        this.quiet = quiet;
        this.due = due;
        this.clock = clock;
        client = fixture.client("Quiet");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
        clock.set(clock.instant().plusSeconds(60).toString());
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void whatALogDoesNotSayAgainForAnHourIsOver() {
        var logs = source("syslog", null);
        say(logs, "tunnel failed", false);
        after(59, "FIRING");
        say(logs, "tunnel failed", false);
        after(59, "FIRING");
        after(2, "CLEARED");
        var condition = all().getFirst();
        assertThat(Tenancy.as(manager, () -> conditions.changes(condition, 10))).first().satisfies(change -> assertThat(change.summary()).isEqualTo("Not seen for 60 minutes"));
        assertThat(condition.count()).isEqualTo(2);
        say(logs, "tunnel failed", false);
        assertThat(all().getFirst().state()).isEqualTo(Condition.State.FIRING);
        after(61, "CLEARED");
    }

    @Test void whatEndsByAWordOfItsOwnWaitsForIt() {
        say(source("syslog", null), "link is down", true);
        after(600, "FIRING");
    }

    @Test void aToolThatSaysWhatIsOverIsGivenNoTimeUnlessSomebodyWantsIt() {
        var tool = source("json", null);
        say(tool, "disk full", false);
        after(600, "FIRING");
        change(tool, Duration.ofMinutes(15));
        after(1, "CLEARED");
    }

    @Test void whoeverTakesTheTimeAwayKeepsWhatFires() {
        var logs = source("syslog", Duration.ofMinutes(10));
        say(logs, "tunnel failed", false);
        change(logs, Duration.ZERO);
        after(600, "FIRING");
    }

    @Test void programsSayItInTheirWords() {
        var api = fixture.api(manager);
        var path = "/api/v1/clients/%s/sources".formatted(client.key());
        var made = api.post(path, Map.of("kind", "syslog", "name", "Logs", "mapping", "from: err"));
        assertThat(api.get(path + "/" + made.at("/id")).at("/quietAfter")).isEqualTo("1h");
        assertThat(api.put(path + "/" + made.at("/id"), Map.of("name", "Logs", "mapping", "from: err", "quietAfter", "15m")).at("/quietAfter")).isEqualTo("15m");
        assertThat(api.put(path + "/" + made.at("/id"), Map.of("name", "Logs", "mapping", "from: err", "quietAfter", "never")).at("/quietAfter")).isEmpty();
        assertThat(api.put(path + "/" + made.at("/id"), Map.of("name", "Logs", "quietAfter", "soon")).at("/field")).isEqualTo("quietAfter");
        api.post(path, Map.of("kind", "json", "name", "another"));
        var first = api.get(path + "?limit=1");
        assertThat(first.at("/items/0/name")).isEqualTo("another");
        assertThat(api.get(path + "?limit=1&cursor=" + first.at("/next")).at("/items/0/name")).isEqualTo("Logs");
    }

    private Source source(String kind, @Nullable Duration quietAfter) {
        return Tenancy.as(manager, () -> sources.create(manager, client.key(), new Sources.Wanted(kind, "Logs", null, null, null, quietAfter, null, null, null)).source());
    }

    private void change(Source source, Duration quietAfter) {
        Tenancy.as(manager, () -> sources.change(manager, source.id(), new Sources.Wanted(source.kind(), source.name(), null, null, null, quietAfter, null, null, null)));
    }

    private void say(Source source, String what, boolean lasting) {
        conditions.take(source, List.of(new Signal(what, "fw-1", what, Signal.State.FIRING, Severity.HIGH, what, null, null, Map.of(), null, lasting)), clock.instant());
        conditions.flush();
    }

    private void after(int minutes, String state) {
        clock.advance(Duration.ofMinutes(minutes));
        due.drain("what is not seen any more", quiet::look);
        assertThat(all()).singleElement().satisfies(condition -> assertThat(condition.state()).hasToString(state));
    }

    private List<Condition> all() {
        return Tenancy.as(manager, () -> conditions.page(manager, new Conditions.Filter(client.key(), null, Set.of(), null, null, null, null), null, 10)).items();
    }
}
