package demarc.app.signals.source;

import demarc.app.platform.NamedLines;
import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A source's own settings: `name: value` lines, or a list of values behind a name.
public final class SettingsFile {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Integer> lines = new TreeMap<>();

    private SettingsFile() {}

    /// @param names those that there are
    /// @throws Refused of the field `mapping`, with every mistake
    public static SettingsFile read(@Nullable String text, Set<String> names) {
        var file = new SettingsFile();
        var yaml = new NamedLines("settings");
        for (var entry : yaml.read(text == null ? "" : text).entrySet()) {
            if (!names.contains(entry.getKey())) yaml.wrong(entry.getValue().line(), "there is no setting '%s'. There are: %s.".formatted(entry.getKey(), String.join(", ", names.stream().sorted().toList())));
            var value = value(entry.getValue().value());
            if (value == null) yaml.wrong(entry.getValue().line(), "'%s' must be one value, or several with commas between them.".formatted(entry.getKey()));
            else file.values.put(entry.getKey(), value);
            file.lines.put(entry.getKey(), entry.getValue().line());
        }
        if (!yaml.mistakes().isEmpty()) throw new Refused("mapping", String.join(" ", yaml.mistakes()));
        return file;
    }

    private static @Nullable String value(Node node) {
        if (node instanceof ScalarNode scalar) return scalar.getValue().strip();
        if (!(node instanceof SequenceNode list)) return null;
        var parts = new ArrayList<String>();
        for (var each : list.getValue()) {
            if (!(each instanceof ScalarNode scalar)) return null;
            parts.add(scalar.getValue().strip());
        }
        return String.join(", ", parts);
    }

    public String text(String name, String otherwise) {
        var value = values.get(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    public String needed(String name, String what) {
        var value = text(name, "");
        if (value.isEmpty()) throw new Refused("mapping", "The setting '%s' is missing: %s.".formatted(name, what));
        return value;
    }

    public List<String> words(String name) {
        return Arrays.stream(text(name, "").split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    public List<Outbound.Range> ranges(String name) {
        return words(name).stream().map(word -> {
            try {
                return Outbound.Range.parse(word);
            } catch (Refused refused) {
                throw wrong(name, refused.message());
            }
        }).toList();
    }

    public int number(String name, int otherwise, int least, int most) {
        var value = text(name, String.valueOf(otherwise));
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most)
            throw wrong(name, "'%s' must be a number from %d to %d, not '%s'.".formatted(name, least, most, value));
        return Integer.parseInt(value);
    }

    public Refused wrong(String name, String message) {
        return new Refused("mapping", "settings:%d: %s".formatted(lines.getOrDefault(name, 1), message));
    }
}
