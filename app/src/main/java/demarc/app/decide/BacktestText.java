package demarc.app.decide;

import demarc.core.simulation.model.Backtest.Covered;
import demarc.core.simulation.model.Backtest.Result;
import demarc.core.simulation.model.Backtest.Score;
import demarc.core.simulation.model.Backtest.Summary;
import demarc.core.simulation.model.Backtest.Trial;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// A back-test as tables for people. Errors, so less is better.
final class BacktestText {

    private static final int WIDTH = 44;

    private final StringBuilder out = new StringBuilder();
    private final ZoneId zone;

    private BacktestText(ZoneId zone) {
        this.zone = zone;
    }

    static String of(String file, Trial trial, ZoneId zone) {
        var text = new BacktestText(zone);
        text.line("Back-test of %s: %,d tickets; the log tells the whole story from %s to %s (%d weeks).".formatted(file, trial.tickets(), text.day(trial.from()), text.day(trial.to()), trial.weeks()));
        for (var remark : trial.remarks()) text.line("  " + remark);
        for (boolean real : new boolean[] {false, true}) {
            text.part(of(trial.cut(), real), "Learned on 70 % of the time, predicting the rest" + arrivals(real));
            text.part(of(trial.rolling(), real), "Learned up to moments in the second half, predicting the quarter after" + arrivals(real));
        }
        text.line("");
        text.line("Errors are absolute and averaged; what is expected is the median of the model's replications, combined with the plain guess as far as that did");
        text.line("better on the part that was learned. Last period: the same as in as many weeks before the cut (open tickets: as many as at the cut). Floor: what");
        text.line("chance alone leaves. Skill: 1 at the floor, 0 as good as last period, below 0 worse. A month is four weeks from the cut; waits are not taken off.");
        return text.out.toString();
    }

    private static List<Result> of(List<Result> results, boolean real) {
        return results.stream().filter(result -> result.realArrivals() == real).toList();
    }

    private static String arrivals(boolean real) {
        return real ? ", told which tickets came" : "";
    }

    private void part(List<Result> results, String title) {
        if (results.isEmpty()) return;
        line("");
        line(title);
        var first = results.getFirst();
        if (results.size() == 1) line("  cut %s, %d weeks ahead; known then %,d tickets (%,d open); %,d came after".formatted(day(first.cut()), first.weeks(), first.learned(), first.open(), first.tested()));
        else line("  %d cuts from %s to %s".formatted(results.size(), day(first.cut()), day(results.getLast().cut())));
        if (results.stream().flatMap(result -> result.scores().stream()).anyMatch(score -> score.measure() == demarc.core.simulation.model.Backtest.Measure.PROMISES)) line("  promises by " + first.targets());
        line("");
        var summary = Summary.of(results);
        line("  %s %10s %10s %12s %10s %10s %7s%s".formatted(pad("error in"), "happened", "expected", "last period", "year ago", "floor", "skill", results.size() > 1 ? "  better" : ""));
        for (var score : summary.scores()) {
            var better = summary.better().get(score.measure());
            line("  %s %10s %10s %12s %10s %10s %7s%s".formatted(pad("%s, %s".formatted(score.measure().title(), score.measure().unit())), number(score.actual()), number(score.model()), number(score.naive()), number(score.seasonal()), number(score.floor()), skill(score), results.size() > 1 ? "  %d of %d".formatted(better[0], better[1]) : ""));
        }
        line("");
        line("  %s %10s %10s %12s".formatted(pad("inside the interval"), "of", "80 %", "95 %"));
        summary.coverage().forEach(this::covered);
        covered("All", summary.all());
    }

    private void covered(String title, Covered covered) {
        line("  %s %10d %9.0f%% %11.0f%%".formatted(pad(title), covered.of(), 100.0 * covered.in80() / covered.of(), 100.0 * covered.in95() / covered.of()));
    }

    private static String pad(String text) {
        return text.length() >= WIDTH + 9 ? text : text + " ".repeat(WIDTH + 9 - text.length());
    }

    private static String number(double value) {
        if (Double.isNaN(value)) return "-";
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.1f", value);
    }

    private static String skill(Score score) {
        return Double.isNaN(score.skill()) ? "-" : String.format(Locale.ROOT, "%.2f", score.skill());
    }

    private String day(Instant instant) {
        return instant.atZone(zone).toLocalDate().toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
