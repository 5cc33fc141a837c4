package demarc.app.signals.source.syslog;

import demarc.app.platform.Refused;
import demarc.app.signals.source.Told;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of a log.
///
/// @param severity 0 (emergency) to 7 (debug)
/// @param host     empty when it names none
/// @param app      empty when it names none
/// @param said     structured data: `meta@32473 sequence` → value
record Entry(int severity, @Nullable Instant at, String host, String app, Map<String, String> said, String message) {
    private static final Pattern PRIORITY = Pattern.compile("^<(\\d{1,3})>");
    private static final Pattern NEW = Pattern.compile("^1 (\\S{1,60}) (\\S{1,255}) (\\S{1,255}) (\\S{1,255}) (\\S{1,255}) ", Pattern.DOTALL);
    private static final Pattern OLD = Pattern.compile("^([A-Z][a-z]{2} [ \\d]\\d(?: \\d{4})? \\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?(?: [A-Z]{3,4})?:? ");
    private static final Pattern TAG = Pattern.compile("^([A-Za-z0-9_./%-]{1,64})(?:\\[[^\\]]{1,64}])?: ?");
    private static final DateTimeFormatter OLD_TIME = new DateTimeFormatterBuilder().appendPattern("MMM d HH:mm:ss uuuu").toFormatter(Locale.ENGLISH);

    /// @param now says which year an old date is of
    static Entry read(byte[] bytes, Instant now) {
        var line = new String(bytes, StandardCharsets.UTF_8).strip();
        if (line.startsWith("\uFEFF")) line = line.substring(1);
        var priority = PRIORITY.matcher(line);
        if (!priority.find() || Integer.parseInt(priority.group(1)) > 191) throw new Refused("This is no syslog: it does not begin with a priority from <0> to <191>.");
        var severity = Integer.parseInt(priority.group(1)) & 7;
        var rest = line.substring(priority.end());
        var fresh = NEW.matcher(rest);
        return fresh.find() ? fresh(severity, fresh.group(1), fresh.group(2), fresh.group(3), rest.substring(fresh.end())) : old(severity, rest, now);
    }

    private static Entry fresh(int severity, String at, String host, String app, String rest) {
        var said = new TreeMap<String, String>();
        var end = rest.startsWith("-") ? 1 : structured(rest, said);
        var message = rest.substring(end).strip();
        return new Entry(severity, Told.moment(none(at)), none(host), none(app), said, message.startsWith("\uFEFF") ? message.substring(1) : message);
    }

    /// @return where the structured data ends
    private static int structured(String text, Map<String, String> said) {
        var at = 0;
        while (at < text.length() && text.charAt(at) == '[') {
            var end = at + 1;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ']') end++;
            var id = text.substring(at + 1, end);
            while (end < text.length() && text.charAt(end) == ' ') {
                var equals = text.indexOf("=\"", end);
                if (equals < 0) throw broken();
                var name = text.substring(end + 1, equals);
                var value = new StringBuilder();
                end = equals + 2;
                while (end < text.length() && text.charAt(end) != '"') {
                    if (text.charAt(end) == '\\' && end + 1 < text.length() && "\"\\]".indexOf(text.charAt(end + 1)) >= 0) end++;
                    value.append(text.charAt(end++));
                }
                if (said.size() < 40) said.put(id + " " + name, value.toString());
                end++;
            }
            if (end >= text.length() || text.charAt(end) != ']') throw broken();
            at = end + 1;
        }
        return at;
    }

    private static Refused broken() {
        return new Refused("The structured data of this syslog line breaks off: it must look like [id name=\"value\"].");
    }

    private static Entry old(int severity, String said, Instant now) {
        var rest = said;
        Instant at = null;
        var dated = OLD.matcher(rest);
        if (dated.find()) {
            at = old(dated.group(1), now);
            rest = rest.substring(dated.end());
        } else if (rest.length() > 20 && Character.isDigit(rest.charAt(0)) && rest.charAt(4) == '-') {
            var space = rest.indexOf(' ');
            at = Told.moment(rest.substring(0, Math.max(0, space)));
            if (at != null) rest = rest.substring(space + 1);
        }
        var host = "";
        var space = rest.indexOf(' ');
        // Without a date there is no host either: "<13>su: 'su root' failed".
        if (at != null && space > 0 && rest.charAt(space - 1) != ':' && rest.substring(0, space).matches("[A-Za-z0-9_.:-]{1,255}")) {
            host = rest.substring(0, space);
            rest = rest.substring(space + 1);
        }
        var tag = TAG.matcher(rest);
        var tagged = tag.find();
        return new Entry(severity, at, host, tagged ? tag.group(1) : "", Map.of(), (tagged ? rest.substring(tag.end()) : rest).strip());
    }

    private static @Nullable Instant old(String written, Instant now) {
        var words = written.replaceAll(" +", " ").split(" ");
        var year = words.length == 4 ? Integer.parseInt(words[2]) : now.atZone(ZoneOffset.UTC).getYear();
        try {
            var at = LocalDateTime.parse("%s %s %s %d".formatted(words[0], words[1], words[words.length - 1], year), OLD_TIME).toInstant(ZoneOffset.UTC);
            // December's lines that come in January.
            return words.length == 3 && at.isAfter(now.plusSeconds(2 * 86_400)) ? LocalDateTime.parse("%s %s %s %d".formatted(words[0], words[1], words[2], year - 1), OLD_TIME).toInstant(ZoneOffset.UTC) : at;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String none(String field) {
        return field.equals("-") ? "" : field;
    }
}
