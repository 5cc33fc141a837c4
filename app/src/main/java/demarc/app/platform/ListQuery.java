package demarc.app.platform;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the address of a list asks for. The address is the state: it can be shared, kept as a view, and gone back to.
///
/// @param path   the list's own
/// @param names  what can be asked, in the order in which it is told
/// @param values only what is asked, in that order
public record ListQuery(String path, List<String> names, Map<String, String> values) {
    /// A filter that is set, and the way out of it.
    public record Chip(String words, String without) {}

    /// @param asked with whatever else the address says
    public static ListQuery of(String path, List<String> names, Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        for (var name : names) {
            var value = asked.getOrDefault(name, "").strip();
            if (!value.isEmpty()) values.put(name, value);
        }
        return new ListQuery(path, names, values);
    }

    /// @param text as [#text()] gave it
    public static ListQuery parse(String path, List<String> names, String text) {
        return of(path, names, Arrays.stream(text.split("&")).map(part -> part.split("=", 2)).filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8), (first, _) -> first)));
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equalsIgnoreCase(value);
    }

    public @Nullable String said(String name) {
        return values.get(name);
    }

    /// @throws Refused when it is no number
    public @Nullable Long number(String name) {
        var text = said(name);
        if (text == null) return null;
        if (!text.matches("\\d{1,18}")) throw new Refused(name, "There is no %s '%s'. It is a number.".formatted(name, text));
        return Long.valueOf(text);
    }

    /// @throws Refused when it is neither yes nor no
    public @Nullable Boolean yes(String name) {
        return switch (value(name)) {
            case "" -> null;
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new Refused(name, "'%s' is yes or no, not '%s'.".formatted(name, value(name)));
        };
    }

    /// @throws Refused when it is none of them
    public <E extends Enum<E>> @Nullable E choice(Class<E> type, String name) {
        var text = said(name);
        if (text == null) return null;
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new Refused(name, "There is no %s '%s'. There are: %s.".formatted(name, text, Arrays.toString(type.getEnumConstants()))));
    }

    public ListQuery with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return of(path, names, changed);
    }

    /// Where the list is without one filter.
    public String without(String name) {
        return with(name, "").href();
    }

    public String href() {
        return at(path);
    }

    /// Another address that asks for the same.
    public String at(String other) {
        return values.isEmpty() ? other : other + "?" + text();
    }

    public String after(String cursor) {
        return href() + (values.isEmpty() ? "?" : "&") + "cursor=" + cursor;
    }

    public String text() {
        return values.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
