package demarc.app.signals;

import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Expected jobs that ping, in the words of Healthchecks. Each ping moves the moment by which the next is expected.
@Component
public class Heartbeats {
    private static final int LOG = 10_240;

    /// @param log the end of what it said
    public record Run(@Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Duration ran, @Nullable Integer exitStatus, @Nullable String log) {}

    /// @param exitStatus of a finished run
    record Step(Kind kind, int exitStatus) {
        static final Step SUCCESS = new Step(Kind.END, 0);

        enum Kind { START, END, LOG }
    }

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Listener listener;
    private final Tally tally;
    private final Clock clock;

    Heartbeats(JdbcClient sql, TransactionTemplate transaction, Listener listener, Tally tally, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.listener = listener;
        this.tally = tally;
        this.clock = clock;
    }

    static Optional<Step> step(String word) {
        return switch (word) {
            case "" -> Optional.of(Step.SUCCESS);
            case "start" -> Optional.of(new Step(Step.Kind.START, 0));
            case "fail" -> Optional.of(new Step(Step.Kind.END, 1));
            case "log" -> Optional.of(new Step(Step.Kind.LOG, 0));
            default -> word.matches("\\d{1,3}") && Integer.parseInt(word) <= 255 ? Optional.of(new Step(Step.Kind.END, Integer.parseInt(word))) : Optional.empty();
        };
    }

    /// On disk before it comes back: a lost ping would be a false alarm a day later.
    void ping(Source source, Step step, byte[] body) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var log = body.length == 0 ? null : log(body);
        switch (step.kind) {
            case START, LOG -> tally.heard(source, 1, at, List.of());
            case END -> listener.take(source, List.of(signal(source, step.exitStatus, at)), at);
        }
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> {
            note(source, step, log, at);
            if (step.kind != Step.Kind.LOG)
                sql.sql("""
                        update signals.source
                           set last_at = greatest(last_at, :at), expected_at = :at + make_interval(secs => case when :started then grace_seconds else period_seconds + grace_seconds end)
                         where client_id = :client and id = :id
                        """)
                    .param("at", SqlTime.of(at)).param("started", step.kind == Step.Kind.START).param("client", source.client()).param("id", source.id()).update();
        }));
    }

    @Transactional(readOnly = true)
    public Optional<Run> last(Source source) {
        return sql.sql("select started_at, ended_at, ran_millis, exit_status, log from signals.heartbeat where client_id = :client and source_id = :id")
            .param("client", source.client()).param("id", source.id())
            .query((row, _) -> new Run(Sources.instant(row, "started_at"), Sources.instant(row, "ended_at"),
                    row.getObject("ran_millis", Long.class) == null ? null : Duration.ofMillis(row.getLong("ran_millis")),
                    row.getObject("exit_status", Integer.class), row.getString("log")))
            .optional();
    }

    private void note(Source source, Step step, @Nullable String log, Instant at) {
        var line = sql.sql(switch (step.kind) {
            case START -> """
                    insert into signals.heartbeat as h (client_id, source_id, started_at) values (:client, :id, :at)
                    on conflict (client_id, source_id) do update set started_at = :at, log = coalesce(:log, h.log)
                    """;
            // A run that said when it began took until now; one that did not took nobody knows how long.
            case END -> """
                    insert into signals.heartbeat as h (client_id, source_id, ended_at, exit_status, log) values (:client, :id, :at, :status, :log)
                    on conflict (client_id, source_id) do update
                       set ended_at = :at, exit_status = :status, log = :log,
                           ran_millis = case when h.started_at > coalesce(h.ended_at, '-infinity') then extract(epoch from :at - h.started_at) * 1000 end
                    """;
            case LOG -> """
                    insert into signals.heartbeat as h (client_id, source_id, log) values (:client, :id, :log)
                    on conflict (client_id, source_id) do update set log = coalesce(:log, h.log)
                    """;
        }).param("client", source.client()).param("id", source.id()).param("log", log);
        if (step.kind != Step.Kind.LOG) line = line.param("at", SqlTime.of(at));
        if (step.kind == Step.Kind.END) line = line.param("status", step.exitStatus);
        line.update();
    }

    private static Signal signal(Source source, int exitStatus, Instant at) {
        var well = exitStatus == 0;
        return new Signal(Tally.key(source), source.name(), "heartbeat", well ? Signal.State.CLEARED : Signal.State.FIRING, Severity.HIGH,
                well ? "%s reported success".formatted(source.name()) : "%s reported failure%s".formatted(source.name(), exitStatus == 1 ? "" : " (exit status %d)".formatted(exitStatus)),
                null, null, well ? Map.of() : Map.of("exit_status", String.valueOf(exitStatus)), at);
    }

    private static String log(byte[] body) {
        var from = Math.max(0, body.length - LOG);
        return Texts.plain(new String(Arrays.copyOfRange(body, from, body.length), StandardCharsets.UTF_8), LOG, true);
    }
}
