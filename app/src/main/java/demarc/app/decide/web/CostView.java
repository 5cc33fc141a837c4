package demarc.app.decide.web;

import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.Numbers;
import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Cost;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.CostInputs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The year's cost of each arrangement as ranges on one axis, with the lines behind them and the numbers they rest on.
///
/// @param words    what the picture shows, for whoever cannot see it
/// @param typed    somebody replaced a default
/// @param problems of what was just typed, by field
public record CostView(
        String currency, String employees, String words, List<Range> ranges, List<Tick> ticks, List<Group> groups, List<Size> sizes, List<String> notes, boolean typed,
        Map<String, String> problems) {

    /// A bar from low to high with a mark at likely, in units of a 1,000 wide picture.
    public record Range(String title, String css, double low, double likely, double high, String lowWords, String likelyWords, String highWords, String perUser, List<Line> lines) {}

    public record Line(String title, String low, String likely, String high, String how, List<Source> sources) {}

    public record Source(String title, String value, String source) {}

    public record Tick(double x, String words) {}

    public record Group(String title, List<Assumption> assumptions) {}

    /// @param own somebody replaced it
    public record Assumption(String key, String title, String unit, String low, String likely, String high, String source, boolean own) {}

    /// @param value as typed; empty while it is supposed
    public record Size(String key, String title, String value, String supposed, String why) {}

    private static final double WIDTH = 1_000;

    static CostView of(Assessment a, NumbersForm form) {
        var prices = a.prices();
        double most = Arrays.stream(Arrangement.values()).mapToDouble(model -> amount(prices.of(model).high())).max().orElse(1);
        double step = step(most);
        double end = Math.max(step, Math.ceil(most / step) * step);
        var ranges = Arrays.stream(Arrangement.values()).map(model -> range(model, prices.of(model), prices.inputs(), end, prices.employees())).toList();
        var words = ranges.stream().map(range -> "%s from %s to %s, likely %s".formatted(range.title, range.lowWords, range.highWords, range.likelyWords)).toList();
        var ticks = new ArrayList<Tick>();
        for (double at = 0; at <= end + step / 2; at += step) ticks.add(new Tick(at / end * WIDTH, thousands(at)));
        var sizes = prices.sizes().stream().map(size -> new Size(size.key(), size.title(), form.typed().getOrDefault(size.key(), size.typed() ? size.value() : ""), size.value(), size.why())).toList();
        boolean typed = !a.numbers().equals(Numbers.NONE);
        return new CostView(prices.currency().getCurrencyCode(), String.format(Locale.ROOT, "%,.0f", prices.employees()), String.join("; ", words) + ".", ranges, ticks, groups(prices.inputs(), form), sizes,
                prices.notes(), typed, form.problems());
    }

    private static Range range(Arrangement model, Cost cost, CostInputs inputs, double end, double employees) {
        return new Range(model.title(), Live.css(model), amount(cost.low()) / end * WIDTH, amount(cost.likely()) / end * WIDTH, amount(cost.high()) / end * WIDTH, whole(cost.low()), whole(cost.likely()),
                whole(cost.high()), String.format(Locale.ROOT, "%,.0f", amount(cost.likely()) / employees / 12), cost.lines().stream().map(line -> line(line, inputs)).toList());
    }

    private static Line line(Cost.Line line, CostInputs inputs) {
        return new Line(line.title(), whole(line.low()), whole(line.likely()), whole(line.high()), line.how(),
                line.inputs().stream().map(input -> new Source(input.title(), shown(input, inputs.get(input).value()) + " " + unit(input, inputs), inputs.get(input).source())).toList());
    }

    private static List<Group> groups(CostInputs inputs, NumbersForm form) {
        return List.of(
                group("Pay", inputs, form, CostInput.PAY_SUPPORT, CostInput.PAY_ADMINISTRATOR, CostInput.PAY_ANALYST, CostInput.PAY_MANAGER, CostInput.BURDEN),
                group("A team of your own", inputs, form, CostInput.TOOLS, CostInput.TRAINING, CostInput.TURNOVER, CostInput.REPLACEMENT, CostInput.SEAT, CostInput.NIGHT_SHARE),
                group("Provider's fees", inputs, form, CostInput.FEE_STANDARD, CostInput.FEE_PREMIUM, CostInput.FEE_LEAST, CostInput.FEE_KEEP_DESK, CostInput.FEE_NIGHTS, CostInput.FEE_KEEP_STRATEGY,
                        CostInput.FEE_PROVIDER_DESK, CostInput.FEE_SERVER, CostInput.RATE),
                group("Steering a provider", inputs, form, CostInput.GOVERNANCE_SHARED, CostInput.GOVERNANCE_MANAGED));
    }

    private static Group group(String title, CostInputs inputs, NumbersForm form, CostInput... which) {
        return new Group(title, Arrays.stream(which).map(input -> {
            var now = inputs.get(input);
            return new Assumption(input.key(), input.title(), unit(input, inputs),
                    form.typed().getOrDefault(input.key() + ".low", shown(input, now.low())), form.typed().getOrDefault(input.key() + ".likely", shown(input, now.value())),
                    form.typed().getOrDefault(input.key() + ".high", shown(input, now.high())), inputs.isReplaced(input) ? "your figure" : now.source(), inputs.isReplaced(input));
        }).toList());
    }

    private static String unit(CostInput input, CostInputs inputs) {
        if (input.unit() == CostInput.Unit.SHARE) return "%";
        return input.unit().isMoney() ? inputs.currency().getCurrencyCode() + " " + input.unit().words() : input.unit().words();
    }

    private static String shown(CostInput input, double value) {
        var plain = BigDecimal.valueOf(input.unit() == CostInput.Unit.SHARE ? value * 100 : value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < 0 ? plain.toBigInteger().toString() : plain.toPlainString();
    }

    /// 1, 2 or 5 times a power of ten, so that there are at most six.
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, most / 5))));
        for (double factor : new double[] {1, 2, 5, 10}) if (most / (factor * power) <= 6) return factor * power;
        return 10 * power;
    }

    private static String thousands(double value) {
        return value >= 1_000_000 ? String.format(Locale.ROOT, "%.1f m", value / 1_000_000) : value >= 1_000 ? String.format(Locale.ROOT, "%,.0f k", value / 1_000) : String.format(Locale.ROOT, "%.0f", value);
    }

    private static double amount(Money money) {
        return money.amount().doubleValue();
    }

    private static String whole(Money money) {
        return String.format(Locale.ROOT, "%,d", Math.round(amount(money)));
    }
}
