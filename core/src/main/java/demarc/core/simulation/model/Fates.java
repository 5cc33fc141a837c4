package demarc.core.simulation.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When tickets are resolved in one replication: by the pace of the model, the clock of its desk, and a tempo that wanders from week to week.
final class Fates {

    private static final long YEARS_AFTER = 3 * 366 * 86_400L;
    /// The tempo comes to rest after half a year.
    private static final int WANDERS = 26;

    private final @Nullable Pace pace;
    private final Rhythm.Clock clock;
    /// At the edges of the weeks ahead: the clock's reading, and what it would be at this replication's tempo.
    private final double[] plain;
    private final double[] warped;

    static Rhythm.Clock clock(Model model, long from, long to) {
        return new Rhythm.Clock(model.shape.desk(), model.shape.week(), from, to + YEARS_AFTER);
    }

    /// @param from when the tempo begins to wander: what lies before is known
    Fates(Model model, Rhythm.Clock clock, long from, long to, Chance chance) {
        this.pace = model.shape.pace();
        this.clock = clock;
        int weeks = (int) Math.ceilDiv(to - from, Window.WEEK);
        plain = new double[weeks + 1];
        warped = new double[weeks + 1];
        plain[0] = warped[0] = clock.at(from);
        double drift = model.value(Model.PACE_DRIFT);
        double unquiet = model.value(Model.PACE_UNQUIET);
        long first = Math.floorDiv(from - model.fittedTo().getEpochSecond() + 43_200, Window.WEEK);
        double wandered = 0;
        for (int week = 0; week < weeks; week++) {
            if (week < WANDERS) wandered += drift * chance.normal();
            double expected = pace == null || first + week < 0 ? 1 : pace.tempo.ahead()[(int) Math.min(Tempo.WEEKS - 1, first + week)];
            double speed = model.value(Model.PACE) * expected * StrictMath.exp(wandered + unquiet * chance.normal());
            plain[week + 1] = clock.at(from + (week + 1) * Window.WEEK);
            warped[week + 1] = warped[week] + speed * (plain[week + 1] - plain[week]);
        }
    }

    /// @param fate an exponential of mean 1
    double resolvedAt(long opened, int service, int priority, double fate) {
        if (pace == null) return opened;
        return secondAt(reading(opened) + pace.age(service, priority, fate));
    }

    /// Of a ticket that is still open at `now`.
    double resolvedAt(long opened, long now, int service, int priority, double fate) {
        if (pace == null) return Double.POSITIVE_INFINITY;
        double zero = reading(opened);
        double spent = pace.spent(service, priority, reading(now) - zero);
        return Math.max(now, secondAt(zero + pace.age(service, priority, spent + fate)));
    }

    private double reading(long second) {
        return moved(clock.at(second), plain, warped);
    }

    private double secondAt(double reading) {
        return clock.secondAt(moved(reading, warped, plain));
    }

    /// From one scale to the other; before the first edge they are the same, after the last they run alike.
    private static double moved(double at, double[] from, double[] to) {
        if (at <= from[0]) return at;
        int last = from.length - 1;
        if (at >= from[last]) return to[last] + at - from[last];
        int week = Arrays.binarySearch(from, at);
        if (week < 0) week = -week - 2;
        return to[week] + (at - from[week]) * (to[week + 1] - to[week]) / (from[week + 1] - from[week]);
    }
}
