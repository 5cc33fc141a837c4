package demarc.app.estate.exposure;

import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// How many exposures are inside their target, by day. Inside is what is open before its date, or was mended by it in the last thirty days; outside is what
/// passed it. What an approved exception covers counts on neither side.
@Component
public class Compliance {
    static final int TARGET = 95;
    private static final Duration LOOKS_BACK = Duration.ofDays(30);

    public record Day(LocalDate day, int inside, int outside) {
        /// 0 to 100; all of nothing is inside.
        public double share() {
            return inside + outside == 0 ? 100 : 100.0 * inside / (inside + outside);
        }
    }

    public record Part(int ring, Rating rating, boolean kev, int inside, int outside, int excepted) {
        public double share() {
            return inside + outside == 0 ? 100 : 100.0 * inside / (inside + outside);
        }
    }

    /// @param exploited open exposures to what is exploited, a thousand at most
    /// @param late      of all open ones, those whose date has passed, a thousand at most
    /// @param oldest    the date that passed first
    public record Now(int exploited, int exploitedLate, int late, @Nullable Instant oldest) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Compliance(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Today as it stands; the last of the day stays.
    @Scheduled(fixedDelay = 900_000, initialDelay = 60_000)
    void snapshot() {
        var now = clock.instant();
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                with counted as (
                    select client_id, ring, rating, kev,
                           count(*) filter (where exception_id is null and coalesce(ended_at, :now) <= due_at) as inside,
                           count(*) filter (where exception_id is null and coalesce(ended_at, :now) > due_at) as outside,
                           count(*) filter (where exception_id is not null) as excepted
                      from estate.exposure
                     where client_id = any ((select platform.every_client())::int[]) and (ended_at is null or ended_at > :since and ended_how <> 'WITHDRAWN')
                     group by client_id, ring, rating, kev),
                gone as (
                    delete from estate.patch_compliance c where day = :day and client_id = any ((select platform.every_client())::int[])
                       and not exists (select from counted n where (n.client_id, n.ring, n.rating, n.kev) = (c.client_id, c.ring, c.rating, c.kev)))
                insert into estate.patch_compliance (client_id, day, ring, rating, kev, inside, outside, excepted)
                select client_id, :day, ring, rating, kev, inside, outside, excepted from counted
                    on conflict (client_id, day, ring, rating, kev) do update set inside = excluded.inside, outside = excluded.outside, excepted = excluded.excepted
                """)
            .param("now", SqlTime.of(now)).param("since", SqlTime.of(now.minus(LOOKS_BACK))).param("day", today()).update()));
    }

    @Transactional(readOnly = true)
    public List<Day> days(Collection<Integer> clients, int days) {
        return sql.sql("""
                select day, sum(inside)::int as inside, sum(outside)::int as outside from estate.patch_compliance
                 where client_id = any (:clients) and day > :from group by day order by day
                """)
            .param("clients", clients.toArray(Integer[]::new)).param("from", today().minusDays(days)).query(Day.class).list();
    }

    /// By ring and rating, on the newest day there is.
    @Transactional(readOnly = true)
    public List<Part> parts(Collection<Integer> clients) {
        return sql.sql("""
                select ring, rating, kev, sum(inside)::int as inside, sum(outside)::int as outside, sum(excepted)::int as excepted from estate.patch_compliance
                 where client_id = any (:clients) and day = (select max(day) from estate.patch_compliance where client_id = any (:clients) and day > :from)
                 group by ring, rating, kev order by ring, array_position(array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'], rating), kev desc
                """)
            .param("clients", clients.toArray(Integer[]::new)).param("from", today().minusDays(7)).query(Part.class).list();
    }

    @Transactional(readOnly = true)
    public Now now(Collection<Integer> clients) {
        return sql.sql("""
                select (select count(*) from (select from estate.exposure where client_id = any (:clients) and ended_at is null and kev and exception_id is null limit 1000) e) as exploited,
                       (select count(*) from (select from estate.exposure where client_id = any (:clients) and ended_at is null and kev and exception_id is null and due_at <= :now limit 1000) e) as exploited_late,
                       (select count(*) from (select from estate.exposure where client_id = any (:clients) and ended_at is null and exception_id is null and due_at <= :now limit 1000) e) as late,
                       (select min(due_at) from estate.exposure where client_id = any (:clients) and ended_at is null and exception_id is null and due_at <= :now) as oldest
                """)
            .param("clients", clients.toArray(Integer[]::new)).param("now", SqlTime.of(clock.instant()))
            .query((row, _) -> new Now(row.getInt("exploited"), row.getInt("exploited_late"), row.getInt("late"), SqlTime.find(row, "oldest"))).single();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
