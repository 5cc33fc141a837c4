package demarc.app.estate.protection;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tool's words, taken apart: JSON objects (one a line, or one over many lines), and the plain lines between them.
record Said(List<JsonNode> objects, List<String> plain) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 400;

    static Said of(String... texts) {
        var said = new Said(new ArrayList<>(), new ArrayList<>());
        for (var text : texts) said.read(text);
        return said;
    }

    Tool sniffed() {
        for (var object : objects) {
            if (object.has("message_type") || object.isArray() && object.at("/0/keep").isArray()) return Tool.RESTIC;
            if (object.has("levelname") || object.has("archive") || object.has("archives") || object.has("repository")) return Tool.BORG;
        }
        return Tool.OTHER;
    }

    boolean says(String words) {
        return plain.stream().anyMatch(line -> line.contains(words));
    }

    private void read(String text) {
        var lines = text.split("\\R");
        for (var at = 0; at < lines.length; at++) {
            var line = lines[at].strip();
            if (line.isEmpty()) continue;
            if (!line.startsWith("{") && !line.startsWith("[{") && !line.equals("[")) {
                keep(line);
                continue;
            }
            var whole = parsed(line);
            if (whole != null) {
                objects.add(whole);
                continue;
            }
            // Not on one line: up to the line that closes it, at the depth where it began.
            var end = close(lines, at);
            var object = end < 0 ? null : parsed(String.join("\n", List.of(lines).subList(at, end + 1)));
            if (object == null) {
                keep(line);
            } else {
                objects.add(object);
                at = end;
            }
        }
    }

    private static int close(String[] lines, int from) {
        var indent = lines[from].length() - lines[from].stripLeading().length();
        for (var at = from + 1; at < lines.length; at++) {
            var line = lines[at];
            if (line.length() - line.stripLeading().length() == indent && (line.strip().equals("}") || line.strip().equals("]"))) return at;
        }
        return -1;
    }

    private static @org.jspecify.annotations.Nullable JsonNode parsed(String text) {
        try {
            var read = JSON.readTree(text);
            return read.isObject() || read.isArray() ? read : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private void keep(String line) {
        plain.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
    }
}
