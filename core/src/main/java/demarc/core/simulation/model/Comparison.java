package demarc.core.simulation.model;

import demarc.core.simulation.model.Backtest.Measure;
import demarc.core.simulation.model.Backtest.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Errors of a forecast and of its rivals on one stretch of weeks.
final class Comparison {

    /// Mean absolute deviation of a normal variable, in standard deviations.
    private static final double MEAN_DEVIATION = 0.798;

    private final Calibration.Outlook outlook;
    private final Calibration calibration;
    private final Course actual;
    private final Course last;
    private final @Nullable Course year;
    private final Course[] halves;

    Comparison(Calibration.Outlook outlook, Calibration calibration, Course actual, @Nullable Course year, Lot happened, long from, long to, Targets targets) {
        this.outlook = outlook;
        this.calibration = calibration;
        this.actual = actual;
        this.last = outlook.last();
        this.year = year;
        var lots = new Lot[] {new Lot(), new Lot()};
        for (int i = 0; i < happened.size; i++) lots[i % 2].add(happened.opened[i], happened.resolved[i], happened.priority[i]);
        this.halves = new Course[] {new Course(lots[0], from, to, targets), new Course(lots[1], from, to, targets)};
    }

    List<Score> scores(boolean realArrivals) {
        var scores = new ArrayList<Score>();
        boolean resolutions = last.times.length > 0;
        if (resolutions) scores.add(new Score(Measure.OPEN, average(actual.open), error(Kind.OPEN), error(actual.open, week -> outlook.open()), year == null ? Double.NaN : error(actual.open, week -> week < year.weeks ? year.open[week] : Double.NaN), chance(actual.open)));
        if (!realArrivals) scores.add(new Score(Measure.ARRIVED, average(actual.arrived), error(Kind.ARRIVED), error(actual.arrived, week -> last.weeks == 0 ? Double.NaN : last.arrived[week % last.weeks]), year == null ? Double.NaN : error(actual.arrived, week -> week < year.weeks ? year.arrived[week] : Double.NaN), chance(actual.arrived)));
        if (actual.times.length < Kind.FEW || !resolutions) return scores;
        promises(scores);
        var expected = calibration.times(outlook);
        scores.add(new Score(Measure.DISTANCE, Course.mean(actual.times), distance(expected, actual.times), distance(last.times, actual.times), year == null || year.times.length == 0 ? Double.NaN : distance(year.times, actual.times), distance(halves[0].times, halves[1].times)));
        addTimes(scores, Measure.MEAN, Double.NaN, expected);
        addTimes(scores, Measure.P50, 0.5, expected);
        addTimes(scores, Measure.P90, 0.9, expected);
        addTimes(scores, Measure.P95, 0.95, expected);
        return scores;
    }

    private interface Guess {
        double of(int place);
    }

    private double error(Kind kind) {
        var said = calibration.say(kind, outlook);
        return error(kind.of(actual), place -> said[place].median());
    }

    private static double error(double[] happened, Guess guess) {
        double sum = 0;
        int of = 0;
        for (int i = 0; i < happened.length; i++) {
            double miss = Math.abs(happened[i] - guess.of(i));
            if (Double.isNaN(miss)) continue;
            sum += miss;
            of++;
        }
        return of == 0 ? Double.NaN : sum / of;
    }

    private static double average(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    private static double chance(double[] counts) {
        return MEAN_DEVIATION * Arrays.stream(counts).map(StrictMath::sqrt).average().orElse(Double.NaN);
    }

    /// 1-Wasserstein: the area between the two distributions.
    static double distance(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) return Double.NaN;
        double area = 0;
        double at = Math.min(a[0], b[0]);
        for (int i = 0, j = 0; i < a.length || j < b.length; ) {
            double next = i == a.length ? b[j] : j == b.length ? a[i] : Math.min(a[i], b[j]);
            area += Math.abs((double) i / a.length - (double) j / b.length) * (next - at);
            at = next;
            while (i < a.length && a[i] <= at) i++;
            while (j < b.length && b[j] <= at) j++;
        }
        return area;
    }

    /// @param share NaN for the mean
    private void addTimes(List<Score> scores, Measure measure, double share, double[] expected) {
        double happened = of(actual.times, share);
        double floor = Math.abs(of(halves[0].times, share) - of(halves[1].times, share)) / 2;
        scores.add(new Score(measure, happened, Math.abs(of(expected, share) - happened), Math.abs(of(last.times, share) - happened), year == null ? Double.NaN : Math.abs(of(year.times, share) - happened), floor));
    }

    private static double of(double[] times, double share) {
        return Double.isNaN(share) ? Course.mean(times) : Course.quantile(times, share);
    }

    private void promises(List<Score> scores) {
        var said = calibration.say(Kind.KEPT, outlook);
        var happened = Kind.KEPT.of(actual);
        double tickets = 0;
        var sums = new double[5];
        double ofYear = 0;
        for (int m = 0; m < actual.months; m++)
            for (int p = 0; p < Model.PRIORITIES; p++) {
                double share = happened[m * Model.PRIORITIES + p];
                double model = said[m * Model.PRIORITIES + p].median();
                double naive = last.kept(p);
                if (Double.isNaN(share) || Double.isNaN(model) || Double.isNaN(naive)) continue;
                int promised = actual.promised[m][p];
                tickets += promised;
                sums[0] += promised * share;
                sums[1] += promised * Math.abs(model - share);
                sums[2] += promised * Math.abs(naive - share);
                sums[4] += promised * MEAN_DEVIATION * StrictMath.sqrt(share * (1 - share) / promised);
                double then = year == null ? Double.NaN : year.kept(p);
                if (Double.isNaN(then)) continue;
                sums[3] += promised * Math.abs(then - share);
                ofYear += promised;
            }
        if (tickets > 0) scores.add(new Score(Measure.PROMISES, 100 * sums[0] / tickets, 100 * sums[1] / tickets, 100 * sums[2] / tickets, ofYear < tickets ? Double.NaN : 100 * sums[3] / ofYear, 100 * sums[4] / tickets));
    }
}
