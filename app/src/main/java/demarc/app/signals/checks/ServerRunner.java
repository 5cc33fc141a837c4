package demarc.app.signals.checks;

import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.Looker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks at what is due, on this node. Taking a check moves its due moment to its next turn in the same statement, so each is looked at by one node; one that
/// was taken and never answered, because its node died, comes up again at that turn.
///
/// Runs on threads of its own: the scheduler's are shared, and a late check is a blind spot.
@Component
class ServerRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ServerRunner.class);
    /// Enough that 10,000 checks a minute of which each waits five seconds in vain are still looked at in time.
    private static final int AT_ONCE = 1_000;
    private static final int BATCH = 250;
    /// With less room than this it waits: otherwise each place that becomes free is a transaction of its own, just when the database is busiest.
    private static final int LEAST = 25;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration GATHER = Duration.ofMillis(400);
    /// What is later than this was missed: a start, a sleeping machine.
    private static final Duration MISSED = Duration.ofSeconds(30);
    private static final Duration SPREAD = Duration.ofSeconds(30);

    private record Taken(Check check, Instant dueAt) {}

    private record Looked(int client, Result result) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CheckRows rows;
    private final OpenedRanges ranges;
    private final Results results;
    private final Clock clock;
    private final boolean ticks;
    private final Timer late;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ConcurrentLinkedQueue<Looked> done = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("check-", 0).factory());
    private volatile boolean running;

    ServerRunner(JdbcClient sql, TransactionTemplate transaction, CheckRows rows, OpenedRanges ranges, Results results, Clock clock, MeterRegistry meters,
            @Value("${demarc.jobs:true}") boolean ticks) {
        this.sql = sql;
        this.transaction = transaction;
        this.rows = rows;
        this.ranges = ranges;
        this.results = results;
        this.clock = clock;
        this.ticks = ticks;
        late = Timer.builder("demarc.checks.late").description("How late a check was looked at").register(meters);
    }

    @Override public void start() {
        running = true;
        if (!ticks) return;
        Thread.ofPlatform().name("checks-take").daemon().start(() -> repeat(PAUSE, this::take));
        Thread.ofPlatform().name("checks-write").daemon().start(() -> repeat(GATHER, this::write));
    }

    @Override public void stop() {
        running = false;
        write();
    }

    @Override public boolean isRunning() {
        return running;
    }

    /// All that is due, looked at and written down: for tests, which have no ticks.
    int look() throws InterruptedException {
        var total = 0;
        for (int taken; (taken = take()) > 0; ) total += taken;
        free.acquire(AT_ONCE);
        free.release(AT_ONCE);
        write();
        return total;
    }

    private void repeat(Duration pause, Runnable work) {
        while (running) {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (running) log.error("checks: a round failed; the next one comes", e);
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int take() {
        var total = 0;
        spread();
        for (var more = true; more && (running || !ticks); ) {
            var room = free.availablePermits();
            if (room < LEAST) break;
            var most = room < BATCH ? LEAST : BATCH;
            var taken = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> due(most))));
            var now = clock.instant();
            for (var each : taken) {
                free.acquireUninterruptibly();
                late.record(Duration.between(each.dueAt, now));
                threads.execute(() -> look(each.check));
            }
            total += taken.size();
            more = taken.size() == most;
        }
        return total;
    }

    private void look(Check check) {
        try {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Answer answer;
            try {
                answer = new Looker(ranges.of(check.client())).look(check.look());
            } catch (Refused refused) {
                answer = new Answer(Answer.Outcome.DOWN, 0, refused.message(), null, null);
            }
            done.add(new Looked(check.client(), new Result(check.id(), at, answer)));
        } finally {
            free.release();
        }
    }

    private synchronized void write() {
        var all = new ArrayList<Looked>();
        for (Looked next; all.size() < AT_ONCE && (next = done.poll()) != null; ) all.add(next);
        var byClient = all.stream().collect(Collectors.groupingBy(Looked::client));
        byClient.forEach((client, looked) -> {
            try {
                results.take(client, 0, looked.stream().map(Looked::result).toList());
            } catch (RuntimeException e) {
                // Their next looks tell the same; the measurements of this one are lost.
                log.error("client {}: {} looks could not be written down", client, looked.size(), e);
            }
        });
    }

    /// The next turn is the first moment after now that has the check's own place in its interval.
    ///
    /// The number is written out, and what was found comes back by key, so that the planner knows how few rows it is about.
    private List<Taken> due(int most) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var taken = sql.sql("""
                select %s, s.due_at
                  from signals.check_state s join signals.own_check c on c.client_id = s.client_id and c.id = s.check_id
                 where s.due_at <= :now
                 order by s.due_at limit %d
                   for update of s skip locked
                """.formatted(CheckRows.CHECK, most))
            .param("now", SqlTime.of(now))
            .query((row, n) -> new Taken(rows.check(row, n), SqlTime.get(row, "due_at"))).list();
        if (taken.isEmpty()) return taken;
        sql.sql("""
                update signals.check_state s
                   set due_at = to_timestamp(floor((extract(epoch from :now::timestamptz) - s.phase_millis / 1000.0) / s.every_seconds) * s.every_seconds
                                             + s.phase_millis / 1000.0 + s.every_seconds)
                  from unnest(:clients::int[], :checks::bigint[]) as taken (client_id, check_id)
                 where s.client_id = taken.client_id and s.check_id = taken.check_id
                """)
            .param("now", SqlTime.of(now)).param("clients", taken.stream().map(each -> each.check.client()).toArray(Integer[]::new))
            .param("checks", taken.stream().map(each -> each.check.id()).toArray(Long[]::new)).update();
        return taken;
    }

    /// Many missed turns are one look each, and not all in one second.
    private void spread() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> {
            var missed = SqlTime.of(now.minus(MISSED));
            if (!sql.sql("select exists (select from signals.check_state where due_at < ?)").param(missed).query(Boolean.class).single()) return;
            sql.sql("""
                    update signals.check_state set due_at = :now::timestamptz + make_interval(secs => mod(phase_millis, :spread) / 1000.0)
                     where due_at < :missed and (client_id, check_id) in (select client_id, check_id from signals.check_state where due_at < :missed for update skip locked)
                    """)
                .param("now", SqlTime.of(now)).param("spread", (int) SPREAD.toMillis()).param("missed", missed).update();
        }));
    }
}
