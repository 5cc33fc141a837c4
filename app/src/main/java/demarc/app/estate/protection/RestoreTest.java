package demarc.app.estate.protection;

import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A restore that is to be tried, and what came of it.
///
/// @param system   id; null for an exercise of the whole site
/// @param job      id of the copy to restore from; null likewise
/// @param dueAt    by when
/// @param seed     chooses the file: the one whose SHA-256 of seed and path is the smallest
/// @param evidence null until it is saved; then it never changes
public record RestoreTest(
        int client, long id, @Nullable Long system, @Nullable Long job, @Nullable String systemKey, @Nullable String systemName, @Nullable String jobKey, RestoreKind kind, Instant openedAt, Instant dueAt, long seed, boolean overdue,
        @Nullable String ticket, @Nullable Evidence evidence) {

    /// @param rpo how old the data was when the restore began
    /// @param rto how long it took
    public record Evidence(
            String scope, @Nullable String snapshot, @Nullable Instant snapshotAt, @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Duration rpo,
            @Nullable Duration rto, @Nullable String expectedSha256, @Nullable String actualSha256, String by, boolean passed, @Nullable String defects, Instant savedAt) {

        /// What the hashes say.
        public String integrity() {
            return actualSha256 == null ? "not hashed" : expectedSha256 == null ? "hashed, with nothing to compare" : actualSha256.equals(expectedSha256) ? "identical to the original" : "differs from the original";
        }
    }

    static final String SELECT = """
            select t.client_id, t.id, t.system_id, t.job_id, s.key as system_key, s.name as system_name, j.key as job_key, t.kind, t.opened_at, t.due_at, t.seed, t.overdue, t.ticket, t.saved_at, e.scope, e.snapshot, e.snapshot_at,
                   e.started_at, e.ended_at, e.rpo_minutes, e.rto_minutes, e.expected_sha256, e.actual_sha256, e.by_name, e.passed, e.defects
              from estate.restore_test t
              left join estate.protected_system s on s.client_id = t.client_id and s.id = t.system_id
              left join estate.backup_job j on j.client_id = t.client_id and j.id = t.job_id
              left join estate.restore_evidence e on e.client_id = t.client_id and e.test_id = t.id
            """;

    static RestoreTest of(ResultSet row, int n) throws SQLException {
        var saved = SqlTime.find(row, "saved_at");
        return new RestoreTest(row.getInt("client_id"), row.getLong("id"), row.getObject("system_id", Long.class), row.getObject("job_id", Long.class), row.getString("system_key"),
                row.getString("system_name"), row.getString("job_key"), RestoreKind.valueOf(row.getString("kind")), SqlTime.get(row, "opened_at"), SqlTime.get(row, "due_at"), row.getLong("seed"), row.getBoolean("overdue"), row.getString("ticket"),
                saved == null ? null : new Evidence(row.getString("scope"), row.getString("snapshot"), SqlTime.find(row, "snapshot_at"), SqlTime.find(row, "started_at"),
                        SqlTime.find(row, "ended_at"), minutes(row.getObject("rpo_minutes", Integer.class)), minutes(row.getObject("rto_minutes", Integer.class)),
                        row.getString("expected_sha256"), row.getString("actual_sha256"), row.getString("by_name"), row.getBoolean("passed"), row.getString("defects"), saved));
    }

    private static @Nullable Duration minutes(@Nullable Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    String origin() {
        return "estate/restore/" + id;
    }
}
