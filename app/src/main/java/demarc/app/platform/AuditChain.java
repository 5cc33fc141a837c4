package demarc.app.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Follows the seals from the first to the newest, computing each anew from what its entry says now.
final class AuditChain {
    /// @param broken what is wrong with the first entry that does not fit; null when all do
    record Reading(long entries, long unsealed, String newest, @Nullable String broken) {}

    private AuditChain() {}

    static Reading read(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select set_config('demarc.scope', 'system', true)");
            sql.setFetchSize(1000);
            var unsealed = count(connection);
            var link = new byte[0];
            long place = 0;
            var rows = sql.executeQuery("select * from platform.audit where seq is not null order by seq");
            while (rows.next()) {
                place++;
                if (rows.getLong("seq") != place)
                    return new Reading(place - 1, unsealed, hex(link), "entry %d of the chain is missing; the next one there is %d (%s)"
                            .formatted(place, rows.getLong("seq"), described(rows)));
                var expected = seal(link, place, rows);
                if (!Arrays.equals(expected, rows.getBytes("hash")))
                    return new Reading(place - 1, unsealed, hex(link), "entry %d does not match its seal: %s".formatted(place, described(rows)));
                link = expected;
            }
            return new Reading(place, unsealed, hex(link), null);
        } finally {
            connection.rollback();
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var sql = connection.createStatement()) {
            var row = sql.executeQuery("select count(*) from platform.audit where seq is null");
            row.next();
            return row.getLong(1);
        }
    }

    /// The twin of `platform.audit_seal`.
    private static byte[] seal(byte[] previous, long place, ResultSet row) throws SQLException {
        var at = row.getTimestamp("at").toInstant();
        var text = String.join("\n", hex(previous), String.valueOf(place), row.getString("id"),
                String.valueOf(Duration.ofSeconds(at.getEpochSecond(), at.getNano()).toNanos() / 1000),
                row.getString("client_id"), String.valueOf(row.getInt("actor_id")),
                measured(row.getString("actor_name")), measured(row.getString("verb")), measured(row.getString("subject")), measured(row.getString("detail")));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// PostgreSQL counts characters, Java half-characters.
    private static String measured(String text) {
        return text.codePointCount(0, text.length()) + ":" + text;
    }

    private static String described(ResultSet row) throws SQLException {
        return "id %d, %s, %s %s %s".formatted(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getString("actor_name"), row.getString("verb"), row.getString("subject"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
