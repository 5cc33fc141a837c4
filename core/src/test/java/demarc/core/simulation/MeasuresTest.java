package demarc.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import demarc.core.agreement.Agreement.Boundary;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Small days at a desk, told in hours from Monday 00:00; the office is open from 08:00 to 18:00.
class MeasuresTest {

    private static final int IN_HOURS = 0;
    private static final int PROVIDER = 1;

    private final World.Draft draft = World.between(Desk1.START, Desk1.START + Duration.ofDays(21).toMillis());

    private static long hours(double hours) {
        return Math.round(hours * 3_600_000);
    }

    private void ticket(double at, int service, int priority, double work, double again, double idle, double paused) {
        draft.add(Desk1.START + hours(at), service, priority, (int) hours(work), (int) hours(again), hours(idle), hours(paused));
    }

    private void ticket(double at, int service, int priority, double work) {
        ticket(at, service, priority, work, 0, 0, 0);
    }

    private static double since(long at) {
        return (at - Desk1.START) / 3_600_000.0;
    }

    private static Desk desk(Boundary boundary) {
        return new Desk(Desk1.desk(1, 1).crews(), Desk1.LANES, boundary);
    }

    @Test void workBegunBeforeClosingIsFinishedAndTheRestWaitsForTheMorning() {
        ticket(17, 0, 2, 3);
        ticket(17.5, 0, 2, 1);
        var outcome = Engine.run(draft.drawn(), desk(Boundary.STAY));
        assertThat(since(outcome.end(0))).isEqualTo(20);
        assertThat(since(outcome.start(1))).isEqualTo(32);
        assertThat(outcome.overtime(IN_HOURS)).isEqualTo(hours(2));
        assertThat(Measures.of(Desk1.promises(outcome.world), desk(Boundary.STAY), outcome).workOutside(Desk1.OFFICE)).containsExactly(hours(2), 0);
    }

    @Test void whereUnstartedWorkMovesTheProviderTakesItAtClosing() {
        ticket(17, 0, 2, 3);
        ticket(17.5, 0, 2, 1);
        var outcome = Engine.run(draft.drawn(), desk(Boundary.UNSTARTED));
        assertThat(outcome.crew(1)).isEqualTo(PROVIDER);
        assertThat(since(outcome.start(1))).isEqualTo(18);
    }

    @Test void onCallPeopleAreWokenForWhatIsUrgentOnly() {
        ticket(2, 0, 0, 1);
        ticket(2, 1, 2, 1);
        var onCall = new Crew("internal", 0, List.of(
                new Crew.Group(Shift.of(Desk1.OFFICE, 1, Desk1.START, Desk1.END), Crew.EVERY_SERVICE, Crew.EVERY_PRIORITY),
                new Crew.Group(Shift.always(1), Crew.EVERY_SERVICE, Crew.URGENT)));
        var outcome = Engine.run(draft.drawn(), new Desk(List.of(onCall), new Lanes(Desk1.OFFICE, 1, new byte[4], new byte[] {-1, -1})));
        assertThat(since(outcome.start(0))).isEqualTo(2);
        assertThat(since(outcome.start(1))).isEqualTo(8);
    }

    @Test void plannedWorkWaitsWhileAnythingElseDoes() {
        ticket(8, 0, World.PLANNED, 2);
        ticket(8.5, 0, World.PLANNED, 6);
        ticket(9, 0, 2, 4);
        ticket(9.5, 0, 2, 4);
        var world = draft.drawn();
        var outcome = Engine.run(world, desk(Boundary.STAY));
        assertThat(since(outcome.start(2))).isEqualTo(10);
        assertThat(since(outcome.start(3))).isEqualTo(14);
        assertThat(since(outcome.start(1))).as("the first morning with nothing else to do").isEqualTo(32);
        var dueAtNoon = Promises.of(world, new Promises.Rule() {
            @Override
            public long respondBy(int service, int priority, long opened) {
                return World.NEVER;
            }

            @Override
            public long resolveBy(int service, int priority, long opened) {
                return Desk1.START / 1000 + 12 * 3600;
            }
        });
        var measures = Measures.of(dueAtNoon, desk(Boundary.STAY), outcome);
        assertThat(measures.planned()).isEqualTo(new Measures.Planned(2, hours(8), hours(8), 0, hours(6)));
        assertThat(measures.behindByWeek()).containsExactly(0L, 0L, 0L);
    }

    @Test void aPauseStopsTheClockAndOtherIdleTimeDoesNot() {
        ticket(8, 0, 2, 1, 0, 30, 30);
        ticket(32, 0, 2, 1, 0, 30, 0);
        var world = draft.drawn();
        var measures = Measures.of(Desk1.promises(world), desk(Boundary.STAY), Engine.run(world, desk(Boundary.STAY)));
        assertThat(measures.resolved().of(2)).isEqualTo(new Kept(2, 1));
        assertThat(measures.toResolve(2).mean()).isEqualTo(hours(31));
        assertThat(measures.resolvedByMonth(ZoneOffset.UTC)).containsOnlyKeys(YearMonth.of(2024, 1));
    }

    /// A Tuesday at two in the morning, and the same at noon.
    @Test void promisesOfTheNightAreThoseOfTicketsThatComeThen() {
        ticket(26, 0, 0, 0.1);
        ticket(36, 0, 0, 0.1);
        var world = draft.drawn();
        var measures = Measures.of(Desk1.promises(world), desk(Boundary.STAY), Engine.run(world, desk(Boundary.STAY)));
        var all = measures.answered().all().plus(measures.resolved().all());
        assertThat(all.promised()).isEqualTo(4);
        assertThat(measures.afterHours(Desk1.OFFICE).promised()).isEqualTo(2);
    }

    @Test void eachPartyAnswersForWhatItDid() {
        ticket(8, 0, 0, 1, 4, 0, 0);
        ticket(9, 0, 1, 1);
        ticket(9.5, 2, 1, 5);
        ticket(160, 0, 1, 1, 0, 100, 0);
        var world = draft.drawn();
        var outcome = Engine.run(world, desk(Boundary.STAY));
        var measures = Measures.of(Desk1.promises(world), desk(Boundary.STAY), outcome);
        assertThat(measures.answered().of(0, IN_HOURS)).isEqualTo(new Kept(1, 1));
        assertThat(measures.resolved().of(0, PROVIDER)).as("escalated, five hours in all").isEqualTo(new Kept(1, 0));
        assertThat(measures.resolved().of(1, IN_HOURS)).isEqualTo(new Kept(1, 1));
        assertThat(measures.waits()[PROVIDER][1].mean()).as("3.5 h behind the escalated one, and none on Sunday").isEqualTo(hours(3.5) / 2.0);
        assertThat(measures.shareOfWork()[PROVIDER]).isCloseTo(10 / 12.0, within(1e-9));
        assertThat(measures.backlogByWeek()).containsExactly(1, 0, 0);
        assertThat(measures.use()[PROVIDER]).isCloseTo(10 / 504.0, within(1e-9));
    }

    @Test void whatNobodyEverTakesIsABrokenPromise() {
        ticket(8, 0, 2, 1);
        var gone = new Desk(List.of(Crew.of("gone", 0, Shift.always(0))), new Lanes(Desk1.OFFICE, 1, new byte[2], new byte[] {-1}), Boundary.ALL);
        var world = draft.drawn();
        var measures = Measures.of(Desk1.promises(world), gone, Engine.run(world, gone));
        assertThat(measures.neverBegun()).isEqualTo(1);
        assertThat(measures.resolved().all()).isEqualTo(new Kept(1, 0));
    }
}
