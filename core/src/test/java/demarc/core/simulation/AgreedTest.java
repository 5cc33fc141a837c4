package demarc.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.agreement.PauseRules;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading.State;
import demarc.core.agreement.SlaClock;
import demarc.core.agreement.Timeline;
import demarc.core.agreement.Timeline.Fact;
import demarc.core.agreement.WaitingOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is simulated is what is run: the simulation sends each ticket where the agreement's lookup does, and judges it as the agreement's clocks do.
class AgreedTest {

    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final long START = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();

    static Stream<Path> examples() throws IOException {
        return Files.list(Path.of("../examples/agreements")).filter(file -> file.toString().endsWith(".yaml")).sorted();
    }

    private static InForce inForce(Path file) throws IOException {
        return Compilation.of(file.getFileName().toString(), Files.readString(file)).inForce();
    }

    private static List<Crew> crews(InForce inForce) {
        return inForce.agreement().teams().values().stream().map(team -> Crew.of(team.key(), team.party().isClient() ? 0 : 1,
                Shift.of(inForce.calendar(team.hours().weekly()), team.people(), START, START + 2 * YEAR))).toList();
    }

    private static List<String> activities(InForce inForce) {
        return inForce.activities().stream().map(Agreement.Activity::key).limit(World.MOST_SERVICES).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRouteIsTheAgreementsLookup(Path file) throws IOException {
        var inForce = inForce(file);
        var activities = activities(inForce);
        var crews = crews(inForce);
        var route = Route.of(inForce, activities, crews);
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int service = random.nextInt(activities.size());
            int priority = random.nextInt(4);
            long at = START + random.nextLong(YEAR);
            var assignment = inForce.assign(inForce.activity(activities.get(service)), Priority.values()[priority], null, Instant.ofEpochMilli(at));
            int crew = route.first(service, priority, at);
            assertThat(crews.get(crew).name()).isEqualTo(assignment.responsible().key());
            int next = route.next(crew, service, priority, at);
            var steps = assignment.escalation().stream().map(step -> step.to().key()).filter(key -> inForce.agreement().teams().containsKey(key) && !key.equals(crews.get(crew).name())).toList();
            assertThat(crews.get(next).name()).isEqualTo(steps.isEmpty() ? crews.get(crew).name() : steps.getFirst());
            var due = inForce.escalationsFrom(assignment, Instant.ofEpochMilli(at));
            for (int step = 0; step < due.size(); step++) {
                assertThat(route.escalationAt(service, priority, at, step)).isEqualTo(due.get(step).at().getEpochSecond() * 1000);
                int to = route.escalationTo(service, priority, at, step);
                assertThat(to == Route.NOBODY ? "a person" : crews.get(to).name()).isEqualTo(due.get(step).to() instanceof Agreement.Team team ? team.key() : "a person");
            }
            assertThat(route.escalationAt(service, priority, at, due.size())).isEqualTo(World.NEVER);
            long change = route.nextChange(at);
            assertThat(change).isGreaterThan(at);
            long before = at + random.nextLong(Math.min(change, at + YEAR) - at);
            assertThat(route.first(service, priority, before)).isEqualTo(crew);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void promisesAreKeptOrBrokenAsTheClocksOfTheAgreementSay(Path file) throws IOException {
        var inForce = inForce(file);
        var activities = activities(inForce);
        var crews = crews(inForce);
        var random = new Random(2);
        var draft = World.between(START, START + YEAR);
        for (int i = 0; i < 2000; i++) {
            long idle = random.nextInt(3) == 0 ? random.nextLong(Duration.ofDays(9).toMillis()) : 0;
            draft.add(START + random.nextLong(YEAR), random.nextInt(activities.size()), random.nextInt(4), 1 + random.nextInt(20_000_000), random.nextInt(4) == 0 ? 30_000_000 : 0, idle, idle == 0 ? 0 : random.nextLong(idle));
        }
        var world = draft.drawn();
        var desk = new Desk(crews, Route.of(inForce, activities, crews), inForce.agreement().boundary());
        var outcome = Engine.run(world, desk);
        var promises = Promises.of(world, inForce, activities);
        int broken = 0;
        for (int i = 0; i < world.size(); i++) {
            var activity = inForce.activity(activities.get(world.service(i)));
            var reading = SlaClock.read(timeline(outcome, i), priority -> {
                var level = inForce.level(activity, priority);
                return new SlaClock.Promise(level, inForce.calendar(level.clock()));
            }, PauseRules.standard(), Instant.ofEpochMilli(outcome.resolved(i)).plusSeconds(1));
            assertThat(promises.answeredInTime(i, outcome.start(i))).as("answer of ticket %d", i).isEqualTo(reading.respond().state() == State.MET);
            // A pause that begins with no working time left, and ends outside the hours: due in the evening before or in the morning after?
            if (world.paused(i) > 0 && reading.resolve().elapsed().equals(reading.resolve().allowance())) continue;
            assertThat(promises.resolvedInTime(i, outcome.lastEnd(i))).as("resolution of ticket %d", i).isEqualTo(reading.resolve().state() == State.MET);
            if (reading.resolve().state() != State.MET) broken++;
        }
        assertThat(broken).isBetween(20, world.size() - 20);
    }

    /// What the live product would have recorded.
    private static Timeline timeline(Outcome outcome, int ticket) {
        var world = outcome.world;
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Opened(second(world.at(ticket)), Priority.values()[world.priority(ticket)], "team", "party"));
        facts.add(new Fact.Responded(second(outcome.start(ticket))));
        if (world.paused(ticket) > 0) {
            facts.add(new Fact.Waiting(second(outcome.resolved(ticket) - world.paused(ticket)), WaitingOn.CLIENT, "client"));
            facts.add(new Fact.Resumed(second(outcome.resolved(ticket))));
        }
        facts.add(new Fact.Resolved(second(outcome.resolved(ticket))));
        return new Timeline(facts);
    }

    private static Instant second(long milliseconds) {
        return Instant.ofEpochSecond(milliseconds / 1000);
    }

    @Test void aTeamWithoutACrewIsNamed() throws IOException {
        var inForce = inForce(Path.of("../examples/agreements/harbor-dental.yaml"));
        assertThatThrownBy(() -> Route.of(inForce, activities(inForce).stream().filter(key -> key.startsWith("help-desk/")).toList(), List.of(Crew.of("it-team", 0, Shift.always(1)))))
                .hasMessageContaining("service-desk").hasMessageContaining("it-team");
    }
}
