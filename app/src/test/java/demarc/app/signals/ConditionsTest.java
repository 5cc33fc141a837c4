package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What is said of a thing, counted and remembered.
@DemarcTest
class ConditionsTest {
    private static final Instant NOON = Instant.parse("2026-07-14T12:00:00Z");

    private final Conditions conditions;
    private final Retention retention;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final Client client;
    private final Actor manager;
    private final Source source;

    ConditionsTest(Conditions conditions, Retention retention, Sources sources, JdbcClient sql, TransactionTemplate transaction, TestClock clock, Fixture fixture) {
        this.conditions = conditions;
        this.retention = retention;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        client = fixture.client("Harbor");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
        source = sources.internal(client.id(), "checks", "Checks");
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void aRepeatIsCountedAndAChangeIsRemembered() {
        assertThat(say("pc1", Signal.State.FIRING, 0)).isEqualTo(new Taken(1, 1, 0));
        assertThat(say("pc1", Signal.State.FIRING, 60)).isEqualTo(new Taken(1, 0, 1));
        assertThat(say("pc1", Signal.State.CLEARED, 90)).isEqualTo(new Taken(1, 1, 0));
        assertThat(say("pc1", Signal.State.CLEARED, 91)).isEqualTo(new Taken(1, 0, 1));
        conditions.flush();
        var condition = only("pc1");
        assertThat(condition.count()).isEqualTo(4);
        assertThat(condition.changes()).isEqualTo(1);
        assertThat(condition.state()).isEqualTo(Condition.State.CLEARED);
        assertThat(condition.changedAt()).isEqualTo(NOON.plusSeconds(90));
        assertThat(condition.lastAt()).isEqualTo(NOON.plusSeconds(91));
        assertThat(condition.lookAt()).as("due as soon as it first was").isEqualTo(NOON.plusSeconds(30));
        assertThat(history(condition)).containsExactly("CLEARED", "FIRING");
    }

    @Test void whatWasNoWorkAndIsLongOverIsForgottenAndOldHistoryToo() {
        for (var thing : List.of("gone", "burning", "working", "worked", "heard")) say(thing, Signal.State.FIRING, 0);
        for (var thing : List.of("gone", "working", "worked", "heard")) say(thing, Signal.State.CLEARED, 10);
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                update signals.condition set look_at = null, trouble_id = case thing when 'working' then 17 end, was_trouble = case thing when 'worked' then 18 end where client_id = ?
                """).param(client.id()).update()));
        after(Duration.ofDays(80));
        say("heard", Signal.State.CLEARED, (int) Duration.ofDays(80).toSeconds());
        conditions.flush();
        after(Duration.ofDays(89));
        assertThat(left()).containsExactly("burning", "gone", "heard", "worked", "working");
        after(Duration.ofDays(91));
        assertThat(left()).containsExactly("burning", "heard", "worked", "working");
        assertThat(history(only("burning"))).containsExactly("FIRING");
        after(Duration.ofDays(400));
        assertThat(left()).containsExactly("burning", "working");
        assertThat(history(only("burning"))).isEmpty();
    }

    private void after(Duration time) {
        clock.set(NOON.plus(time).toString());
        retention.forget();
    }

    private List<String> left() {
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("select thing from signals.condition where client_id = ? order by thing").param(client.id()).query(String.class).list()));
    }

    @Test void whatChangesAndChangesBackInOneBodyIsAllOfIt() {
        say("pc2", Signal.State.FIRING, 0);
        assertThat(conditions.take(source, List.of(signal("pc2", Signal.State.FIRING), signal("pc2", Signal.State.CLEARED), signal("pc2", Signal.State.FIRING)), NOON.plusSeconds(5)))
                .isEqualTo(new Taken(3, 2, 1));
        conditions.flush();
        assertThat(only("pc2").count()).isEqualTo(4);
        assertThat(history(only("pc2"))).containsExactly("FIRING", "CLEARED", "FIRING");
    }

    @Test void twoSendersInOneInstantAreOneChange() throws Exception {
        var sends = IntStream.range(0, 32).<Callable<Integer>>mapToObj(_ -> () -> say("pc3", Signal.State.FIRING, 0).changed()).toList();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var changed = 0;
            for (var sent : senders.invokeAll(sends)) changed += sent.get();
            assertThat(changed).isEqualTo(1);
        }
        conditions.flush();
        assertThat(only("pc3").count()).isEqualTo(32);
        assertThat(history(only("pc3"))).containsExactly("FIRING");
    }

    @Test void aSignalEndsSilence() {
        say("pc4", Signal.State.CLEARED, 0);
        Tenancy.asSystem(() -> conditions.silence(client.id(), List.of(only("pc4").id()), NOON.plusSeconds(60)));
        assertThat(only("pc4").state()).isEqualTo(Condition.State.SILENT);
        assertThat(say("pc4", Signal.State.CLEARED, 90).changed()).isEqualTo(1);
        assertThat(history(only("pc4"))).containsExactly("CLEARED", "SILENT", "CLEARED");
    }

    @Test void whatAnotherNodeChangedIsChangedBackByWhatWasSaidAfterwards() {
        say("pc5", Signal.State.FIRING, 0);
        elsewhere("CLEARED", 10);
        say("pc5", Signal.State.FIRING, 5);
        conditions.flush();
        assertThat(only("pc5").state()).as("said before").isEqualTo(Condition.State.CLEARED);
        elsewhere("CLEARED", 10);
        say("pc5", Signal.State.FIRING, 20);
        conditions.flush();
        assertThat(only("pc5").state()).as("said after").isEqualTo(Condition.State.FIRING);
        assertThat(only("pc5").count()).isEqualTo(3);
    }

    @Test void aClearingOfWhatWasNeverHeardOfChangesNothing() {
        var clearing = new Signal("nonesuch", "", "", Signal.State.CLEARED, Severity.MEDIUM, "", null, null, Map.of(), null);
        assertThat(conditions.take(source, List.of(clearing), NOON)).isEqualTo(new Taken(1, 0, 1));
        assertThat(Tenancy.as(manager, () -> conditions.page(manager, Conditions.Filter.ALL, null, 10)).items()).isEmpty();
    }

    @Test void hostileTextIsKeptAsPlainText() {
        var hostile = new Signal("k\0" + "x".repeat(10_000), "pc6", "disk\n\u202Eful", Signal.State.FIRING, Severity.HIGH, "a\0b \uD800c", "l1\nl2\0", "javascript:alert(1)",
                Map.of("a\0", "x".repeat(100_000)), Instant.parse("+999999-01-01T00:00:00Z"));
        assertThat(conditions.take(source, List.of(hostile), NOON).changed()).isEqualTo(1);
        assertThat(conditions.take(source, List.of(hostile), NOON).changed()).isZero();
        var kept = only("pc6");
        assertThat(kept.check()).isEqualTo("disk ful");
        assertThat(kept.summary()).isEqualTo("a b \uFFFDc");
        assertThat(kept.details()).isEqualTo("l1\nl2");
        assertThat(kept.link()).isNull();
        assertThat(kept.labels().get("a")).hasSize(500).endsWith("…");
        assertThat(kept.key()).hasSizeLessThan(256);
    }

    private Taken say(String thing, Signal.State state, int after) {
        return conditions.take(source, List.of(signal(thing, state)), NOON.plus(Duration.ofSeconds(after)));
    }

    private static Signal signal(String thing, Signal.State state) {
        return new Signal(Signal.key(thing, "ping"), thing, "ping", state, Severity.HIGH, thing + " does not answer", null, null, Map.of(), null);
    }

    private Condition only(String thing) {
        var found = Tenancy.as(manager, () -> conditions.page(manager, new Conditions.Filter(client.key(), null, Set.of(), null, thing, null, null), null, 10)).items();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<String> history(Condition condition) {
        return Tenancy.as(manager, () -> conditions.changes(condition, 100)).stream().map(change -> change.state().name()).toList();
    }

    private void elsewhere(@Nullable String state, int after) {
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> sql.sql("update signals.condition set state = ?, changed_at = ? where client_id = ?")
            .param(state).param(SqlTime.of(NOON.plusSeconds(after))).param(client.id()).update()));
    }
}
