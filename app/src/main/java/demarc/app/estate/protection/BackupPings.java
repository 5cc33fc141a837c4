package demarc.app.estate.protection;

import demarc.app.directory.Directory;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs told by whoever has nothing but `curl`, in the words of Healthchecks: `/ping/KEY?job=NAME`, behind the key nothing, `/start`, `/fail`, `/log` or an exit status.
@Component
public class BackupPings {
    private static final String REPORT = "ping-";

    public enum Step { START, END, LOG }

    private final ReportKeys keys;
    private final BackupRuns runs;
    private final Directory directory;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    BackupPings(ReportKeys keys, BackupRuns runs, Directory directory, JdbcClient sql, TransactionTemplate transaction) {
        this.keys = keys;
        this.runs = runs;
        this.directory = directory;
        this.sql = sql;
        this.transaction = transaction;
    }

    /// Whose key it is: asked before anything that is sent along is read.
    public Optional<ReportKeys.Holder> holder(String key) {
        return keys.holder(key);
    }

    /// On disk before it comes back.
    ///
    /// @param exit of an end
    /// @param run  by which an end finds its start (`rid`); without it an end belongs to the last start
    /// @param log  what was said, of which the end is kept
    public void ping(ReportKeys.Holder holder, @Nullable String job, Step step, int exit, @Nullable String run, byte[] log) {
        if (job == null || job.isBlank()) throw new Refused("job", "Say which backup it was: /ping/KEY?job=NAME.");
        if (run != null && !run.matches("[A-Za-z0-9-]{1,64}")) throw new Refused("rid", "The run's id is '%s'; it may have letters, digits and hyphens, 64 at most.".formatted(run));
        Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> runs.report(directory.client(holder.client()), said(holder.client(), job, step, exit, run, tail(log))))));
    }

    private Reported said(int client, String job, Step step, int exit, @Nullable String run, String log) {
        return switch (step) {
            case START -> reported(job, run == null ? REPORT + UUID.randomUUID() : REPORT + run, null, "running", null, log);
            case END -> reported(job, run == null ? begun(client, job) : REPORT + run, null, null, exit, log);
            // Kept and shown; it says neither that a backup is good nor that it is not.
            case LOG -> reported(job, null, "other", null, 0, log);
        };
    }

    /// The tool's words are read where it has any; a ping without them counts by its exit status, whatever the job's tool is.
    private static Reported reported(String job, @Nullable String report, @Nullable String operation, @Nullable String state, @Nullable Integer exit, String log) {
        return new Reported(null, job, report, "other", operation, state, exit, null, null, null, log, null, null, null, null, null, null);
    }

    private @Nullable String begun(int client, String job) {
        return sql.sql("""
                select report from (
                    select r.report, r.state, r.started_at from estate.backup_run r
                      join estate.backup_job j on j.client_id = r.client_id and j.id = r.job_id
                     where r.client_id = :client and j.key = :job order by r.started_at desc, r.id desc limit 20) last
                 where state = 'RUNNING' and starts_with(report, :ping)
                 order by started_at desc limit 1
                """).param("client", client).param("job", job).param("ping", REPORT).query(String.class).optional().orElse(null);
    }

    private static String tail(byte[] log) {
        var text = new String(log, StandardCharsets.UTF_8).replace("\0", "");
        return text.length() <= Reported.MOST_OUTPUT ? text : text.substring(text.length() - Reported.MOST_OUTPUT);
    }
}
