package demarc.app.agreement;

import demarc.app.agreement.CheckCommand.Checked;
import demarc.core.agreement.Codes;
import demarc.core.agreement.Finding;
import demarc.core.agreement.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Findings for other tools: a plain list, and SARIF 2.1.0 for code hosts.
final class FindingsForPrograms {

    static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FindingsForPrograms() {}

    private record Row(
            String file, int line, int column, String code, String severity, String message, @Nullable String witness, @Nullable String hint, List<Note> related) {}

    private record Note(String file, int line, int column, String message) {}

    /// @param unreadable why, by file: what could not be read must not look clean
    static String json(List<Checked> checked, Map<String, String> unreadable) {
        var rows = new ArrayList<Row>();
        unreadable.forEach((file, why) -> rows.add(new Row(file, 1, 1, "unreadable", "error", why, null, null, List.of())));
        for (var one : checked)
            for (var finding : one.compilation().findings()) {
                var at = finding.at();
                rows.add(new Row(
                        at.file(), at.line(), at.column(), finding.code(), severity(finding), finding.message(), finding.witness(), finding.hint(),
                        finding.related().stream().map(related -> note(related.at(), related.note())).toList()));
            }
        return JSON.writeValueAsString(rows) + "\n";
    }

    private static Note note(Place at, String message) {
        return new Note(at.file(), at.line(), at.column(), message);
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    static String sarif(List<Checked> checked, Map<String, String> unreadable) {
        var codes = List.copyOf(Codes.meanings().keySet());
        var results = new ArrayList<Map<String, Object>>();
        for (var one : checked) for (var finding : one.compilation().findings()) results.add(result(finding, codes.indexOf(finding.code())));
        var rules = Codes.meanings().entrySet().stream()
                .map(code -> object("id", code.getKey(), "shortDescription", message(code.getValue())))
                .toList();
        var driver = object("name", "Demarc", "version", "0.1.0", "rules", rules);
        var run = object("tool", object("driver", driver), "columnKind", "utf16CodeUnits",
                "invocations", List.of(object("executionSuccessful", unreadable.isEmpty(), "toolExecutionNotifications", unreadable.values().stream()
                        .map(why -> object("level", "error", "message", message(why))).toList())),
                "results", results);
        return JSON.writeValueAsString(object("$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", List.of(run))) + "\n";
    }

    private static Map<String, Object> result(Finding finding, int rule) {
        var words = new StringBuilder(finding.message());
        if (finding.witness() != null) words.append(" Seen: ").append(finding.witness()).append('.');
        if (finding.hint() != null) words.append(' ').append(finding.hint());
        var result = object("ruleId", finding.code(), "ruleIndex", rule, "level", severity(finding), "message", message(words.toString()), "locations", List.of(location(finding.at())));
        var related = new ArrayList<Map<String, Object>>();
        for (var other : finding.related()) {
            var location = location(other.at());
            location.put("id", related.size() + 1);
            location.put("message", message(other.note()));
            related.add(location);
        }
        if (!related.isEmpty()) result.put("relatedLocations", related);
        return result;
    }

    private static Map<String, Object> location(Place at) {
        return object("physicalLocation", object("artifactLocation", object("uri", uri(at.file())), "region", object("startLine", at.line(), "startColumn", at.column())));
    }

    /// A file as a URI reference: templates have a scheme of their own, other names are paths.
    private static String uri(String file) {
        if (file.startsWith("template:")) return file;
        try {
            return Path.of(file).isAbsolute() ? Path.of(file).toUri().toString() : new URI(null, null, file.contains(":") ? "./" + file : file, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no URI for file (%s)".formatted(file), e);
        }
    }

    private static Map<String, Object> message(String text) {
        return object("text", text);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return object;
    }
}
