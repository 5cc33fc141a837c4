package demarc.app.demo;

import demarc.core.agreement.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One ticket of the script, as it is written in `demo/tickets.txt`:
///
/// ```
/// RDG incident P2 network-monitoring/fault-repair at warehouse, 3 workdays ago 09:12, luis: Scanners drop off Wi-Fi at dock 4
/// | Since this morning.
/// +12m desk takes
/// +20m desk replies: On it.
/// ```
///
/// `RDG seen rdg-fw-troy, night 02:12` follows what the product saw itself by then, see `demo/signals.txt`.
///
/// `desk` is whoever has the ticket then, or somebody of the team that holds it.
///
/// @param label other tickets refer to it by this name
/// @param by    alias of who opens it
/// @param about alias of whom it is for
record Tale(
        @Nullable String label, String client, String kind, Priority priority, String activity, @Nullable String site, When when, String by, @Nullable String about,
        @Nullable String amount, String subject, String description, List<Line> lines) {

    /// Some working days ago at a time of day where the client is, some days ago whatever the day, or a while before now.
    sealed interface When {
        record Workday(int ago, int minute) implements When {}

        record Day(int ago, int minute) implements When {}

        /// In the last night, see [Night].
        record Night(int minute) implements When {}

        record Before(Duration now) implements When {}
    }

    record Line(Duration after, String who, String verb, String object, String text) {}

    private static final Pattern HEAD = Pattern.compile(
            "(?:\\[(\\w+)] )?([A-Z]{3}) ([a-z-]+) (P[1-4]) ([a-z-]+/[a-z-]+)(?: at ([a-z-]+))?(?: for (\\d+ USD))?, ([^,]+), (\\w+)(?: for (\\w+))?: (.+)");
    private static final Pattern SEEN = Pattern.compile("([A-Z]{3}) seen ([^,]+), (.+)");
    private static final Pattern WHEN = Pattern.compile("(?:(\\d+) (workday|day)s? ago|night) (\\d\\d):(\\d\\d)|now -(\\w+)");
    private static final Pattern LINE = Pattern.compile("\\+(\\w+) (\\w+) ([a-z]+)(?: ([^:]+?))?(?:: (.+))?");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?");

    static List<Tale> read(String script) {
        var tales = new ArrayList<Tale>();
        var blocks = script.split("\n\\s*\n");
        for (var block : blocks) {
            var lines = block.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
            if (!lines.isEmpty()) tales.add(tale(lines));
        }
        return tales;
    }

    private static Tale tale(List<String> written) {
        var description = new ArrayList<String>();
        var lines = new ArrayList<Line>();
        for (var line : written.subList(1, written.size())) {
            if (line.startsWith("|")) description.add(line.substring(1).strip());
            else lines.add(line(matched(LINE, line)));
        }
        var seen = SEEN.matcher(written.getFirst());
        if (seen.matches())
            return new Tale(null, seen.group(1), "seen", Priority.P1, "", null, when(seen.group(3)), "maya", null, null, seen.group(2), "", lines);
        var head = matched(HEAD, written.getFirst());
        return new Tale(head.group(1), head.group(2), head.group(3), Priority.valueOf(head.group(4)), head.group(5), head.group(6), when(head.group(8)), head.group(9),
                head.group(10), head.group(7), head.group(11), String.join("\n", description), lines);
    }

    private static Line line(Matcher line) {
        return new Line(duration(line.group(1)), line.group(2), line.group(3), or(line.group(4)), or(line.group(5)));
    }

    private static When when(String text) {
        var when = matched(WHEN, text);
        if (when.group(5) != null) return new When.Before(duration(when.group(5)));
        var minute = Integer.parseInt(when.group(3)) * 60 + Integer.parseInt(when.group(4));
        if (when.group(1) == null) return new When.Night(minute);
        var ago = Integer.parseInt(when.group(1));
        return when.group(2).equals("workday") ? new When.Workday(ago, minute) : new When.Day(ago, minute);
    }

    static Duration duration(String text) {
        var parts = matched(DURATION, text);
        return Duration.ofDays(number(parts.group(1))).plusHours(number(parts.group(2))).plusMinutes(number(parts.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Matcher matched(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException("the script's line (%s) is not like (%s)".formatted(text, pattern));
        return matcher;
    }
}
