package demarc.app.estate.protection;

import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One copy of a system, and when it is made.
///
/// @param key        by which machines report it: `erp-nightly`
/// @param immutable  nobody who breaks in can change it: locked, or not connected
/// @param expectedAt the moment whose run is waited for; null while it is paused
/// @param goodAt     when the last good run ended; `safeAt` is when it began, which is the moment to which it brings back
/// @param damage     what a check of the repository found
/// @param look       what makes a good run worth a look
public record BackupJob(
        int client, long id, String key, long system, Tool tool, Schedule schedule, Duration grace, Medium medium, @Nullable String place, boolean offsite,
        boolean immutable, @Nullable Instant expectedAt, @Nullable Instant goodAt, @Nullable Instant safeAt, @Nullable Trouble trouble, @Nullable String why,
        @Nullable Instant troubleAt, @Nullable String damage, @Nullable String look, @Nullable String ticket, @Nullable String lookTicket, Instant createdAt,
        @Nullable Instant retiredAt, int version) {

    public enum Trouble {
        MISSED("missed"), FAILED("failed"), UNFINISHED("unfinished"), RPO("RPO broken");

        private final String label;

        Trouble(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static final String COLUMNS = "j.client_id, j.id, j.key, j.system_id, j.tool, j.schedule, j.grace_minutes, j.medium, j.place, j.offsite, j.immutable, j.expected_at, "
            + "j.good_at, j.safe_at, j.trouble, j.trouble_why, j.trouble_at, j.damage, j.look, j.ticket, j.look_ticket, j.created_at, j.retired_at, j.version";

    static BackupJob of(ResultSet row, int n) throws SQLException {
        var trouble = row.getString("trouble");
        return new BackupJob(row.getInt("client_id"), row.getLong("id"), row.getString("key"), row.getLong("system_id"), Tool.valueOf(row.getString("tool")),
                Schedule.parse(row.getString("schedule")), Duration.ofMinutes(row.getInt("grace_minutes")), Medium.valueOf(row.getString("medium")), row.getString("place"),
                row.getBoolean("offsite"), row.getBoolean("immutable"), SqlTime.find(row, "expected_at"), SqlTime.find(row, "good_at"), SqlTime.find(row, "safe_at"),
                trouble == null ? null : Trouble.valueOf(trouble), row.getString("trouble_why"), SqlTime.find(row, "trouble_at"), row.getString("damage"), row.getString("look"),
                row.getString("ticket"), row.getString("look_ticket"), SqlTime.get(row, "created_at"), SqlTime.find(row, "retired_at"), row.getInt("version"));
    }

    public boolean isRetired() {
        return retiredAt != null;
    }

    public boolean isPaused() {
        return expectedAt == null;
    }

    /// Whether its copy can be counted on now.
    public boolean holds() {
        return safeAt != null && trouble == null && damage == null;
    }

    String origin() {
        return "estate/backup/" + id;
    }

    String lookOrigin() {
        return "estate/backup-look/" + id;
    }
}
