package demarc.app.signals.checks;

import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// How long answers took: each one for five weeks, hours of them for thirteen months.
@Component
public class Measurements {
    private static final Duration RAW = Duration.ofDays(35);
    private static final Duration HOURS = Duration.ofDays(400);
    /// A look of a probe that was cut off may come late, by no more than this.
    static final Duration LATEST = Duration.ofDays(30);
    private static final int CHUNK = 5_000;

    record Measured(int client, long check, Instant at, double millis, boolean up) {}

    /// @param mean of those that were up; null when none was
    /// @param up   share of the looks that found it up
    public record Point(Instant at, @Nullable Double mean, @Nullable Double most, double up, int looks) {}

    private static final String ROLL_UP = """
            insert into signals.measured_hour (client_id, check_id, hour, looks, up, least, mean, p95, most)
            select client_id, check_id, :from::timestamptz, count(*), count(*) filter (where up), min(ms) filter (where up), avg(ms) filter (where up),
                   percentile_cont(0.95) within group (order by ms) filter (where up), max(ms) filter (where up)
              from signals.measurement where %s at >= :from and at < :to
             group by client_id, check_id
                on conflict (client_id, check_id, hour) do update
               set looks = excluded.looks, up = excluded.up, least = excluded.least, mean = excluded.mean, p95 = excluded.p95, most = excluded.most
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<LocalDate> days = ConcurrentHashMap.newKeySet();

    Measurements(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Before the transaction that adds: makes the days that are missing.
    void prepare(Collection<Instant> moments) {
        var missing = moments.stream().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)).filter(day -> !days.contains(day)).collect(Collectors.toSet());
        for (var day : missing) {
            Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> sql.sql("select signals.measurement_day(?)").param(day).query().listOfRows()));
            days.add(day);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Measured> all) {
        if (all.isEmpty()) return;
        sql.sql("""
                insert into signals.measurement (client_id, check_id, at, ms, up)
                select * from unnest(:clients::int[], :checks::bigint[], :ats::timestamptz[], :millis::real[], :ups::boolean[])
                    on conflict do nothing
                """)
            .param("clients", all.stream().map(Measured::client).toArray(Integer[]::new))
            .param("checks", all.stream().map(Measured::check).toArray(Long[]::new))
            .param("ats", all.stream().map(one -> one.at.toString()).toArray(String[]::new))
            .param("millis", all.stream().map(one -> (float) one.millis).toArray(Float[]::new))
            .param("ups", all.stream().map(Measured::up).toArray(Boolean[]::new))
            .update();
    }

    /// The last day, from each look.
    @Transactional(readOnly = true)
    public List<Point> day(int client, long check, Duration bin) {
        var now = clock.instant();
        return sql.sql("""
                select date_bin(make_interval(secs => :bin), at, timestamptz '2020-01-01T00:00:00Z') as bin, avg(ms) filter (where up) as mean, max(ms) filter (where up) as most,
                       avg(up::int) as share, count(*) as looks
                  from signals.measurement
                 where client_id = :client and check_id = :check and at > :from and at <= :to
                 group by 1 order by 1
                """)
            .param("bin", bin.toSeconds()).param("client", client).param("check", check).param("from", SqlTime.of(now.minus(Duration.ofDays(1)))).param("to", SqlTime.of(now))
            .query((row, _) -> new Point(row.getTimestamp(1).toInstant(), row.getObject(2, Double.class), number(row.getObject(3)), row.getDouble(4), row.getInt(5))).list();
    }

    /// Before today from hours.
    @Transactional(readOnly = true)
    public List<Point> hours(int client, long check, Duration back, Duration bin) {
        return sql.sql("""
                select date_bin(make_interval(secs => :bin), hour, timestamptz '2020-01-01T00:00:00Z') as bin, sum(mean * up) / nullif(sum(up), 0) as mean, max(most) as most,
                       sum(up)::float8 / nullif(sum(looks), 0) as share, sum(looks) as looks
                  from signals.measured_hour
                 where client_id = :client and check_id = :check and hour > :from
                 group by 1 order by 1
                """)
            .param("bin", bin.toSeconds()).param("client", client).param("check", check).param("from", SqlTime.of(clock.instant().minus(back)))
            .query((row, _) -> new Point(row.getTimestamp(1).toInstant(), number(row.getObject(2)), number(row.getObject(3)), row.getDouble(4), row.getInt(5))).list();
    }

    /// Each look, newest first.
    @Transactional(readOnly = true)
    public List<Measurement> raw(int client, long check, @Nullable Instant before, int limit) {
        return sql.sql("""
                select at, ms, up from signals.measurement
                 where client_id = :client and check_id = :check and at < :before order by at desc limit :limit
                """)
            .param("client", client).param("check", check).param("before", SqlTime.of(before == null ? clock.instant().plusSeconds(60) : before)).param("limit", limit)
            .query((row, _) -> new Measurement(row.getTimestamp(1).toInstant(), row.getDouble(2), row.getBoolean(3))).list();
    }

    public record Measurement(Instant at, double millis, boolean up) {}

    /// Each hour that has ended, once. A node that comes second finds it done.
    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void rollUp() {
        var upTo = clock.instant().minusSeconds(120).truncatedTo(ChronoUnit.HOURS);
        for (var more = true; more && !Thread.currentThread().isInterrupted(); )
            more = Tenancy.asSystem(() -> Boolean.TRUE.equals(transaction.execute(_ -> rollUpAnHour(upTo))));
    }

    private boolean rollUpAnHour(Instant upTo) {
        var until = sql.sql("select until from signals.rolled_up for update skip locked").query((row, _) -> SqlTime.get(row, 1)).optional();
        if (until.isEmpty() || !until.get().isBefore(upTo)) return false;
        // A product that was off for weeks has nothing to roll up of them.
        var from = until.get().isBefore(upTo.minus(LATEST)) ? upTo.minus(LATEST) : until.get();
        var to = from.plus(1, ChronoUnit.HOURS);
        rollUp(from, to);
        sql.sql("update signals.rolled_up set until = ?").param(SqlTime.of(to)).update();
        return true;
    }

    private void rollUp(Instant from, Instant to) {
        sql.sql(ROLL_UP.formatted("")).param("from", SqlTime.of(from)).param("to", SqlTime.of(to)).update();
    }

    /// What a probe brings late belongs to hours that were rolled up before.
    void rollUpLate(List<Measured> all, Instant now) {
        record Hour(int client, long check, Instant from) {}
        var late = all.stream().filter(one -> one.at.isBefore(now.minusSeconds(120)))
                .map(one -> new Hour(one.client, one.check, one.at.truncatedTo(ChronoUnit.HOURS))).collect(Collectors.toSet());
        if (late.isEmpty()) return;
        var until = sql.sql("select until from signals.rolled_up").query((row, _) -> SqlTime.get(row, 1)).single();
        for (var hour : late)
            if (hour.from.isBefore(until))
                sql.sql(ROLL_UP.formatted("client_id = :client and check_id = :check and")).param("client", hour.client).param("check", hour.check)
                    .param("from", SqlTime.of(hour.from)).param("to", SqlTime.of(hour.from.plus(1, ChronoUnit.HOURS))).update();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 300_000)
    void forget() {
        try {
            var before = LocalDate.ofInstant(clock.instant().minus(RAW), ZoneOffset.UTC);
            Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("select signals.forget_measurements(?)").param(before).query(Integer.class).single()));
        } catch (RuntimeException e) {
            // Somebody reads those days right now; in an hour nobody does.
            LoggerFactory.getLogger(Measurements.class).info("old measurements stay for another hour: {}", e.getMessage());
        }
        var old = SqlTime.of(clock.instant().minus(HOURS));
        for (int deleted = CHUNK; deleted == CHUNK; )
            deleted = Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                    delete from signals.measured_hour where ctid = any (array (select ctid from signals.measured_hour where hour < :old limit :most))
                    """).param("old", old).param("most", CHUNK).update()));
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }
}
