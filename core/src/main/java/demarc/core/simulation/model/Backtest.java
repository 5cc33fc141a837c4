package demarc.core.simulation.model;

import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// Learns on the first part of a history and predicts the rest, given only what was known at the cut: how far a model of this log can be trusted.
///
/// Beside the model stand two forecasts that anybody can make (the same as in the last period of that length; the same as a year before) and the
/// *floor*, the distance that chance alone leaves: of the two halves (every other ticket) of what happened, or of counts by the square root.
public final class Backtest {

    /// A history of fewer weeks, or of fewer tickets, cannot be cut in two and say anything.
    public static final int LEAST_WEEKS = 6;
    public static final int LEAST_TICKETS = 60;
    private static final int REPLICATIONS = 100;
    private static final long WEEK = Window.WEEK;
    private static final double LEARNED = 0.7;
    private static final double[] ROLLING = {0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9};
    private static final int QUARTER = 13;

    /// What is compared; errors are absolute, in this unit.
    public enum Measure {
        OPEN("Open tickets, at each week's end", "tickets"),
        ARRIVED("Tickets opened, each week", "tickets"),
        PROMISES("Promises kept, by month and priority", "points"),
        DISTANCE("Time to resolve, distance of distributions", "hours"),
        MEAN("Time to resolve, mean", "hours"),
        P50("Time to resolve, median", "hours"),
        P90("Time to resolve, P90", "hours"),
        P95("Time to resolve, P95", "hours");

        private final String title;
        private final String unit;

        Measure(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        public String title() {
            return title;
        }

        public String unit() {
            return unit;
        }
    }

    /// Errors of one measure; NaN where it cannot be said.
    ///
    /// @param actual what happened, on average
    public record Score(Measure measure, double actual, double model, double naive, double seasonal, double floor) {

        /// 1 at the floor, 0 where the same as last period would have been as good, less where it would have been better; NaN where that guess
        /// was at the floor itself.
        public double skill() {
            return naive <= floor ? Double.NaN : 1 - (model - floor) / (naive - floor);
        }
    }

    /// How many of what happened lay inside the intervals.
    public record Covered(int of, int in80, int in95) {

        static final Covered NONE = new Covered(0, 0, 0);

        Covered plus(Covered other) {
            return new Covered(of + other.of, in80 + other.in80, in95 + other.in95);
        }
    }

    /// Open tickets at a week's end: how many there were, how many were expected, and between which numbers eighty in a hundred such should lie.
    public record Week(double open, double expected, double low80, double high80) {}

    /// One cut.
    ///
    /// @param learned      tickets known at the cut
    /// @param open         of which were open
    /// @param tested       tickets opened after it
    /// @param realArrivals whether the forecast was told when which tickets came, which tests by itself how they are resolved
    /// @param targets      whose targets the promises are
    /// @param coverage     by kind of number
    public record Result(Instant cut, Instant to, int weeks, int learned, int open, int tested, boolean realArrivals, String targets, List<Score> scores, Map<String, Covered> coverage, List<Week> curve) {}

    /// @param from    the time in which the log tells the whole story
    /// @param cut     learned on 70 % of it, predicting the rest
    /// @param rolling cuts from half of it on, each predicting a quarter or what is left
    public record Trial(Instant from, Instant to, int weeks, int tickets, List<String> remarks, List<Result> cut, List<Result> rolling) {}

    private final History history;
    private final Assumptions assumptions;
    private final Streams streams;
    private final Window window;
    private final long start;
    private final int have;

    public Backtest(History history, Assumptions assumptions, long seed) {
        this.history = history;
        this.assumptions = assumptions;
        this.streams = Streams.of(seed);
        this.window = Window.of(history);
        this.start = Math.max(window.from(), window.watched());
        this.have = (int) Math.max(0, (window.to() - start) / WEEK);
    }

    /// Why there is nothing to test, for people; empty when there is something.
    public String refusal() {
        if (have < LEAST_WEEKS) return "The log tells the whole story of (%d) weeks only. To learn on a part of it and test on the rest it must be at least (%d).".formatted(have, LEAST_WEEKS);
        if (history.size() < LEAST_TICKETS) return "The log has (%d) tickets only. To learn on a part of them and test on the rest it must be at least (%d).".formatted(history.size(), LEAST_TICKETS);
        return "";
    }

    /// @param progress told the share that is done
    /// @throws IllegalStateException when there is a [#refusal()]
    public Trial run(DoubleConsumer progress) {
        if (!refusal().isEmpty()) throw new IllegalStateException(refusal());
        var whole = new Fit(history, assumptions).model();
        boolean resolutions = whole.knowsResolutions();
        var cuts = cuts();
        int weeks = (int) Math.max(1, Math.round(have * (1 - LEARNED)));
        int steps = (cuts.size() + 1) * (resolutions ? 2 : 1);
        int done = 0;
        var cut = new ArrayList<Result>();
        var rolling = new ArrayList<Result>();
        for (boolean real : resolutions ? new boolean[] {false, true} : new boolean[] {false}) {
            cut.add(at(Instant.ofEpochSecond(window.to() - weeks * WEEK), weeks, real));
            progress.accept((double) ++done / steps);
            for (int back : cuts) {
                rolling.add(at(Instant.ofEpochSecond(window.to() - back * WEEK), Math.min(QUARTER, back), real));
                progress.accept((double) ++done / steps);
            }
        }
        var remarks = new ArrayList<>(whole.remarks());
        if (Calibration.closedOnly(window)) remarks.add("It looks like an export of the tickets that were closed in a period: towards its end it holds ever fewer of the open and the new ones, so its open tickets fall to none by the way it was made.");
        return new Trial(Instant.ofEpochSecond(start), Instant.ofEpochSecond(window.to()), have, history.size(), remarks, cut, rolling);
    }

    /// How many weeks before the end.
    private List<Integer> cuts() {
        return Arrays.stream(ROLLING).mapToObj(share -> have - (int) Math.round(have * share)).filter(back -> back >= 1 && have - back >= 3).distinct().toList();
    }

    /// Learns up to `cut` and predicts so many weeks.
    public Result at(Instant cut, int weeks, boolean realArrivals) {
        long from = cut.getEpochSecond();
        long to = from + weeks * WEEK;
        var known = history.until(cut);
        var then = Window.of(known);
        var targets = Targets.of(known, then);
        var calibration = Calibration.of(known, assumptions, weeks, realArrivals, streams);
        var model = new Fit(known, assumptions).model();
        var forecast = Forecast.of(model, known, from, to, targets, streams, REPLICATIONS, realArrivals ? history : null);
        var outlook = Calibration.outlook(forecast, known, from, weeks, targets);
        var happened = Lot.of(history, from, to);
        var actual = new Course(happened, from, to, targets);
        long yearAgo = from - 52 * WEEK;
        long yearTo = Math.min(from, yearAgo + weeks * WEEK);
        var year = yearAgo < Math.max(then.from(), then.watched()) ? null : new Course(Lot.of(known, yearAgo, yearTo), yearAgo, yearTo, targets);
        var coverage = new LinkedHashMap<String, Covered>();
        for (var kind : Kind.values()) {
            var covered = covered(kind.of(actual), calibration.say(kind, outlook));
            if (covered.of > 0 && !(realArrivals && kind == Kind.ARRIVED) && (model.knowsResolutions() || kind == Kind.ARRIVED)) coverage.put(kind.title, covered);
        }
        var scores = new Comparison(outlook, calibration, actual, year, happened, from, to, targets).scores(realArrivals);
        var curve = new ArrayList<Week>();
        var open = calibration.say(Kind.OPEN, outlook);
        for (int week = 0; week < actual.weeks; week++) curve.add(new Week(actual.open[week], open[week].median(), open[week].low80(), open[week].high80()));
        return new Result(cut, Instant.ofEpochSecond(to), weeks, known.size(), outlook.open(), (int) Arrays.stream(actual.arrived).sum(), realArrivals, targets.words(), scores, coverage, curve);
    }

    private static Covered covered(double[] actual, Calibration.Said[] said) {
        int of = 0;
        int in80 = 0;
        int in95 = 0;
        for (int i = 0; i < actual.length; i++) {
            if (Double.isNaN(actual[i]) || Double.isNaN(said[i].median())) continue;
            of++;
            if (said[i].holds80(actual[i])) in80++;
            if (said[i].holds95(actual[i])) in95++;
        }
        return new Covered(of, in80, in95);
    }

    /// Scores and coverage of several cuts together.
    ///
    /// @param scores errors averaged over the cuts that have them
    /// @param better by measure: at how many cuts the model erred less than the same as last period, of how many
    public record Summary(List<Score> scores, Map<Measure, int[]> better, Map<String, Covered> coverage, Covered all) {

        public static Summary of(List<Result> results) {
            var scores = new ArrayList<Score>();
            var better = new LinkedHashMap<Measure, int[]>();
            for (var measure : Measure.values()) {
                var found = results.stream().flatMap(result -> result.scores.stream()).filter(score -> score.measure == measure && !Double.isNaN(score.model) && !Double.isNaN(score.naive)).toList();
                if (found.isEmpty()) continue;
                better.put(measure, new int[] {(int) found.stream().filter(score -> score.model < score.naive).count(), found.size()});
                scores.add(new Score(measure, average(found, Score::actual), average(found, Score::model), average(found, Score::naive), average(found, Score::seasonal), average(found, Score::floor)));
            }
            var coverage = new LinkedHashMap<String, Covered>();
            for (var result : results) result.coverage.forEach((kind, covered) -> coverage.merge(kind, covered, Covered::plus));
            return new Summary(scores, better, coverage, coverage.values().stream().reduce(Covered.NONE, Covered::plus));
        }

        private static double average(List<Score> scores, java.util.function.ToDoubleFunction<Score> of) {
            return scores.stream().mapToDouble(of).average().orElse(Double.NaN);
        }
    }
}
