package demarc.core.simulation.choice;

import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Cost;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Costs;
import demarc.core.simulation.Staff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a plan costs in a year: a closed form, of which every part is priced once.
///
/// People with their cover + tools of what stays wholly inside + the provider's fee by the service, more or less by the places it holds +
/// steering + projects by the hour.
final class Pricing {

    /// Tools are monitoring, ticketing, endpoint security and backup: a quarter each, in the fee where a provider has a part in the service.
    private static final Set<String> TOOLED = Set.of("network-monitoring", "help-desk", "cybersecurity", "backup");

    /// A cent for each service.
    private static final long ROUNDING = 100;

    private final Question question;
    private final Costs costs;
    private final long[] team;
    private final long[] cover;
    /// By service and split; for a provider who works day and night, and for one with office hours.
    private final long[][] allHoursFee;
    private final long[][] officeFee;
    private final long[] tools;
    private final long[][] projects;
    private final long shared;
    private final long managed;
    /// What all services together cost fully managed.
    private final long whole;
    private final double place;

    Pricing(Question question) {
        this.question = question;
        costs = new Costs(question.costs());
        int most = Math.max(question.people().most(), question.today() == null ? 0 : question.today().people());
        team = new long[Math.max(most, Plan.MOST) + 1];
        for (int people = 0; people < team.length; people++) team[people] = likely(costs.staff(Staff.of(people)));
        cover = new long[Cover.values().length];
        for (var each : Cover.values()) cover[each.ordinal()] = likely(nights(each));
        int services = question.services().size();
        allHoursFee = new long[services][Split.values().length];
        officeFee = new long[services][Split.values().length];
        projects = new long[services][Split.values().length];
        tools = new long[services];
        for (int s = 0; s < services; s++) {
            var key = question.services().get(s).key();
            tools[s] = TOOLED.contains(key) ? likely(tools()) : 0;
            for (var split : Split.values()) {
                allHoursFee[s][split.ordinal()] = likely(fee(s, split, true));
                officeFee[s][split.ordinal()] = likely(fee(s, split, false));
                projects[s][split.ordinal()] = likely(projects(s, split));
            }
        }
        shared = likely(costs.governance(CostInput.GOVERNANCE_SHARED));
        managed = likely(costs.governance(CostInput.GOVERNANCE_MANAGED));
        whole = likely(costs.fee("fully-managed", question.users()));
        place = costs.inputs().get(CostInput.PLACE).value();
    }

    private static long likely(Cost cost) {
        return cost.likely().cents();
    }

    // --- fast, for the search

    long team(int people) {
        return team[people];
    }

    long cover(Cover each) {
        return cover[each.ordinal()];
    }

    long fee(int service, int split, boolean allHours) {
        return (allHours ? allHoursFee : officeFee)[service][split];
    }

    /// Tools and projects: what a service costs beside the fee.
    long beside(int service, int split) {
        return projects[service][split] + (split == Split.INTERNAL.ordinal() ? tools[service] : 0);
    }

    long steering(Arrangement arrangement) {
        return switch (arrangement) {
            case IN_HOUSE -> 0;
            case CO_MANAGED -> shared;
            case FULLY_MANAGED -> managed;
        };
    }

    /// Fully managed is paid whole, whatever services were asked about, and has a floor.
    long fee(long sum, Arrangement arrangement, int agents) {
        if (arrangement == Arrangement.IN_HOUSE) return 0;
        long fee = arrangement == Arrangement.FULLY_MANAGED ? Math.max(sum, whole) : sum;
        return fee + places(fee, agents);
    }

    private long places(long fee, int agents) {
        return Math.round(fee * share(place) * (agents - question.usualAgents()));
    }

    /// One place of many is no more of the fee than its part of them: without any place there would be no fee left, never less than none.
    private double share(double place) {
        return Math.min(place, 1.0 / Math.max(1, question.usualAgents()));
    }

    /// The likely cost, in the smallest unit.
    long of(Plan plan) {
        long fees = 0;
        long sum = team(plan.people()) + cover(plan.cover()) + steering(plan.arrangement());
        for (int s = 0; s < question.services().size(); s++) {
            int split = plan.splits().get(s).ordinal();
            fees += fee(s, split, plan.allHours());
            sum += beside(s, split);
        }
        return sum + fee(fees, plan.arrangement(), plan.agents());
    }

    // --- in words

    /// Line by line, low, likely and high.
    Cost breakdown(Plan plan) {
        var sum = costs.staff(Staff.of(plan.people())).plus(nights(plan.cover()));
        var fees = new Cost(costs.inputs().currency(), List.of());
        for (int s = 0; s < question.services().size(); s++) {
            var split = plan.splits().get(s);
            fees = fees.plus(fee(s, split, plan.allHours()));
            sum = sum.plus(projects(s, split));
            if (split == Split.INTERNAL && tools[s] > 0) sum = sum.plus(tools());
        }
        return switch (plan.arrangement()) {
            case IN_HOUSE -> sum;
            case CO_MANAGED -> sum.plus(places(fees, plan.agents())).plus(costs.governance(CostInput.GOVERNANCE_SHARED));
            case FULLY_MANAGED -> sum.plus(places(floored(fees), plan.agents())).plus(costs.governance(CostInput.GOVERNANCE_MANAGED));
        };
    }

    private Cost floored(Cost fees) {
        return fees.likely().cents() >= whole - ROUNDING ? fees : costs.fee("fully-managed", question.users());
    }

    private Cost places(Cost fees, int agents) {
        int more = agents - question.usualAgents();
        if (more == 0) return fees;
        var input = costs.inputs().get(CostInput.PLACE);
        long low = Math.round(fees.low().cents() * share(more > 0 ? input.low() : input.high()) * more);
        long high = Math.round(fees.high().cents() * share(more > 0 ? input.high() : input.low()) * more);
        var line = new Cost.Line(more > 0 ? "More places at the provider" : "Fewer places at the provider", money(low), money(places(fees.likely().cents(), agents)), money(high),
                "%d × %s of its fee".formatted(more, percent(share(input.value()))), List.of(CostInput.PLACE));
        return fees.plus(new Cost(fees.currency(), List.of(line)));
    }

    private Cost nights(Cover each) {
        return switch (each) {
            case MORNING -> new Cost(costs.inputs().currency(), List.of());
            case ON_CALL -> {
                var input = costs.inputs().get(CostInput.ON_CALL);
                yield new Cost(costs.inputs().currency(), List.of(new Cost.Line("Being on call", money(input.low()), money(input.value()), money(input.high()), "one place, all year", List.of(CostInput.ON_CALL))));
            }
            case SEAT -> costs.nightSeats(1);
        };
    }

    private Cost tools() {
        return costs.tools(question.users() / TOOLED.size());
    }

    private Cost fee(int s, Split split, boolean allHours) {
        var service = question.services().get(s).key();
        double office = allHours ? 1 : costs.inputs().get(CostInput.SHARE_OFFICE).value();
        return switch (split) {
            case INTERNAL -> new Cost(costs.inputs().currency(), List.of());
            case PROVIDER -> costs.serviceFee(service, office, question.users());
            case BY_HOURS -> costs.serviceFee(service, costs.inputs().get(CostInput.SHARE_NIGHTS).value() * office, question.users());
            case BY_TIER -> costs.serviceFee(service, costs.inputs().get(CostInput.SHARE_SECOND).value() * office, question.users());
        };
    }

    private Cost projects(int s, Split split) {
        if (!question.services().get(s).key().equals("projects")) return new Cost(costs.inputs().currency(), List.of());
        return switch (split) {
            case INTERNAL -> new Cost(costs.inputs().currency(), List.of());
            case PROVIDER -> costs.projects(question.projectHours());
            case BY_HOURS -> costs.projects(question.projectHours() * costs.inputs().get(CostInput.SHARE_NIGHTS).value());
            case BY_TIER -> costs.projects(question.projectHours() * costs.inputs().get(CostInput.SHARE_SECOND).value());
        };
    }

    // --- for the agreement

    /// What the provider gets for one user and month.
    Money feePerUser(Plan plan) {
        long fees = 0;
        for (int s = 0; s < question.services().size(); s++) fees += fee(s, plan.splits().get(s).ordinal(), plan.allHours());
        long year = fee(fees, plan.arrangement(), plan.agents());
        return question.users() == 0 ? money(0L) : money(Math.round(year / 12.0 / question.users()));
    }

    /// What the provider gets for an hour of projects; null when it does none.
    @Nullable Money hourly(Plan plan) {
        for (int s = 0; s < question.services().size(); s++)
            if (question.services().get(s).key().equals("projects") && plan.splits().get(s).needsProvider()) return money(costs.inputs().get(CostInput.RATE).value());
        return null;
    }

    long cents(double amount) {
        return money(amount).cents();
    }

    private Money money(long cents) {
        return new Money(cents, costs.inputs().currency());
    }

    private Money money(double amount) {
        return money(BigDecimal.valueOf(amount).setScale(costs.inputs().currency().getDefaultFractionDigits(), RoundingMode.HALF_UP).unscaledValue().longValueExact());
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + " %";
    }
}
