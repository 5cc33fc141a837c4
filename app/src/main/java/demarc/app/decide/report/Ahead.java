package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Bar;
import demarc.app.decide.report.Answer.Future;
import demarc.app.decide.report.Answer.Regret;
import demarc.app.decide.report.Answer.Sensitivity;
import demarc.app.decide.report.Figure.Unit;
import demarc.app.decide.report.Figure.Why;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.choice.LookAhead;
import demarc.core.simulation.choice.Objectives;
import demarc.core.simulation.choice.Outlook;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Point;
import demarc.core.simulation.choice.Preference;
import demarc.core.simulation.model.Model;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What may come, and what may be otherwise than assumed.
final class Ahead {

    /// @param robust the recommended one is also the one that is regretted least
    record Look(Answer.LookAhead answer, boolean robust) {}

    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final int FUTURES = 8;

    private final Setting setting;
    private final Whys whys;
    private final Unit money;
    private final Preference preference;
    private final long seed;
    private final double cents;

    Ahead(Setting setting, Whys whys, Unit money, Preference preference, long seed) {
        this.setting = setting;
        this.whys = whys;
        this.money = money;
        this.preference = preference;
        this.seed = seed;
        cents = StrictMath.pow(10, setting.costs().currency().getDefaultFractionDigits());
    }

    // --- three years

    /// @param plans the recommended one first
    Look lookAhead(List<Plan> plans, List<Alternative> alternatives) {
        var outlook = Outlook.usual();
        var ahead = LookAhead.of(setting.question(), setting.worlds(), seed, preference, outlook, plans, THREADS);
        var futures = ahead.futures().stream().sorted(Comparator.comparingDouble((LookAhead.Course each) -> each.future().probability()).reversed()).limit(FUTURES).map(course -> future(course, plans, alternatives)).toList();
        var regrets = new ArrayList<Regret>();
        for (int i = 0; i < plans.size(); i++) regrets.add(regret(ahead, i, title(plans.get(i), alternatives), i == 0));
        var chance = Figure.of(ahead.bestChance()[0], Unit.SHARE, outlook(outlook, "the sum of the probabilities of the futures in which it is the best of those shown over three years"));
        var stops = ahead.stopsBeing();
        var least = title(ahead.leastRegretted(), alternatives);
        var until = stops.isEmpty() ? Sentence.of("With growth as is likely the recommended one stays the best of those shown for all three years; it is the best in {} of what may come.%s".formatted(
                ahead.isRobust() ? "" : " On average over the futures %s is regretted less.".formatted(least)), chance)
                : Sentence.of("With growth as is likely the recommended one stops being the best in quarter %d; it is the best in {} of what may come.%s".formatted(stops.getAsInt(),
                        ahead.isRobust() ? " No other one is regretted less on average." : " On average over the futures %s is regretted less.".formatted(least)), chance);
        return new Look(new Answer.LookAhead(until, futures, regrets), ahead.isRobust());
    }

    private Future future(LookAhead.Course course, List<Plan> plans, List<Alternative> alternatives) {
        int best = 0;
        for (int i = 1; i < plans.size(); i++) if (course.regret()[i] < course.regret()[best]) best = i;
        return new Future(course.future().name(), course.future().probability(), title(plans.get(best), alternatives), best == 0,
                course.stopsBeing().isEmpty() ? "stays best" : "is best until quarter %d".formatted(course.stopsBeing().getAsInt() - 1));
    }

    private Regret regret(LookAhead ahead, int plan, String title, boolean recommended) {
        var likely = ahead.futures().getFirst();
        var costs = new ArrayList<Figure>();
        for (int year = 0; year < 3; year++) {
            double sum = 0;
            for (int quarter = 4 * year; quarter < 4 * year + 4; quarter++) sum += likely.cost()[plan][quarter];
            costs.add(Figure.of(sum / cents, money, outlook(Outlook.usual(), "the plan's cost in the four quarters, with users growing as is likely; nothing else happens and the plan does not adapt")));
        }
        return new Regret(ahead.plans().get(plan).code(), title, recommended, costs, Figure.of(likely.promises()[plan][11], Unit.SHARE, outlook(Outlook.usual(), "answers and resolutions in time ÷ all promised, in the last quarter")),
                Figure.of(likely.overload()[plan][11], Unit.SHARE, outlook(Outlook.usual(), "weeks with more work than hours ÷ all weeks, in the last quarter")),
                Figure.of(ahead.regret()[plan] / cents, money, outlook(Outlook.usual(), "its cost, and what missing promises, control and overload are worth, less that of the best plan of each future; on average over the futures")),
                Figure.of(ahead.worst()[plan] / cents, money, outlook(Outlook.usual(), "the same in the future in which it is largest")),
                Figure.of(ahead.bestChance()[plan], Unit.SHARE, outlook(Outlook.usual(), "the sum of the probabilities of the futures in which it is the best of those shown")));
    }

    private Why outlook(Outlook outlook, String formula) {
        return new Why(formula, List.of("users grow by %s a year: %s".formatted(range(outlook.users()), outlook.users().source()), "security work grows by %s a year: %s".formatted(range(outlook.threats()), outlook.threats().source()),
                "somebody leaves, for each person in three years: %s: %s".formatted(range(outlook.leaving()), outlook.leaving().source()), "a new regulation: %s: %s".formatted(range(outlook.regulation()), outlook.regulation().source()),
                "an acquisition: %s: %s".formatted(range(outlook.acquisition()), outlook.acquisition().source())), "Simulation of half a year for each quarter, the same tickets for every plan; seed " + seed);
    }

    private static String range(Estimate estimate) {
        return "%.0f %% (%.0f to %.0f)".formatted(estimate.value() * 100, estimate.low() * 100, estimate.high() * 100);
    }

    private static String title(Plan plan, List<Alternative> alternatives) {
        return alternatives.stream().filter(each -> each.code().equals(plan.code())).map(Alternative::title).findFirst().orElse(plan.code());
    }

    // --- one assumption at a time

    Sensitivity sensitivity(Point chosen, List<Plan> plans, List<Alternative> alternatives) {
        var bars = demarc.core.simulation.choice.Sensitivity.of(setting.question(), setting.worlds(), seed, preference, plans, relative(Model.VOLUME), relative(Model.EFFORT + 1));
        double now = score(chosen.objectives().cost(), chosen.objectives().promises(), chosen.objectives().overload(), chosen);
        return new Sensitivity("What the recommended one is worth in a year, all in all: its cost, and what missing promises and overload are worth. To the right is worse.",
                Figure.of(0, money, whys.difference("as assumed", List.of())), bars.stream().map(bar -> bar(bar, chosen, now, plans, alternatives)).sorted(Comparator.comparingDouble((Bar bar) -> -Math.abs(bar.atHigh().value() - bar.atLow().value()))).toList());
    }

    private Bar bar(demarc.core.simulation.choice.Sensitivity.Bar bar, Point chosen, double now, List<Plan> plans, List<Alternative> alternatives) {
        var why = new Why("the figure with this one assumption at an end of its range, all others as they are", List.of("the ranges and sources stand in “What is assumed”"), "Simulation of a year, the same tickets; seed " + seed);
        double low = score(bar.costLow(), bar.promisesLow(), bar.overloadLow(), chosen) - now;
        double high = score(bar.costHigh(), bar.promisesHigh(), bar.overloadHigh(), chosen) - now;
        Optional<String> flips = !bar.changes() ? Optional.empty() : Optional.of(flips(bar, plans.getFirst(), alternatives));
        return new Bar(bar.title(), plain(bar.input().low()), plain(bar.input().high()), Figure.of(low / cents, money, why), Figure.of(high / cents, money, why), Figure.of(bar.costLow() / cents, money, why),
                Figure.of(bar.costHigh() / cents, money, why), Figure.of(bar.promisesLow(), Unit.SHARE, why), Figure.of(bar.promisesHigh(), Unit.SHARE, why), flips);
    }

    private static String flips(demarc.core.simulation.choice.Sensitivity.Bar bar, Plan recommended, List<Alternative> alternatives) {
        var words = new ArrayList<String>();
        if (!bar.choiceLow().equals(recommended)) words.add("%s at the low end".formatted(title(bar.choiceLow(), alternatives)));
        if (!bar.choiceHigh().equals(recommended)) words.add("%s at the high end".formatted(title(bar.choiceHigh(), alternatives)));
        return String.join("; ", words);
    }

    private double score(long cost, double promises, double overload, Point chosen) {
        return preference.score(new Objectives(cost, promises, chosen.objectives().control(), overload), chosen.objectives().cost());
    }

    /// A parameter of the model as a share of its likely value.
    private Estimate relative(String key) {
        var parameter = setting.model().parameter(key);
        if (parameter.value() <= 0) return new Estimate(1, 1, 1, parameter.source());
        return new Estimate(1, Math.clamp(parameter.low() / parameter.value(), 0.2, 1), Math.clamp(parameter.high() / parameter.value(), 1, 5), parameter.source());
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
