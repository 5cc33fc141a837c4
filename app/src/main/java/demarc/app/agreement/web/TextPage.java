package demarc.app.agreement.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text, line by line. Each line has an anchor: `#L12`.
///
/// @param frame null for a shipped template
public record TextPage(Frame frame, String hash, List<Line> lines, String inherits) {

    /// A line in the three parts that are coloured.
    public record Line(int number, String indent, String key, String value, String comment) {}

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]+:)(\\s.*|)");

    static TextPage of(Frame frame) {
        var agreement = frame.inForce().agreement();
        var inherits = agreement.text().lines().filter(line -> line.startsWith("extends:")).map(line -> line.substring(8).replaceFirst("#.*", "").strip()).findFirst().orElse("");
        return new TextPage(frame, agreement.hash(), lines(agreement.text()), inherits);
    }

    static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        for (var line : text.lines().toList()) lines.add(line(lines.size() + 1, line));
        return lines;
    }

    private static Line line(int number, String line) {
        int comment = comment(line);
        var code = line.substring(0, comment);
        var body = code.stripLeading();
        var indent = code.substring(0, code.length() - body.length());
        var keyed = KEY.matcher(body);
        return keyed.matches() ? new Line(number, indent, keyed.group(1), keyed.group(2), line.substring(comment)) : new Line(number, indent, "", body, line.substring(comment));
    }

    /// YAML's comments begin at the line's start or after a blank; quotes are rare enough in agreements to count them plainly.
    private static int comment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') quoted = !quoted;
            if (c == '#' && !quoted && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) return i;
        }
        return line.length();
    }
}
