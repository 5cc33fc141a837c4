package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Page;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The directory as lists show it: one query for each.
@Component
@Transactional(readOnly = true)
public class Listing {
    public record ClientRow(String key, String name, String code, String zone, @Nullable String holidays, @Nullable String providers, int people) {}

    public record PersonRow(int id, String key, String name, String email, Role role, @Nullable String title, String partyKey, String partyName, Party.Kind kind,
            @Nullable String teams, boolean active, boolean invited, @Nullable Instant guestUntil, @Nullable Instant signedInAt) {}

    public record TeamRow(int id, String key, String name, String partyKey, String partyName, Party.Kind kind, int members, @Nullable String names) {}

    private final JdbcClient sql;
    private final Clock clock;

    Listing(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<ClientRow> clients() {
        return sql.sql("""
                select c.key, c.name, c.code, c.time_zone as zone, c.holidays,
                       (select string_agg(distinct p.name, ', ')
                          from directory.engagement e join directory.party p on p.id = e.provider_id
                         where e.client_id = c.id and e.from_date <= :today and (e.to_date is null or e.to_date > :today)) as providers,
                       (select count(*) from directory.person x where x.party_id = c.id and x.active) as people
                  from directory.party c
                 where c.kind = 'CLIENT'
                 order by c.name
                """)
            .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).query(ClientRow.class).list();
    }

    /// @param party a party's key, or empty for all that the actor sees
    Page<PersonRow> people(Actor actor, String q, String party, @Nullable Cursor after, int limit) {
        var rows = sql.sql("""
                select p.id, p.key, p.name, p.email, p.role, p.title, y.key as party_key, y.name as party_name, y.kind, p.active,
                       p.password_hash is null as invited, p.signed_in_at,
                       (select max(g.expires_at) from directory.guest_grant g where g.person_id = p.id) as guest_until,
                       (select string_agg(t.name, ', ' order by t.name)
                          from directory.membership m join directory.team t on t.id = m.team_id where m.person_id = p.id) as teams
                  from directory.person p join directory.party y on y.id = p.party_id
                 where (:party = '' or y.key = :party)
                   and (:everybody or p.party_id = :own)
                   and (:q = '' or p.name ilike :like or p.email ilike :like or p.title ilike :like)
                   and (not :continued or (p.name, p.id) > (:name, :id))
                 order by p.name, p.id
                 limit :limit
                """)
            .param("party", party).param("everybody", actor.worksTickets()).param("own", actor.party().id())
            .param("q", q).param("like", "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            .param("continued", after != null).param("name", after == null ? "" : after.text(0)).param("id", after == null ? 0 : (int) after.number(1))
            .param("limit", limit + 1)
            .query((row, _) -> new PersonRow(row.getInt("id"), row.getString("key"), row.getString("name"), row.getString("email"), Role.valueOf(row.getString("role")),
                    row.getString("title"), row.getString("party_key"), row.getString("party_name"), Party.Kind.valueOf(row.getString("kind")), row.getString("teams"),
                    row.getBoolean("active"), row.getBoolean("invited"),
                    row.getTimestamp("guest_until") == null ? null : row.getTimestamp("guest_until").toInstant(),
                    row.getTimestamp("signed_in_at") == null ? null : row.getTimestamp("signed_in_at").toInstant()))
            .list();
        return Page.of(rows, limit, last -> Cursor.of(last.name(), last.id()));
    }

    List<TeamRow> teams() {
        return sql.sql("""
                select t.id, t.key, t.name, y.key as party_key, y.name as party_name, y.kind,
                       count(p.id) as members, string_agg(p.name, ', ' order by p.name) as names
                  from directory.team t
                  join directory.party y on y.id = t.party_id
                  left join directory.membership m on m.team_id = t.id
                  left join directory.person p on p.id = m.person_id and p.active
                 group by t.id, y.id
                 order by y.kind desc, y.name, t.name
                """)
            .query(TeamRow.class).list();
    }
}
