package demarc.core.simulation.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import demarc.core.simulation.Arrangement;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Search.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From a frontier to an answer: one question, asked once.
class AnswerTest {

    private static final List<Split> TODAY = List.of(Split.INTERNAL, Split.INTERNAL, Split.INTERNAL, Split.INTERNAL);
    private static final Question QUESTION = Some.small(4, EnumSet.of(Split.INTERNAL, Split.PROVIDER, Split.BY_HOURS), new Range(0, 4), EnumSet.of(Cover.MORNING, Cover.ON_CALL), new Range(1, 3))
            .withToday(new Plan(TODAY, 2, Cover.MORNING, 0, false));
    private static final Worlds WORLDS = Some.worlds(4, 2500, 9);
    private static Frontier frontier;
    private static Rerun rerun;

    @BeforeAll
    static void search() {
        frontier = Search.run(QUESTION, WORLDS, 3, new Settings(3, 200_000_000, 2, Epsilon.USUAL, Preference.USUAL), Progress.NONE);
        rerun = new Rerun(QUESTION, WORLDS, 3, 3);
    }

    @Test
    void whatIsSimulatedIsWhatIsRun() {
        for (var name : List.of("today", "in-house", "fully-managed", "co-managed/keep-the-desk", "co-managed/provider-desk")) {
            var point = frontier.named().get(name);
            var lived = rerun.run(point.plan());
            // The search leaves waiting work where it is at the edge of hours; the agreement moves what nobody has begun.
            assertThat(lived.meanPromises()).as(name + " " + point.plan()).isCloseTo(point.objectives().promises(), within(0.03));
            assertThat(lived.workInside()).as(name).isBetween(0.0, 1.0);
        }
        assertThat(rerun.run(frontier.named().get("fully-managed").plan()).workInside()).isZero();
        assertThat(rerun.run(frontier.named().get("in-house").plan()).workInside()).isEqualTo(1);
    }

    @Test
    void pairedDifferencesKnowMoreThanEachPlanAlone() {
        var one = rerun.run(frontier.named().get("today").plan());
        var other = rerun.run(new Plan(TODAY, 3, Cover.MORNING, 0, false));
        var comparison = Comparison.of(other, one);
        assertThat(comparison.promises()).isPositive();
        assertThat(comparison.high() - comparison.low()).isLessThan(2 * (one.halfWidth() + other.halfWidth()));
        assertThat(Comparison.of(one, one).isReal()).isFalse();
    }

    @Test
    void theRecommendationIsTheBestByWhatOneSaysMatters() {
        var recommendation = Recommendation.of(QUESTION, frontier, Preference.USUAL, Leaning.NONE, rerun::template);
        var reference = frontier.named().get("today").objectives().cost();
        assertThat(frontier.points()).allMatch(each -> Preference.USUAL.score(each.objectives(), reference) >= Preference.USUAL.score(recommendation.point().objectives(), reference) - 1);
        assertThat(recommendation.because()).isNotEmpty().allMatch(each -> !each.contains("NaN"));
        assertThat(recommendation.stay()).isFalse();
        assertThat(recommendation.model()).isEqualTo(recommendation.point().plan().arrangement());
    }

    @Test
    void aRuledOutArrangementIsNotRecommended() {
        var first = Recommendation.of(QUESTION, frontier, Preference.USUAL, Leaning.NONE, rerun::template).model();
        var other = Recommendation.of(QUESTION, frontier, Preference.USUAL, new Leaning(Map.of(), Map.of(first, "a gate"), Map.of()), rerun::template);
        assertThat(other.model()).isNotEqualTo(first);
        assertThat(other.because()).anyMatch(each -> each.contains("a gate"));
    }

    @Test
    void whatIsBestAlreadyStays() {
        var best = Recommendation.of(QUESTION, frontier, Preference.USUAL, Leaning.NONE, rerun::template).point().plan();
        var question = QUESTION.withToday(best);
        var again = Search.run(question, WORLDS, 3, new Settings(3, 200_000_000, 2, Epsilon.USUAL, Preference.USUAL), Progress.NONE);
        assertThat(Recommendation.of(question, again, Preference.USUAL, Leaning.NONE, rerun::template).stay()).isTrue();
    }

    @Test
    void threeYearsOfEveryFuture() {
        var plans = List.of(frontier.named().get("in-house").plan(), frontier.named().get("fully-managed").plan(), frontier.named().get("today").plan());
        var ahead = LookAhead.of(QUESTION, WORLDS, 3, Preference.USUAL, Outlook.usual(), plans, 2);
        assertThat(ahead.futures().stream().mapToDouble(each -> each.future().probability()).sum()).isCloseTo(1, within(1e-9));
        for (var course : ahead.futures()) {
            assertThat(java.util.Arrays.stream(course.regret()).min().orElseThrow()).isZero();
            // The fee grows with the users; the team's pay does not.
            assertThat(course.cost()[1][11]).isGreaterThanOrEqualTo(course.cost()[1][0]);
        }
        assertThat(java.util.Arrays.stream(ahead.bestChance()).sum()).isCloseTo(1, within(1e-9));
        assertThat(LookAhead.of(QUESTION, WORLDS, 3, Preference.USUAL, Outlook.usual(), plans, 1).regret()).containsExactly(ahead.regret());
    }

    @Test
    void theTornadoShowsTheWidestFirst() {
        var chosen = Recommendation.of(QUESTION, frontier, Preference.USUAL, Leaning.NONE, rerun::template);
        var plans = new java.util.ArrayList<Plan>();
        plans.add(chosen.point().plan());
        chosen.runnersUp().forEach(each -> plans.add(each.plan()));
        var bars = Sensitivity.of(QUESTION, WORLDS, 3, Preference.USUAL, plans, new Estimate(1, 0.8, 1.2, "±20 %"), new Estimate(1, 0.8, 1.3, "defaults"));
        assertThat(bars).isSortedAccordingTo((a, b) -> Double.compare(b.width(), a.width()));
        if (chosen.model() != Arrangement.IN_HOUSE) assertThat(bars).anyMatch(bar -> bar.title().equals(CostInput.FEE_STANDARD.title()));
    }
}
