package demarc.core.simulation.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import demarc.core.agreement.Agreement.Boundary;
import demarc.core.simulation.Crew;
import demarc.core.simulation.Desk;
import demarc.core.simulation.Engine;
import demarc.core.simulation.Measures;
import demarc.core.simulation.Streams;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Search.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The search finds what trying everything would find.
class SearchTest {

    private static final Set<Cover> COVERS = EnumSet.of(Cover.MORNING, Cover.ON_CALL);

    private static Settings settings(int years, long budget, int threads) {
        return new Settings(years, budget, threads, Epsilon.USUAL, Preference.USUAL);
    }

    @Test
    void aPlanKeepsWhatTheEngineSaysItKeeps() {
        var question = Some.small(4, Some.allSplits(), new Range(0, 4), EnumSet.allOf(Cover.class), new Range(1, 3));
        var ground = new Ground(question);
        var worlds = Some.worlds(4, 4000, 1);
        var load = new Load(question, ground, worlds.draw(0), worlds, Streams.of(1), 0, true);
        var random = new Random(3);
        for (int i = 0; i < 25; i++) {
            var plan = Some.plan(question, random);
            var people = Math.min(4, plan.people());
            var agents = Math.min(3, plan.agents());
            var splits = plan.splits().toArray(Split[]::new);
            var result = new Trials().run(load, ground, splits, plan.cover(), plan.allHours(), new int[][] {{people, agents}})[0];
            var crews = List.of(Crew.of("team", 0, load.team(people)), Crew.of("nights", 0, load.night()), Crew.of("provider", 1, load.agents(agents, plan.allHours())));
            var desk = new Desk(crews, Trials.lanes(ground, splits, plan.cover(), plan.allHours()), Boundary.UNSTARTED);
            var measures = Measures.of(load.promises, desk, Engine.run(load.world, desk));
            long kept = measures.answered().all().kept() + measures.resolved().all().kept();
            // But for a ticket in a thousand that stays with the provider in the morning.
            assertThat((double) result.inside() + result.outside()).as(plan.code()).isCloseTo(kept, within(2.0 * load.world.size() / 1000));
            long atBest = 0;
            for (int s = 0; s < 4; s++) for (int side = 0; side < 2; side++) atBest += load.kept[s][Load.caseOf(splits[s].ordinal(), plan.cover().ordinal(), plan.allHours(), side)];
            assertThat(kept).as(plan.code()).isLessThanOrEqualTo(atBest);
        }
    }

    @Test
    void theExactFrontierIsThatOfTryingEverything() {
        var question = Some.small(3, EnumSet.of(Split.INTERNAL, Split.PROVIDER, Split.BY_TIER), new Range(0, 3), COVERS, new Range(1, 2));
        var worlds = Some.worlds(3, 3000, 2);
        var frontier = Search.run(question, worlds, 5, settings(2, 1_000_000_000, 2), Progress.NONE);
        assertThat(frontier.exact()).isTrue();
        var truth = truth(question, worlds, 5, 2);
        assertThat(frontier.all()).extracting(each -> each.plan().code()).containsExactlyElementsOf(truth.stream().map(each -> each.plan().code()).toList());
        assertThat(frontier.all()).extracting(each -> each.objectives().cost()).containsExactlyElementsOf(truth.stream().map(each -> new Pricing(question).of(each.plan())).toList());
    }

    /// Every plan, simulated on every year.
    private static List<Point> truth(Question question, Worlds worlds, long seed, int years) {
        var ground = new Ground(question);
        var loads = new ArrayList<Load>();
        for (int year = 0; year < years; year++) loads.add(new Load(question, ground, worlds.draw(year), worlds, Streams.of(seed), year, true));
        var space = new Space(question, ground, new Pricing(question), loads.subList(0, Math.min(2, years)));
        var trials = new Trials();
        var points = new ArrayList<Point>();
        for (long lanes : space.all())
            for (int staff = 0; staff < space.staffs.size(); staff++) {
                if (!space.fits(lanes, staff)) continue;
                var each = space.staffs.get(staff);
                var plan = new Tried(lanes, staff, space.cost(lanes, each), space.control(lanes), space.overload(lanes, each), 0, true);
                for (var load : loads) plan.add(trials.run(load, ground, space.splits(lanes), each.cover(), each.allHours(), new int[][] {{each.people(), each.agents()}})[0], load);
                if (plan.promises() >= question.leastPromises()) points.add(plan.point(space, loads));
            }
        return Frontier.undominated(points);
    }

    @Test
    void aSampledSearchFindsNearlyAllOfIt() {
        var question = Some.small(5, EnumSet.of(Split.INTERNAL, Split.PROVIDER, Split.BY_HOURS), new Range(0, 3), COVERS, new Range(1, 3));
        var worlds = Some.worlds(5, 5000, 3);
        var exact = Search.run(question, worlds, 7, settings(1, 2_000_000_000, 2), Progress.NONE);
        var sampled = Search.run(question, worlds, 7, settings(1, 11_000_000, 2), Progress.NONE);
        assertThat(exact.exact()).isTrue();
        assertThat(sampled.exact()).isFalse();
        var half = new Epsilon(0.005, 0.002, 0.01, 0.02);
        long near = exact.all().stream().filter(point -> sampled.all().stream().anyMatch(each -> each.objectives().isAsGoodWithin(half, point.objectives()))).count();
        assertThat(sampled.shown(20)).hasSizeBetween(5, 20);
        assertThat((double) near / exact.all().size()).isGreaterThan(0.95);
    }

    @Test
    void theSameSeedGivesTheSameAnswerOnAnyNumberOfThreads() {
        var question = Some.small(6, Some.allSplits(), new Range(0, 3), COVERS, new Range(1, 3));
        var worlds = Some.worlds(6, 2000, 4);
        var one = Search.run(question, worlds, 11, settings(4, 12_000_000, 1), Progress.NONE);
        var three = Search.run(question, worlds, 11, settings(4, 12_000_000, 3), Progress.NONE);
        assertThat(three.all()).isEqualTo(one.all());
        assertThat(three.howClose()).isEqualTo(one.howClose());
        assertThat(one.exact()).isFalse();
    }

    @Test
    void whoeverWatchesMayStopAndKeepsTheBestSoFar() {
        var question = Some.small(6, Some.allSplits(), new Range(0, 3), COVERS, new Range(1, 3));
        var calls = new int[1];
        var frontier = Search.run(question, Some.worlds(6, 2000, 4), 11, settings(4, 20_000_000, 2), (share, best) -> {
            assertThat(share).isBetween(0.0, 1.0);
            return ++calls[0] < 12;
        });
        assertThat(frontier.complete()).isFalse();
        assertThat(frontier.points()).isNotEmpty();
        assertThat(frontier.named()).containsKeys("in-house", "fully-managed", "co-managed/keep-the-desk");
    }

    @Test
    void costAndControlAreThoseOfThePlan() {
        var question = Some.question().withUsers(160, 0);
        var pricing = new Pricing(question);
        var random = new Random(2);
        for (int i = 0; i < 50; i++) {
            var plan = Some.plan(question, random);
            assertThat((double) pricing.breakdown(plan).likely().cents()).as(plan.code()).isCloseTo(pricing.of(plan), within(100.0));
        }
    }
}
