package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Assumption;
import demarc.core.simulation.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The assumptions as fields, low, likely and high; and what somebody typed there.
public record ScenarioForm(Map<String, Estimate> replaced, Map<String, String> problems) {

    public record Group(String title, List<Field> fields) {}

    public record Field(String key, String title, String unit, String low, String value, String high, String source, boolean replaced) {}

    static final String YOURS = "your figure";

    static List<Group> groups(List<Assumption> assumptions) {
        Map<String, List<Field>> groups = new LinkedHashMap<>();
        for (var each : assumptions) {
            if (each.key() == null) continue;
            var field = new Field(each.key(), each.title(), each.unit(), shown(each, each.low()), shown(each, each.value()), shown(each, each.high()), each.source(), each.replaced());
            groups.merge(each.group(), List.of(field), (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        }
        return groups.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue())).toList();
    }

    private static String shown(Assumption of, double value) {
        return BigDecimal.valueOf(of.unit().equals("%") ? value * 100 : value).round(new MathContext(5)).stripTrailingZeros().toPlainString();
    }

    /// What differs from what was shown replaces it; what was replaced before stays so.
    static ScenarioForm read(Map<String, String> form, Answers.Kept before) {
        var replaced = new LinkedHashMap<>(before.replaced());
        var problems = new LinkedHashMap<String, String>();
        for (var each : before.assumptions()) {
            if (each.key() == null || !form.containsKey(each.key() + ".value")) continue;
            var low = typed(form, each, "low", each.low(), problems);
            var value = typed(form, each, "value", each.value(), problems);
            var high = typed(form, each, "high", each.high(), problems);
            if (low == null || value == null || high == null || low == each.low() && value == each.value() && high == each.high()) continue;
            // Who types one figure beyond the shown ends means that figure.
            double least = low == each.low() ? Math.min(low, value) : low;
            double most = high == each.high() ? Math.max(high, value) : high;
            if (least <= value && value <= most) replaced.put(each.key(), new Estimate(value, least, most, YOURS));
            else problems.put(each.key(), "%s: low, likely and high must not fall.".formatted(each.title()));
        }
        return new ScenarioForm(replaced, problems);
    }

    private static @Nullable Double typed(Map<String, String> form, Assumption of, String end, double shown, Map<String, String> problems) {
        var text = form.getOrDefault(of.key() + "." + end, "").strip().replace(",", "").replace("%", "");
        if (text.isEmpty() || text.equals(shown(of, shown))) return shown;
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= 1e9) return of.unit().equals("%") ? value / 100 : value;
        } catch (NumberFormatException e) {
            // said below
        }
        problems.put(of.key(), "%s: '%s' is no number.".formatted(of.title(), text.length() > 30 ? text.substring(0, 30) + "…" : text));
        return null;
    }
}
