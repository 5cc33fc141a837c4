package demarc.app.decide;

import demarc.app.decide.Job.State;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Runs long work on decisions: reading a history, searching a split. Each says in its row how far it is, so that any node can show it and ask
/// it to stop. One of a kind at a time for each decision; a new one takes the place of one that has not ended.
///
/// ```
/// jobs.start(decision, "search", at -> { … at.say(0.4, "1,200 of 3,000 arrangements"); … });
/// jobs.find(decision, "search");   jobs.cancel(decision, "search");
/// ```
///
/// Threads of the platform with the least priority run it, not virtual ones: reckoning never waits, and would keep a virtual thread's carrier
/// from everybody's requests.
@Component
public class Jobs implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration SILENT = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration SELDOM = Duration.ofMillis(400);
    private static final String STOPPED = "The server that was at it stopped. Start it again.";

    private final JdbcClient sql;
    private final Decisions decisions;
    private final Clock clock;
    /// Says that work goes on where the work itself has nothing to say for a while.
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("decide-pulse").daemon(true).factory());
    private final ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().name("decide-", 0).daemon(true).priority(Thread.MIN_PRIORITY).factory());

    Jobs(JdbcClient sql, Decisions decisions, Clock clock) {
        this.sql = sql;
        this.decisions = decisions;
        this.clock = clock;
    }

    /// What is to be done. [Refused] is told to whoever sees the decision; anything else is our mistake, logged.
    @FunctionalInterface
    public interface Work {
        void run(At at);
    }

    /// Where work says how far it is.
    public interface At {
        /// Call it often; it writes seldom.
        ///
        /// @param share 0 to 1
        /// @throws RuntimeException when somebody cancelled: let it pass
        void say(double share, String says);
    }

    private static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }

    /// Call it in no transaction: the work may begin before this returns.
    public Job start(Decision decision, String kind, Work work) {
        var by = Tenancy.actor();
        var link = decision.link();
        var job = decisions.within(link, seen -> {
            sql.sql("""
                    update decide.job set state = 'CANCELLED', cancel = true, ended_at = :now
                     where decision_id = :decision and kind = :kind and state in ('WAITING', 'RUNNING')
                    """).param("now", SqlTime.of(clock.instant())).param("decision", seen.id()).param("kind", kind).update();
            return sql.sql("""
                    insert into decide.job (decision_id, kind, state, says, asked_at, beat_at) values (:decision, :kind, 'WAITING', '', :now, :now)
                    returning id, state, share, says, failure, started_at, beat_at
                    """).param("decision", seen.id()).param("kind", kind).param("now", SqlTime.of(clock.instant())).query(this::job).single();
        });
        Runnable run = () -> run(link, job.id(), kind, work);
        workers.execute(by.isPresent() ? () -> Tenancy.as(by.get(), run) : run);
        return job;
    }

    /// The last one of that kind.
    public Optional<Job> find(Decision decision, String kind) {
        return decisions.within(decision.link(), seen -> sql.sql("""
                select id, state, share, says, failure, started_at, beat_at from decide.job where decision_id = :decision and kind = :kind order by id desc limit 1
                """).param("decision", seen.id()).param("kind", kind).query(this::job).optional());
    }

    /// Asks it to stop. It does within a second, on whichever node it runs.
    public void cancel(Decision decision, String kind) {
        decisions.within(decision.link(), seen -> sql.sql("""
                update decide.job set cancel = true where decision_id = :decision and kind = :kind and state in ('WAITING', 'RUNNING')
                """).param("decision", seen.id()).param("kind", kind).update());
    }

    private void run(String link, long job, String kind, Work work) {
        var row = new Row(link, job);
        var by = Tenancy.actor();
        Runnable beat = row::beat;
        var beats = pulse.scheduleAtFixedRate(by.isPresent() ? () -> Tenancy.as(by.get(), beat) : beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
        try {
            row.begin();
            work.run(row);
            row.end(State.DONE, null);
        } catch (Cancelled stopped) {
            row.end(State.CANCELLED, null);
        } catch (NotFound gone) {
            log.debug("the decision of job {} was deleted", job);
        } catch (Refused refused) {
            row.end(State.FAILED, refused.message());
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("job {} ({}) failed", job, kind, e);
            row.end(State.FAILED, e instanceof OutOfMemoryError ? "It needs more memory than the server gives it. Try with a shorter history."
                    : "Demarc failed. Your administrator finds the reason in the log.");
        } finally {
            beats.cancel(false);
        }
    }

    private final class Row implements At {
        private final String link;
        private final long job;
        private Instant written = Instant.MIN;
        private double share;

        Row(String link, long job) {
            this.link = link;
            this.job = job;
        }

        void begin() {
            write("update decide.job set state = 'RUNNING', started_at = :now, beat_at = :now where id = :id and state = 'WAITING' and not cancel", "");
        }

        @Override
        public void say(double now, String says) {
            share = Math.max(share, Math.min(1, now));
            if (written.plus(SELDOM).isAfter(clock.instant())) return;
            write("update decide.job set share = :share, says = :says, beat_at = :now where id = :id and state = 'RUNNING' and not cancel", says);
        }

        void beat() {
            try {
                decisions.within(link, _ -> sql.sql("update decide.job set beat_at = :now where id = :id and state = 'RUNNING'").param("now", SqlTime.of(clock.instant())).param("id", job).update());
            } catch (RuntimeException e) {
                log.debug("job {} could not say that it goes on", job, e);
            }
        }

        private void write(String statement, String says) {
            written = clock.instant();
            var update = sql.sql(statement).param("now", SqlTime.of(written)).param("id", job).param("share", share).param("says", says.length() <= 200 ? says : says.substring(0, 200));
            if (decisions.within(link, _ -> update.update()) == 0) throw new Cancelled();
        }

        void end(State state, @Nullable String failure) {
            try {
                decisions.within(link, _ -> sql.sql("""
                        update decide.job set state = :state, share = case when :state = 'DONE' then 1 else share end, failure = :failure, ended_at = :now
                         where id = :id and state in ('WAITING', 'RUNNING')
                        """).param("state", state.name()).param("failure", failure == null || failure.length() <= 2000 ? failure : failure.substring(0, 2000))
                        .param("now", SqlTime.of(clock.instant())).param("id", job).update());
            } catch (NotFound gone) {
                log.debug("the decision of job {} was deleted", job);
            }
        }
    }

    private Job job(ResultSet row, int number) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var failure = row.getString("failure");
        var now = clock.instant();
        if (!state.isOver() && state != State.WAITING && SqlTime.get(row, "beat_at").plus(SILENT).isBefore(now)) {
            state = State.FAILED;
            failure = STOPPED;
        }
        var started = SqlTime.find(row, "started_at");
        double share = row.getDouble("share");
        return new Job(row.getLong("id"), state, share, row.getString("says"), Job.left(state, share, started, now), failure);
    }

    @Override public void destroy() {
        pulse.shutdownNow();
        workers.shutdownNow();
    }
}
