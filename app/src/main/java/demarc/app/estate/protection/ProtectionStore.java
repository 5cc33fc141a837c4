package demarc.app.estate.protection;

import demarc.app.platform.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of systems, jobs, runs and due moments, always of one client.
@Component
class ProtectionStore {
    enum Moment { MISSED, UNFINISHED, RPO, TEST, OVERDUE, EXERCISE }

    private final JdbcClient sql;

    ProtectionStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<ProtectedSystem> system(int client, long id) {
        return sql.sql("select %s from estate.protected_system s where s.client_id = ? and s.id = ?".formatted(ProtectedSystem.COLUMNS))
            .param(client).param(id).query(ProtectedSystem::of).optional();
    }

    Optional<ProtectedSystem> system(int client, String key) {
        return sql.sql("select %s from estate.protected_system s where s.client_id = ? and s.key = ?".formatted(ProtectedSystem.COLUMNS))
            .param(client).param(key).query(ProtectedSystem::of).optional();
    }

    Optional<BackupJob> job(int client, String key) {
        return sql.sql("select %s from estate.backup_job j where j.client_id = ? and j.key = ?".formatted(BackupJob.COLUMNS))
            .param(client).param(key).query(BackupJob::of).optional();
    }

    /// Runs of one job are judged one after the other.
    Optional<BackupJob> lockJob(int client, String key) {
        return sql.sql("select %s from estate.backup_job j where j.client_id = ? and j.key = ? for update".formatted(BackupJob.COLUMNS))
            .param(client).param(key).query(BackupJob::of).optional();
    }

    Optional<BackupJob> lockJob(int client, long id) {
        return sql.sql("select %s from estate.backup_job j where j.client_id = ? and j.id = ? for update".formatted(BackupJob.COLUMNS))
            .param(client).param(id).query(BackupJob::of).optional();
    }

    /// In use, by key.
    List<BackupJob> jobsOf(int client, long system) {
        return sql.sql("select %s from estate.backup_job j where j.client_id = ? and j.system_id = ? and j.retired_at is null order by j.key".formatted(BackupJob.COLUMNS))
            .param(client).param(system).query(BackupJob::of).list();
    }

    Optional<BackupRun> run(int client, long id) {
        return sql.sql("select %s from estate.backup_run r where r.client_id = ? and r.id = ?".formatted(BackupRun.COLUMNS)).param(client).param(id).query(BackupRun::of).optional();
    }

    Optional<BackupRun> reported(int client, String report) {
        return sql.sql("select %s from estate.backup_run r where r.client_id = ? and r.report = ?".formatted(BackupRun.COLUMNS)).param(client).param(report).query(BackupRun::of).optional();
    }

    /// Begun and not ended, the newest first.
    List<BackupRun> running(int client, long job) {
        return sql.sql("""
                select * from (select %s from estate.backup_run r where r.client_id = ? and r.job_id = ? order by r.started_at desc, r.id desc limit 20) r
                 where r.state = 'RUNNING'
                """.formatted(BackupRun.COLUMNS)).param(client).param(job).query(BackupRun::of).list();
    }

    /// The last good backups that began before.
    List<BackupRun> good(int client, long job, Instant before, int most) {
        return sql.sql("""
                select %s from estate.backup_run r
                 where r.client_id = ? and r.job_id = ? and r.started_at < ? and r.operation = 'BACKUP' and r.state in ('OK', 'WARNING')
                 order by r.started_at desc, r.id desc
                 limit ?
                """.formatted(BackupRun.COLUMNS)).param(client).param(job).param(SqlTime.orNull(before)).param(most).query(BackupRun::of).list();
    }

    BackupRun add(BackupRun run, @Nullable String report, @Nullable String raw) {
        var id = sql.sql("""
                insert into estate.backup_run (client_id, job_id, report, operation, state, started_at, ended_at, bytes, files, added, snapshot, message, raw, reported_at)
                values (:client, :job, :report, :operation, :state, :started, :ended, :bytes, :files, :added, :snapshot, :message, :raw, :reported)
                returning id
                """)
            .param("client", run.client()).param("job", run.job()).param("report", report).param("operation", run.operation().name()).param("state", run.state().name())
            .param("started", SqlTime.orNull(run.startedAt())).param("ended", SqlTime.orNull(run.endedAt())).param("bytes", run.bytes()).param("files", run.files())
            .param("added", run.added()).param("snapshot", run.snapshot()).param("message", run.message()).param("raw", raw).param("reported", SqlTime.orNull(run.reportedAt()))
            .query(Long.class).single();
        return run(run.client(), id).orElseThrow();
    }

    BackupRun end(BackupRun run, @Nullable String raw) {
        sql.sql("""
                update estate.backup_run set operation = :operation, state = :state, started_at = :started, ended_at = :ended, bytes = :bytes, files = :files, added = :added,
                       snapshot = :snapshot, message = :message, raw = coalesce(:raw, raw), reported_at = :reported
                 where client_id = :client and id = :id
                """)
            .param("client", run.client()).param("id", run.id()).param("operation", run.operation().name()).param("state", run.state().name())
            .param("started", SqlTime.orNull(run.startedAt())).param("ended", SqlTime.orNull(run.endedAt())).param("bytes", run.bytes()).param("files", run.files())
            .param("added", run.added()).param("snapshot", run.snapshot()).param("message", run.message()).param("raw", raw).param("reported", SqlTime.orNull(run.reportedAt())).update();
        forget(run.client(), Moment.UNFINISHED, run.id());
        return run;
    }

    void due(int client, Moment moment, long subject, Instant at) {
        sql.sql("""
                insert into estate.protection_due (client_id, kind, subject, due_at) values (:client, :kind, :subject, :at)
                    on conflict (client_id, kind, subject) do update set due_at = excluded.due_at, postponed = false
                """)
            .param("client", client).param("kind", moment.name()).param("subject", subject).param("at", SqlTime.orNull(at)).update();
    }

    void forget(int client, Moment moment, long subject) {
        sql.sql("delete from estate.protection_due where client_id = ? and kind = ? and subject = ?").param(client).param(moment.name()).param(subject).update();
    }

    void expect(BackupJob job, @Nullable Instant at) {
        sql.sql("update estate.backup_job set expected_at = ? where client_id = ? and id = ?").param(SqlTime.orNull(at)).param(job.client()).param(job.id()).update();
        if (at == null) forget(job.client(), Moment.MISSED, job.id());
        else due(job.client(), Moment.MISSED, job.id(), at.plus(job.grace()));
    }

    void safe(BackupJob job, BackupRun run) {
        sql.sql("update estate.backup_job set safe_at = ?, good_at = ? where client_id = ? and id = ?")
            .param(SqlTime.orNull(run.startedAt())).param(SqlTime.orNull(run.endedAt())).param(job.client()).param(job.id()).update();
        sql.sql("update estate.protected_system set safe_at = greatest(safe_at, ?), rpo_broken_at = null where client_id = ? and id = ?")
            .param(SqlTime.orNull(run.startedAt())).param(job.client()).param(job.system()).update();
    }

    void trouble(BackupJob job, BackupJob.@Nullable Trouble trouble, @Nullable String why, @Nullable Instant at) {
        sql.sql("update estate.backup_job set trouble = ?, trouble_why = ?, trouble_at = ? where client_id = ? and id = ?")
            .param(trouble == null ? null : trouble.name()).param(why).param(SqlTime.orNull(at)).param(job.client()).param(job.id()).update();
    }

    void damage(BackupJob job, @Nullable String damage) {
        sql.sql("update estate.backup_job set damage = ? where client_id = ? and id = ?").param(damage).param(job.client()).param(job.id()).update();
    }

    void look(BackupJob job, @Nullable String look) {
        sql.sql("update estate.backup_job set look = ? where client_id = ? and id = ?").param(look).param(job.client()).param(job.id()).update();
    }

    /// How the system stands by all that is known of it; lists are ordered by it, so it is a column.
    void stand(int client, long id) {
        var system = system(client, id).orElseThrow();
        var jobs = jobsOf(client, id);
        var open = sql.sql("select exists (select from estate.restore_test where client_id = ? and system_id = ? and saved_at is null and overdue)").param(client).param(id).query(Boolean.class).single();
        var wrong = jobs.isEmpty() || system.rpoBrokenAt() != null || jobs.stream().anyMatch(job -> job.trouble() != null || job.damage() != null);
        var tested = system.testedAt();
        var proved = system.provedAt();
        var failed = tested != null && (proved == null || proved.isBefore(tested));
        var look = open || failed || system.safeAt() == null || jobs.stream().anyMatch(job -> job.look() != null) || Standing.cannotKeep(system, jobs).isPresent();
        sql.sql("update estate.protected_system set standing = ? where client_id = ? and id = ?").param(wrong ? 0 : look ? 1 : 2).param(client).param(id).update();
    }
}
