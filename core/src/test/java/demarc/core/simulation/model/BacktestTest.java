package demarc.core.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import demarc.core.simulation.model.Backtest.Measure;
import demarc.core.simulation.model.Backtest.Result;
import demarc.core.simulation.model.Backtest.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BacktestTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private static Instant week(int week) {
        return Made.START.plus(WEEK.multipliedBy(week));
    }

    private static Result forecast(History history) {
        return new Backtest(history, Assumptions.usual(), 1).at(week(20), 6, false);
    }

    /// All that is known at the cut, and after it something else: other tickets, of another service, resolved at other times.
    private static History withAnotherFuture(History history) {
        long cut = week(20).getEpochSecond();
        var other = History.in(history.zone());
        for (int i = 0; i < history.size() && history.opened(i) < cut; i++) {
            boolean known = history.isResolved(i) && history.resolved(i) < cut;
            var resolved = known ? Instant.ofEpochSecond(history.resolved(i)) : week(29);
            other.add(new History.Ticket(Instant.ofEpochSecond(history.opened(i)), null, resolved, 0, history.services().get(history.service(i)), Priority.values()[history.priority(i)], history.hands(i), false, "desk", "ada"));
        }
        for (int i = 0; i < 40_000; i++) other.add(new History.Ticket(week(20).plusSeconds(i * 120L), null, week(30), 0, "printing", Priority.P2, 3, true, "else", "bob"));
        return other.build();
    }

    @Test void whatComesAfterTheCutChangesNoForecast() {
        var history = Made.history(3, 30, 150);
        var one = forecast(history);
        var other = forecast(withAnotherFuture(history));
        assertThat(one.open()).isEqualTo(other.open());
        assertThat(one.curve().stream().map(week -> List.of(week.expected(), week.low80(), week.high80())).toList())
                .isEqualTo(other.curve().stream().map(week -> List.of(week.expected(), week.low80(), week.high80())).toList());
        assertThat(one.curve().getFirst().open()).isNotEqualTo(other.curve().getFirst().open());
    }

    @Test void intervalsHoldWhatTheyPromiseWhereTheTruthIsKnown() {
        var results = IntStream.range(10, 16).mapToObj(seed -> new Backtest(Made.history(seed, 26, 80), Assumptions.usual(), 1).at(week(20), 6, false)).toList();
        var all = Summary.of(results).all();
        assertThat(100.0 * all.in80() / all.of()).isCloseTo(80, within(12.0));
        assertThat(100.0 * all.in95() / all.of()).isGreaterThan(88);
    }

    @Test void aSteadyDeskIsForecastNearlyAsWellAsChanceAllows() {
        var results = IntStream.range(30, 33).mapToObj(seed -> new Backtest(Made.history(seed, 26, 150), Assumptions.usual(), 1).at(week(20), 6, false)).toList();
        for (var score : Summary.of(results).scores())
            if (score.measure() == Measure.ARRIVED || score.measure() == Measure.OPEN) assertThat(score.model()).as(score.measure().title()).isLessThan(1.7 * score.floor());
    }

    @Test void aLogThatIsTooShortIsRefusedWithTheReason() {
        assertThat(new Backtest(Made.history(1, 4, 100), Assumptions.usual(), 1).refusal()).contains("(3) weeks only");
        assertThat(new Backtest(Made.history(1, 10, 4), Assumptions.usual(), 1).refusal()).contains("tickets only");
        assertThat(new Backtest(Made.history(1, 10, 40), Assumptions.usual(), 1).refusal()).isEmpty();
    }

    @Test void aLogWithoutResolutionsIsTestedOnItsArrivals() {
        var history = History.in(Made.history(1, 12, 50).zone());
        var made = Made.history(1, 12, 50);
        for (int i = 0; i < made.size(); i++) history.add(new History.Ticket(Instant.ofEpochSecond(made.opened(i)), null, null, 0, "help-desk", Priority.P3, 0, false, null, null));
        var trial = new Backtest(history.build(), Assumptions.usual(), 1).run(_ -> {});
        assertThat(trial.remarks()).anyMatch(remark -> remark.contains("no resolution"));
        assertThat(trial.cut()).hasSize(1);
        assertThat(trial.cut().getFirst().scores()).extracting(Backtest.Score::measure).containsExactly(Measure.ARRIVED);
    }

    /// Learned on 70 % of the time, predicting the rest.
    @ParameterizedTest
    @EnumSource(Logs.class)
    void realLogsAreForecastBetterThanByTheSameAsLastPeriod(Logs log) {
        assumeTrue(log.present(), () -> "the log of " + log + " is not in the shared data");
        var history = log.history();
        var window = Window.of(history);
        int weeks = (int) Math.round((window.to() - Math.max(window.from(), window.watched())) / Window.WEEK * 0.3);
        var result = new Backtest(history, Assumptions.usual(), 1).at(Instant.ofEpochSecond(window.to() - weeks * Window.WEEK), weeks, false);
        for (var score : result.scores())
            if (score.measure() == Measure.ARRIVED || score.measure() == Measure.DISTANCE) assertThat(score.model()).as(log + ": " + score.measure().title()).isLessThan(score.naive());
    }
}
