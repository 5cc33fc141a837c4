package demarc.app.signals.web;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Rule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A rule as a form holds it: what people typed, right or not.
public record RuleForm(Map<String, String> values) {
    public String get(String field) {
        return values.getOrDefault(field, "");
    }

    static RuleForm of(Rule rule, int position) {
        var values = new HashMap<String, String>();
        values.put("source", rule.source() == null ? "" : rule.source().toString());
        values.put("thing", rule.thing().equals("*") ? "" : rule.thing());
        values.put("check", rule.check().equals("*") ? "" : rule.check());
        put(values, "label", rule.label());
        put(values, "severity", rule.severity());
        put(values, "concern", rule.concern());
        put(values, "becomes", rule.becomes());
        put(values, "hold", rule.hold());
        put(values, "together", rule.together());
        if (rule.concern() == null && rule.becomes() == null && rule.hold() == null && rule.together() == null) values.put("as-is", "yes");
        values.put("position", String.valueOf(position));
        return new RuleForm(Map.copyOf(values));
    }

    private static void put(Map<String, String> values, String field, @Nullable Object value) {
        if (value != null) values.put(field, value instanceof Enum<?> each ? each.name() : value.toString());
    }

    /// @param rule null while there are problems
    /// @param position null for the end
    record Read(@Nullable Rule rule, @Nullable Integer position, Map<String, String> problems) {}

    /// All that is wrong with it at once.
    ///
    /// @param sources of the client, by number
    Read read(Map<String, String> sources) {
        var problems = new LinkedHashMap<String, String>();
        var source = read(problems, () -> source(sources));
        var thing = read(problems, () -> RuleFields.pattern("thing", get("thing")));
        var check = read(problems, () -> RuleFields.pattern("check", get("check")));
        var label = read(problems, this::label);
        var severity = read(problems, () -> RuleFields.one("severity", Severity.values(), get("severity")));
        var concern = read(problems, () -> RuleFields.one("concern", Concern.values(), get("concern")));
        var becomes = read(problems, () -> RuleFields.one("becomes", Severity.values(), get("becomes")));
        var hold = read(problems, () -> RuleFields.text("hold", get("hold"), RuleFields.LONGEST_HOLD));
        var together = read(problems, () -> RuleFields.text("together", get("together"), RuleFields.LONGEST_TOGETHER));
        var position = read(problems, this::position);
        var does = !(get("concern") + get("becomes") + get("hold") + get("together")).isBlank();
        var stays = !get("as-is").isEmpty();
        if (!does && !stays) problems.put("", "Say what the rule does: fill in at least one field under Then.");
        if (does && stays) problems.put("", "A rule that leaves things as they are cannot change them, too. Take the mark away, or empty the fields under Then.");
        if (!problems.isEmpty()) return new Read(null, position, problems);
        return new Read(new Rule(source, Objects.requireNonNull(thing), Objects.requireNonNull(check), label, severity, concern, becomes, hold, together), position, problems);
    }

    private static <T> @Nullable T read(Map<String, String> problems, Supplier<@Nullable T> field) {
        try {
            return field.get();
        } catch (Refused refused) {
            problems.put(Objects.requireNonNullElse(refused.field(), ""), refused.message());
            return null;
        }
    }

    private @Nullable Long source(Map<String, String> sources) {
        var said = get("source");
        if (said.isBlank()) return null;
        if (!sources.containsKey(said)) throw new Refused("source", "There is no source '%s' here. Choose one of the list.".formatted(said));
        return Long.valueOf(said);
    }

    private @Nullable String label() {
        var label = RuleFields.text("label", get("label"), RuleFields.LONGEST_LABEL);
        if (label != null && label.startsWith("=")) throw new Refused("label", "The label '%s' has no name. Write it as name=pattern, such as env=test*.".formatted(label));
        return label;
    }

    private @Nullable Integer position() {
        var said = get("position").strip();
        if (said.isEmpty()) return null;
        if (!said.matches("[1-9]\\d{0,3}")) throw new Refused("position", "'%s' is no place in the list. 1 is the first.".formatted(said));
        return Integer.valueOf(said);
    }
}
