package demarc.core.simulation.model;

import java.util.Arrays;

/// How many tickets a week are to be expected: several plain forecasts, weighted by how well each did on the weeks already known.
///
/// Forecasts are combined because no single one is best on every log (a rule of the M competitions), and trends are damped because few last.
final class Volume {

    /// What the parts forecast for each of the coming weeks, given the weeks so far.
    private interface Forecaster {
        double[] ahead(double[] weeks, int count, int horizon);
    }

    private static final int YEAR = 52;
    /// Dispersion of a week where too few are known.
    private static final double USUAL = 0.02;
    private static final Forecaster[] PARTS = {
        (weeks, count, horizon) -> flat(smoothed(weeks, count, 0.15), horizon),
        (weeks, count, horizon) -> flat(smoothed(weeks, count, 0.4), horizon),
        (weeks, count, horizon) -> flat(mean(weeks, count, 8), horizon),
        (weeks, count, horizon) -> flat(mean(weeks, count, 26), horizon),
        (weeks, count, horizon) -> damped(weeks, count, horizon, 0.85),
        (weeks, count, horizon) -> damped(weeks, count, horizon, 0.95),
        Volume::asLastYear,
    };

    /// Expected tickets for each of the coming weeks.
    final double[] ahead;
    /// Standard deviation of the level's change over a week, as a share of it.
    final double drift;
    /// Variance of a week around its level beyond chance (Poisson), as a share of the level squared.
    final double dispersion;

    private Volume(double[] ahead, double drift, double dispersion) {
        this.ahead = ahead;
        this.drift = drift;
        this.dispersion = dispersion;
    }

    /// @param weeks whole weeks, the last of them just over
    static Volume of(double[] weeks, int horizon) {
        int judged = Math.clamp(horizon, 1, 8);
        var weight = weights(weeks, judged);
        double dispersion = dispersion(weeks);
        return new Volume(combined(weeks, weeks.length, horizon, weight), drift(weeks, judged, weight, dispersion), dispersion);
    }

    private static double[] combined(double[] weeks, int count, int horizon, double[] weight) {
        var sum = new double[horizon];
        for (int p = 0; p < PARTS.length; p++) {
            if (weight[p] == 0) continue;
            var part = PARTS[p].ahead(weeks, count, horizon);
            for (int h = 0; h < horizon; h++) sum[h] += weight[p] * Math.max(0, part[h]);
        }
        return sum;
    }

    /// Each part weighs by the inverse of its squared errors so far, older ones counting less, leaning on equal weights.
    private static double[] weights(double[] weeks, int judged) {
        var error = new double[PARTS.length];
        double all = 0;
        int origins = 0;
        for (int origin = Math.max(4, weeks.length - 60); origin + 1 <= weeks.length; origin++, origins++) {
            int ahead = Math.min(judged, weeks.length - origin);
            double fresh = StrictMath.pow(0.97, weeks.length - origin);
            double actual = 0;
            for (int h = 0; h < ahead; h++) actual += weeks[origin + h];
            for (int p = 0; p < PARTS.length; p++) {
                double miss = (Arrays.stream(PARTS[p].ahead(weeks, origin, ahead)).sum() - actual) / ahead;
                error[p] += fresh * miss * miss;
                all += fresh * miss * miss / PARTS.length;
            }
        }
        var weight = new double[PARTS.length];
        double sum = 0;
        for (int p = 0; p < weight.length; p++) sum += weight[p] = origins == 0 || all == 0 ? 1 : 1 / (error[p] + 0.1 * all);
        for (int p = 0; p < weight.length; p++) weight[p] /= sum;
        return weight;
    }

    /// From the errors of the combined forecast over the last year, less what chance and dispersion explain.
    private static double drift(double[] weeks, int judged, double[] weight, double dispersion) {
        double sum = 0;
        double of = 0;
        for (int origin = Math.max(4, weeks.length - YEAR); origin + judged <= weeks.length; origin++) {
            double expected = Math.max(0.5, Arrays.stream(combined(weeks, origin, judged, weight)).sum() / judged);
            double actual = 0;
            for (int h = 0; h < judged; h++) actual += weeks[origin + h] / judged;
            double miss = (actual - expected) / Math.max(expected, actual);
            sum += miss * miss - (1 / expected + dispersion) / judged;
            of++;
        }
        // The mean over the horizon of a random walk varies by about a third of its steps.
        double perWeek = of < 3 ? 0.003 : Math.max(0, sum / of) / (1 + (judged - 1) / 3.0);
        return StrictMath.sqrt(Math.clamp(perWeek, 0.0001, 0.04));
    }

    /// Of each week around the mean of its neighbours, two on either side.
    private static double dispersion(double[] weeks) {
        double sum = 0;
        double of = 0;
        for (int w = 0; w < weeks.length; w++) {
            double near = 0;
            int count = 0;
            for (int n = Math.max(0, w - 2); n <= Math.min(weeks.length - 1, w + 2); n++)
                if (n != w) {
                    near += weeks[n];
                    count++;
                }
            if (count < 2 || near == 0) continue;
            near /= count;
            sum += (weeks[w] - near) * (weeks[w] - near) - near * (1 + 1.0 / count);
            of += near * near * (1 + 1.0 / count);
        }
        if (of == 0) return USUAL;
        return (weeks.length * Math.clamp(sum / of, 0, 0.5) + 6 * USUAL) / (weeks.length + 6);
    }

    private static double[] flat(double level, int horizon) {
        var ahead = new double[horizon];
        Arrays.fill(ahead, level);
        return ahead;
    }

    private static double mean(double[] weeks, int count, int of) {
        int from = Math.max(0, count - of);
        double sum = 0;
        for (int w = from; w < count; w++) sum += weeks[w];
        return sum / Math.max(1, count - from);
    }

    private static double smoothed(double[] weeks, int count, double share) {
        int from = Math.max(0, count - 3 * YEAR);
        double level = mean(weeks, Math.min(count, from + 4), Math.min(count - from, 4));
        for (int w = from; w < count; w++) level += share * (weeks[w] - level);
        return level;
    }

    /// Holt's trend, losing part of itself each week (Gardner and McKenzie 1985).
    private static double[] damped(double[] weeks, int count, int horizon, double kept) {
        double level = mean(weeks, Math.min(count, 4), 4);
        double trend = 0;
        for (int w = 0; w < count; w++) {
            double before = level;
            level = level + kept * trend + 0.25 * (weeks[w] - level - kept * trend);
            trend = kept * trend + 0.08 * (level - before - kept * trend);
        }
        var ahead = new double[horizon];
        double left = kept;
        for (int h = 0; h < horizon; h++, left *= kept) ahead[h] = level += left * trend;
        return ahead;
    }

    /// Last year's course around this time at the level of today; without a year to look back on, the level alone.
    private static double[] asLastYear(double[] weeks, int count, int horizon) {
        double now = mean(weeks, count, 8);
        var ahead = flat(now, horizon);
        if (count < YEAR + 8) return ahead;
        double then = mean(weeks, count - YEAR, 8);
        if (then <= 0) return ahead;
        for (int h = 0; h < horizon; h++) {
            int same = count + h - YEAR * (1 + h / YEAR);
            double course = mean(weeks, Math.min(count, same + 2), 3) / then;
            ahead[h] = now * Math.clamp(0.5 + 0.5 * course, 0.4, 2.5);
        }
        return ahead;
    }
}
