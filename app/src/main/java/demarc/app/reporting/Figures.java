package demarc.app.reporting;

import demarc.app.platform.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Counts, each over open work or over a bounded window of one client: what a query costs does not grow with the table.
@Component
@Transactional(readOnly = true)
class Figures {
    /// Open work of one client in the hands of one party.
    record Held(int client, int party, int open, int unstarted, int atRisk, int broken, int deciding) {}

    record Load(@Nullable Integer person, int open, int dueSoon, int broken) {}

    /// Of the tickets opened in the window whose promise is settled.
    record Kept(int priority, int settled, int kept) {
        int percent() {
            return settled == 0 ? 100 : Math.floorDiv(kept * 100, settled);
        }
    }

    record Day(LocalDate day, int kept, int broken) {}

    record Hour(int hour, int opened) {}

    /// Conditions of one client that are not cleared; a figure at [#MOST_FIRING] means as many or more.
    record Firing(int client, int firing, int silent, int held) {}

    static final int MOST_FIRING = 1000;

    private final JdbcClient sql;

    Figures(JdbcClient sql) {
        this.sql = sql;
    }

    List<Held> held(Instant now, Instant soon) {
        return sql.sql("""
                select client_id as client, party_id as party, count(*) as open,
                       count(*) filter (where status = 'NEW') as unstarted,
                       count(*) filter (where due_at between :now and :soon) as at_risk,
                       count(*) filter (where respond_broken_at is not null or resolve_broken_at is not null) as broken,
                       count(*) filter (where status = 'WAITING' and waiting_on = 'DECISION') as deciding
                  from work.figure
                 where status in ('NEW', 'OPEN', 'WAITING')
                 group by client_id, party_id
                 order by client_id, party_id
                """)
            .param("now", SqlTime.of(now)).param("soon", SqlTime.of(soon)).query(Held.class).list();
    }

    /// Who of the party carries how much, the most first.
    List<Load> loads(int party, Instant soon) {
        return sql.sql("""
                select assignee_id as person, count(*) as open, count(*) filter (where due_at <= :soon) as due_soon,
                       count(*) filter (where respond_broken_at is not null or resolve_broken_at is not null) as broken
                  from work.figure
                 where status in ('NEW', 'OPEN', 'WAITING') and party_id = :party and assignee_id is not null
                 group by assignee_id
                 order by open desc, assignee_id
                 limit 8
                """)
            .param("party", party).param("soon", SqlTime.of(soon)).query(Load.class).list();
    }

    List<Firing> firing(List<Integer> clients) {
        return sql.sql("""
                select c as client, count(*) filter (where state = 'FIRING' and not held) as firing, count(*) filter (where state = 'SILENT' and not held) as silent,
                       count(*) filter (where held) as held
                  from unnest(:clients) c
                  left join lateral (select state, held from signals.figure where client_id = c limit :most) f on true
                 group by c
                """)
            .param("clients", clients.toArray(Integer[]::new)).param("most", MOST_FIRING).query(Firing.class).list();
    }

    List<Kept> kept(int client, Instant since) {
        return sql.sql("""
                select priority, count(*) as settled, count(*) filter (where respond_broken_at is null and resolve_broken_at is null) as kept
                  from work.figure
                 where client_id = :client and opened_at >= :since
                   and (resolved_at is not null or respond_broken_at is not null or resolve_broken_at is not null) and status <> 'CANCELLED'
                 group by priority
                 order by priority
                """)
            .param("client", client).param("since", SqlTime.of(since)).query(Kept.class).list();
    }

    /// Promises of the tickets opened on each day, where the client is.
    List<Day> days(int client, Instant since, ZoneId zone) {
        return sql.sql("""
                select (opened_at at time zone :zone)::date as day,
                       count(*) filter (where respond_broken_at is null and resolve_broken_at is null) as kept,
                       count(*) filter (where respond_broken_at is not null or resolve_broken_at is not null) as broken
                  from work.figure
                 where client_id = :client and opened_at >= :since and status <> 'CANCELLED'
                 group by day
                 order by day
                """)
            .param("client", client).param("since", SqlTime.of(since)).param("zone", zone.getId()).query(Day.class).list();
    }

    List<Hour> hours(int client, Instant since, ZoneId zone) {
        return sql.sql("""
                select extract(hour from opened_at at time zone :zone)::int as hour, count(*) as opened
                  from work.figure
                 where client_id = :client and opened_at >= :since
                 group by hour
                 order by hour
                """)
            .param("client", client).param("since", SqlTime.of(since)).param("zone", zone.getId()).query(Hour.class).list();
    }
}
