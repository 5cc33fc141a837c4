package demarc.core.worktime;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Hours of every shape, for properties.
final class SomeHours {

    private SomeHours() {}

    static Arbitrary<WeeklyHours> any() {
        var edge = Arbitraries.oneOf(
                Arbitraries.integers().between(0, Week.SLOTS),
                Arbitraries.integers().between(0, Week.DAYS).map(day -> day * Week.MINUTES_PER_DAY));
        var stretch = Combinators.combine(edge, edge).as((a, b) -> WeeklyHours.of(Math.min(a, b), Math.max(a, b)));
        return stretch.list().ofMaxSize(12).map(stretches -> stretches.stream().reduce(WeeklyHours.NEVER, WeeklyHours::or));
    }

    /// Open for a day of each week or more.
    static Arbitrary<WeeklyHours> open() {
        return any().filter(hours -> hours.minutesPerWeek() >= Week.MINUTES_PER_DAY);
    }
}
