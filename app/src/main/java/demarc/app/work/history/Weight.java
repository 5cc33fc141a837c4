package demarc.app.work.history;

import demarc.core.agreement.Priority;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How desks write priority, impact and urgency: `3 - Moderate`, `P2`, `High`.
final class Weight {

    private static final Pattern NUMBERED = Pattern.compile("(?:p|sev|prio|priority)?\\s*([1-5])(?:\\D.*)?");

    private Weight() {}

    static Optional<Priority> priority(String written) {
        var text = written.strip().toLowerCase(Locale.ROOT);
        var number = NUMBERED.matcher(text);
        if (number.matches()) return Optional.of(Priority.values()[Math.min(4, Integer.parseInt(number.group(1))) - 1]);
        return Optional.ofNullable(switch (text) {
            case "critical", "urgent", "highest", "blocker", "emergency", "very high" -> Priority.P1;
            case "high", "major" -> Priority.P2;
            case "medium", "moderate", "normal", "standard" -> Priority.P3;
            case "low", "lowest", "minor", "trivial", "planning", "very low" -> Priority.P4;
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
