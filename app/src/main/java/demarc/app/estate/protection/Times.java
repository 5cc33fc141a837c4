package demarc.app.estate.protection;

import java.time.Duration;

/// Lengths of time as people say them.
public final class Times {
    private Times() {}

    /// `45 min`, `5 h`, `3 days`
    public static String words(Duration duration) {
        var minutes = Math.max(0, duration.toMinutes());
        if (minutes < 90) return minutes + " min";
        if (minutes < 48 * 60) return minutes % 60 == 0 || minutes > 600 ? Math.round(minutes / 60.0) + " h" : "%d h %d min".formatted(minutes / 60, minutes % 60);
        return Math.round(minutes / 1440.0) + " days";
    }
}
