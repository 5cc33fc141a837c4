package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EnginePropertiesTest {

    @Property(tries = 150)
    void everyTicketFaresAsWhenTimeIsWalkedTickByTick(@ForAll long seed) {
        var random = new Random(seed);
        var world = SomeDesks.world(random, World.PRIORITIES);
        var desk = SomeDesks.desk(random);
        var outcome = Engine.run(world, desk);
        var rival = new Rival(world, desk);
        for (int i = 0; i < world.size(); i++) {
            var ticket = rival.tickets.get(i);
            assertThat(fate(outcome.crew(i), outcome.start(i), outcome.secondCrew(i), outcome.secondStart(i))).as("ticket %d", i)
                    .isEqualTo(fate(ticket.crew, ticket.start, ticket.secondCrew, ticket.secondStart));
        }
    }

    /// What nobody ever begins may wander between crews until whoever simulates gives up.
    private static List<Long> fate(long crew, long start, long secondCrew, long secondStart) {
        return List.of(start == NEVER ? Route.NOBODY : crew, start, secondCrew != Route.NOBODY && secondStart == NEVER ? NEVER : secondCrew, secondStart);
    }

    @Property(tries = 300)
    void nothingIsLostOrDoneTwiceAndNobodyIsInTwoPlaces(@ForAll long seed) {
        var random = new Random(seed);
        var world = SomeDesks.world(random, World.PRIORITIES);
        var desk = SomeDesks.simple(random, SomeDesks.lanes(random, 3, false));
        var outcome = Engine.run(world, desk);
        var measures = Measures.of(SomeDesks.promises(world), desk, outcome);
        long asked = 0;
        var handlings = new ArrayList<long[]>();
        for (int i = 0; i < world.size(); i++) {
            assertThat(outcome.start(i)).isGreaterThanOrEqualTo(world.at(i));
            assertThat(outcome.secondStart(i)).isGreaterThanOrEqualTo(outcome.end(i) == NEVER ? NEVER : outcome.end(i));
            boolean passes = outcome.start(i) != NEVER && world.again(i) > 0 && desk.route().next(outcome.crew(i), world.service(i), 0, 0) != Route.NOBODY;
            assertThat(outcome.escalated(i)).isEqualTo(passes);
            if (outcome.start(i) != NEVER) asked += world.work(i);
            if (outcome.secondStart(i) != NEVER) asked += world.again(i);
            if (outcome.start(i) != NEVER) handlings.add(new long[] {outcome.crew(i), outcome.start(i), outcome.end(i)});
            if (outcome.secondStart(i) != NEVER) handlings.add(new long[] {outcome.secondCrew(i), outcome.secondStart(i), outcome.secondEnd(i)});
        }
        assertThat(Arrays.stream(measures.work()).sum()).isEqualTo(asked);
        for (var each : handlings) {
            long busy = handlings.stream().filter(other -> other[0] == each[0] && other[1] <= each[1] && each[1] < other[2]).count();
            assertThat(busy).isLessThanOrEqualTo(desk.crews().get((int) each[0]).shift().at(each[1]));
        }
        long waiting = world.size() - measures.resolved().all().promised() - measures.planned().tickets();
        assertThat(waiting).as("tickets without a promise").isEqualTo(IntStream.range(0, world.size()).filter(i -> world.service(i) == 2 && world.priority(i) == 3).count());
    }

    @Property(tries = 400)
    void withOnePriorityOneMorePersonMakesNoTicketBeginLater(@ForAll long seed) {
        var random = new Random(seed);
        var world = SomeDesks.world(random, 1);
        var lanes = new Lanes(SomeDesks.OFFICE, 1, new byte[2 * SomeDesks.SERVICES], new byte[] {-1, -1, -1});
        var shift = SomeDesks.shift(random, 3);
        var before = Engine.run(world, desk(shift, lanes));
        var after = Engine.run(world, desk(shift.plus(Shift.always(1)), lanes));
        for (int i = 0; i < world.size(); i++) assertThat(after.start(i)).isLessThanOrEqualTo(before.start(i));
    }

    private static Desk desk(Shift shift, Lanes lanes) {
        return new Desk(List.of(Crew.of("crew", 0, shift)), lanes);
    }
}
