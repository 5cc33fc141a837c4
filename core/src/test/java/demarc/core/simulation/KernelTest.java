package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.core.agreement.Agreement.Boundary;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KernelTest {

    @Property(tries = 200)
    void theKernelCountsWhatTheEngineFinds(@ForAll long seed) {
        var random = new Random(seed);
        var world = SomeDesks.world(random, World.PRIORITIES);
        var lanes = SomeDesks.lanes(random, 3, true);
        Assume.that(lanes.flowsBack().isEmpty());
        var desk = SomeDesks.simple(random, lanes);
        agree(world, SomeDesks.promises(world), desk, lanes);
    }

    @Property(tries = 200)
    void whereWorkMovesWithTheHoursAllCrewsTogetherAreCountedAsTheEngineFinds(@ForAll long seed) {
        var random = new Random(seed);
        var world = SomeDesks.world(random, World.PRIORITIES);
        var lanes = SomeDesks.lanes(random, 3, true);
        Assume.that(lanes.flowsBack().isEmpty());
        together(world, SomeDesks.promises(world), SomeDesks.simple(random, lanes).crews(), lanes);
    }

    @Example
    void aYearWithMovesToo() {
        var world = Desk1.draw(Streams.of(3), 0, 1);
        for (int internal = 1; internal < 4; internal++) assertThat(together(world, Desk1.promises(world), Desk1.desk(internal, 12).crews(), Desk1.LANES)).isTrue();
        assertThat(together(world, Desk1.promises(world), Desk1.desk(3, 3).crews(), Desk1.LANES)).as("what waits at the provider in the morning moves back").isFalse();
    }

    @Example
    void onAYearOfDesk1Too() {
        var world = Desk1.draw(Streams.of(3), 0, 1);
        for (int internal = 2; internal < 5; internal++) agree(world, Desk1.promises(world), Desk1.desk(internal, 7 - internal), Desk1.LANES);
    }

    @Example
    void manyPeopleToo() {
        var world = Desk1.draw(Streams.of(3), 0, 10);
        agree(world, Desk1.promises(world), Desk1.desk(27, 43), Desk1.LANES);
        var away = Shift.steps(new long[] {Desk1.START, Desk1.START + 40 * 86_400_000L}, new int[] {15, 3});
        var fewer = Desk1.desk(45, 58).crews().stream().map(crew -> Crew.of(crew.name(), crew.party(), crew.shift().minus(away))).toList();
        agree(world, Desk1.promises(world), new Desk(fewer, Desk1.LANES), Desk1.LANES);
    }

    @Example
    void aBacklogThatMovesEachMorningAndEveningTakesNoMoreRoomThanItHasTickets() {
        var joins = new Joins();
        int came = 0;
        for (int edge = 0; edge < 10_000; edge++) {
            for (int ticket = 0; ticket < 50; ticket++) {
                came -= joins.forget(came);
                joins.insert(edge, ticket, Joins.MOVED, came);
            }
            for (int ticket = 0; ticket < 50; ticket++) assertThat(joins.ticket[came++]).isEqualTo(ticket);
        }
        assertThat(joins.at.length).isLessThan(200);
    }

    @Example
    void workThatFlowsBackIsRefused() {
        var lanes = new Lanes(SomeDesks.OFFICE, 2, new byte[] {0, 1}, new byte[] {1, 0});
        var world = World.between(0, 1).drawn();
        assertThat(lanes.flowsBack()).isPresent();
        assertThatThrownBy(() -> new Kernel(new Sheet(SomeDesks.promises(world), SomeDesks.OFFICE), lanes)).hasMessageContaining("Engine");
    }

    private static void agree(World world, Promises promises, Desk desk, Lanes lanes) {
        var kernel = new Kernel(new Sheet(promises, lanes.office()), lanes);
        var outcome = Engine.run(world, desk);
        for (int round = 0; round < 2; round++)
            for (int crew : kernel.order()) {
                var tally = new Tally();
                kernel.serve(crew, desk.crews().get(crew).shift(), tally);
                assertThat(tally).as("crew %d", crew).usingRecursiveComparison().isEqualTo(counted(world, promises, desk, outcome, crew));
            }
    }

    /// Whether the crews could have been served one by one, too.
    private static boolean together(World world, Promises promises, List<Crew> crews, Lanes lanes) {
        var following = new Lanes(lanes.office(), lanes.crews(), lanes.first(), lanes.next(), true);
        var desk = new Desk(crews, lanes, Boundary.UNSTARTED);
        var kernel = new Kernel(new Sheet(promises, lanes.office()), following);
        var outcome = Engine.run(world, desk);
        for (int round = 0; round < 2; round++) {
            var tallies = crews.stream().map(_ -> new Tally()).toArray(Tally[]::new);
            kernel.serve(crews.stream().map(Crew::shift).toArray(Shift[]::new), tallies);
            for (int crew = 0; crew < tallies.length; crew++) {
                var counted = counted(world, promises, desk, outcome, crew);
                // What nobody ever begins may wander between crews until whoever simulates gives up.
                if (Measures.of(promises, desk, outcome).neverBegun() == 0) assertThat(tallies[crew]).as("crew %d", crew).usingRecursiveComparison().isEqualTo(counted);
                else assertThat(tallies[crew].work()).isEqualTo(counted.work());
            }
            if (Measures.of(promises, desk, outcome).neverBegun() > 0) return false;
            int stayed = 0;
            for (int crew : kernel.order()) {
                tallies[crew].clear();
                stayed += kernel.serve(crew, crews.get(crew).shift(), tallies[crew]);
            }
            if (stayed > 0) return false;
            for (int crew = 0; crew < tallies.length; crew++)
                assertThat(tallies[crew]).as("crew %d, by itself", crew).usingRecursiveComparison().isEqualTo(counted(world, promises, desk, outcome, crew));
        }
        return true;
    }

    private static Tally counted(World world, Promises promises, Desk desk, Outcome outcome, int crew) {
        var tally = new Tally();
        for (int i = 0; i < world.size(); i++) {
            int priority = world.priority(i);
            boolean first = outcome.crew(i) == crew;
            if (first) {
                tally.tickets[priority]++;
                if (promises.answeredInTime(i, outcome.start(i))) tally.answered[priority]++;
                handle(tally, world, priority, world.at(i), outcome.start(i), world.work(i));
            }
            if (outcome.secondCrew(i) == crew) handle(tally, world, priority, outcome.end(i), outcome.secondStart(i), world.again(i));
            if (outcome.escalated(i) ? outcome.secondCrew(i) != crew : !first) continue;
            tally.resolutions[priority]++;
            if (promises.resolvedInTime(i, outcome.lastEnd(i))) tally.resolved[priority]++;
        }
        tally.there = desk.crews().get(crew).shift().time(world.from(), world.to());
        tally.overtime = outcome.overtime(crew);
        return tally;
    }

    private static void handle(Tally tally, World world, int priority, long joined, long begun, int work) {
        if (begun == NEVER) {
            tally.neverBegun++;
            return;
        }
        tally.handlings[priority]++;
        tally.work += work;
        tally.waiting[priority] += begun - joined;
        if (begun > joined) tally.waited[priority]++;
        if (priority == World.PLANNED && begun + work < world.to()) tally.plannedDone += work;
    }
}
