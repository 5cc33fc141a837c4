package demarc.core.simulation.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How fast open tickets are resolved, by their age: a life table of a period. What counts is who was open at each age while the desk was
/// watched and how many of them were resolved then, so tickets that were still open at the end, or had been opened before the
/// log began, count for what is known of them (Kaplan and Meier; Nelson and Aalen; left truncation and right censoring).
///
/// Ages are in hours of the desk's own clock ([Rhythm.Clock]).
final class Pace {

    private static final double FIRST = 0.005;
    private static final double RATIO = 1.06;
    static final int BUCKETS = 270;
    /// Young, middle-aged and old tickets: services and priorities differ in each by a factor of its own.
    private static final int BANDS = LifeTable.SPANS;
    static final double[] EDGE = edges();
    private static final double LOG_RATIO = StrictMath.log(RATIO);
    private static final double LOG_FIRST = StrictMath.log(FIRST);

    /// Hazard of all tickets together, summed up to each edge.
    private final double[] upTo;
    private final double beyond;
    private final double[] bandEnd = new double[BANDS];
    private final double[][] ofPriority;
    private final double[][] ofService;
    final Tempo tempo;

    private Pace(double[] upTo, double beyond, double[][] ofPriority, double[][] ofService, Tempo tempo) {
        this.upTo = upTo;
        this.beyond = beyond;
        this.ofPriority = ofPriority;
        this.ofService = ofService;
        this.tempo = tempo;
        for (int b = 0; b < BANDS; b++) bandEnd[b] = b == BANDS - 1 ? Double.POSITIVE_INFINITY : upTo[LifeTable.SPAN[b + 1]];
    }

    private static double[] edges() {
        var edges = new double[BUCKETS + 1];
        for (int i = 1; i <= BUCKETS; i++) edges[i] = FIRST * StrictMath.pow(RATIO, i - 1);
        return edges;
    }

    static int bucket(double age) {
        if (age < FIRST) return 0;
        int bucket = (int) ((StrictMath.log(age) - LOG_FIRST) / LOG_RATIO) + 1;
        return Math.min(bucket, BUCKETS - 1);
    }

    /// @return null when nothing was ever resolved
    static @Nullable Pace of(Lives lives, int services, int priorities) {
        var weeks = LifeTable.ofWeeks(lives);
        var weights = LifeTable.weights(weeks);
        var table = LifeTable.sum(weeks, weights);
        double all = Arrays.stream(table.events()).sum();
        if (all == 0) return null;
        var upTo = new double[BUCKETS + 1];
        double beyond = table.last();
        double seen = 0;
        for (int k = 0; k < BUCKETS; k++) {
            upTo[k + 1] = upTo[k] + (seen < all * (1 - 1e-9) ? table.hazard(k) : beyond * (EDGE[k + 1] - EDGE[k]));
            seen += table.events()[k];
        }
        var tempo = Tempo.of(weeks, upTo);
        var pooled = new Pace(upTo, beyond, ones(priorities), ones(services), tempo);
        var ofPriority = pooled.factors(lives, weights, priorities, true);
        var withPriority = new Pace(upTo, beyond, ofPriority, ones(services), tempo);
        return new Pace(upTo, beyond, ofPriority, withPriority.factors(lives, weights, services, false), tempo);
    }

    private static double[][] ones(int size) {
        var factors = new double[size][BANDS];
        for (var row : factors) Arrays.fill(row, 1);
        return factors;
    }

    /// Resolutions seen over those expected, leaning on 1 by thirty.
    private double[][] factors(Lives lives, double[][] weights, int size, boolean byPriority) {
        var seen = new double[size][BANDS];
        var expected = new double[size][BANDS];
        for (int i = 0; i < lives.size; i++) {
            int row = byPriority ? lives.priority[i] : lives.service[i];
            int week = lives.weeksAgo[i];
            if (lives.ended[i]) {
                int b = LifeTable.spanOf(bucket(lives.to[i]));
                seen[row][b] += weights[b][week];
            }
            for (int b = 0; b < BANDS; b++) {
                double hazard = pooledIn(b, lives.to[i]) - pooledIn(b, lives.from[i]);
                if (hazard > 0) expected[row][b] += weights[b][week] * hazard * ofPriority[lives.priority[i]][b];
            }
        }
        var factors = new double[size][BANDS];
        for (int row = 0; row < size; row++)
            for (int b = 0; b < BANDS; b++) factors[row][b] = Math.clamp((seen[row][b] + 30) / (expected[row][b] + 30), 0.05, 20);
        return factors;
    }

    private double pooled(double age) {
        if (age >= EDGE[BUCKETS]) return upTo[BUCKETS] + beyond * (age - EDGE[BUCKETS]);
        int k = bucket(age);
        return upTo[k] + (upTo[k + 1] - upTo[k]) * (Math.min(age, EDGE[k + 1]) - EDGE[k]) / (EDGE[k + 1] - EDGE[k]);
    }

    private double pooledIn(int b, double age) {
        double start = b == 0 ? 0 : bandEnd[b - 1];
        return Math.clamp(pooled(age), start, bandEnd[b]) - start;
    }

    /// Hazard that a ticket has gone through by that age.
    double spent(int service, int priority, double age) {
        double sum = 0;
        for (int b = 0; b < BANDS; b++) sum += pooledIn(b, age) * factor(service, priority, b);
        return sum;
    }

    private double factor(int service, int priority, int b) {
        return ofPriority[priority][b] * ofService[service][b];
    }

    /// The age at which a ticket has gone through so much hazard.
    double age(int service, int priority, double spent) {
        double left = spent;
        for (int b = 0; b < BANDS; b++) {
            double start = b == 0 ? 0 : bandEnd[b - 1];
            double factor = factor(service, priority, b);
            double room = (bandEnd[b] - start) * factor;
            if (left < room) return ageOf(start + left / factor);
            left -= room;
        }
        throw new IllegalStateException("hazard (%s) has no age".formatted(spent));
    }

    private double ageOf(double pooled) {
        if (pooled >= upTo[BUCKETS]) return EDGE[BUCKETS] + (pooled - upTo[BUCKETS]) / beyond;
        int k = Arrays.binarySearch(upTo, pooled);
        if (k < 0) k = -k - 2;
        while (k < BUCKETS - 1 && upTo[k + 1] <= pooled) k++;
        return EDGE[k] + (EDGE[k + 1] - EDGE[k]) * (pooled - upTo[k]) / (upTo[k + 1] - upTo[k]);
    }
}
