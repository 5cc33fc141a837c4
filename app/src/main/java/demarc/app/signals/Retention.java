package demarc.app.signals;

import demarc.app.platform.Due;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What is forgotten, and when: history after `demarc.signals.history`, what cleared and was never work after `demarc.signals.cleared`, what was work
/// together with its history. What belongs to an open cause stays, and so does whatever is wrong or still heard of.
@Component
class Retention {
    private static final int BATCH = 2_000;

    /// How far a walk through a client's conditions has come.
    private record Place(Instant changedAt, long id, int seen) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Due due;
    private final Clock clock;
    private final Period history;
    private final Period cleared;

    Retention(JdbcClient sql, TransactionTemplate transaction, Due due, Clock clock,
            @Value("${demarc.signals.history:P13M}") Period history, @Value("${demarc.signals.cleared:P90D}") Period cleared) {
        this.sql = sql;
        this.transaction = transaction;
        this.due = due;
        this.clock = clock;
        this.history = history;
        this.cleared = cleared;
    }

    @Scheduled(fixedDelay = 21_600_000, initialDelay = 900_000)
    void forget() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var old = now.minus(history).toInstant();
        var idle = now.minus(cleared).toInstant();
        due.drain("old signal history", () -> changes(old));
        for (var client : system(() -> sql.sql("select distinct client_id from signals.source").query(Integer.class).list())) {
            var place = new Place(idle, 0, BATCH);
            while (place.seen == BATCH && !Thread.currentThread().isInterrupted()) {
                var from = place;
                place = system(() -> conditions(client, idle, old, from));
            }
        }
    }

    private int changes(Instant old) {
        return sql.sql("""
                delete from signals.change where (client_id, condition_id, id) in (select client_id, condition_id, id from signals.change where at < :old order by at limit %d)
                """.formatted(BATCH)).param("old", SqlTime.of(old)).update();
    }

    /// The newest first, through the index of the list, so that none of its own is needed.
    private Place conditions(int client, Instant idle, Instant old, Place from) {
        record Row(long id, Instant changedAt, boolean goes) {}
        var rows = sql.sql("""
                select id, changed_at, state = 'CLEARED' and trouble_id is null and look_at is null and last_at < case when was_trouble is null then :idle else :old end as goes
                  from signals.condition
                 where client_id = :client and (changed_at, id) < (:at, :id)
                 order by changed_at desc, id desc limit %d
                """.formatted(BATCH))
            .param("client", client).param("idle", SqlTime.of(idle)).param("old", SqlTime.of(old)).param("at", SqlTime.of(from.changedAt)).param("id", from.id)
            .query((row, _) -> new Row(row.getLong(1), Objects.requireNonNull(Sources.instant(row, "changed_at")), row.getBoolean(3))).list();
        var going = rows.stream().filter(Row::goes).map(Row::id).toArray(Long[]::new);
        if (going.length > 0) delete(client, going, idle);
        return rows.isEmpty() ? new Place(from.changedAt, from.id, 0) : new Place(rows.getLast().changedAt, rows.getLast().id, rows.size());
    }

    /// Looked at once more under the lock: it may just have been heard of.
    private void delete(int client, Long[] going, Instant idle) {
        var locked = sql.sql("""
                select id from signals.condition
                 where client_id = :client and id = any (:going) and state = 'CLEARED' and trouble_id is null and look_at is null and last_at < :idle
                 order by id for update skip locked
                """).param("client", client).param("going", going).param("idle", SqlTime.of(idle)).query(Long.class).list();
        var ids = locked.toArray(Long[]::new);
        sql.sql("delete from signals.change where client_id = :client and condition_id = any (:ids)").param("client", client).param("ids", ids).update();
        sql.sql("delete from signals.condition where client_id = :client and id = any (:ids)").param("client", client).param("ids", ids).update();
    }

    private <T> T system(Supplier<T> work) {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
