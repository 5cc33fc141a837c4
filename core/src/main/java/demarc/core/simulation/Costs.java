package demarc.core.simulation;

import demarc.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prices an arrangement for a year. Each piece is linear in its quantity, so that a search may price its parts once and add them up.
///
/// In-house = pay with burden + tools + training + turnover (+ seats at night). Co-managed = pay, training and turnover of the kept team + fee
/// (its tools are in the fee) + governance + projects. Fully managed = fee + governance + projects.
public final class Costs {

    private static final Map<String, CostInput> FEES = Map.of(
            "fully-managed", CostInput.FEE_STANDARD,
            "co-managed/keep-the-desk", CostInput.FEE_KEEP_DESK,
            "co-managed/nights", CostInput.FEE_NIGHTS,
            "co-managed/keep-the-strategy", CostInput.FEE_KEEP_STRATEGY,
            "co-managed/provider-desk", CostInput.FEE_PROVIDER_DESK);

    /// What each service weighs in the full fee. Our estimate; what a provider runs in keep-the-desk makes 40 %, and 50 % with the nights of
    /// the desk, as providers quote for it (40-60 %, GRIT Services). Projects are paid by the hour.
    private static final Map<String, Double> WEIGHTS = Map.ofEntries(
            Map.entry("help-desk", 0.35), Map.entry("cybersecurity", 0.18), Map.entry("backup", 0.08), Map.entry("network-monitoring", 0.07),
            Map.entry("patching", 0.07), Map.entry("identity", 0.05), Map.entry("strategy", 0.04), Map.entry("compliance", 0.04),
            Map.entry("hardware", 0.03), Map.entry("cloud", 0.03), Map.entry("vendors", 0.02), Map.entry("documentation", 0.02),
            Map.entry("onboarding", 0.02), Map.entry("projects", 0.0));

    private final CostInputs inputs;

    public Costs(CostInputs inputs) {
        this.inputs = inputs;
    }

    public CostInputs inputs() {
        return inputs;
    }

    // --- whole arrangements

    /// @param seats seats to be held outside office hours, too: 0 or 1 for most
    public Cost inHouse(Staff team, double users, double seats) {
        return staff(team).plus(tools(users)).plus(nightSeats(seats));
    }

    /// @param template one of the co-managed templates; `co-managed/projects-only` costs its project hours and nothing by the user
    public Cost coManaged(Staff kept, String template, double users, double projectHours) {
        var people = staff(kept);
        var provider = template.equals("co-managed/projects-only") ? tools(users) : fee(template, users);
        return people.plus(provider).plus(governance(CostInput.GOVERNANCE_SHARED)).plus(projects(projectHours));
    }

    /// @param premium with security, compliance and strategy
    public Cost fullyManaged(boolean premium, double users, double projectHours) {
        return managedFee(premium, users).plus(governance(CostInput.GOVERNANCE_MANAGED)).plus(projects(projectHours));
    }

    // --- their parts

    /// Pay with burden, training and turnover of a team.
    public Cost staff(Staff team) {
        if (team.people() == 0) return nothing();
        var pay = team.fte().keySet().stream().map(Post::pay);
        var posts = team.fte().entrySet().stream().map(each -> "%s × %s".formatted(number(each.getValue()), amount(each.getKey().pay()))).collect(Collectors.joining(" + "));
        var who = team.fte().entrySet().stream().map(each -> "%s %s".formatted(number(each.getValue()), each.getKey().title())).collect(Collectors.joining(", "));
        var paid = Stream.concat(pay, Stream.of(CostInput.BURDEN)).toList();
        var turned = Stream.concat(team.fte().keySet().stream().map(Post::pay), Stream.of(CostInput.TURNOVER, CostInput.REPLACEMENT)).toList();
        return of(line("Pay with benefits: " + who, "(%s) × (1 + %s)".formatted(posts, share(CostInput.BURDEN)), paid,
                        end -> pay(team, end) * (1 + end.applyAsDouble(inputs.get(CostInput.BURDEN)))),
                line("Training", "%s people × %s".formatted(number(team.people()), amount(CostInput.TRAINING)), List.of(CostInput.TRAINING),
                        end -> team.people() * end.applyAsDouble(inputs.get(CostInput.TRAINING))),
                line("People who leave", "%s leave × %s of pay (%s)".formatted(share(CostInput.TURNOVER), share(CostInput.REPLACEMENT), posts), turned,
                        end -> pay(team, end) * end.applyAsDouble(inputs.get(CostInput.TURNOVER)) * end.applyAsDouble(inputs.get(CostInput.REPLACEMENT))));
    }

    private double pay(Staff team, ToDoubleFunction<Estimate> end) {
        double sum = 0;
        for (var each : team.fte().entrySet()) sum += each.getValue() * end.applyAsDouble(inputs.get(each.getKey().pay()));
        return sum;
    }

    public Cost tools(double users) {
        return monthly("Tools of your own", CostInput.TOOLS, users);
    }

    /// People for seats that are held at night and on weekends, beside a team that holds office hours.
    public Cost nightSeats(double seats) {
        if (seats == 0) return nothing();
        var all = List.of(CostInput.SEAT, CostInput.NIGHT_SHARE, CostInput.PAY_SUPPORT, CostInput.BURDEN, CostInput.TRAINING);
        return of(line("Nights and weekends, %s seat%s".formatted(number(seats), seats == 1 ? "" : "s"),
                "%s × %s people × %s outside office hours × (%s × (1 + %s) + %s)".formatted(number(seats), number(inputs.get(CostInput.SEAT).value()),
                        share(CostInput.NIGHT_SHARE), amount(CostInput.PAY_SUPPORT), share(CostInput.BURDEN), amount(CostInput.TRAINING)), all,
                end -> seats * end.applyAsDouble(inputs.get(CostInput.SEAT)) * end.applyAsDouble(inputs.get(CostInput.NIGHT_SHARE))
                        * (end.applyAsDouble(inputs.get(CostInput.PAY_SUPPORT)) * (1 + end.applyAsDouble(inputs.get(CostInput.BURDEN)))
                                + end.applyAsDouble(inputs.get(CostInput.TRAINING)))));
    }

    /// The provider's fee under a shipped template, by the user.
    public Cost fee(String template, double users) {
        if (template.equals("fully-managed")) return managedFee(false, users);
        if (!FEES.containsKey(template)) throw new NoSuchElementException("no fee by the user under the template (%s)".formatted(template));
        return monthly("Provider's fee", FEES.get(template), users);
    }

    private Cost managedFee(boolean premium, double users) {
        var input = premium ? CostInput.FEE_PREMIUM : CostInput.FEE_STANDARD;
        double least = inputs.get(CostInput.FEE_LEAST).value();
        if (users == 0 || users * inputs.get(input).value() >= least) return monthly("Provider's fee", input, users);
        return of(line("Provider's fee", "the least monthly fee, %s × 12, as %s users × %s are less".formatted(amount(CostInput.FEE_LEAST), number(users), amount(input)),
                List.of(CostInput.FEE_LEAST, input),
                end -> Math.max(end.applyAsDouble(inputs.get(CostInput.FEE_LEAST)), users * end.applyAsDouble(inputs.get(input))) * 12));
    }

    /// A provider's fee for part of a service of the catalogue: `share` of its work, as a share of the full fee.
    ///
    /// @throws NoSuchElementException for a service the catalogue does not have
    public Cost serviceFee(String service, double share, double users) {
        var weight = WEIGHTS.get(service);
        if (weight == null) throw new NoSuchElementException("no service (%s) in the catalogue".formatted(service));
        return of(line("Provider's fee for " + service, "%s users × %s × 12 × %s × %s".formatted(number(users), amount(CostInput.FEE_STANDARD), number(weight), number(share)),
                List.of(CostInput.FEE_STANDARD), end -> users * end.applyAsDouble(inputs.get(CostInput.FEE_STANDARD)) * 12 * weight * share));
    }

    /// The client's own time for steering a provider: a part of a manager.
    ///
    /// @param time [CostInput#GOVERNANCE_SHARED] or [CostInput#GOVERNANCE_MANAGED]
    public Cost governance(CostInput time) {
        return of(line("Steering the provider", "%s of a manager × %s × (1 + %s)".formatted(number(inputs.get(time).value()), amount(CostInput.PAY_MANAGER), share(CostInput.BURDEN)),
                List.of(time, CostInput.PAY_MANAGER, CostInput.BURDEN),
                end -> end.applyAsDouble(inputs.get(time)) * end.applyAsDouble(inputs.get(CostInput.PAY_MANAGER)) * (1 + end.applyAsDouble(inputs.get(CostInput.BURDEN)))));
    }

    public Cost projects(double hours) {
        if (hours == 0) return nothing();
        return of(line("Projects", "%s h × %s".formatted(number(hours), amount(CostInput.RATE)), List.of(CostInput.RATE),
                end -> hours * end.applyAsDouble(inputs.get(CostInput.RATE))));
    }

    /// Servers that the provider bills beside its fee by the user.
    public Cost servers(double servers) {
        if (servers == 0) return nothing();
        return of(line("Servers", "%s servers × %s × 12".formatted(number(servers), amount(CostInput.FEE_SERVER)), List.of(CostInput.FEE_SERVER),
                end -> servers * end.applyAsDouble(inputs.get(CostInput.FEE_SERVER)) * 12));
    }

    private Cost monthly(String title, CostInput input, double users) {
        if (users == 0) return nothing();
        return of(line(title, "%s users × %s × 12".formatted(number(users), amount(input)), List.of(input), end -> users * end.applyAsDouble(inputs.get(input)) * 12));
    }

    private Cost nothing() {
        return new Cost(inputs.currency(), List.of());
    }

    private Cost of(Cost.Line... lines) {
        return new Cost(inputs.currency(), List.of(lines));
    }

    private Cost.Line line(String title, String how, List<CostInput> used, ToDoubleFunction<ToDoubleFunction<Estimate>> sum) {
        return new Cost.Line(title, money(sum.applyAsDouble(Estimate::low)), money(sum.applyAsDouble(Estimate::value)), money(sum.applyAsDouble(Estimate::high)), how, used.stream().distinct().toList());
    }

    private Money money(double amount) {
        int digits = inputs.currency().getDefaultFractionDigits();
        return new Money(BigDecimal.valueOf(amount).setScale(digits, RoundingMode.HALF_UP).unscaledValue().longValueExact(), inputs.currency());
    }

    private String amount(CostInput input) {
        return money(inputs.get(input).value()).human();
    }

    private String share(CostInput input) {
        return number(inputs.get(input).value() * 100) + " %";
    }

    private static String number(double value) {
        var plain = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() <= 0 ? String.format(Locale.ROOT, "%,d", plain.longValueExact()) : plain.toPlainString();
    }
}
