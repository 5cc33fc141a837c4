package demarc.app.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Instants to and from `timestamptz`, whose driver knows no [Instant].
public final class SqlTime {
    private SqlTime() {}

    public static OffsetDateTime of(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime orNull(@Nullable Instant at) {
        return at == null ? null : of(at);
    }

    public static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Instant get(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// @return null when there is none, and for `infinity`, which means never
    public static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    /// @return null when there is none, and for `infinity`, which means never
    public static @Nullable Instant find(ResultSet row, int column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null || at.equals(OffsetDateTime.MAX) ? null : at.toInstant();
    }
}
