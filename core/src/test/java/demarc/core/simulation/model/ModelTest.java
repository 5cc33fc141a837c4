package demarc.core.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import demarc.core.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    private final History history = Made.history(1, 30, 200);
    private final Model model = Model.fit(history, Assumptions.usual());

    private World draw(Model of, int replication) {
        long from = of.fittedTo().toEpochMilli();
        return of.draw(Streams.of(7), replication, from, from + 20 * WEEK);
    }

    private static IntStream tickets(World world) {
        return IntStream.range(0, world.size()).filter(i -> world.priority(i) != World.PLANNED);
    }

    private static double share(World world, IntPredicate of) {
        return (double) tickets(world).filter(of).count() / tickets(world).count();
    }

    private double mean(ToDoubleFunction<World> measure) {
        return mean(model, measure);
    }

    private double mean(Model of, ToDoubleFunction<World> measure) {
        return IntStream.range(0, 10).mapToObj(r -> draw(of, r)).mapToDouble(measure).average().orElseThrow();
    }

    @Test void drawsAsManyTicketsOfEachKindAsTheHistoryHad() {
        int network = model.services().indexOf("network");
        assertThat(mean(world -> tickets(world).count() / 20.0)).isCloseTo(200, within(14.0));
        assertThat(mean(world -> share(world, i -> world.service(i) == network))).isCloseTo(0.3, within(0.03));
        assertThat(mean(world -> share(world, i -> world.priority(i) == 0))).isCloseTo(0.1, within(0.02));
        assertThat(mean(world -> share(world, i -> world.again(i) > 0))).isCloseTo(0.1, within(0.02));
    }

    @Test void ticketsComeWhenTheyCame() {
        assertThat(mean(world -> share(world, i -> {
            var at = Instant.ofEpochMilli(world.at(i)).atZone(history.zone());
            return at.getDayOfWeek().getValue() <= 5 && at.getHour() >= 8 && at.getHour() < 18;
        }))).isGreaterThan(0.97);
    }

    @Test void theyLieAsLongAsTheyDid() {
        var uncalibrated = new Fit(history, Assumptions.usual()).model();
        double hours = mean(uncalibrated, world -> tickets(world).mapToDouble(i -> (world.work(i) + world.again(i) + world.idle(i)) / 3.6e6).average().orElseThrow());
        assertThat(hours).isCloseTo(Made.HOURS, within(3.0));
    }

    @Test void theSameSeedDrawsTheSameWorld() {
        var one = draw(model, 3);
        var other = draw(Model.fit(Made.history(1, 30, 200), Assumptions.usual()), 3);
        assertThat(IntStream.range(0, one.size()).mapToLong(one::at).toArray()).isEqualTo(IntStream.range(0, other.size()).mapToLong(other::at).toArray());
        assertThat(IntStream.range(0, one.size()).mapToLong(one::idle).toArray()).isEqualTo(IntStream.range(0, other.size()).mapToLong(other::idle).toArray());
    }

    @Test void anEditedParameterMovesWhatItNamesAndNothingElse() {
        var busier = model.with(Model.EFFORT + 1, Estimate.exactly(40, "measured"));
        var before = draw(model, 0);
        var after = draw(busier, 0);
        assertThat(IntStream.range(0, before.size()).mapToLong(before::at).toArray()).isEqualTo(IntStream.range(0, after.size()).mapToLong(after::at).toArray());
        assertThat(tickets(after).mapToLong(after::work).sum()).isCloseTo(2 * tickets(before).mapToLong(before::work).sum(), within(tickets(before).count() * 2000));
    }

    @Test void plannedWorkComesByTheCalendarAndComesToItsHours() {
        var given = Model.fit(history, Assumptions.usual().withEndpoints(400));
        var world = draw(given, 0);
        double hours = IntStream.range(0, world.size()).filter(i -> world.priority(i) == World.PLANNED).mapToDouble(i -> world.work(i) / 3.6e6).sum();
        assertThat(hours).isCloseTo(400 * 0.25 * 20 * 7 / 30.44, within(110.0));
    }

    /// A log of resolved tickets only, cut off in the middle: those that are open at the end count for the time they were open.
    @Test void whatIsStillOpenCountsForItsAge() {
        var cut = new Fit(Made.history(2, 12, 100), Assumptions.usual()).model();
        double hours = mean(cut, world -> tickets(world).mapToDouble(i -> (world.work(i) + world.again(i) + world.idle(i)) / 3.6e6).average().orElseThrow());
        assertThat(hours).isCloseTo(Made.HOURS, within(4.0));
    }

    @Test void todaysTeamSimulatedTakesAsLongAsTheLogShows() {
        var present = Objects.requireNonNull(Model.present(history, Assumptions.usual()));
        assertThat(present.people()).isEqualTo(1);
        for (var line : present.priorities()) assertThat(line.simulated()).as(present.sentences().toString()).isCloseTo(line.resolved(), within(0.3 * line.resolved()));
    }

    @Test void whatTheTeamCouldNotHaveDoneIsNotAssumed() {
        var busy = Model.fit(Made.history(5, 12, 400), Assumptions.usual());
        assertThat(busy.parameter(Model.EFFORT + 1).value()).isLessThan(20);
        assertThat(busy.parameter(Model.EFFORT + 1).source()).contains("could have done it");
    }

    @Test void aScenarioIsWrittenEditedAndReadBack() {
        assertThat(Scenario.read(model, Scenario.of(model)).parameters()).isEqualTo(model.parameters());
        var edited = Scenario.read(model, "volume.week: 300 [250, 350]  # a new site\nshare.network: 0.5");
        assertThat(edited.parameter(Model.VOLUME)).isEqualTo(new Estimate(300, 250, 350, "a new site"));
        assertThat(edited.parameter("share.network").value()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volume.weak: 300        | line 1: the model has no parameter (volume.weak)
            volume.week             | line 1: (volume.week) is not a parameter
            volume.week: 3 [4, 5]   | line 1, volume.week: an estimate must lie between its ends
            volume.week: 3-4        | line 1: (volume.week: 3-4) holds no numbers
            """)
    void aScenarioThatSaysNothingIsAnsweredClearly(String text, String answer) {
        assertThatThrownBy(() -> Scenario.read(model, text)).hasMessageStartingWith(answer);
    }
}
