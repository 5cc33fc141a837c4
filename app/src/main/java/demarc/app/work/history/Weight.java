package demarc.app.work.history;

import demarc.core.agreement.Priority;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How desks write priority, impact and urgency: `3 - Moderate`, `P2`, `High`.
final class Weight {

    private static final Pattern NUMBERED = Pattern.compile("(?:p|sev|prio|priority)?\\s*([1-5])(?:\\D.*)?");
    private static final Pattern NUMBER = Pattern.compile("^(?:p|sev|prio|priority)?\\s*\\d\\s*[-:.)]?\\s*");

    private Weight() {}

    /// The word goes before the number: Zammad's `3 high` is not ServiceNow's `3 - Moderate`.
    static Optional<Priority> priority(String written) {
        var text = written.strip().toLowerCase(Locale.ROOT);
        var word = ofWord(NUMBER.matcher(text).replaceFirst(""));
        if (word.isPresent()) return word;
        var number = NUMBERED.matcher(text);
        return number.matches() ? Optional.of(Priority.values()[Math.min(4, Integer.parseInt(number.group(1))) - 1]) : Optional.empty();
    }

    private static Optional<Priority> ofWord(String word) {
        return Optional.ofNullable(switch (word) {
            case "critical", "urgent", "highest", "blocker", "emergency", "very high", "tres haute", "très haute", "majeure", "kritisch", "sehr hoch", "emergency response" -> Priority.P1;
            case "high", "major", "haute", "hoch", "quick response" -> Priority.P2;
            case "medium", "moderate", "normal", "standard", "moyenne", "mittel", "normal response" -> Priority.P3;
            case "low", "lowest", "minor", "trivial", "planning", "very low", "basse", "très basse", "tres basse", "niedrig", "sehr niedrig", "scheduled maintenance" -> Priority.P4;
            default -> null;
        });
    }

    /// The matrix: impact by urgency.
    static Optional<Priority> priority(@Nullable String impact, @Nullable String urgency) {
        int both = step(impact) + step(urgency);
        return step(impact) == 0 || step(urgency) == 0 ? Optional.empty() : Optional.of(Priority.values()[Math.min(4, both - 1) - 1]);
    }

    /// @return 1 high, 2 medium, 3 low, 0 not said
    private static int step(@Nullable String written) {
        if (written == null) return 0;
        var text = written.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("1") || text.startsWith("high")) return 1;
        if (text.startsWith("2") || text.startsWith("medium") || text.startsWith("moderate")) return 2;
        if (text.startsWith("3") || text.startsWith("low")) return 3;
        return 0;
    }
}
