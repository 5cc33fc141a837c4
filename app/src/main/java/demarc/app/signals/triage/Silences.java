package demarc.app.signals.triage;

import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Sources;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Silence is a signal: a job that did not ping in time, a tool that is not heard any more. While the product itself was away it could hear
/// nobody, so after a start each gets its own time once more.
@Component
class Silences {
    private static final int BATCH = 200;

    private record Late(int client, long source) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Sources sources;
    private final Conditions conditions;
    private final Clock clock;
    private final Instant started;

    Silences(JdbcClient sql, TransactionTemplate transaction, Sources sources, Conditions conditions, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.sources = sources;
        this.conditions = conditions;
        this.clock = clock;
        started = clock.instant();
    }

    void drain() {
        for (var late : late())
            try {
                Tenancy.asSystem(() -> transaction.execute(_ -> silence(late)));
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(Silences.class).error("client {}: the silence of source {} could not be noted; it stays due", late.client, late.source, e);
            }
    }

    private List<Late> late() {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("""
                select client_id as client, id as source from signals.source
                 where expected_at <= :now and enabled
                   and greatest(expected_at, :started + make_interval(secs => coalesce(silent_seconds, grace_seconds, 0))) <= :now
                 order by expected_at limit :most
                """)
            .param("now", SqlTime.of(clock.instant())).param("started", SqlTime.of(away())).param("most", BATCH).query(Late.class).list())));
    }

    private Instant away() {
        // A clock that was set back tells nothing of when we came.
        return started.isAfter(clock.instant()) ? Instant.EPOCH : started;
    }

    private boolean silence(Late late) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var taken = sql.sql("update signals.source set expected_at = null where client_id = :client and id = :source and expected_at <= :now")
            .param("client", late.client).param("source", late.source).param("now", SqlTime.of(now)).update();
        if (taken == 1) conditions.silence(sources.find(late.client, late.source).orElseThrow(), now);
        return taken == 1;
    }
}
