package demarc.app.signals.source.syslog;

import java.util.regex.Pattern;

/// What stays the same when a program says the same thing again: its words, without the numbers, addresses and names in them.
///
/// @param text   the words
/// @param paired it says up or down: the other is said, too
/// @param clear  the line says that it is over
record Template(String text, boolean paired, boolean clear) {
    private static final int MOST = 160;
    private static final Pattern CHANGING = Pattern.compile(
            "\"[^\"]{0,200}\"|'[^']{0,200}'|\\b[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\\b|\\b(?=[0-9a-fA-F:.-]*\\d)[0-9a-fA-F]{1,8}(?:[:.-][0-9a-fA-F]{1,8}){2,}\\b|\\b0x[0-9a-fA-F]+\\b"
                    + "|\\b[0-9a-fA-F]{12,}\\b|\\d+(?:[.,:]\\d+)*");
    private static final Pattern UP_OR_DOWN = Pattern.compile("\\b(changed state to|link(?: is| status)?|is|state:|came|now)(:? )(up|down)\\b(?! to)", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERFACE = Pattern.compile("\\b(interface|port|link|ethernet|tunnel|vlan)", Pattern.CASE_INSENSITIVE);

    static Template of(String message) {
        var line = message.lines().findFirst().orElse("");
        if (line.length() > 600) line = line.substring(0, 600);
        var state = UP_OR_DOWN.matcher(line);
        var says = state.find();
        var clear = says && state.group(3).equalsIgnoreCase("up");
        var told = says ? state.replaceAll("$1$2down") : line;
        // An interface's number is its name: what the line is about, not a figure in it.
        var words = (says && INTERFACE.matcher(line).find() ? told : CHANGING.matcher(told).replaceAll("…")).replaceAll("\\s+", " ").strip();
        return new Template(words.length() > MOST ? words.substring(0, MOST) : words, says, clear);
    }
}
