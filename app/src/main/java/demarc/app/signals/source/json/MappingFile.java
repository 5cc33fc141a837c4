package demarc.app.signals.source.json;

import demarc.app.platform.NamedLines;
import demarc.app.platform.NamedLines.Entry;
import demarc.app.platform.Refused;
import demarc.app.signals.Severity;
import demarc.app.signals.source.json.Mapping.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import tools.jackson.core.JsonPointer;

/// Reads a mapping and names every mistake with its line.
final class MappingFile {
    private static final List<String> KEYS = List.of("each", "thing", "check", "key", "firing", "cleared", "severity", "summary", "details", "link", "at", "labels");
    private static final String OTHERWISE = "otherwise";

    private final NamedLines lines = new NamedLines("mapping");

    private MappingFile() {}

    /// @throws Refused with all mistakes
    static Mapping read(String text) {
        var reader = new MappingFile();
        var root = reader.lines.read(text);
        root.forEach((key, entry) -> {
            if (!KEYS.contains(key)) reader.lines.wrong(entry.line(), "unknown key '%s'. There are: %s.".formatted(key, String.join(", ", KEYS)));
        });
        var mapping = reader.mapping(root);
        if (!reader.lines.mistakes().isEmpty() || mapping == null) throw new Refused("mapping", "The mapping cannot be used:\n  " + String.join("\n  ", reader.lines.mistakes()));
        return mapping;
    }

    private @Nullable Mapping mapping(Map<String, Entry> root) {
        var thing = words(root.get("thing"));
        var severity = root.get("severity");
        var levels = severity != null && severity.value() instanceof MappingNode ? levels(severity) : List.<Level>of();
        var usual = severity != null && severity.value() instanceof MappingNode ? otherwise(severity) : Severity.MEDIUM;
        var labels = root.get("labels");
        var named = labels != null && labels.value() instanceof MappingNode;
        var mapping = thing == null ? null : new Mapping(pointer(root.get("each")), thing, words(root.get("check")), words(root.get("key")), claim(root.get("firing")), claim(root.get("cleared")),
                severity == null || severity.value() instanceof MappingNode ? null : words(severity), levels, usual, words(root.get("summary")), words(root.get("details")),
                words(root.get("link")), words(root.get("at")), named ? null : pointer(labels), named && labels != null ? labels(labels) : Map.of());
        if (mapping == null && lines.mistakes().isEmpty()) lines.wrong(1, "there is no 'thing:', which says what is ill.");
        return mapping;
    }

    private List<Level> levels(Entry severity) {
        var levels = new ArrayList<Level>();
        lines.entries(severity.value(), "severity").forEach((name, entry) -> {
            if (name.equals(OTHERWISE)) return;
            var level = Severity.named(name);
            var when = claim(entry);
            if (level.isEmpty()) lines.wrong(entry.line(), "'%s' is no severity: critical, high, medium, low or info.".formatted(name));
            else if (when != null) levels.add(new Level(level.get(), when));
        });
        return List.copyOf(levels);
    }

    private Severity otherwise(Entry severity) {
        var entry = lines.entries(severity.value(), "severity").get(OTHERWISE);
        var word = entry == null ? null : lines.scalar(entry);
        if (entry == null || word == null) return Severity.MEDIUM;
        var named = Severity.named(word);
        if (named.isEmpty()) lines.wrong(entry.line(), "'%s' is no severity: critical, high, medium, low or info.".formatted(word));
        return named.orElse(Severity.MEDIUM);
    }

    private Map<String, Words> labels(Entry labels) {
        var words = new LinkedHashMap<String, Words>();
        lines.entries(labels.value(), "labels").forEach((name, entry) -> {
            var value = words(entry);
            if (value != null) words.put(name, value);
        });
        return words;
    }

    private @Nullable Words words(@Nullable Entry entry) {
        return read(entry, Words::read);
    }

    private @Nullable Claim claim(@Nullable Entry entry) {
        return read(entry, Claim::read);
    }

    private @Nullable JsonPointer pointer(@Nullable Entry entry) {
        return read(entry, JsonPointer::compile);
    }

    private <T> @Nullable T read(@Nullable Entry entry, Function<String, T> as) {
        var text = entry == null ? null : lines.scalar(entry);
        if (entry == null || text == null) return null;
        try {
            return as.apply(text);
        } catch (IllegalArgumentException e) {
            lines.wrong(entry.line(), e.getMessage() + ".");
            return null;
        }
    }
}
