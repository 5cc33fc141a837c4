package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.signals.Concern;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Maintenance.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The decision alone, in whatever situation.
class TriageTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:30Z");

    @Property(tries = 300) void whateverIsDueIsEitherWorkOrHasAReason(@ForAll("waiting") List<Seen> seen) {
        var plan = plan(seen);
        var work = plan.causes().stream().flatMap(cause -> cause.members().stream()).map(member -> member.seen().id()).toList();
        var held = plan.held().stream().map(each -> each.seen().id()).toList();
        assertThat(work).doesNotHaveDuplicates();
        assertThat(Collections.disjoint(work, held)).isTrue();
        assertThat(plan.held()).noneMatch(each -> each.reason().isBlank());
        assertThat(seen.stream().filter(Seen::due).map(Seen::id).toList()).isSubsetOf(Stream.concat(work.stream(), held.stream()).toList());
    }

    @Property(tries = 300) void theOrderInWhichTheyAreLookedAtDoesNotMatter(@ForAll("waiting") List<Seen> seen, @ForAll Random random) {
        var shuffled = new ArrayList<>(seen);
        Collections.shuffle(shuffled, random);
        assertThat(groups(plan(shuffled))).isEqualTo(groups(plan(seen)));
    }

    @Property(tries = 300) void theOrderInWhichTheyCameWithinOneWaitDoesNotMatter(@ForAll("waiting") List<Seen> seen, @ForAll Random random) {
        var moments = new ArrayList<>(seen.stream().map(Seen::changedAt).toList());
        Collections.shuffle(moments, random);
        var other = new ArrayList<Seen>();
        for (var n = 0; n < seen.size(); n++) other.add(at(seen.get(n), moments.get(n)));
        assertThat(groups(plan(other))).isEqualTo(groups(plan(seen)));
    }

    @Example void aStormOfAHundredThousandIsDecidedInSeconds() {
        var storm = new ArrayList<Seen>();
        for (var n = 0; n < 100_000; n++) storm.add(seen(n, "pc" + n, "ping", Severity.HIGH, NOW.minusMillis(n % 20_000), true));
        var started = System.nanoTime();
        var plan = plan(storm);
        assertThat(plan.causes()).singleElement().satisfies(cause -> assertThat(cause.members()).hasSize(100_000));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    @Example void aWeeklyWindowKeepsToTheClockOnTheWall() {
        var chicago = ZoneId.of("America/Chicago");
        // Sundays 01:00 to 03:00; in November the clocks go back, in March forward.
        var window = new Maintenance(1, 1, Instant.parse("2026-10-25T06:00:00Z"), Instant.parse("2026-10-25T08:00:00Z"), true, Instant.parse("2027-04-01T00:00:00Z"), chicago, Scope.ALL, "", "Backup", null);
        for (var inside : List.of("2026-10-25T06:00:00Z", "2026-11-01T06:30:00Z", "2026-11-08T07:00:00Z", "2026-11-08T08:59:59Z", "2027-03-28T06:30:00Z"))
            assertThat(window.at(Instant.parse(inside))).as(inside).isPresent();
        for (var outside : List.of("2026-10-25T05:59:59Z", "2026-11-08T06:59:59Z", "2026-11-08T09:00:00Z", "2027-04-04T06:30:00Z"))
            assertThat(window.at(Instant.parse(outside))).as(outside).isEmpty();
        assertThat(window.next(Instant.parse("2026-11-08T09:00:00Z")).orElseThrow().from()).isEqualTo("2026-11-15T07:00:00Z");
    }

    @Example void aStarStandsForAnything() {
        assertThat(Map.of("web-*", "WEB-1", "*", "", "a*b*c", "aXXbYYc", "*.example", "mail.example").entrySet()).allMatch(each -> Glob.matches(each.getKey(), each.getValue()));
        assertThat(Map.of("web-*", "db-1", "a*b", "abc", "", "x").entrySet()).noneMatch(each -> Glob.matches(each.getKey(), each.getValue()));
        assertThat(Glob.matches("*a".repeat(100) + "b", "a".repeat(5_000))).isFalse();
    }

    /// All came within one wait.
    @Provide Arbitrary<List<Seen>> waiting() {
        return Combinators.combine(Arbitraries.of("pc1", "pc2", "pc3", "pc4", "pc5", "pc6", "pc7"), Arbitraries.of("ping", "disk", "http"), Arbitraries.of(Severity.class), Arbitraries.integers().between(0, 29), Arbitraries.of(true, true, false))
            .as((thing, check, severity, second, due) -> seen(0, thing, check, severity, NOW.minusSeconds(second), due)).list().ofMaxSize(24)
            .map(list -> {
                var numbered = new ArrayList<Seen>();
                var names = new HashSet<String>();
                for (var each : list) if (names.add(each.thing() + each.check())) numbered.add(seen(numbered.size() + 1, each.thing(), each.check(), each.severity(), each.changedAt(), each.due()));
                return numbered;
            });
    }

    private static Plan plan(List<Seen> seen) {
        return Triage.plan(new Situation(NOW, seen, List.of(), List.of(), List.of(), List.of(), Map.of()));
    }

    private static Set<Set<Long>> groups(Plan plan) {
        return plan.causes().stream().map(cause -> cause.members().stream().map(member -> member.seen().id()).collect(Collectors.toSet())).collect(Collectors.toSet());
    }

    private static Seen at(Seen seen, Instant at) {
        return seen(seen.id(), seen.thing(), seen.check(), seen.severity(), at, seen.due());
    }

    private static Seen seen(long id, String thing, String check, Severity severity, Instant at, boolean due) {
        return new Seen(id, due, 1, thing, check, State.FIRING, severity, Concern.MONITORING, "not well", null, null, null, Map.of(), at, at, 0, null, null, null, null, List.of(), List.of(), null, null);
    }
}
