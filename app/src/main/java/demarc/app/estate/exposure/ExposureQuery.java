package demarc.app.estate.exposure;

import demarc.app.platform.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the list's address asks for: it can be shared and gone back to.
///
/// @param values only what is said, in a fixed order
public record ExposureQuery(Map<String, String> values) {
    private static final List<String> NAMES = List.of("client", "ring", "severity", "kev", "exception", "late", "package", "vulnerability", "asset", "patch");

    /// @param without where to go to take it away
    public record Chip(String words, String without) {}

    static ExposureQuery of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = asked.getOrDefault(name, "").strip();
            if (!value.isEmpty()) values.put(name, value);
        }
        return new ExposureQuery(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public String href() {
        return "/estate/exposure" + (values.isEmpty() ? "" : "?" + text());
    }

    public String after(String cursor) {
        return href() + (values.isEmpty() ? "?" : "&") + "cursor=" + cursor;
    }

    public String without(String name) {
        return with(name, "");
    }

    public String with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return of(changed).href();
    }

    Exposures.Filter filter(Collection<Integer> clients) {
        return new Exposures.Filter(clients, number("ring") == null ? null : number("ring").intValue(), ExposureApi.rating(value("severity")), yes("kev"), yes("exception"), yes("late"),
                text("package"), text("vulnerability"), number("asset"), number("patch"));
    }

    List<Chip> chips(Map<String, String> clients) {
        var chips = new ArrayList<Chip>();
        values.forEach((name, value) -> chips.add(new Chip(switch (name) {
            case "client" -> clients.getOrDefault(value, value);
            case "ring" -> "Ring " + value;
            case "severity" -> ExposureApi.rating(value) == null ? value : ExposureApi.rating(value).label();
            case "kev" -> value.equals("yes") ? "Exploited" : "Not exploited";
            case "exception" -> value.equals("yes") ? "Excepted" : "Not excepted";
            case "late" -> "Date passed";
            case "patch" -> "One piece of work";
            case "asset" -> "One asset";
            default -> value;
        }, without(name))));
        return chips;
    }

    private String text() {
        return values.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private @Nullable String text(String name) {
        return value(name).isEmpty() ? null : value(name);
    }

    private @Nullable Boolean yes(String name) {
        return switch (value(name)) {
            case "" -> null;
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new Refused(name, "'%s' is yes or no, not '%s'.".formatted(name, value(name)));
        };
    }

    private @Nullable Long number(String name) {
        if (value(name).isEmpty()) return null;
        if (value(name).matches("\\d{1,18}")) return Long.valueOf(value(name));
        throw new Refused(name, "'%s' is a number, not '%s'.".formatted(name, value(name)));
    }
}
