package demarc.app.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A small YAML file of `name: value` lines that people write by hand, read so that every mistake is told with its line. Aliases are refused: such
/// files need none.
public final class NamedLines {

    /// @param line of the name, from 1
    public record Entry(Node value, int line) {}

    private final String file;
    private final List<String> mistakes = new ArrayList<>();

    public NamedLines(String file) {
        this.file = file;
    }

    /// The lines of the whole file; none when it is empty, or is no YAML, which is a mistake.
    public Map<String, Entry> read(String text) {
        try {
            var settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).setCodePointLimit(text.length() + 1).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isEmpty() ? Map.of() : entries(root.get(), "the file");
        } catch (MarkedYamlEngineException e) {
            wrong(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "this is not YAML: %s.".formatted(e.getProblem()));
        } catch (YamlEngineException e) {
            wrong(1, "this is not YAML: %s.".formatted(e.getMessage()));
        }
        return Map.of();
    }

    /// The lines below a name.
    ///
    /// @param what they are, for the mistake that they are none
    public Map<String, Entry> entries(Node node, String what) {
        var entries = new LinkedHashMap<String, Entry>();
        if (node instanceof ScalarNode empty && empty.getValue().isEmpty()) return entries;
        if (!(node instanceof MappingNode map)) {
            wrong(line(node), "%s must be 'name: value' lines.".formatted(what));
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

    /// One plain value; null when there is none.
    public @Nullable String scalar(Entry entry) {
        if (entry.value instanceof ScalarNode scalar) return scalar.getValue().isBlank() ? null : scalar.getValue().strip();
        wrong(entry.line, "one plain value is expected here.");
        return null;
    }

    public void wrong(int line, String message) {
        mistakes.add("%s:%d: %s".formatted(file, line, message));
    }

    /// In the order in which they were found.
    public List<String> mistakes() {
        return mistakes;
    }

    public static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
