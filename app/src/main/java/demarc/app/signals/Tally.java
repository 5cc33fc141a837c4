package demarc.app.signals;

import demarc.app.platform.Live;
import demarc.app.platform.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How much each source said since that was last written down, and when.
@Component
class Tally {
    private static final String SILENCE = "demarc/silence";
    private static final String PING = "ping";

    private record Sum(Source source, long signals, long unreadable, Instant last, long lag) {
        private static final long NONE = Long.MAX_VALUE;

        Sum and(Sum more) {
            return new Sum(more.source, signals + more.signals, unreadable + more.unreadable, last.isAfter(more.last) ? last : more.last,
                    lag == NONE || more.lag != NONE && Math.abs(more.lag) < Math.abs(lag) ? more.lag : lag);
        }
    }

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Live live;
    private final ConcurrentHashMap<Long, Sum> sums = new ConcurrentHashMap<>();

    Tally(JdbcClient sql, TransactionTemplate transaction, Live live) {
        this.sql = sql;
        this.transaction = transaction;
        this.live = live;
    }

    /// @param told those that may change something: their dates say how far the source's clock is from ours
    void heard(Source source, int signals, Instant at, List<Ledger.Told> told) {
        var lag = Sum.NONE;
        for (var each : told) {
            var said = each.signal().at();
            if (said == null) continue;
            var late = Duration.between(said, at).toSeconds();
            if (lag == Sum.NONE || Math.abs(late) < Math.abs(lag)) lag = Math.clamp(late, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        sums.merge(source.id(), new Sum(source, signals, 0, at, lag), Sum::and);
    }

    void unreadable(Source source, Instant at) {
        sums.merge(source.id(), new Sum(source, 0, 1, at, Sum.NONE), Sum::and);
    }

    /// The key of the condition that says whether the source speaks.
    static String key(Source source) {
        return source.isHeartbeat() ? PING : SILENCE;
    }

    static Signal speaks(Source source) {
        return new Signal(SILENCE, source.name(), "silence", Signal.State.CLEARED, Severity.HIGH, "%s speaks".formatted(source.name()), null, null, Map.of(), null);
    }

    /// @return those that spoke and whose silence would be an alarm, and when they did
    Map<Source, Instant> write() {
        var taken = new HashMap<Long, Sum>();
        for (var id : sums.keySet()) {
            var sum = sums.remove(id);
            if (sum != null) taken.put(id, sum);
        }
        if (taken.isEmpty()) return Map.of();
        try {
            Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> write(taken)));
        } catch (RuntimeException e) {
            taken.forEach((id, sum) -> sums.merge(id, sum, (newer, older) -> older.and(newer)));
            throw e;
        }
        var watched = new HashMap<Source, Instant>();
        for (var sum : taken.values()) {
            live.changed(sum.source.client(), "source/" + sum.source.id());
            if (sum.source.silentAfter() != null && sum.signals > 0) watched.put(sum.source, sum.last);
        }
        return watched;
    }

    private void write(Map<Long, Sum> taken) {
        var sorted = taken.values().stream().sorted((one, other) -> Long.compare(one.source.id(), other.source.id())).toList();
        sql.sql("""
                update signals.source s
                   set signals = s.signals + u.signals, unreadable = s.unreadable + u.unreadable, last_at = greatest(s.last_at, u.last),
                       lag_seconds = coalesce(u.lag, s.lag_seconds),
                       expected_at = case when s.silent_seconds is null then s.expected_at else greatest(s.last_at, u.last) + make_interval(secs => s.silent_seconds) end
                  from unnest(:clients::int[], :ids::bigint[], :signals::bigint[], :unreadable::bigint[], :lasts::timestamptz[], :lags::int[])
                       as u (client_id, id, signals, unreadable, last, lag)
                 where s.client_id = u.client_id and s.id = u.id
                """)
            .param("clients", sorted.stream().map(sum -> sum.source.client()).toArray(Integer[]::new))
            .param("ids", sorted.stream().map(sum -> sum.source.id()).toArray(Long[]::new))
            .param("signals", sorted.stream().map(Sum::signals).toArray(Long[]::new))
            .param("unreadable", sorted.stream().map(Sum::unreadable).toArray(Long[]::new))
            .param("lasts", sorted.stream().map(sum -> sum.last.toString()).toArray(String[]::new))
            .param("lags", sorted.stream().map(sum -> sum.lag == Sum.NONE ? null : (int) sum.lag).toArray(Integer[]::new))
            .update();
    }
}
