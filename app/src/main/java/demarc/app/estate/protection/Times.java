package demarc.app.estate.protection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Instants to and from the database, and lengths of time as people say them.
public final class Times {
    private Times() {}

    static @Nullable OffsetDateTime sql(@Nullable Instant at) {
        return at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// `45 min`, `5 h`, `3 days`
    public static String words(Duration duration) {
        var minutes = Math.max(0, duration.toMinutes());
        if (minutes < 90) return minutes + " min";
        if (minutes < 48 * 60) return minutes % 60 == 0 || minutes > 600 ? Math.round(minutes / 60.0) + " h" : "%d h %d min".formatted(minutes / 60, minutes % 60);
        return Math.round(minutes / 1440.0) + " days";
    }
}
