package demarc.app.estate.protection;

import demarc.app.directory.Directory;
import demarc.app.estate.protection.BackupJob.Trouble;
import demarc.app.estate.protection.ProtectionStore.Moment;
import demarc.app.platform.Due;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Comes back to what should have been reported by now, and to restores that are due. Each moment has its own transaction and is looked at as things
/// stand then, so coming twice, late, or on two nodes does no harm.
@Component
public class ProtectionWatch {
    private static final Logger log = LoggerFactory.getLogger(ProtectionWatch.class);
    private static final int BATCH = 200;
    private static final int ROUNDS = 100;
    /// So late is only a product that was itself away; then those who report get the time to bring what they kept.
    private static final Duration AWAY = Duration.ofMinutes(10);
    private static final Duration TO_CATCH_UP = Duration.ofMinutes(15);
    private static final Duration RAW_KEPT = Duration.ofDays(90);

    private record Row(int client, Moment moment, long subject, Instant at, boolean postponed) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final ProtectionStore store;
    private final ProtectionAlarms alarms;
    private final BackupRuns runs;
    private final RestoreTests tests;
    private final Directory directory;
    private final Due due;
    private final Clock clock;

    ProtectionWatch(JdbcClient sql, TransactionTemplate transaction, ProtectionStore store, ProtectionAlarms alarms, BackupRuns runs, RestoreTests tests, Directory directory,
            Due due, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.store = store;
        this.alarms = alarms;
        this.runs = runs;
        this.tests = tests;
        this.directory = directory;
        this.due = due;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        drain();
    }

    /// The tools' own words are kept for a quarter; the figures stay.
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    void forget() {
        due.drain("raw output of backups", () -> sql.sql("""
                update estate.backup_run set raw = null where (client_id, id) in
                       (select client_id, id from estate.backup_run where raw is not null and reported_at < :at order by reported_at limit 500)
                """)
            .param("at", SqlTime.orNull(clock.instant().minus(RAW_KEPT))).update());
    }

    /// @return how many moments were looked at
    public int drain() {
        var total = 0;
        for (var round = 0; round < ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            var done = 0;
            for (var row : due()) if (visit(row)) done++;
            total += done;
            if (done == 0) break;
        }
        return total;
    }

    private List<Row> due() {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("""
                select client_id, kind, subject, due_at, postponed from estate.protection_due where due_at <= :now order by due_at limit :most
                """)
            .param("now", SqlTime.orNull(clock.instant())).param("most", BATCH)
            .query((row, _) -> new Row(row.getInt(1), Moment.valueOf(row.getString(2)), row.getLong(3), SqlTime.get(row, "due_at"), row.getBoolean(5))).list())));
    }

    private boolean visit(Row row) {
        try {
            return Tenancy.asSystem(() -> Boolean.TRUE.equals(transaction.execute(_ -> look(row))));
        } catch (RuntimeException e) {
            log.error("client {} {} {}: what is due failed; trying again in five minutes", row.client, row.moment, row.subject, e);
            Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("update estate.protection_due set due_at = :later where client_id = :client and kind = :kind and subject = :subject")
                .param("later", SqlTime.orNull(clock.instant().plusSeconds(300))).param("client", row.client).param("kind", row.moment.name()).param("subject", row.subject).update()));
            return false;
        }
    }

    private boolean look(Row row) {
        // Whoever reports holds the job's row and then writes the moment's: to hold them the other way round would be a deadlock, so nothing is held here
        // but a lock that only other nodes ask for.
        var still = sql.sql("""
                select pg_try_advisory_xact_lock(hashtextextended('protection ' || client_id || kind || subject, 0)) and due_at = :at
                  from estate.protection_due where client_id = :client and kind = :kind and subject = :subject
                """)
            .param("at", SqlTime.orNull(row.at)).param("client", row.client).param("kind", row.moment.name()).param("subject", row.subject).query(Boolean.class).optional().orElse(false);
        if (!still) return false;
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        switch (row.moment) {
            case MISSED -> missed(row, now);
            case UNFINISHED -> unfinished(row, now);
            case RPO -> rpo(row, now);
            case TEST -> {
                store.forget(row.client, Moment.TEST, row.subject);
                store.system(row.client, row.subject).filter(system -> !system.isRetired()).ifPresent(system -> tests.open(system, now));
            }
            case OVERDUE -> tests.overdue(row.client, row.subject);
            case EXERCISE -> tests.openExercise(row.client, now);
        }
        return true;
    }

    private void missed(Row row, Instant now) {
        var job = store.lockJob(row.client, row.subject).orElse(null);
        var expected = job == null ? null : job.expectedAt();
        if (job == null || job.isRetired() || expected == null) {
            store.forget(row.client, Moment.MISSED, row.subject);
            return;
        }
        if (expected.plus(job.grace()).isAfter(now)) {
            store.expect(job, expected);
            return;
        }
        if (postpone(row, now)) return;
        var zone = directory.client(row.client).zone();
        var next = expected;
        while (!next.plus(job.grace()).isAfter(now)) next = nextAfter(job, next);
        store.expect(job, next);
        // It began in time and has not ended: that has a moment of its own.
        var begun = store.running(row.client, job.id()).stream().anyMatch(run -> !run.startedAt().isBefore(expected.minus(Schedule.EARLY)));
        if (begun || job.trouble() == Trouble.FAILED && job.troubleAt() != null && !job.troubleAt().isBefore(expected.minus(Schedule.EARLY))) return;
        alarms.trouble(job, Trouble.MISSED, "The run expected on %s (%s) had not been reported by %s.".formatted(Words.when(expected, zone), job.schedule().text(),
                Words.when(expected.plus(job.grace()), zone)), now);
        store.stand(row.client, job.system());
    }

    private Instant nextAfter(BackupJob job, Instant moment) {
        return job.schedule().next(moment, directory.client(job.client()).zone());
    }

    private void unfinished(Row row, Instant now) {
        var begun = store.run(row.client, row.subject).orElse(null);
        var job = begun == null ? null : store.lockJob(row.client, begun.job()).orElseThrow();
        var run = store.run(row.client, row.subject).orElse(null);
        store.forget(row.client, Moment.UNFINISHED, row.subject);
        if (job == null || run == null || run.state() != RunState.RUNNING) return;
        var why = "It began %s ago and has not said how it ended.".formatted(Times.words(Duration.between(run.startedAt(), now)));
        runs.unfinished(run, why, now);
        if (run.operation() == Operation.BACKUP && (job.safeAt() == null || run.startedAt().isAfter(job.safeAt()))) alarms.trouble(job, Trouble.UNFINISHED, why, now);
        store.stand(row.client, job.system());
    }

    private void rpo(Row row, Instant now) {
        for (var job : store.jobsOf(row.client, row.subject)) store.lockJob(row.client, job.id());
        var system = store.system(row.client, row.subject).orElse(null);
        var jobs = system == null ? List.<BackupJob>of() : store.jobsOf(row.client, row.subject);
        var breaks = system == null || system.isRetired() ? null : Standing.breaks(system, jobs);
        if (system == null || breaks == null) {
            store.forget(row.client, Moment.RPO, row.subject);
            return;
        }
        if (breaks.isAfter(now)) {
            store.due(row.client, Moment.RPO, row.subject, breaks);
            return;
        }
        if (postpone(row, now)) return;
        store.forget(row.client, Moment.RPO, row.subject);
        sql.sql("update estate.protected_system set rpo_broken_at = ? where client_id = ? and id = ?").param(SqlTime.orNull(now)).param(row.client).param(row.subject).update();
        var job = Standing.best(jobs).orElseThrow();
        alarms.trouble(job, Trouble.RPO, "If %s were lost now, the work of the last %s would be lost with it; %s is the most that may be.".formatted(system.name(),
                Times.words(Duration.between(Objects.requireNonNull(system.safeAt()), now)), Times.words(system.rpo())), now);
        store.stand(row.client, row.subject);
    }

    private boolean postpone(Row row, Instant now) {
        if (row.postponed || row.at.plus(AWAY).isAfter(now)) return false;
        sql.sql("update estate.protection_due set due_at = :later, postponed = true where client_id = :client and kind = :kind and subject = :subject")
            .param("later", SqlTime.orNull(now.plus(TO_CATCH_UP))).param("client", row.client).param("kind", row.moment.name()).param("subject", row.subject).update();
        return true;
    }
}
