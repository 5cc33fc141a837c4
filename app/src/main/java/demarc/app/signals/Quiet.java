package demarc.app.signals;

import demarc.app.platform.Live;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What its source does not say again is over. A repeat moves no due moment, which would cost a write for each; the moment looks, when it comes, whether
/// there was one. While the product was away it could hear nothing, so after a start each gets its own time once more.
@Component
public class Quiet {
    private static final int BATCH = 500;
    /// Repeats are written down a little after they are heard.
    private static final int MEANWHILE = 5;

    private record Due(int client, long id, long source, String key, Instant last, int seconds) {}

    private final JdbcClient sql;
    private final Listener listener;
    private final Live live;
    private final Clock clock;
    private final Instant started;

    Quiet(JdbcClient sql, Listener listener, Live live, Clock clock) {
        this.sql = sql;
        this.listener = listener;
        this.live = live;
        this.clock = clock;
        started = clock.instant();
    }

    /// @return how many were due
    @Transactional
    public int look() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A clock that was set back tells nothing of when we came.
        var since = started.isAfter(now) ? Instant.EPOCH : started;
        var due = sql.sql("""
                select c.client_id, c.id, c.source_id, c.key, c.last_at, coalesce(s.quiet_seconds, 0) as seconds
                  from signals.condition c join signals.source s on s.client_id = c.client_id and s.id = c.source_id
                 where c.quiet_at <= :now
                 order by c.quiet_at limit :most
                   for update of c skip locked
                """)
            .param("now", SqlTime.of(now)).param("most", BATCH)
            .query((row, _) -> new Due(row.getInt(1), row.getLong(2), row.getLong(3), row.getString(4), row.getTimestamp(5).toInstant(), row.getInt(6))).list();
        if (due.isEmpty()) return 0;
        var over = due.stream().filter(each -> each.seconds > 0 && !until(each, since).isAfter(now)).toList();
        var later = due.stream().filter(each -> !over.contains(each)).toList();
        move(later, since);
        end(over, now);
        return due.size();
    }

    private static Instant until(Due due, Instant since) {
        return (due.last.isBefore(since) ? since : due.last).plusSeconds(due.seconds + MEANWHILE);
    }

    private void move(List<Due> later, Instant since) {
        if (later.isEmpty()) return;
        sql.sql("""
                update signals.condition c set quiet_at = u.at
                  from unnest(:clients::int[], :ids::bigint[], :at::timestamptz[]) as u (client_id, id, at) where c.client_id = u.client_id and c.id = u.id
                """)
            .param("clients", clients(later)).param("ids", ids(later))
            .param("at", later.stream().map(each -> each.seconds == 0 ? null : until(each, since).toString()).toArray(String[]::new)).update();
    }

    private void end(List<Due> over, Instant now) {
        if (over.isEmpty()) return;
        sql.sql("""
                with ended as (
                    update signals.condition c set state = 'CLEARED', changes = c.changes + 1, changed_at = :now, said_at = null, look_at = :now, quiet_at = null
                      from unnest(:clients::int[], :ids::bigint[], :words::text[]) as u (client_id, id, words)
                     where c.client_id = u.client_id and c.id = u.id and c.state = 'FIRING'
                    returning c.client_id, c.id, c.severity, u.words)
                insert into signals.change (client_id, condition_id, at, state, severity, summary) select client_id, id, :now, 'CLEARED', severity, words from ended
                """)
            .param("now", SqlTime.of(now)).param("clients", clients(over)).param("ids", ids(over))
            .param("words", over.stream().map(each -> words(each.seconds)).toArray(String[]::new)).update();
        // What is silent or cleared by now waits for nothing.
        sql.sql("update signals.condition c set quiet_at = null from unnest(:clients::int[], :ids::bigint[]) as u (client_id, id) where c.client_id = u.client_id and c.id = u.id and c.quiet_at is not null")
            .param("clients", clients(over)).param("ids", ids(over)).update();
        listener.forget(over.stream().map(each -> new Cell(each.client, each.source, each.key)).toList());
        over.stream().map(Due::client).distinct().forEach(client -> live.changed(client, "signals"));
    }

    private static String words(int seconds) {
        return "Not seen for %s".formatted(seconds % 60 != 0 ? seconds + " seconds" : seconds == 60 ? "a minute" : seconds / 60 + " minutes");
    }

    private static Integer[] clients(List<Due> due) {
        return due.stream().map(Due::client).toArray(Integer[]::new);
    }

    private static Long[] ids(List<Due> due) {
        return due.stream().map(Due::id).toArray(Long[]::new);
    }
}
