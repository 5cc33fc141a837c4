package demarc.app.signals.source.mail;

import demarc.app.platform.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a subject says: whether something is wrong, with what, and what of it.
///
/// @param word that decided
record Subject(boolean firing, String word, String thing, String check) {
    private static final List<String> WRONG = List.of("problem", "down", "critical", "crit", "alert", "alarm", "warning", "firing", "triggered", "failed", "failure", "error", "offline",
            "unreachable", "unavailable", "disaster", "emergency", "major", "open", "on battery");
    private static final List<String> RIGHT = List.of("recovery", "recovered", "ok", "up", "resolved", "cleared", "restored", "success", "succeeded", "online", "normal", "closed");
    private static final Pattern NAGIOS = Pattern.compile("(?i)\\b(host|service) alert: ([^\\s/]{1,200})(?:/(.{1,200}?))? is \\w+");
    private static final Pattern CHANGE = Pattern.compile("(?i)\\b([a-z]{2,12}) ?(?:->|→|=>|to) ?([a-z]{2,12})\\b");
    private static final Pattern ON = Pattern.compile("(?i)(.{3,150}?) (?:on|at|for) (?:host )?\\[?([a-z0-9][a-z0-9_.-]{1,200})]?[.!]?$");
    private static final Pattern PREFIX = Pattern.compile("(?i)^(?:\\s*(?:re|fwd?|aw|wg):)*\\s*(?:\\*+\\s*)?(?:\\[[^\\]]{0,60}]\\s*)*(?:[a-z]{2,12}(?: in [\\w ]{1,30})?\\s*[:!|-]\\s*)?", Pattern.DOTALL);

    /// @param rules  words of the source's own, and a pattern such as `{state}: {check} on {thing}`
    /// @param sender is the thing, when nothing else is named
    static Subject read(String subject, String sender, Rules rules) {
        var said = subject.replaceAll("\\s+", " ").strip();
        var parts = rules.pattern == null ? Map.<String, String>of() : parts(said, rules.pattern);
        var state = state(parts.getOrDefault("state", said), rules);
        if (state == null)
            throw new Refused("The subject '%s' says neither that something is wrong nor that it is over. Name the words that this tool uses in the source's settings.".formatted(shown(said)));
        var nagios = NAGIOS.matcher(said);
        if (parts.containsKey("thing") || parts.containsKey("check"))
            return new Subject(state.getKey(), state.getValue(), parts.getOrDefault("thing", sender), parts.getOrDefault("check", "mail"));
        if (nagios.find()) return new Subject(state.getKey(), state.getValue(), nagios.group(2), nagios.group(3) == null ? nagios.group(1).toLowerCase(Locale.ROOT) : nagios.group(3));
        var rest = nameless(PREFIX.matcher(said).replaceFirst(""), rules);
        var on = ON.matcher(rest);
        if (on.matches()) return new Subject(state.getKey(), state.getValue(), on.group(2), on.group(1).strip());
        return new Subject(state.getKey(), state.getValue(), sender, rest.isEmpty() ? "mail" : rest);
    }

    /// Without the words for states, and without figures: they differ when it is over.
    private static String nameless(String rest, Rules rules) {
        var words = CHANGE.matcher(rest).replaceAll(change -> word(change.group(1), rules) != null && word(change.group(2), rules) != null ? "" : Matcher.quoteReplacement(change.group()));
        for (var word : rules.words()) words = words.replaceAll("(?iu)(?:\\b(?:is|are|has|was|now|again|back)\\s+){0,2}(?<![\\p{L}\\d])" + Pattern.quote(word) + "(?![\\p{L}\\d])", "");
        return words.replaceAll("\\d+(?:[.,]\\d+)*\\s*%", "").replaceAll("\\s+", " ").replaceAll("^[\\s:*!|-]+|[\\s:*!|(-]+$", "").strip();
    }

    /// The first word that says either decides; of `DOWN -> UP` the second.
    private static Map.@Nullable Entry<Boolean, String> state(String said, Rules rules) {
        var change = CHANGE.matcher(said);
        var text = change.find() && word(change.group(1), rules) != null && word(change.group(2), rules) != null ? change.group(2) : said;
        Map.Entry<Boolean, String> first = null;
        var at = Integer.MAX_VALUE;
        for (var firing : List.of(true, false))
            for (var word : firing ? rules.wrong : rules.right) {
                var found = place(text, word);
                if (found >= 0 && found < at) {
                    at = found;
                    first = Map.entry(firing, word);
                }
            }
        return first;
    }

    private static @Nullable String word(String word, Rules rules) {
        var lower = word.toLowerCase(Locale.ROOT);
        return rules.wrong.contains(lower) || rules.right.contains(lower) ? lower : null;
    }

    /// @return where the whole word stands, or -1
    private static int place(String text, String word) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
            var before = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
            var end = at + word.length();
            if (before && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)))) return at;
        }
        return -1;
    }

    /// By the literal text between the names, from left to right: no pattern of anybody's makes this slow.
    private static Map<String, String> parts(String said, List<String> pattern) {
        var parts = new TreeMap<String, String>();
        var at = 0;
        for (var piece = 0; piece < pattern.size(); piece++) {
            var part = pattern.get(piece);
            if (!part.startsWith("{")) {
                if (!said.startsWith(part, at)) return Map.of();
                at += part.length();
                continue;
            }
            var end = piece + 1 == pattern.size() ? said.length() : said.indexOf(pattern.get(piece + 1), at);
            if (end < 0) return Map.of();
            var value = said.substring(at, end).strip();
            if (!value.isEmpty()) parts.put(part.substring(1, part.length() - 1), value);
            at = end;
        }
        return at == said.length() ? parts : Map.of();
    }

    private static String shown(String said) {
        return said.length() > 120 ? said.substring(0, 120) + "…" : said;
    }

    /// @param pattern pieces of text and `{names}`; null without one
    record Rules(List<String> wrong, List<String> right, @Nullable List<String> pattern) {
        static final Rules USUAL = new Rules(WRONG, RIGHT, null);

        static Rules of(List<String> wrong, List<String> right, String pattern) {
            return new Rules(wrong.isEmpty() ? WRONG : lower(wrong), right.isEmpty() ? RIGHT : lower(right), pattern.isEmpty() ? null : pieces(pattern));
        }

        /// The longest first, so that "on battery" goes before "on".
        List<String> words() {
            return Stream.concat(wrong.stream(), right.stream()).sorted(Comparator.comparingInt(String::length).reversed()).toList();
        }

        private static List<String> lower(List<String> words) {
            return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        }

        private static List<String> pieces(String pattern) {
            var pieces = new ArrayList<String>();
            var matcher = Pattern.compile("\\{(state|check|thing|any)}").matcher(pattern);
            var at = 0;
            while (matcher.find()) {
                if (matcher.start() > at) pieces.add(pattern.substring(at, matcher.start()));
                else if (!pieces.isEmpty()) throw new Refused("Two names stand side by side in '%s': some text must part them.".formatted(pattern));
                pieces.add(matcher.group());
                at = matcher.end();
            }
            if (at < pattern.length()) pieces.add(pattern.substring(at));
            if (pieces.stream().noneMatch(piece -> piece.startsWith("{"))) throw new Refused("'%s' names none of {state}, {check}, {thing} and {any}.".formatted(pattern));
            return pieces;
        }
    }
}
