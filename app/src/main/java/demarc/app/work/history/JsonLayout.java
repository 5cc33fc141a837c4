package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object for each ticket, line by line or in one array: what the REST interfaces of the desks answer. Objects within are taken by their
/// `name`, lists are joined; Jira's `fields` count as the ticket's own.
///
/// @param columns every key that occurs, by its place
record JsonLayout(Path path, Map<String, Integer> columns) implements Layout {

    private static final int MAX_COLUMNS = 1000;
    private static final int MAX_VALUE = 2_000;
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);
    private static final List<String> NAMES = List.of("name", "displayName", "value", "title");

    /// Reads the file once to learn which keys there are.
    static JsonLayout of(Path path, InputStream in) {
        var columns = new LinkedHashMap<String, Integer>();
        each(path, in, object -> flat(object, (key, value) -> {
            if (columns.size() < MAX_COLUMNS) columns.putIfAbsent(key, columns.size());
        }));
        return new JsonLayout(path, columns);
    }

    @Override
    public void read(Packed.Opened in, Consumer<List<String>> header, Consumer<Cells> row) {
        header.accept(new ArrayList<>(columns.keySet()));
        var count = new long[1];
        each(path, in, object -> {
            var values = new String[columns.size()];
            java.util.Arrays.fill(values, "");
            flat(object, (key, value) -> {
                var column = columns.get(key);
                if (column != null) values[column] = value;
            });
            row.accept(new Cells.Values(++count[0] + 1, values));
        });
    }

    @Override
    public String words() {
        return "JSON";
    }

    private static void each(Path path, InputStream in, Consumer<JsonNode> object) {
        try (var objects = JSON.<JsonNode>readValues(in)) {
            long count = 0;
            while (objects.hasNextValue()) {
                count++;
                var next = objects.nextValue();
                if (!next.isObject()) throw new Refused("%s: value %d is not an object, and a ticket is one.".formatted(path.getFileName(), count));
                object.accept(next);
            }
        } catch (JacksonException e) {
            throw new Refused("%s is not whole JSON: line %d, %s".formatted(path.getFileName(), e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e.getOriginalMessage()));
        }
    }

    private static void flat(JsonNode object, BiConsumer<String, String> each) {
        for (var property : object.properties()) {
            if (property.getKey().equals("fields") && property.getValue().isObject()) flat(property.getValue(), each);
            else each.accept(property.getKey(), text(property.getValue()));
        }
    }

    private static String text(JsonNode value) {
        var text = new StringBuilder();
        if (value.isArray()) {
            for (var part : value) {
                var one = text(part);
                if (!one.isEmpty() && text.length() < MAX_VALUE) text.append(text.isEmpty() ? "" : ", ").append(one);
            }
        } else if (value.isObject()) {
            for (var name : NAMES) if (text.isEmpty() && value.path(name).isValueNode()) text.append(text(value.path(name)));
        } else if (!value.isNull()) text.append(value.asString());
        return text.length() <= MAX_VALUE ? text.toString() : text.substring(0, MAX_VALUE);
    }
}
