package demarc.app.estate.protection;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.protection.ProtectionStore.Moment;
import demarc.app.platform.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes reports in and judges them, each job's in turn.
@Component
public class BackupRuns {
    private static final Pattern PASSWORD = Pattern.compile("(://[^/\\s:@\"]+:)[^@/\\s\"]+@");
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final Duration OLDEST = Duration.ofDays(400);
    private static final Duration LONGEST_RUN = Duration.ofDays(1);
    private static final Duration SHORTEST_WAIT = Duration.ofHours(1);

    /// @param known it had been reported before; nothing was changed
    public record Taken(BackupJob job, BackupRun run, boolean known) {}

    private record Span(Instant start, @Nullable Instant end, String remark) {}

    private final ProtectionStore store;
    private final ProtectionAlarms alarms;
    private final Directory directory;
    private final JdbcClient sql;
    private final Clock clock;

    BackupRuns(ProtectionStore store, ProtectionAlarms alarms, Directory directory, JdbcClient sql, Clock clock) {
        this.store = store;
        this.alarms = alarms;
        this.directory = directory;
        this.sql = sql;
        this.clock = clock;
    }

    /// In the transaction of whoever may report for this client.
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken report(Client client, Reported said) {
        var output = output("output", said.output());
        var errors = output("errors", said.errors());
        var report = Words.optional("report", said.report(), 100);
        var operation = said.operation() == null ? null : Words.one(Operation.class, "operation", said.operation());
        var state = said.state() == null ? null : Words.one(RunState.class, "state", said.state());
        var snapshot = Words.optional("snapshot", said.snapshot(), 200);
        var message = Words.optional("message", said.message(), 1900);
        for (var each : new Long[] {said.bytes(), said.files(), said.added()})
            if (each != null && each < 0) throw new Refused("A size or count is %,d; it cannot be below zero.".formatted(each));
        var job = job(client, Words.required("job", said.job(), 60));
        var tool = said.tool() == null ? job.tool() : Words.one(Tool.class, "tool", said.tool());

        var first = report == null ? null : store.reported(client.id(), report).orElse(null);
        if (first != null && first.job() != job.id()) throw new Refused("report", "The report '%s' was of another job. Send a new id with a new run.".formatted(report));
        // An end that comes twice changes nothing, and a start that was overtaken by its end no more.
        if (first != null && (first.state() != RunState.RUNNING || state == RunState.RUNNING)) return new Taken(job, first, true);

        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var outcome = state == null ? Outcome.read(tool, operation, said.exit(), output, errors)
                : new Outcome(operation, state, null, null, null, null, null, message == null ? state == RunState.RUNNING ? "Running." : "Reported as %s.".formatted(state.label()) : message);
        var span = span(said, outcome, first, now);
        var told = message != null ? message : outcome.message();
        var run = new BackupRun(client.id(), first == null ? 0 : first.id(), job.id(), outcome.operation() == null ? Operation.BACKUP : outcome.operation(), outcome.state(),
                span.start, span.end, or(said.bytes(), outcome.bytes()), or(said.files(), outcome.files()), or(said.added(), outcome.added()),
                snapshot != null ? snapshot : outcome.snapshot(), cut(told + span.remark, 2000), now);
        var raw = raw(output, errors);
        var kept = first == null ? store.add(run, report, raw) : store.end(run, raw);
        if (kept.state() == RunState.RUNNING) began(job, kept);
        else ended(client, job, kept, now);
        store.stand(client.id(), job.system());
        return new Taken(store.job(client.id(), job.key()).orElseThrow(), kept, false);
    }

    private BackupJob job(Client client, String key) {
        var job = store.lockJob(client.id(), key).orElseThrow(() -> {
            var keys = sql.sql("select key from estate.backup_job where client_id = ? and retired_at is null order by key limit 20").param(client.id()).query(String.class).list();
            return new Refused("job", "%s has no backup job '%s'. %s".formatted(client.name(), key, keys.isEmpty() ? "It has none yet: add one under Estate, Backups." : "There are: %s.".formatted(String.join(", ", keys))));
        });
        if (job.isRetired()) throw new Refused("job", "The backup job '%s' was retired. Report another, or add it anew.".formatted(key));
        return job;
    }

    private void began(BackupJob job, BackupRun run) {
        for (var other : store.running(job.client(), job.id()))
            if (other.id() != run.id() && other.startedAt().isBefore(run.startedAt())) unfinished(other, "It never said how it ended, and the next run began.", run.startedAt());
        store.due(job.client(), Moment.UNFINISHED, run.id(), run.startedAt().plus(patience(job)));
    }

    /// As long as until the next run should begin, within reason.
    static Duration patience(BackupJob job) {
        var gap = job.schedule().gap();
        return gap.compareTo(LONGEST_RUN) > 0 ? LONGEST_RUN : gap.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : gap;
    }

    BackupRun unfinished(BackupRun run, String why, Instant now) {
        return store.end(new BackupRun(run.client(), run.id(), run.job(), run.operation(), RunState.INCOMPLETE, run.startedAt(), null, run.bytes(), run.files(), run.added(),
                run.snapshot(), why, now), null);
    }

    private void ended(Client client, BackupJob job, BackupRun run, Instant now) {
        switch (run.operation()) {
            case BACKUP -> {
                if (run.state().isGood()) good(client, job, run, now);
                else if (job.safeAt() == null || run.startedAt().isAfter(job.safeAt()))
                    alarms.trouble(job, run.state() == RunState.FAILED ? BackupJob.Trouble.FAILED : BackupJob.Trouble.UNFINISHED, run.message(), now);
            }
            case CHECK -> {
                if (run.state() == RunState.FAILED) alarms.damaged(job, run.message(), now);
                else if (run.state() == RunState.OK) alarms.mended(job, "A check of the repository found no errors.");
            }
            // Kept and shown; neither makes a recovery point nor takes one away.
            case PRUNE, OTHER -> {}
        }
    }

    private void good(Client client, BackupJob job, BackupRun run, Instant now) {
        // A report that was kept back while Demarc was away may be older than what is known.
        if (job.safeAt() != null && !run.startedAt().isAfter(job.safeAt())) return;
        store.safe(job, run);
        if (!job.isPaused()) expectAfter(client, job, run.startedAt(), now);
        var system = store.system(client.id(), job.system()).orElseThrow();
        var breaks = Standing.breaks(system, store.jobsOf(client.id(), system.id()));
        if (breaks == null) store.forget(client.id(), Moment.RPO, system.id());
        else store.due(client.id(), Moment.RPO, system.id(), breaks);
        var expected = job.expectedAt();
        // An old report that arrives at last proves the copy, and not that the run waited for since then came.
        if (job.trouble() != BackupJob.Trouble.MISSED || expected == null || !run.startedAt().isBefore(expected.minus(job.schedule().gap()).minus(Schedule.EARLY)))
            alarms.recovered(job, "%s ran well: %s".formatted(job.key(), run.message()));
        alarms.look(job, Judgement.look(run, store.good(client.id(), job.id(), run.startedAt(), Judgement.BASELINE)), now);
    }

    private void expectAfter(Client client, BackupJob job, Instant started, Instant now) {
        var expected = job.schedule().next(started, client.zone());
        // One that comes late, out of a spool, does not make those after it missed at once: each had its own moment.
        while (expected.plus(job.grace()).isBefore(now)) expected = job.schedule().next(expected, client.zone());
        store.expect(job, expected);
    }

    private Span span(Reported said, Outcome outcome, @Nullable BackupRun first, Instant now) {
        var skew = said.sentAt() == null ? Duration.ZERO : Duration.between(said.sentAt(), now);
        var wrong = skew.abs().compareTo(SKEW) > 0;
        var shift = wrong ? skew : Duration.ZERO;
        var end = outcome.state() == RunState.RUNNING ? null : (said.endedAt() == null ? now : said.endedAt().plus(shift)).truncatedTo(ChronoUnit.MICROS);
        var took = outcome.took();
        var start = (said.startedAt() != null ? said.startedAt().plus(shift) : first != null ? first.startedAt() : took != null && end != null ? end.minus(took) : end == null ? now : end).truncatedTo(ChronoUnit.MICROS);
        if (start.isBefore(now.minus(OLDEST))) throw new Refused("startedAt", "The run began %s ago. Older than %d days is not taken in.".formatted(Times.words(Duration.between(start, now)), OLDEST.toDays()));
        if (end != null && end.isBefore(start)) throw new Refused("endedAt", "The run ends at %s, before it begins at %s.".formatted(end, start));
        var latest = end == null ? start : end;
        if (latest.isAfter(now.plus(Duration.ofMinutes(5))))
            throw new Refused(end == null ? "startedAt" : "endedAt", "%s lies %s in the future. Set the machine's clock, or send `sentAt` as well and the times are corrected by it.".formatted(latest, Times.words(Duration.between(now, latest))));
        return new Span(start, end, wrong ? " Its clock is %s %s; the times were corrected.".formatted(Times.words(skew.abs()), skew.isNegative() ? "ahead" : "behind") : "");
    }

    private static String output(String field, @Nullable String text) {
        if (text == null) return "";
        if (text.length() > Reported.MOST_OUTPUT)
            throw new Refused(field, "The field '%s' has %,d characters; %,d is the most. Leave out status lines, or send the end of it.".formatted(field, text.length(), Reported.MOST_OUTPUT));
        // An address may carry the repository's password.
        return PASSWORD.matcher(text).replaceAll("$1…@");
    }

    private static @Nullable String raw(String output, String errors) {
        var both = output.isBlank() ? errors : errors.isBlank() ? output : output.stripTrailing() + "\n" + errors;
        return both.isBlank() ? null : both.length() <= Reported.MOST_OUTPUT ? both : both.substring(both.length() - Reported.MOST_OUTPUT);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static @Nullable Long or(@Nullable Long first, @Nullable Long second) {
        return first != null ? first : second;
    }

    /// Of a job, the newest first.
    @Transactional(readOnly = true)
    public List<BackupRun> history(int client, long job, int most) {
        return sql.sql("select %s from estate.backup_run r where r.client_id = ? and r.job_id = ? order by r.started_at desc, r.id desc limit ?".formatted(BackupRun.COLUMNS))
            .param(client).param(job).param(most).query(BackupRun::of).list();
    }

    /// How the last nights of jobs went, by job: of each night its last backup, found by index, however many runs there are.
    ///
    /// @param zones where their clients are
    @Transactional(readOnly = true)
    public Map<Long, Nights> nights(List<BackupJob> jobs, Map<Integer, ZoneId> zones) {
        if (jobs.isEmpty()) return Map.of();
        var now = clock.instant();
        var last = sql.sql("""
                select %s
                  from unnest(:clients::int[], :jobs::bigint[], :zones::text[], :tonights::date[]) as j (client, id, zone, tonight)
                 cross join generate_series(0, :nights) as ago
                 cross join lateral (
                       select * from estate.backup_run b
                        where b.client_id = j.client and b.job_id = j.id and b.operation = 'BACKUP'
                          and b.started_at >= (j.tonight - ago + time '12:00') at time zone j.zone and b.started_at < (j.tonight - ago + 1 + time '12:00') at time zone j.zone
                        order by b.started_at desc, b.id desc limit 1) r
                """.formatted(BackupRun.COLUMNS))
            .param("clients", jobs.stream().map(BackupJob::client).toArray(Integer[]::new)).param("jobs", jobs.stream().map(BackupJob::id).toArray(Long[]::new))
            .param("zones", jobs.stream().map(job -> zones.get(job.client()).getId()).toArray(String[]::new))
            .param("tonights", jobs.stream().map(job -> Nights.evening(now, zones.get(job.client())).toString()).toArray(String[]::new))
            .param("nights", Nights.SHOWN + Judgement.BASELINE - 1)
            .query(BackupRun::of).stream().collect(Collectors.groupingBy(BackupRun::job));
        return jobs.stream().collect(Collectors.toMap(BackupJob::id, job -> Nights.of(job, zones.get(job.client()), last.getOrDefault(job.id(), List.of()), now)));
    }

    @Transactional(readOnly = true)
    public Optional<BackupRun> find(BackupJob job, long run) {
        return store.run(job.client(), run).filter(found -> found.job() == job.id());
    }

    /// The tool's own words.
    @Transactional(readOnly = true)
    public @Nullable String raw(int client, long run) {
        return sql.sql("select coalesce(raw, '') from estate.backup_run where client_id = ? and id = ?").param(client).param(run).query(String.class).optional()
                .filter(text -> !text.isEmpty()).map(Objects::requireNonNull).orElse(null);
    }
}
