package demarc.app.work.history;

import demarc.app.platform.Refused;
import demarc.app.work.history.Mapping.Group;
import demarc.app.work.history.Mapping.Said;
import demarc.core.Nearest;
import demarc.core.agreement.Priority;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads a mapping file and names every mistake with its line.
final class MappingFile {

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final List<String> KEYS = List.of("columns", "dates", "zone", "default", "categories", "groups", "priorities", "states");

    private final String file;
    private final List<String> wrong = new ArrayList<>();

    private MappingFile(String file) {
        this.file = file;
    }

    /// @throws Refused with all mistakes
    static Mapping read(String file, String text) {
        if (text.length() > MAX_CHARACTERS) throw new Refused("%s has more than a million characters, which no mapping needs.".formatted(file));
        var reader = new MappingFile(file);
        var mapping = reader.mapping(reader.compose(text));
        if (!reader.wrong.isEmpty()) throw new Refused("The mapping cannot be used:\n" + String.join("\n", reader.wrong));
        return mapping;
    }

    private Map<String, Entry> compose(String text) {
        try {
            var settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).setCodePointLimit(MAX_CHARACTERS).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isEmpty() ? Map.of() : entries(root.get(), "the file");
        } catch (MarkedYamlEngineException e) {
            throw new Refused("%s:%s: this is not YAML: %s.".formatted(file, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem()));
        } catch (YamlEngineException e) {
            throw new Refused("%s: this is not YAML: %s.".formatted(file, e.getMessage()));
        }
    }

    private record Entry(Node value, int line) {}

    private Mapping mapping(Map<String, Entry> root) {
        root.forEach((key, entry) -> {
            if (!KEYS.contains(key)) wrong(entry.line, "unknown key '%s'.%s".formatted(key, near(key, KEYS)));
        });
        return new Mapping(file, columns(root.get("columns")), dates(root.get("dates")), zone(root.get("zone")), said(root.get("default")),
                table(root.get("categories"), "categories", this::said), table(root.get("groups"), "groups", this::group),
                table(root.get("priorities"), "priorities", this::priority), table(root.get("states"), "states", this::condition));
    }

    private Map<Meaning, String> columns(@Nullable Entry entry) {
        var columns = new EnumMap<Meaning, String>(Meaning.class);
        if (entry == null) return columns;
        entries(entry.value, "columns").forEach((key, column) -> {
            var meaning = Arrays.stream(Meaning.values()).filter(each -> each.key().equals(key)).findFirst();
            var name = scalar(column);
            if (meaning.isEmpty())
                wrong(column.line, "a column cannot be '%s'.%s".formatted(key, near(key, Arrays.stream(Meaning.values()).map(Meaning::key).toList())));
            else if (name != null) columns.put(meaning.get(), name);
        });
        return columns;
    }

    private Moments.@Nullable Order dates(@Nullable Entry entry) {
        var text = entry == null ? null : scalar(entry);
        if (entry == null || text == null) return null;
        return order(text).orElseGet(() -> {
            wrong(entry.line, "dates are day-first or month-first, not '%s'.".formatted(text));
            return Moments.Order.DAY_FIRST;
        });
    }

    static Optional<Moments.Order> order(String text) {
        return Arrays.stream(Moments.Order.values()).filter(each -> each.words().replace(' ', '-').equals(text.strip().toLowerCase(Locale.ROOT))).findFirst();
    }

    private @Nullable ZoneId zone(@Nullable Entry entry) {
        var text = entry == null ? null : scalar(entry);
        if (entry == null || text == null) return null;
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            wrong(entry.line, "no time zone '%s'.%s".formatted(text, near(text, ZoneId.getAvailableZoneIds().stream().sorted().toList())));
            return null;
        }
    }

    private @Nullable Said said(@Nullable Entry entry) {
        var text = entry == null ? null : scalar(entry);
        return entry == null || text == null ? null : new Said(text, entry.line);
    }

    private @Nullable Group group(Entry entry) {
        if (!(entry.value instanceof MappingNode)) {
            var activity = said(entry);
            return activity == null ? null : new Group(activity, null);
        }
        var parts = entries(entry.value, "a group");
        parts.forEach((key, part) -> {
            if (!key.equals("activity") && !key.equals("team")) wrong(part.line, "a group has an activity and a team, not '%s'.".formatted(key));
        });
        return new Group(said(parts.get("activity")), said(parts.get("team")));
    }

    private @Nullable Priority priority(Entry entry) {
        var text = scalar(entry);
        if (text == null) return null;
        try {
            return Priority.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            wrong(entry.line, "a priority is P1, P2, P3 or P4, not '%s'.".formatted(text));
            return null;
        }
    }

    private @Nullable Condition condition(Entry entry) {
        var text = scalar(entry);
        if (text == null) return null;
        var condition = Condition.ofWords(text);
        if (condition.isEmpty()) wrong(entry.line, "a state means %s, not '%s'.".formatted(Condition.WORDS, text));
        return condition.orElse(null);
    }

    private <T> Map<String, T> table(@Nullable Entry entry, String name, Function<Entry, @Nullable T> read) {
        var table = new LinkedHashMap<String, T>();
        if (entry == null) return table;
        entries(entry.value, name).forEach((key, each) -> {
            var value = read.apply(each);
            if (value != null) table.put(key, value);
        });
        return table;
    }

    private Map<String, Entry> entries(Node node, String what) {
        var entries = new LinkedHashMap<String, Entry>();
        if (node instanceof ScalarNode empty && empty.getValue().isEmpty()) return entries;
        if (!(node instanceof MappingNode map)) {
            wrong(line(node), what + " must be 'name: value' lines.");
            return entries;
        }
        for (var tuple : map.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) wrong(line, "a name must be plain text.");
            else if (entries.putIfAbsent(key.getValue(), new Entry(tuple.getValueNode(), line)) != null)
                wrong(line, "'%s' stands twice; the first is in line %d.".formatted(key.getValue(), entries.get(key.getValue()).line));
        }
        return entries;
    }

    private @Nullable String scalar(Entry entry) {
        if (entry.value instanceof ScalarNode scalar) return scalar.getValue().isBlank() ? null : scalar.getValue().strip();
        wrong(entry.line, "one plain word is expected here.");
        return null;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String near(String name, List<String> known) {
        return Nearest.to(name, known).map(near -> " Do you mean '" + near + "'?").orElse("");
    }

    private void wrong(int line, String what) {
        wrong.add("  %s:%d: %s".formatted(file, line, what));
    }
}
