package demarc.app.estate.protection;

import demarc.app.agreement.Occasion;
import demarc.app.directory.Client;
import demarc.app.estate.protection.ProtectionStore.Moment;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Priority;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Restores are tried on a date, by the tier, and what came of them is kept as it was written.
@Component
public class RestoreTests {
    /// From the ticket until it is overdue.
    static final Period TO_DO = Period.ofDays(14);
    /// A system nobody ever restored is not left alone for half a year.
    private static final Period FIRST = Period.ofMonths(1);
    private static final Period AGAIN = Period.ofDays(7);
    private static final Period EXERCISES = Period.ofYears(1);
    private static final int SEEDS = 1_000_000_000;
    private static final List<String> TEST = List.of("BDR-06");
    private static final List<String> EXERCISE = List.of("BDR-09", "BDR-06");
    private static final List<String> REPAIR = List.of("BDR-06", "BDR-03");

    private final ProtectionStore store;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final JdbcClient sql;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    RestoreTests(ProtectionStore store, ApplicationEventPublisher events, Audit audit, JdbcClient sql, Clock clock) {
        this.store = store;
        this.events = events;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /// A new system, and with a client's first one also its yearly exercise.
    void plan(ProtectedSystem system, Instant now) {
        var cadence = system.tier().cadence();
        store.due(system.client(), Moment.TEST, system.id(), after(now, cadence.toTotalMonths() < FIRST.toTotalMonths() ? cadence : FIRST));
        var exercised = sql.sql("select exists (select from estate.protection_due where client_id = :c and kind = 'EXERCISE') or exists (select from estate.restore_test where client_id = :c and system_id is null and saved_at is null)")
            .param("c", system.client()).query(Boolean.class).single();
        if (!exercised) store.due(system.client(), Moment.EXERCISE, 0, after(now, EXERCISES));
    }

    /// Its moment has come, or somebody wants it now.
    RestoreTest open(ProtectedSystem system, Instant now) {
        store.forget(system.client(), Moment.TEST, system.id());
        var job = store.jobsOf(system.client(), system.id()).stream().filter(each -> each.safeAt() != null).max(Comparator.comparing(BackupJob::safeAt));
        var test = add(system.client(), system.id(), job.map(BackupJob::id).orElse(null), system.tier().test(), now);
        var priority = system.tier() == Tier.T1 ? Priority.P3 : Priority.P4;
        events.publishEvent(new Occasion(system.client(), test.origin(), Occasion.Kind.REQUEST, "Restore test of %s: %s".formatted(system.name(), system.tier().test().label().toLowerCase(Locale.ROOT)),
                Plans.of(test, system, job.orElse(null)), TEST, priority, system.site(), null));
        return get(system.client(), test.id());
    }

    RestoreTest openExercise(int client, Instant now) {
        store.forget(client, Moment.EXERCISE, 0);
        var test = add(client, null, null, RestoreKind.EXERCISE, now);
        events.publishEvent(new Occasion(client, test.origin(), Occasion.Kind.REQUEST, "Yearly exercise: bring the site back", Plans.EXERCISE, EXERCISE, Priority.P4, null, null));
        return get(client, test.id());
    }

    private RestoreTest add(int client, @Nullable Long system, @Nullable Long job, RestoreKind kind, Instant now) {
        var due = after(now, TO_DO);
        var id = sql.sql("""
                insert into estate.restore_test (client_id, system_id, job_id, kind, opened_at, due_at, seed) values (:client, :system, :job, :kind, :now, :due, :seed) returning id
                """)
            .param("client", client).param("system", system).param("job", job).param("kind", kind.name()).param("now", SqlTime.orNull(now)).param("due", SqlTime.orNull(due))
            .param("seed", 1L + chance.nextInt(SEEDS)).query(Long.class).single();
        store.due(client, Moment.OVERDUE, id, due);
        return get(client, id);
    }

    void overdue(int client, long id) {
        store.forget(client, Moment.OVERDUE, id);
        var test = find(client, id).orElse(null);
        if (test == null || test.evidence() != null) return;
        sql.sql("update estate.restore_test set overdue = true where client_id = ? and id = ?").param(client).param(id).update();
        events.publishEvent(new Occasion.Again(client, test.origin(), "The restore test is overdue: no evidence was saved in %d days.".formatted(TO_DO.getDays()), Priority.P3));
        if (test.system() != null) store.stand(client, test.system());
    }

    /// @param by    a person, or null for a machine with the client's report key
    /// @param named who did it, where no person says so
    @Transactional(propagation = Propagation.MANDATORY)
    public RestoreTest save(Client client, Restored said, @Nullable Actor by, String named) {
        var scope = Words.required("scope", said.scope(), 1000);
        var defects = Words.optional("defects", said.defects(), 4000);
        var expected = sha256("expectedSha256", said.expectedSha256());
        var actual = sha256("actualSha256", said.actualSha256());
        var snapshot = Words.optional("snapshot", said.snapshot(), 200);
        var key = Words.optional("job", said.job(), 60);
        var who = by != null ? by.name() : Words.optional("by", said.by(), 120);
        if (said.passed() == null) throw new Refused("passed", "Say whether the restore passed: true or false.");
        var passed = said.passed();
        if (passed && expected != null && actual != null && !expected.equals(actual))
            throw new Refused("passed", "The restored file's SHA-256 is %s…, the original's %s…: what came back is not what was saved, so it did not pass.".formatted(actual.substring(0, 12), expected.substring(0, 12)));
        if (!passed && defects == null) throw new Refused("defects", "Say what was wrong: it is what has to be repaired.");
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var started = said.startedAt();
        var ended = said.endedAt();
        if (started != null && ended != null && ended.isBefore(started)) throw new Refused("endedAt", "The restore ends at %s, before it begins at %s.".formatted(ended, started));
        if (ended != null && ended.isAfter(now.plus(Duration.ofMinutes(5)))) throw new Refused("endedAt", "The restore ends at %s, which is still to come.".formatted(ended));
        var again = said.test() != null || key == null ? null : same(client, key, scope, started, ended, actual);
        if (again != null) return again;
        var test = test(client, said.test(), key, now);
        if (test.evidence() != null) throw new Refused("test", "The evidence of test %d was saved on %s and cannot be changed. Save a new test instead.".formatted(test.id(), test.evidence().savedAt()));
        var job = test.job() == null ? null : store.lockJob(client.id(), test.job()).orElseThrow();
        var from = started != null ? started : ended;
        var run = job == null ? null : run(job, snapshot, from);
        var taken = said.snapshotAt() != null ? said.snapshotAt() : run == null ? null : run.startedAt();
        if (taken != null && from != null && taken.isAfter(from)) throw new Refused("snapshotAt", "The backup began at %s, after the restore did at %s.".formatted(taken, from));
        sql.sql("""
                insert into estate.restore_evidence (client_id, test_id, scope, snapshot, snapshot_at, started_at, ended_at, rpo_minutes, rto_minutes, expected_sha256,
                       actual_sha256, by_person, by_name, passed, defects, saved_at)
                values (:client, :test, :scope, :snapshot, :taken, :started, :ended, :rpo, :rto, :expected, :actual, :person, :name, :passed, :defects, :now)
                """)
            .param("client", client.id()).param("test", test.id()).param("scope", scope).param("snapshot", snapshot != null ? snapshot : run == null ? null : run.snapshot())
            .param("taken", SqlTime.orNull(taken)).param("started", SqlTime.orNull(started)).param("ended", SqlTime.orNull(ended))
            .param("rpo", taken == null || from == null ? null : minutes(Duration.between(taken, from))).param("rto", started == null || ended == null ? null : minutes(Duration.between(started, ended)))
            .param("expected", expected).param("actual", actual).param("person", by == null ? null : by.personId()).param("name", who == null ? named : who)
            .param("passed", passed).param("defects", defects).param("now", SqlTime.orNull(now)).update();
        sql.sql("update estate.restore_test set saved_at = ?, overdue = false where client_id = ? and id = ?").param(SqlTime.orNull(now)).param(client.id()).param(test.id()).update();
        store.forget(client.id(), Moment.OVERDUE, test.id());
        if (by != null) audit.record(by, client.id(), "saved", "restore test " + test.id(), passed ? "passed: " + scope : "failed: " + defects);
        conclude(client, test, passed, scope, defects, who == null ? named : who, now);
        return get(client.id(), test.id());
    }

    private void conclude(Client client, RestoreTest test, boolean passed, String scope, @Nullable String defects, String who, Instant now) {
        var system = test.system() == null ? null : store.system(client.id(), test.system()).orElseThrow();
        if (system == null) {
            store.due(client.id(), Moment.EXERCISE, 0, after(now, EXERCISES));
        } else {
            sql.sql("update estate.protected_system set tested_at = :now, proved_at = case when :passed then :now else proved_at end where client_id = :client and id = :id")
                .param("now", SqlTime.orNull(now)).param("passed", passed).param("client", client.id()).param("id", system.id()).update();
            if (!system.isRetired()) store.due(client.id(), Moment.TEST, system.id(), after(now, passed ? system.tier().cadence() : AGAIN));
            store.stand(client.id(), system.id());
        }
        if (passed) {
            events.publishEvent(new Occasion.Over(client.id(), test.origin(), "%s restored %s, and it passed.".formatted(who, scope)));
            return;
        }
        events.publishEvent(new Occasion(client.id(), test.origin(), Occasion.Kind.INCIDENT, "Restore of %s failed".formatted(system == null ? "the site" : system.name()),
                "%s tried to restore %s, and it failed: %s%nIt is tried again in %d days.".formatted(who, scope, defects, AGAIN.getDays()), REPAIR,
                system == null ? Priority.P2 : system.tier().priority(), system == null ? null : system.site(), null));
    }

    /// The one that is named; else what is open for the job's system; else one that nobody asked for.
    private RestoreTest test(Client client, @Nullable Long id, @Nullable String key, Instant now) {
        if (id != null) {
            var job = get(client.id(), id).jobKey();
            if (job != null) store.lockJob(client.id(), job);
            else sql.sql("select 1 from estate.restore_test where client_id = ? and id = ? for update").param(client.id()).param(id).query().listOfRows();
            return get(client.id(), id);
        }
        if (key == null) throw new Refused("job", "Say which backup was restored: the job's key, or the number of the test that was due.");
        var job = store.job(client.id(), key).orElseThrow(() -> new Refused("job", "%s has no backup job '%s'.".formatted(client.name(), key)));
        var open = sql.sql(RestoreTest.SELECT + " where t.client_id = ? and t.system_id = ? and t.saved_at is null order by t.id limit 1").param(client.id()).param(job.system()).query(RestoreTest::of).optional();
        if (open.isPresent()) {
            sql.sql("update estate.restore_test set job_id = ? where client_id = ? and id = ?").param(job.id()).param(client.id()).param(open.get().id()).update();
            return get(client.id(), open.get().id());
        }
        var test = add(client.id(), job.system(), job.id(), store.system(client.id(), job.system()).orElseThrow().tier().test(), now);
        store.forget(client.id(), Moment.TEST, job.system());
        return test;
    }

    /// A machine whose answer got lost says the same again. Evidence of one job is taken one after the other, or two at once would each be the first.
    private @Nullable RestoreTest same(Client client, String key, String scope, @Nullable Instant started, @Nullable Instant ended, @Nullable String actual) {
        var job = store.lockJob(client.id(), key);
        if (job.isEmpty() || started == null || ended == null) return null;
        return sql.sql(RestoreTest.SELECT + """
                 where t.client_id = :client and t.system_id = :system and t.job_id = :job and e.scope = :scope and e.started_at = :started and e.ended_at = :ended
                   and e.actual_sha256 is not distinct from :actual
                 order by t.id desc limit 1
                """)
            .param("client", client.id()).param("system", job.get().system()).param("job", job.get().id()).param("scope", scope).param("started", SqlTime.orNull(started)).param("ended", SqlTime.orNull(ended))
            .param("actual", actual).query(RestoreTest::of).optional().orElse(null);
    }

    /// Which backup it came from: the one that is named; else the last that began before the restore did, for another one may have run since.
    private @Nullable BackupRun run(BackupJob job, @Nullable String snapshot, @Nullable Instant from) {
        return sql.sql("""
                select %s from estate.backup_run r
                 where r.client_id = :client and r.job_id = :job and r.operation = 'BACKUP' and r.state in ('OK', 'WARNING')
                   and (:snapshot::text is null or r.snapshot is not null and (starts_with(r.snapshot, :snapshot) or starts_with(:snapshot, r.snapshot)))
                   and (:snapshot::text is not null or :from::timestamptz is null or r.started_at <= :from)
                 order by r.started_at desc, r.id desc
                 limit 1
                """.formatted(BackupRun.COLUMNS))
            .param("client", job.client()).param("job", job.id()).param("snapshot", snapshot).param("from", SqlTime.orNull(from)).query(BackupRun::of).optional().orElse(null);
    }

    @Transactional(readOnly = true)
    public Optional<RestoreTest> find(int client, long id) {
        return sql.sql(RestoreTest.SELECT + " where t.client_id = ? and t.id = ?").param(client).param(id).query(RestoreTest::of).optional();
    }

    @Transactional(readOnly = true)
    public RestoreTest get(int client, long id) {
        return find(client, id).orElseThrow(() -> new NotFound("restore test", id));
    }

    /// Not done yet, the most urgent first; at most so many.
    @Transactional(readOnly = true)
    public List<RestoreTest> open(Collection<Integer> clients, int most) {
        return sql.sql(RestoreTest.SELECT + " where t.client_id = any (?) and t.saved_at is null order by t.due_at, t.id limit ?")
            .param(clients.toArray(Integer[]::new)).param(most).query(RestoreTest::of).list();
    }

    @Transactional(readOnly = true)
    public Page<RestoreTest> page(Collection<Integer> clients, @Nullable Long system, @Nullable Cursor after, int limit) {
        var rows = sql.sql(RestoreTest.SELECT + """
                 where t.client_id = any (:clients) and (:system::bigint is null or t.system_id = :system::bigint) and (:after::bigint is null or t.id < :after::bigint)
                 order by t.id desc
                 limit :limit
                """)
            .param("clients", clients.toArray(Integer[]::new)).param("system", system).param("after", after == null ? null : after.number(0)).param("limit", limit + 1)
            .query(RestoreTest::of).list();
        return Page.of(rows, limit, last -> Cursor.of(last.id()));
    }

    private static @Nullable String sha256(String field, @Nullable String text) {
        var hash = Words.optional(field, text, 200);
        if (hash == null) return null;
        var lower = hash.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{64}")) throw new Refused(field, "'%s' is no SHA-256: it has 64 hexadecimal digits, as sha256sum prints them.".formatted(hash.length() > 70 ? hash.substring(0, 70) + "…" : hash));
        return lower;
    }

    private static int minutes(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.plusSeconds(59).toMinutes());
    }

    private static Instant after(Instant from, Period period) {
        return from.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }
}
