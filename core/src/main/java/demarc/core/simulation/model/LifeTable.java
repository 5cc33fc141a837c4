package demarc.core.simulation.model;

import static demarc.core.simulation.model.Pace.BUCKETS;
import static demarc.core.simulation.model.Pace.EDGE;

import java.util.Arrays;

/// Resolutions and time at risk by age: of a week, or of many weeks weighted.
record LifeTable(double[] events, double[] exposed) {

    /// In weeks; the last counts all alike.
    private static final double[] HALF_LIVES = {0.7, 1.5, 3, 6, 12, 26, 52};
    /// So many weeks judge how fast to forget.
    private static final int JUDGES = 16;
    private static final double JUDGE_KEPT = 0.92;
    /// Natural logarithm of the odds that are taken for a break, and what then is left of the weight of the weeks before.
    private static final double SIGN = 7;
    private static final double BROKEN = 0.1;
    /// Spans of ages that are forgotten each at its own speed: up to a desk's day (24 hours of its clock), a week, three, twelve, and older. What is
    /// older than that is resolved too seldom to be forgotten fast.
    static final int SPANS = 5;
    static final int[] SPAN = {0, Pace.bucket(24), Pace.bucket(168), Pace.bucket(504), Pace.bucket(2016), BUCKETS};
    private static final double SLOWEST = 26;
    /// Buckets that are judged together.
    private static final int COARSE = 9;

    /// The last week first.
    static LifeTable[] ofWeeks(Lives lives) {
        int weeks = 0;
        for (int i = 0; i < lives.size; i++) weeks = Math.max(weeks, lives.weeksAgo[i] + 1);
        var events = new double[weeks][BUCKETS];
        var whole = new double[weeks][BUCKETS];
        var part = new double[weeks][BUCKETS];
        for (int i = 0; i < lives.size; i++) {
            int week = lives.weeksAgo[i];
            if (lives.ended[i]) events[week][Pace.bucket(lives.to[i])]++;
            expose(lives.to[i], 1, whole[week], part[week]);
            expose(lives.from[i], -1, whole[week], part[week]);
        }
        var tables = new LifeTable[weeks];
        for (int week = 0; week < weeks; week++) {
            double older = 0;
            for (int k = BUCKETS - 1; k >= 0; k--) {
                part[week][k] = Math.max(0, part[week][k] + older * (EDGE[k + 1] - EDGE[k]));
                older += whole[week][k];
            }
            tables[week] = new LifeTable(events[week], part[week]);
        }
        return tables;
    }

    private static void expose(double age, int sign, double[] whole, double[] part) {
        int k = Pace.bucket(age);
        whole[k] += sign;
        part[k] += sign * (Math.min(age, EDGE[k + 1]) - EDGE[k]);
    }

    /// Past weeks added up, each weighing by its age as `weights` says for the ages of its tickets.
    static LifeTable sum(LifeTable[] weeks, double[][] weights) {
        var sum = new LifeTable(new double[BUCKETS], new double[BUCKETS]);
        for (int week = 0; week < weeks.length; week++)
            for (int span = 0; span < SPANS; span++) sum.add(weeks[week], span, weights[span][week]);
        return sum;
    }

    private void add(LifeTable other, int span, double weight) {
        for (int k = SPAN[span]; k < SPAN[span + 1]; k++) {
            events[k] += weight * other.events[k];
            exposed[k] += weight * other.exposed[k];
        }
    }

    /// How much each past week counts, by span of ages: half with each half-life that it is older, and the half-life is the one under which the
    /// last weeks would have surprised least, each judged by what came before it. A desk that has just changed is forgotten fast, a steady one
    /// slowly; and what young tickets meet may change while the old ones' lot does not.
    static double[][] weights(LifeTable[] weeks) {
        var weights = new double[SPANS][weeks.length];
        for (int span = 0; span < SPANS; span++) {
            double best = Double.NEGATIVE_INFINITY;
            double chosen = 12;
            for (double life : HALF_LIVES) {
                if (span == SPANS - 1 && life < SLOWEST) continue;
                double likely = 0;
                for (int week = 0; week < Math.min(JUDGES, weeks.length - 2); week++) {
                    var before = new LifeTable(new double[BUCKETS], new double[BUCKETS]);
                    for (int w = week + 1; w < weeks.length; w++) before.add(weeks[w], span, StrictMath.pow(0.5, (w - week - 1) / life));
                    likely += StrictMath.pow(JUDGE_KEPT, week) * weeks[week].likelihood(before, span);
                }
                if (likely > best) {
                    best = likely;
                    chosen = life;
                }
            }
            int turned = span == SPANS - 1 ? weeks.length : broken(weeks, span, chosen);
            for (int w = 0; w < weeks.length; w++) weights[span][w] = StrictMath.pow(0.5, w / chosen) * (w < turned ? 1 : BROKEN);
        }
        return weights;
    }

    /// How many weeks ago the lot of tickets of these ages changed at a stroke, if it did: so many (or so few) of them were resolved since that chance
    /// does not explain it, not even with weeks that differ by a fifth. Otherwise the number of all weeks.
    private static int broken(LifeTable[] weeks, int span, double life) {
        int found = weeks.length;
        double strongest = SIGN;
        for (int since = 2; since <= Math.min(16, weeks.length - 4); since++) {
            var before = new LifeTable(new double[BUCKETS], new double[BUCKETS]);
            for (int w = since; w < weeks.length; w++) before.add(weeks[w], span, StrictMath.pow(0.5, (w - since) / Math.max(4, life)));
            var upTo = new double[BUCKETS + 1];
            for (int k = 0; k < BUCKETS; k++) upTo[k + 1] = upTo[k] + (k >= SPAN[span] && k < SPAN[span + 1] ? before.hazard(k) : 0);
            double expected = 0.5;
            double happened = 0.5;
            for (int w = 0; w < since; w++) {
                expected += weeks[w].expected(upTo);
                for (int k = SPAN[span]; k < SPAN[span + 1]; k++) happened += weeks[w].events[k];
            }
            double sign = (happened * StrictMath.log(happened / expected) - happened + expected) / (1 + 0.04 * expected / since);
            if (sign > strongest) {
                strongest = sign;
                found = since;
            }
        }
        return found;
    }

    /// Log-likelihood of what happened to tickets of these ages in this week, had the other table's hazards held.
    private double likelihood(LifeTable other, int span) {
        double sum = 0;
        double all = (Arrays.stream(other.events).sum() + 0.5) / (Arrays.stream(other.exposed).sum() + 1);
        for (int from = SPAN[span]; from < SPAN[span + 1]; from += COARSE) {
            double happened = 0;
            double risk = 0;
            double seen = 0;
            double time = 0;
            for (int k = from; k < Math.min(SPAN[span + 1], from + COARSE); k++) {
                happened += events[k];
                risk += exposed[k];
                seen += other.events[k];
                time += other.exposed[k];
            }
            double hazard = (seen + 0.5) / (time + 0.5 / all);
            sum += happened * StrictMath.log(hazard) - risk * hazard;
        }
        return sum;
    }

    static int spanOf(int bucket) {
        int span = SPANS - 1;
        while (bucket < SPAN[span]) span--;
        return span;
    }

    /// Resolutions to be expected at these ages under other hazards.
    double expected(double[] upTo) {
        double sum = 0;
        for (int k = 0; k < BUCKETS; k++) sum += exposed[k] * (upTo[k + 1] - upTo[k]) / (EDGE[k + 1] - EDGE[k]);
        return sum;
    }

    /// Of a whole bucket.
    double hazard(int bucket) {
        if (events[bucket] == 0) return 0;
        double width = EDGE[bucket + 1] - EDGE[bucket];
        // Those at risk may have been so for a moment only: no more than all but a handful leave in one bucket.
        return events[bucket] * width / Math.max(exposed[bucket], events[bucket] * width / 8);
    }

    /// An hour's hazard after the oldest resolution: that of the last ages that saw twenty, unless many tickets have grown older than that and none
    /// was resolved.
    double last() {
        double seen = 0;
        double time = 0;
        double older = 0;
        for (int k = BUCKETS - 1; k >= 0 && seen < 20; k--) {
            if (seen == 0 && events[k] == 0) older += exposed[k];
            else time += exposed[k];
            seen += events[k];
        }
        double before = (seen + 0.05) / Math.max(time, 1);
        return 0.5 / (older + 0.5 / before);
    }
}
