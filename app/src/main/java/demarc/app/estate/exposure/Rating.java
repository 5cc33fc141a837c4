package demarc.app.estate.exposure;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How bad a vulnerability is by itself, by the bands of CVSS; the worst first.
public enum Rating {
    CRITICAL("critical", 14),
    HIGH("high", 30),
    MEDIUM("medium", 60),
    LOW("low", 90),
    /// Nobody has scored it: treated as medium until somebody has.
    UNKNOWN("not scored", 60);

    private final String label;
    private final int days;

    Rating(String label, int days) {
        this.label = label;
        this.days = days;
    }

    public String label() {
        return label;
    }

    /// To mend it where BOD 26-04 cannot be asked.
    int days() {
        return days;
    }

    public String css() {
        return switch (this) {
            case CRITICAL, HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW, UNKNOWN -> "";
        };
    }

    static Rating of(double score) {
        return score >= 9 ? CRITICAL : score >= 7 ? HIGH : score >= 4 ? MEDIUM : LOW;
    }

    /// Words of GitHub (`MODERATE`), Debian (`not yet assigned`) and others.
    static Rating of(@Nullable String word) {
        var plain = word == null ? "" : word.strip().toUpperCase(Locale.ROOT).replace("*", "");
        if (plain.equals("MODERATE")) return MEDIUM;
        if (plain.equals("IMPORTANT")) return HIGH;
        if (plain.equals("UNIMPORTANT") || plain.equals("NEGLIGIBLE")) return LOW;
        return Arrays.stream(values()).filter(each -> each.name().equals(plain)).findFirst().orElse(UNKNOWN);
    }

    Rating worse(Rating other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
