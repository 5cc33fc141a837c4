package demarc.app.signals;

import demarc.core.agreement.Priority;
import java.util.Locale;
import java.util.Optional;

/// How bad a source says it is. What the agreement makes of it is [#priority].
public enum Severity {
    CRITICAL, HIGH, MEDIUM, LOW,
    /// Nothing to act on: kept, never work.
    INFO;

    /// The words that tools use for their levels.
    public static Optional<Severity> named(String word) {
        return Optional.ofNullable(switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "crit", "disaster", "fatal", "emergency", "emerg", "alert", "page", "down", "p1" -> CRITICAL;
            case "high", "error", "err", "major", "unreachable", "p2" -> HIGH;
            case "medium", "average", "warning", "warn", "minor", "unknown", "p3" -> MEDIUM;
            case "low", "notice", "p4" -> LOW;
            case "info", "information", "informational", "none", "ok", "debug", "not_classified", "not classified" -> INFO;
            default -> null;
        });
    }

    public Priority priority() {
        return switch (this) {
            case CRITICAL -> Priority.P1;
            case HIGH -> Priority.P2;
            case MEDIUM -> Priority.P3;
            case LOW, INFO -> Priority.P4;
        };
    }
}
