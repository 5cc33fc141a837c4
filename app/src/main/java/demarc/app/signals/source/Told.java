package demarc.app.signals.source;

import demarc.app.platform.Refused;
import demarc.app.signals.SourceKind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object as a tool sent it, and the words in it. Numbers and texts are the same: tools disagree on which is which.
public final class Told {
    /// Logs hold bytes that are no JSON text, tools pass them on, and the alarm is worth more than the form.
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();
    private static final DateTimeFormatter WITH_ZONE = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
            .optionalStart().appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd()
            .appendPattern("[XXX][XX][X]").toFormatter(Locale.ROOT);

    private final JsonNode node;

    private Told(JsonNode node) {
        this.node = node;
    }

    /// @throws Refused when it is not exactly one JSON object
    public static Told object(byte[] bytes) {
        var node = parse(bytes);
        if (!node.isObject()) throw new Refused("The body is JSON, but not an object: %s. Send { … }.".formatted(node.getNodeType().name().toLowerCase(Locale.ROOT)));
        return new Told(node);
    }

    /// One object, an array of them, or one a line.
    public static List<Told> objects(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8).strip();
        var lines = text.startsWith("{") && text.indexOf('\n') > 0 ? text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList() : List.<String>of();
        if (lines.size() > 1 && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"))) {
            var told = new ArrayList<Told>(lines.size());
            for (var line = 0; line < lines.size(); line++) {
                try {
                    told.add(object(lines.get(line).getBytes(StandardCharsets.UTF_8)));
                } catch (Refused refused) {
                    throw new Refused("Object %d of %d, one a line: %s".formatted(line + 1, lines.size(), refused.message()));
                }
            }
            return told;
        }
        var node = parse(bytes);
        if (node.isObject()) return List.of(new Told(node));
        if (!node.isArray()) throw new Refused("The body is JSON, but neither an object nor a list of objects.");
        return elements(node, "The list");
    }

    /// The body's JSON; of a form, that of its field.
    public static byte[] bytes(SourceKind.Body body, String field) {
        var parameter = body.contentType().endsWith("x-www-form-urlencoded") || body.contentType().startsWith("multipart/") ? body.parameters().get(field) : null;
        return parameter == null ? body.bytes() : parameter.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length == 0) throw new Refused("The body is empty. Send JSON.");
        try {
            var node = JSON.readTree(bytes);
            if (node == null || node.isMissingNode()) throw new Refused("The body is empty. Send JSON.");
            return node;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /// Where it breaks, and how.
    public static Refused broken(JacksonException e) {
        var at = e.getLocation();
        var where = at == null || at.getLineNr() < 1 ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return new Refused(e instanceof StreamConstraintsException ? "The body%s is more than is read: %s.".formatted(where, excess(e)) : "The body is not JSON%s: %s.".formatted(where, reason(e)));
    }

    private static String excess(JacksonException e) {
        var said = String.valueOf(e.getOriginalMessage());
        return said.contains("nesting") ? "it is nested more than %d levels deep".formatted(StreamReadConstraints.DEFAULT_MAX_DEPTH)
                : said.contains("Number") ? "a number in it has more than %d digits".formatted(StreamReadConstraints.DEFAULT_MAX_NUM_LEN)
                : said.contains("Name") ? "a name in it has more than %d characters".formatted(StreamReadConstraints.DEFAULT_MAX_NAME_LEN) : "a text in it is too long";
    }

    private static String reason(JacksonException e) {
        var said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it breaks off");
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }

    private static List<Told> elements(JsonNode list, String what) {
        var elements = new ArrayList<Told>(list.size());
        for (var element : list) {
            if (!element.isObject()) throw new Refused("%s holds something that is not an object, at place %d.".formatted(what, elements.size() + 1));
            elements.add(new Told(element));
        }
        return elements;
    }

    public boolean has(String pointer) {
        var found = node.at(pointer);
        return !found.isMissingNode() && !found.isNull();
    }

    /// The first of these pointers that says something; empty when none does. Lists are joined.
    public String text(String... pointers) {
        for (var pointer : pointers) {
            var said = said(node.at(pointer));
            if (!said.isBlank()) return said.strip();
        }
        return "";
    }

    public @Nullable String orNull(String... pointers) {
        var said = text(pointers);
        return said.isEmpty() ? null : said;
    }

    /// @throws Refused naming the field
    public String needed(String pointer, String what) {
        var said = text(pointer);
        if (said.isEmpty()) throw new Refused(pointer.substring(1).replace('/', '.'), "The field '%s' is missing: %s.".formatted(pointer.substring(1).replace('/', '.'), what));
        return said;
    }

    /// @return empty when there is none
    public Told at(String pointer) {
        var found = node.at(pointer);
        return new Told(found.isObject() ? found : JSON.createObjectNode());
    }

    public List<Told> list(String pointer) {
        var found = node.at(pointer);
        return found.isArray() ? elements(found, "The list '%s'".formatted(pointer.substring(1))) : List.of();
    }

    /// Its own fields that are no objects, by name.
    public Map<String, String> words() {
        var words = new TreeMap<String, String>();
        node.forEachEntry((name, value) -> {
            var said = said(value);
            if (!said.isBlank()) words.put(name, said);
        });
        return words;
    }

    /// A moment as tools write it, see [#parsed]. Null when it is none, or one before 1971: "not yet".
    public static @Nullable Instant moment(String said) {
        if (said.isEmpty()) return null;
        try {
            return possible(parsed(said));
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /// ISO with any offset, or seconds or milliseconds of the epoch.
    ///
    /// @throws DateTimeException     it is none
    /// @throws NumberFormatException likewise
    public static Instant parsed(String said) {
        if (!said.isEmpty() && said.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')) {
            var seconds = Double.parseDouble(said);
            return Instant.ofEpochMilli((long) (seconds < 1e11 ? seconds * 1000 : seconds));
        }
        // Somebody's script writes the zone as +01.00, and many leave it out, meaning UTC.
        var text = said.replaceFirst("([+-]\\d\\d)\\.(\\d\\d)$", "$1:$2");
        var zoned = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$") && text.length() > 12 ? text : text + "Z";
        return OffsetDateTime.parse(zoned, WITH_ZONE).toInstant();
    }

    private static @Nullable Instant possible(Instant instant) {
        return instant.isBefore(Instant.parse("1971-01-01T00:00:00Z")) || instant.isAfter(Instant.parse("2200-01-01T00:00:00Z")) ? null : instant;
    }

    private static String said(JsonNode value) {
        if (value.isString()) return value.stringValue();
        if (value.isNumber() || value.isBoolean()) return value.asString();
        if (!value.isArray()) return "";
        var parts = new ArrayList<String>();
        for (var part : value) if (part.isString() || part.isNumber()) parts.add(part.asString());
        return String.join(", ", parts);
    }
}
