package demarc.core.simulation.model;

import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What forecasts of the known part of a history, made from moments inside it, teach about forecasts of the unknown one.
///
/// First, how far to follow the model and how far the plain guess that things stay as they were: combined forecasts err less than their
/// parts (Bates and Granger 1969). Second, how wide the intervals must be to hold what they promise.
final class Calibration {

    private static final int REPLICATIONS = 30;
    private static final int ORIGINS = 6;
    /// Of a log of so many weeks one half is believed of the model and one half of the plain guess, before any check.
    private static final double HALF_BELIEVED = 8;
    /// How many checks that belief weighs.
    private static final double LEAN = 3;
    /// An export of the tickets that were closed in a period holds ever fewer of the open and the new ones towards its end, by how much nobody knows.
    private static final double CLOSED_ONLY = 1.8;
    private static final double WIDER = 1.15;
    private static final double WIDTH_LEAN = 6;
    /// Distributions are compared at so many quantiles.
    static final int QUANTILES = 400;
    private static final int BODY = 300;

    /// A forecast from one moment and what may be compared with it.
    ///
    /// @param last the period before, of the same length if the log has it
    /// @param open tickets that were open at that moment
    record Outlook(Forecast forecast, Course last, int open) {}

    private record Origin(Outlook outlook, Course actual) {}

    /// Shares of the model in the number of open tickets, in promises, in the faster three quarters of times to resolve and in the slower one.
    private record Shares(double open, double kept, double body, double tail) {}

    private final double belief;
    private final boolean closedOnly;
    private final Shares shares;
    private final Map<Kind, double[]> factors = new EnumMap<>(Kind.class);

    /// What is said of one number: the median, and between what 80 and 95 of 100 such numbers should lie.
    record Said(double median, double low80, double high80, double low95, double high95) {

        static final Said NOTHING = new Said(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        boolean holds80(double actual) {
            return low80 - 1e-9 <= actual && actual <= high80 + 1e-9;
        }

        boolean holds95(double actual) {
            return low95 - 1e-9 <= actual && actual <= high95 + 1e-9;
        }
    }

    private Calibration(List<Origin> origins, int weeks, boolean closedOnly) {
        this.belief = weeks / (weeks + HALF_BELIEVED);
        this.closedOnly = closedOnly;
        shares = new Shares(
                share(origins, (origin, share) -> error(origin, Kind.OPEN, share)),
                share(origins, (origin, share) -> error(origin, Kind.KEPT, share)),
                share(origins, (origin, share) -> distance(origin, share, 0, BODY)),
                share(origins, (origin, share) -> distance(origin, share, BODY, QUANTILES)));
        var widths = new EnumMap<Kind, double[]>(Kind.class);
        for (var kind : Kind.values()) widths.put(kind, new double[] {width(origins, kind, 0.8), width(origins, kind, 0.95)});
        factors.putAll(widths);
    }

    /// @param known all that may be looked at
    static Calibration of(History known, Assumptions assumptions, int weeks, boolean realArrivals, Streams streams) {
        var window = Window.of(known);
        long start = Math.max(window.from(), window.watched());
        int have = (int) ((window.to() - start) / Window.WEEK);
        int horizon = Math.max(1, Math.min(weeks, have / 3));
        var origins = new ArrayList<Origin>();
        for (int origin = 0; origin < ORIGINS; origin++) {
            long back = horizon + (long) Math.floor((have - horizon) * 0.6 * origin / ORIGINS);
            if (back > have - 3) break;
            long cut = window.to() - back * Window.WEEK;
            var then = known.until(Instant.ofEpochSecond(cut));
            if (then.size() < 30) break;
            var targets = Targets.of(then, Window.of(then));
            long to = cut + horizon * Window.WEEK;
            var forecast = Forecast.of(new Fit(then, assumptions).model(), then, cut, to, targets, streams, REPLICATIONS, realArrivals ? known : null);
            origins.add(new Origin(outlook(forecast, then, cut, horizon, targets), new Course(Lot.of(known, cut, to), cut, to, targets)));
        }
        return new Calibration(origins, have, closedOnly(window));
    }

    /// Years of openings, and resolutions of the last months only.
    static boolean closedOnly(Window window) {
        return window.watched() > window.from() + 8 * Window.WEEK;
    }

    static Outlook outlook(Forecast forecast, History known, long cut, int weeks, Targets targets) {
        var window = Window.of(known);
        long back = Math.max(1, Math.min(weeks, (cut - Math.max(window.from(), window.watched())) / Window.WEEK));
        long from = cut - back * Window.WEEK;
        int open = 0;
        for (int i = 0; i < known.size(); i++) if (!known.isResolved(i)) open++;
        return new Outlook(forecast, new Course(Lot.of(known, from, cut), from, cut, targets), open);
    }

    // --- how far to follow the model

    private interface Loss {
        double of(Origin origin, double share);
    }

    /// The share with the least loss, each check's loss taken relative to those of the two parts, leaning on what is believed beforehand.
    private double share(List<Origin> origins, Loss loss) {
        double best = belief;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= 20; step++) {
            double share = step / 20.0;
            double sum = 0;
            int of = 0;
            for (var origin : origins) {
                double parts = (loss.of(origin, 0) + loss.of(origin, 1)) / 2;
                if (!(parts > 0)) continue;
                sum += loss.of(origin, share) / parts;
                of++;
            }
            double together = (sum + LEAN * (share - belief) * (share - belief)) / (of + LEAN);
            if (together < least) {
                least = together;
                best = share;
            }
        }
        return best;
    }

    private static double error(Origin origin, Kind kind, double share) {
        var happened = kind.of(origin.actual);
        double sum = 0;
        for (int i = 0; i < happened.length; i++) {
            double miss = happened[i] - share * median(sorted(kind, origin.outlook.forecast, i)) - (1 - share) * asBefore(kind, origin.outlook, i);
            if (!Double.isNaN(miss)) sum += Math.abs(miss);
        }
        return sum;
    }

    private static double distance(Origin origin, double share, int from, int to) {
        if (origin.actual.times.length < Kind.FEW) return Double.NaN;
        double sum = 0;
        for (int q = from; q < to; q++) {
            double at = (q + 0.5) / QUANTILES;
            sum += Math.abs(Course.quantile(origin.actual.times, at) - share * Course.quantile(origin.outlook.forecast.times(), at) - (1 - share) * Course.quantile(origin.outlook.last.times, at));
        }
        return sum;
    }

    /// What the plain guess says: open tickets stay as they are; the rest is as in the period before.
    private static double asBefore(Kind kind, Outlook outlook, int place) {
        return switch (kind) {
            case OPEN -> outlook.open;
            case KEPT -> outlook.last.kept(place % Model.PRIORITIES);
            case MEAN -> Course.mean(outlook.last.times);
            case P50 -> Course.quantile(outlook.last.times, 0.5);
            case P90 -> Course.quantile(outlook.last.times, 0.9);
            case P95 -> Course.quantile(outlook.last.times, 0.95);
            case ARRIVED, RESOLVED -> Double.NaN;
        };
    }

    private double share(Kind kind) {
        return switch (kind) {
            case OPEN -> shares.open;
            case KEPT -> shares.kept;
            case P50 -> shares.body;
            case MEAN, P90, P95 -> shares.tail;
            case ARRIVED, RESOLVED -> 1;
        };
    }

    /// Quantiles of the time to resolve, those of the model and of the period before averaged.
    double[] times(Outlook outlook) {
        var times = new double[QUANTILES];
        for (int q = 0; q < QUANTILES; q++) {
            double at = (q + 0.5) / QUANTILES;
            double share = outlook.last.times.length == 0 ? 1 : q < BODY ? shares.body : shares.tail;
            times[q] = share * Course.quantile(outlook.forecast.times(), at) + (share == 1 ? 0 : (1 - share) * Course.quantile(outlook.last.times, at));
        }
        Arrays.sort(times);
        return times;
    }

    // --- how wide

    /// The factor under which that share of what happened would have lain inside.
    private double width(List<Origin> origins, Kind kind, double share) {
        var ratios = new ArrayList<Double>();
        for (var origin : origins) {
            var happened = kind.of(origin.actual);
            var said = say(kind, origin.outlook);
            for (int i = 0; i < happened.length; i++) {
                double miss = happened[i] - said[i].median;
                double low = share < 0.9 ? said[i].low80 : said[i].low95;
                double high = share < 0.9 ? said[i].high80 : said[i].high95;
                if (!Double.isNaN(miss)) ratios.add(Math.min(20, Math.abs(miss) / Math.max(1e-6, miss < 0 ? said[i].median - low : high - said[i].median)));
            }
        }
        if (ratios.isEmpty()) return WIDER;
        var sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double found = Math.max(0.3, Course.quantile(sorted, Math.min(1, share * (1 + 1.0 / sorted.length))));
        double weight = sorted.length / (sorted.length + WIDTH_LEAN);
        double factor = Math.clamp(StrictMath.exp(weight * StrictMath.log(found) + (1 - weight) * StrictMath.log(WIDER)), 0.7, 6);
        return closedOnly && kind.counts ? factor * CLOSED_ONLY : factor;
    }

    Said[] say(Kind kind, Outlook outlook) {
        int size = kind.of(outlook.forecast.courses[0]).length;
        var said = new Said[size];
        var wide = factors.getOrDefault(kind, new double[] {1, 1});
        for (int i = 0; i < size; i++) {
            var values = sorted(kind, outlook.forecast, i);
            if (values.length == 0) {
                said[i] = Said.NOTHING;
                continue;
            }
            double median = median(values);
            double before = asBefore(kind, outlook, i);
            double centre = Double.isNaN(before) ? median : share(kind) * median + (1 - share(kind)) * before;
            double least = least(kind, centre);
            DoubleUnaryOperator end = at -> bounded(kind, centre + wide[at < 0.1 || at > 0.9 ? 1 : 0] * away(Course.quantile(values, at) - median, at < 0.5 ? -least : least));
            double low = end.applyAsDouble(0.1);
            double high = end.applyAsDouble(0.9);
            said[i] = new Said(centre, low, high, Math.min(low, end.applyAsDouble(0.025)), Math.max(high, end.applyAsDouble(0.975)));
        }
        return said;
    }

    /// Replications that agree more than chance could make reality agree say nothing of its spread.
    private static double least(Kind kind, double centre) {
        return switch (kind) {
            case OPEN, ARRIVED, RESOLVED -> 0.5 * StrictMath.sqrt(Math.max(1, centre));
            case KEPT -> 0.005;
            case MEAN, P50, P90, P95 -> 0.02 * centre;
        };
    }

    private static double away(double distance, double least) {
        return least < 0 ? Math.min(distance, least) : Math.max(distance, least);
    }

    private static double bounded(Kind kind, double end) {
        return kind == Kind.KEPT ? Math.clamp(end, 0, 1) : Math.max(0, end);
    }

    private static double[] sorted(Kind kind, Forecast forecast, int place) {
        return Arrays.stream(forecast.courses).mapToDouble(course -> kind.of(course)[place]).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return Course.quantile(sorted, 0.5);
    }
}
