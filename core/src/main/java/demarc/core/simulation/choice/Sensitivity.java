package demarc.core.simulation.choice;

import demarc.core.simulation.CostInput;
import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One assumption after the other at its low and at its high end, all else as likely: what that does to the recommended plan, and whether another of the plans
/// shown would be better then. The widest first: a tornado.
public final class Sensitivity {

    /// @param title        of the assumption
    /// @param input        the value, its ends and its source
    /// @param costLow      of the recommended plan with the assumption at its low end; and so on
    /// @param choiceLow    the best of the plans with the assumption at its low end
    /// @param changes      whether either end makes another plan the best, by more than noise
    public record Bar(String title, Estimate input, long costLow, long costHigh, double promisesLow, double promisesHigh, double overloadLow, double overloadHigh, Plan choiceLow, Plan choiceHigh, boolean changes, double width) {}

    /// A lead of less than this share of the score is none.
    private static final double LEAD = 0.01;
    private static final int WEEKS = 52;

    private final Question question;
    private final Worlds worlds;
    private final Streams streams;
    private final Preference preference;
    private final List<Plan> plans;
    private final Ground ground;
    private final Trials trials = new Trials();
    private final double[] control;

    private Sensitivity(Question question, Worlds worlds, long seed, Preference preference, List<Plan> plans) {
        this.question = question;
        this.worlds = worlds;
        this.streams = Streams.of(seed);
        this.preference = preference;
        this.plans = plans;
        this.ground = new Ground(question);
        var space = new Space(question, ground, new Pricing(question), List.of(load(question, 1, 1)));
        this.control = plans.stream().mapToDouble(each -> space.control(Space.lanes(each.splits()))).toArray();
    }

    /// @param plans   the recommended one first
    /// @param tickets how many, as a share of what is likely
    /// @param effort  the same, of work on each ticket
    public static List<Bar> of(Question question, Worlds worlds, long seed, Preference preference, List<Plan> plans, Estimate tickets, Estimate effort) {
        return new Sensitivity(question, worlds, seed, preference, List.copyOf(plans)).bars(tickets, effort);
    }

    private List<Bar> bars(Estimate tickets, Estimate effort) {
        var likely = kept(question, load(question, 1, 1));
        var bars = new ArrayList<Bar>();
        for (var input : CostInput.values()) {
            var estimate = question.costs().get(input);
            if (estimate.low() == estimate.high()) continue;
            var low = question.withCosts(with(input, estimate, estimate.low()));
            var high = question.withCosts(with(input, estimate, estimate.high()));
            var bar = bar(input.title(), estimate, low, high, likely, likely);
            if (bar.width > 0) bars.add(bar);
        }
        bars.add(bar("Tickets, as a share of what is likely", tickets, question, question, kept(question, load(question, tickets.low(), 1)), kept(question, load(question, tickets.high(), 1))));
        bars.add(bar("Work on each ticket, as a share of what is likely", effort, question, question, kept(question, load(question, 1, effort.low())), kept(question, load(question, 1, effort.high()))));
        var away = question.absence();
        var fewAway = question.withHours(Estimate.exactly(away.low(), away.source()), question.productive());
        var manyAway = question.withHours(Estimate.exactly(away.high(), away.source()), question.productive());
        bars.add(bar("Absence", away, question, question, kept(fewAway, load(fewAway, 1, 1)), kept(manyAway, load(manyAway, 1, 1))));
        var usable = question.productive();
        var less = question.withHours(away, Estimate.exactly(usable.low(), usable.source()));
        var more = question.withHours(away, Estimate.exactly(usable.high(), usable.source()));
        bars.add(bar("Share of hours that goes into tickets and planned work", usable, question, question, kept(less, load(less, 1, 1)), kept(more, load(more, 1, 1))));
        double users = question.users();
        bars.add(bar("Users", new Estimate(users, users * 0.9, users * 1.1, "±10 %"), question.withUsers(users * 0.9, question.projectHours()), question.withUsers(users * 1.1, question.projectHours()), likely, likely));
        bars.removeIf(bar -> bar.width == 0);
        bars.sort(Comparator.<Bar>comparingDouble(bar -> -bar.width).thenComparing(Bar::title));
        return List.copyOf(bars);
    }

    private CostInputs with(CostInput input, Estimate estimate, double value) {
        return question.costs().with(input, Estimate.exactly(value, estimate.source()));
    }

    private Load load(Question of, double tickets, double work) {
        var times = new double[of.services().size()];
        java.util.Arrays.fill(times, tickets);
        return new Load(of, ground, Grown.of(worlds.draw(0), WEEKS, times, work), worlds, streams, 0, false);
    }

    private double[][] kept(Question of, Load load) {
        var results = new double[plans.size()][];
        for (int i = 0; i < results.length; i++) {
            var plan = plans.get(i);
            var splits = plan.splits().toArray(Split[]::new);
            var result = trials.run(load, ground, splits, plan.cover(), plan.allHours(), new int[][] {{plan.people(), plan.agents()}})[0];
            results[i] = new double[] {result.kept(load), Space.overload(of, load, splits, plan.cover(), plan.people())};
        }
        return results;
    }

    private Bar bar(String title, Estimate input, Question low, Question high, double[][] keptLow, double[][] keptHigh) {
        var lowScores = scores(new Pricing(low), keptLow);
        var highScores = scores(new Pricing(high), keptHigh);
        int bestLow = best(lowScores);
        int bestHigh = best(highScores);
        return new Bar(title, input, new Pricing(low).of(plans.getFirst()), new Pricing(high).of(plans.getFirst()), keptLow[0][0], keptHigh[0][0], keptLow[0][1], keptHigh[0][1], plans.get(bestLow), plans.get(bestHigh),
                bestLow != 0 || bestHigh != 0, Math.abs(highScores[0] - lowScores[0]));
    }

    private double[] scores(Pricing pricing, double[][] kept) {
        double reference = new Pricing(question).of(plans.getFirst());
        var scores = new double[plans.size()];
        for (int i = 0; i < scores.length; i++) scores[i] = preference.score(new Objectives(pricing.of(plans.get(i)), kept[i][0], control[i], kept[i][1]), reference);
        return scores;
    }

    /// The recommended one, unless another leads by more than noise.
    private static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) if (scores[i] < scores[best]) best = i;
        return scores[best] < scores[0] * (1 - LEAD) ? best : 0;
    }
}
