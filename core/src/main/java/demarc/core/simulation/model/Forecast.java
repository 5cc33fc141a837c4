package demarc.core.simulation.model;

import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import demarc.core.simulation.Streams.Source;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a model expects of the weeks after a moment, given what was known then: the tickets that were open are resolved from their age on, new
/// ones are drawn. Many replications, each measured as what happens is.
final class Forecast {

    /// Fates of the tickets that are already there come from streams of their own.
    private static final int WARM = 1 << 20;

    final Course[] courses;

    private final double[] times;

    private Forecast(Course[] courses) {
        this.courses = courses;
        this.times = Arrays.stream(courses).flatMapToDouble(course -> Arrays.stream(course.times)).toArray();
        Arrays.sort(times);
    }

    /// Times to resolve of all replications together, sorted.
    double[] times() {
        return times;
    }

    /// @param known    the history up to `from`
    /// @param arrivals tickets whose opening is told to the forecast; null when it must draw them
    static Forecast of(Model model, History known, long from, long to, Targets targets, Streams streams, int replications, @Nullable History arrivals) {
        var courses = new Course[replications];
        var clock = Fates.clock(model, oldest(known, from), to);
        for (int r = 0; r < replications; r++) {
            var fates = new Fates(model, clock, from, to, new Chance(streams.of(Source.IDLE, r)));
            var lot = new Lot();
            var chance = new Chance(streams.of(Source.IDLE, WARM + r));
            for (int i = 0; i < known.size(); i++)
                if (!known.isResolved(i)) lot.add(known.opened(i), (long) fates.resolvedAt(known.opened(i), from, model.place(known.service(i)), known.priority(i), chance.exponential()), known.priority(i));
            if (arrivals == null) draw(model, clock, streams, r, from, to, lot);
            else
                for (int i = 0; i < arrivals.size(); i++)
                    if (arrivals.opened(i) >= from && arrivals.opened(i) < to) lot.add(arrivals.opened(i), (long) fates.resolvedAt(arrivals.opened(i), model.place(arrivals.service(i)), arrivals.priority(i), chance.exponential()), arrivals.priority(i));
            courses[r] = new Course(lot, from, to, targets);
        }
        return new Forecast(courses);
    }

    private static long oldest(History known, long from) {
        for (int i = 0; i < known.size(); i++) if (!known.isResolved(i)) return known.opened(i);
        return from;
    }

    private static void draw(Model model, Rhythm.Clock clock, Streams streams, int replication, long from, long to, Lot lot) {
        var world = model.reactive(clock, streams, replication, from * 1000, to * 1000);
        for (int i = 0; i < world.size(); i++)
            lot.add(Math.floorDiv(world.at(i), 1000L), Math.floorDiv(world.at(i) + world.work(i) + world.again(i) + world.idle(i), 1000L), world.priority(i));
    }
}
