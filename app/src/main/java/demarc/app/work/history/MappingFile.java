package demarc.app.work.history;

import demarc.app.platform.NamedLines;
import demarc.app.platform.NamedLines.Entry;
import demarc.app.platform.Refused;
import demarc.app.work.history.Mapping.Group;
import demarc.app.work.history.Mapping.Said;
import demarc.core.Nearest;
import demarc.core.agreement.Priority;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads a mapping file and names every mistake with its line.
final class MappingFile {

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final List<String> KEYS = List.of("columns", "dates", "zone", "default", "categories", "groups", "priorities", "states");

    private final String file;
    private final NamedLines lines;

    private MappingFile(String file) {
        this.file = file;
        lines = new NamedLines(file);
    }

    /// @throws Refused with all mistakes
    static Mapping read(String file, String text) {
        if (text.length() > MAX_CHARACTERS) throw new Refused("%s has more than a million characters, which no mapping needs.".formatted(file));
        var reader = new MappingFile(file);
        var mapping = reader.mapping(reader.lines.read(text));
        if (!reader.lines.mistakes().isEmpty()) throw new Refused("The mapping cannot be used:\n  " + String.join("\n  ", reader.lines.mistakes()));
        return mapping;
    }

    private Mapping mapping(Map<String, Entry> root) {
        root.forEach((key, entry) -> {
            if (!KEYS.contains(key)) lines.wrong(entry.line(), "unknown key '%s'.%s".formatted(key, near(key, KEYS)));
        });
        return new Mapping(file, columns(root.get("columns")), dates(root.get("dates")), zone(root.get("zone")), said(root.get("default")),
                table(root.get("categories"), "categories", this::said), table(root.get("groups"), "groups", this::group),
                table(root.get("priorities"), "priorities", this::priority), table(root.get("states"), "states", this::condition));
    }

    private Map<Meaning, String> columns(@Nullable Entry entry) {
        var columns = new EnumMap<Meaning, String>(Meaning.class);
        if (entry == null) return columns;
        lines.entries(entry.value(), "columns").forEach((key, column) -> {
            var meaning = Arrays.stream(Meaning.values()).filter(each -> each.key().equals(key)).findFirst();
            var name = lines.scalar(column);
            if (meaning.isEmpty())
                lines.wrong(column.line(), "a column cannot be '%s'.%s".formatted(key, near(key, Arrays.stream(Meaning.values()).map(Meaning::key).toList())));
            else if (name != null) columns.put(meaning.get(), name);
        });
        return columns;
    }

    private Moments.@Nullable Order dates(@Nullable Entry entry) {
        var text = entry == null ? null : lines.scalar(entry);
        if (entry == null || text == null) return null;
        return order(text).orElseGet(() -> {
            lines.wrong(entry.line(), "dates are day-first or month-first, not '%s'.".formatted(text));
            return Moments.Order.DAY_FIRST;
        });
    }

    static Optional<Moments.Order> order(String text) {
        return Arrays.stream(Moments.Order.values()).filter(each -> each.words().replace(' ', '-').equals(text.strip().toLowerCase(Locale.ROOT))).findFirst();
    }

    private @Nullable ZoneId zone(@Nullable Entry entry) {
        var text = entry == null ? null : lines.scalar(entry);
        if (entry == null || text == null) return null;
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            lines.wrong(entry.line(), "no time zone '%s'.%s".formatted(text, near(text, ZoneId.getAvailableZoneIds().stream().sorted().toList())));
            return null;
        }
    }

    private @Nullable Said said(@Nullable Entry entry) {
        var text = entry == null ? null : lines.scalar(entry);
        return entry == null || text == null ? null : new Said(text, entry.line());
    }

    private @Nullable Group group(Entry entry) {
        if (!(entry.value() instanceof MappingNode)) {
            var activity = said(entry);
            return activity == null ? null : new Group(activity, null);
        }
        var parts = lines.entries(entry.value(), "a group");
        parts.forEach((key, part) -> {
            if (!key.equals("activity") && !key.equals("team")) lines.wrong(part.line(), "a group has an activity and a team, not '%s'.".formatted(key));
        });
        return new Group(said(parts.get("activity")), said(parts.get("team")));
    }

    private @Nullable Priority priority(Entry entry) {
        var text = lines.scalar(entry);
        if (text == null) return null;
        try {
            return Priority.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            lines.wrong(entry.line(), "a priority is P1, P2, P3 or P4, not '%s'.".formatted(text));
            return null;
        }
    }

    private @Nullable Condition condition(Entry entry) {
        var text = lines.scalar(entry);
        if (text == null) return null;
        var condition = Condition.ofWords(text);
        if (condition.isEmpty()) lines.wrong(entry.line(), "a state means %s, not '%s'.".formatted(Condition.WORDS, text));
        return condition.orElse(null);
    }

    private <T> Map<String, T> table(@Nullable Entry entry, String name, Function<Entry, @Nullable T> read) {
        var table = new LinkedHashMap<String, T>();
        if (entry == null) return table;
        lines.entries(entry.value(), name).forEach((key, each) -> {
            var value = read.apply(each);
            if (value != null) table.put(key, value);
        });
        return table;
    }

    private static String near(String name, List<String> known) {
        return Nearest.to(name, known).map(near -> " Do you mean '" + near + "'?").orElse("");
    }
}
