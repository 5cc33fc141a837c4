package demarc.app.estate.protection;

import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was reported of one run.
///
/// @param bytes size of what was read; `added` is what the copy grew by
public record BackupRun(
        int client, long id, long job, Operation operation, RunState state, Instant startedAt, @Nullable Instant endedAt, @Nullable Long bytes, @Nullable Long files,
        @Nullable Long added, @Nullable String snapshot, String message, Instant reportedAt) {

    static final String COLUMNS = "r.client_id, r.id, r.job_id, r.operation, r.state, r.started_at, r.ended_at, r.bytes, r.files, r.added, r.snapshot, r.message, r.reported_at";

    static BackupRun of(ResultSet row, int n) throws SQLException {
        return new BackupRun(row.getInt("client_id"), row.getLong("id"), row.getLong("job_id"), Operation.valueOf(row.getString("operation")),
                RunState.valueOf(row.getString("state")), SqlTime.get(row, "started_at"), SqlTime.find(row, "ended_at"), row.getObject("bytes", Long.class),
                row.getObject("files", Long.class), row.getObject("added", Long.class), row.getString("snapshot"), row.getString("message"), SqlTime.get(row, "reported_at"));
    }

    public @Nullable Duration took() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }
}
