package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Check;
import demarc.app.decide.report.Answer.Trust;
import demarc.app.decide.report.Figure.Unit;
import demarc.app.decide.report.Figure.Why;
import demarc.core.simulation.model.Assumptions;
import demarc.core.simulation.model.Backtest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the same model would have said about the last part of this very history, had it known the first part only.
final class Trusted {

    /// A back-test of more tickets takes longer than somebody waits.
    private static final int MOST = 60_000;
    private static final int FEWEST_WEEKS = 20;
    private static final int MOST_WEEKS = 13;

    private Trusted() {}

    static Trust of(Setting setting) {
        var history = setting.history();
        long weeks = (history.to().getEpochSecond() - history.from().getEpochSecond()) / (7 * 86_400L);
        if (history.size() > MOST) return none("No back-test was made on the fly for %,d tickets: `demarc decide --backtest FILE` makes it.".formatted(history.size()));
        var test = new Backtest(history, Assumptions.usual(), setting.matter().seed());
        if (!test.refusal().isEmpty()) return none(test.refusal());
        if (weeks < FEWEST_WEEKS) return none("The history is too short (%d weeks) to hide a part of it and forecast that.".formatted(weeks));
        int ahead = (int) Math.clamp(weeks * 3 / 10, 1, MOST_WEEKS);
        var result = test.at(history.to().minusSeconds(ahead * 7L * 86_400), ahead, false);
        int held = 0;
        int of = 0;
        for (var each : result.coverage().values()) {
            held += each.in80();
            of += each.of();
        }
        var checks = new ArrayList<Check>();
        for (var score : result.scores()) {
            if (Double.isNaN(score.model()) || Double.isNaN(score.naive()) || score.measure() == Backtest.Measure.P95 || score.measure() == Backtest.Measure.DISTANCE) continue;
            var unit = unit(score.measure().unit());
            double factor = unit.kind() == Unit.Kind.SHARE ? 0.01 : 1;
            var why = new Why("the mean of |forecast − what happened|", List.of("learned on %,d tickets up to %s, %d weeks forecast".formatted(result.learned(), Reckoning.day(result.cut().atZone(history.zone()).toLocalDate()), result.weeks())),
                    "back-test of this history; promises against " + result.targets());
            checks.add(new Check(score.measure().title(), Figure.of(score.actual() * factor, unit, why), Figure.of(score.model() * factor, unit, why), Figure.of(score.naive() * factor, unit, why),
                    score.model() <= score.floor() ? "as near as chance allows" : score.model() < score.naive() ? "better than as before" : score.model() == score.naive() ? "as good as as before" : "no better than as before"));
        }
        var share = Figure.of(of == 0 ? 0 : (double) held / of, Unit.SHARE, new Why("forecasts whose 80 % interval held what happened ÷ all forecasts",
                List.of("%d of %d".formatted(held, of)), "back-test of this history"));
        return new Trust(Sentence.of("The same model, shown only the first part of this history, forecast the last %d weeks. Its 80 %% intervals held {} of what happened. What a plan would do with the same tickets rests on the assumptions above, which no log can check.".formatted(result.weeks()), share), checks);
    }

    private static Trust none(String why) {
        return new Trust(new Sentence(List.of(new Sentence.Words(why))), List.of());
    }

    private static Unit unit(String unit) {
        return switch (unit) {
            case "points" -> Unit.SHARE;
            case "hours" -> Unit.HOURS;
            default -> new Unit(Unit.Kind.AMOUNT, unit.toLowerCase(Locale.ROOT));
        };
    }
}
