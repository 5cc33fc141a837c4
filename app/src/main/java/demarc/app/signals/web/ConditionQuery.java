package demarc.app.signals.web;

import demarc.app.platform.Refused;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the list's address asks for.
///
/// @param values only what is said, in a fixed order
public record ConditionQuery(Map<String, String> values) {
    private static final List<String> NAMES = List.of("client", "source", "state", "severity", "work", "thing", "trouble");

    static ConditionQuery of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = asked.getOrDefault(name, "").strip();
            if (!value.isEmpty()) values.put(name, value);
        }
        return new ConditionQuery(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equalsIgnoreCase(value);
    }

    public String href() {
        return values.isEmpty() ? "/signals" : "/signals?" + values.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public String without(String name) {
        var fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new ConditionQuery(fewer).href();
    }

    String after(String cursor) {
        return href() + (values.isEmpty() ? "?" : "&") + "cursor=" + cursor;
    }

    @Nullable Long trouble() {
        return number("trouble");
    }

    Conditions.Filter filter() {
        return new Conditions.Filter(values.get("client"), number("source"), states(), one(Severity.class, "severity"), values.get("thing"), trouble(), held());
    }

    /// What is wrong, unless a cause is asked for: of that, everything.
    private Set<State> states() {
        return switch (value("state").toLowerCase(Locale.ROOT)) {
            case "" -> values.containsKey("trouble") ? Set.of() : EnumSet.of(State.FIRING, State.SILENT);
            case "all" -> Set.of();
            default -> EnumSet.of(Objects.requireNonNull(one(State.class, "state")));
        };
    }

    private @Nullable Boolean held() {
        return switch (value("work")) {
            case "" -> null;
            case "no" -> true;
            case "yes" -> false;
            default -> throw new Refused("work", "Work '%s'? Choose yes or no.".formatted(value("work")));
        };
    }

    private @Nullable Long number(String name) {
        var text = value(name);
        if (text.isEmpty()) return null;
        if (!text.matches("\\d{1,18}")) throw new Refused(name, "There is no %s '%s'. It is a number.".formatted(name, text));
        return Long.valueOf(text);
    }

    private <E extends Enum<E>> @Nullable E one(Class<E> type, String name) {
        var text = value(name);
        if (text.isEmpty()) return null;
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new Refused(name, "There is no %s '%s'. There are: %s.".formatted(name, text, Arrays.toString(type.getEnumConstants()))));
    }
}
