package demarc.app.signals.source.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// A text as a mapping writes it: `/host/name | /host` is the first that is there; anything else is itself, with `{/pointers}` filled in.
sealed interface Words {
    Pattern HOLE = Pattern.compile("\\{(/[^{}]*)}");

    record First(List<JsonPointer> pointers) implements Words {}

    /// @param between what stands before, between and behind the holes
    record Filled(List<String> between, List<JsonPointer> holes) implements Words {}

    /// @throws IllegalArgumentException when a pointer is none
    static Words read(String text) {
        if (text.startsWith("/")) {
            var pointers = new ArrayList<JsonPointer>();
            for (var each : text.split(" +\\| +")) pointers.add(JsonPointer.compile(each.strip()));
            return new First(List.copyOf(pointers));
        }
        var between = new ArrayList<String>();
        var holes = new ArrayList<JsonPointer>();
        var hole = HOLE.matcher(text);
        var from = 0;
        while (hole.find()) {
            between.add(text.substring(from, hole.start()));
            holes.add(JsonPointer.compile(hole.group(1)));
            from = hole.end();
        }
        between.add(text.substring(from));
        return new Filled(List.copyOf(between), List.copyOf(holes));
    }

    /// @return null when nothing is there
    default @Nullable String in(JsonNode item) {
        return switch (this) {
            case First(var pointers) -> {
                for (var pointer : pointers) {
                    var said = text(item.at(pointer));
                    if (said != null) yield said;
                }
                yield null;
            }
            case Filled(var between, var holes) -> {
                var text = new StringBuilder(between.getFirst());
                for (var n = 0; n < holes.size(); n++) {
                    var said = text(item.at(holes.get(n)));
                    text.append(said == null ? "" : said).append(between.get(n + 1));
                }
                yield text.isEmpty() ? null : text.toString();
            }
        };
    }

    static @Nullable String text(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            var parts = new ArrayList<String>();
            for (var part : node) if (part.isValueNode() && !part.isNull()) parts.add(part.asString());
            return String.join(", ", parts);
        }
        return node.isMissingNode() || node.isNull() || !node.isValueNode() || node.asString().isBlank() ? null : node.asString().strip();
    }
}
