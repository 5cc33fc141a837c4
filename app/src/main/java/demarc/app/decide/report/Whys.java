package demarc.app.decide.report;

import demarc.app.decide.report.Figure.Why;
import demarc.core.money.Money;
import demarc.core.simulation.Cost;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reasons behind the figures: formula, what went in, where that comes from.
final class Whys {

    static final Why NONE = new Why("", "");

    private final Setting setting;
    private final long seed;

    Whys(Setting setting, long seed) {
        this.setting = setting;
        this.seed = seed;
    }

    private String simulated(int years) {
        return "Simulation of this history, %d %s drawn from it, the same tickets for every plan; seed %d".formatted(years, years == 1 ? "year" : "years", seed);
    }

    /// Line by line.
    Why cost(Cost cost) {
        var lines = new ArrayList<String>();
        for (var line : cost.lines().stream().filter(each -> each.high().cents() > 0).distinct().toList()) {
            int times = Collections.frequency(cost.lines(), line);
            lines.add("%s: %s%s = %s (%s to %s)".formatted(line.title(), times == 1 ? "" : times + " × ", whole(line.likely()), line.how(), whole(line.low()), whole(line.high())));
        }
        var sources = cost.lines().stream().flatMap(line -> line.inputs().stream()).distinct().map(this::source).collect(Collectors.joining("; "));
        return new Why("the sum of its lines; the ends take every assumption at its low or its high end at once", lines, sources);
    }

    private String source(CostInput input) {
        return input.title() + ": " + setting.costs().get(input).source();
    }

    private static String whole(Money money) {
        return String.format(Locale.ROOT, "%,d", Math.round(money.amount().doubleValue()));
    }

    Why promises(Point point) {
        return new Why("answers and resolutions in time ÷ all that were promised, on average over the years; in brackets the 95 % interval of that mean", staff(point.plan()), simulated(point.replications()));
    }

    Why played(String formula, Plan plan, int years) {
        return new Why(formula + "; over all the years", staff(plan), simulated(years));
    }

    Why overload(Plan plan) {
        var question = setting.question();
        var inputs = new ArrayList<>(staff(plan));
        inputs.add("absence %.0f %%: %s".formatted(100 * question.absence().value(), question.absence().source()));
        inputs.add("of the rest, %.0f %% goes into tickets and planned work: %s".formatted(100 * question.productive().value(), question.productive().source()));
        return new Why("weeks in which the work for your own people, tickets and planned, is more than their hours × (1 − absence) × the part that goes into it ÷ all weeks", inputs, simulated(2));
    }

    Why decisions(Plan plan) {
        return new Why("decisions of the agreement's activities that somebody of yours takes ÷ all; what is decided by whoever does the work follows the work", staff(plan), "the agreement's own rules of decision");
    }

    Why anyCost() {
        return new Why("pay, training and turnover of your people + cover at night + tools of what stays wholly inside + the provider's fee by service, more or less by the places it holds + steering + projects by the hour",
                "the figures of “What is assumed”, at their likely value");
    }

    Why anyPromises(int years) {
        return new Why("answers and resolutions in time ÷ all that were promised, on average over the years, with the 95 % interval of that mean", simulated(years));
    }

    Why control() {
        return new Why("half the share of the work hours, half the share of the decisions that stay inside", simulated(2) + "; the agreement's own rules of decision");
    }

    Why anyOverload() {
        return new Why("weeks with more work for your own people than they have hours ÷ all weeks", simulated(2));
    }

    Why log(String formula) {
        return new Why(formula, List.of(setting.matter().quality().seen().file()), "the log itself");
    }

    Why model(String formula) {
        return new Why(formula, List.of("%,d tickets of the log".formatted(setting.history().size())), "the model learned from the log; seed " + seed);
    }

    Why difference(String formula, List<String> inputs) {
        return new Why(formula, inputs, "the figures of the table “Today beside each alternative”");
    }

    private static List<String> staff(Plan plan) {
        return List.of("plan: " + Titles.people(plan));
    }
}
