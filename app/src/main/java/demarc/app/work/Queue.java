package demarc.app.work;

import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Lists of tickets: one query a page, keyset pages, never a count. Open work comes in the order it is due, everything else newest first.
@Component
public class Queue {
    public static final int MOST = 200;

    public enum Sort {
        /// The next promise first; what has none running last.
        DUE,
        NEWEST
    }

    /// What to list. Null and empty mean: whatever.
    ///
    /// @param client     key
    /// @param statuses   empty for open work
    /// @param mine       assigned to the person who asks
    /// @param nobody     assigned to nobody
    /// @param myTeams    with one of the person's teams
    /// @param dueWithin  a promise is due by then, or broken
    /// @param breached   a promise is broken
    /// @param offered    offered to one of the person's teams (or party) and not answered
    /// @param crossed    crossed the line to the party that holds it since this moment
    /// @param seen       nobody asked for it: the product saw it itself
    /// @param q          words, a beginning of words, or a ref
    public record Filter(
            @Nullable String client, @Nullable Integer team, @Nullable Integer party, Set<Status> statuses, @Nullable Priority priority,
            @Nullable Kind kind, @Nullable WaitingOn waitingOn, @Nullable Integer assignee, boolean mine, boolean nobody, boolean myTeams,
            @Nullable Duration dueWithin, boolean breached, boolean offered, @Nullable Instant crossedSince, @Nullable String q, boolean seen) {

        public static final Filter OPEN = new Filter(null, null, null, Set.of(), null, null, null, null, false, false, false, null, false, false, null, null, false);

        public Filter ofClient(@Nullable String key) {
            return new Filter(key, team, party, statuses, priority, kind, waitingOn, assignee, mine, nobody, myTeams, dueWithin, breached, offered, crossedSince, q, seen);
        }

        public Filter with(Set<Status> wanted) {
            return new Filter(client, team, party, wanted, priority, kind, waitingOn, assignee, mine, nobody, myTeams, dueWithin, breached, offered, crossedSince, q, seen);
        }

        public Filter seenItself() {
            return new Filter(client, team, party, statuses, priority, kind, waitingOn, assignee, mine, nobody, myTeams, dueWithin, breached, offered, crossedSince, q, true);
        }

        public Filter about(@Nullable String words) {
            return new Filter(client, team, party, statuses, priority, kind, waitingOn, assignee, mine, nobody, myTeams, dueWithin, breached, offered, crossedSince, words, seen);
        }

        boolean onlyOpen() {
            return statuses.isEmpty() || Status.UNFINISHED.containsAll(statuses);
        }

        /// Asks for something that ends with the work: what is due, waits or is offered.
        boolean onlyOfOpen() {
            return dueWithin != null || waitingOn != null || offered;
        }
    }

    /// One row. Names of people are the directory's: ask it once for the page.
    public record Row(
            String ref, int version, int clientId, String client, Kind kind, String subject, @Nullable String activity, Priority priority, Status status,
            @Nullable WaitingOn waitingOn, int requester, @Nullable Integer teamId, String team, int partyId, String party, @Nullable Integer assignee,
            @Nullable Integer offeredTeam, Instant openedAt, Instant heldSince, @Nullable Instant crossedAt, @Nullable Instant respondDue,
            @Nullable Instant resolveDue, @Nullable Instant due, @Nullable Instant respondedAt, @Nullable Instant resolvedAt,
            @Nullable Instant respondBroken, @Nullable Instant resolveBroken, @Nullable Integer brokenBy) {
        /// @param names of people, by id
        public String requester(Map<Integer, String> names) {
            return requester == Ticket.NOBODY ? Ticket.ITSELF : names.getOrDefault(requester, "Somebody");
        }
    }

    /// @param next where the next page begins; null at the end
    public record Page(List<Row> items, @Nullable String next) {}

    private record Start(OffsetDateTime at, int client, long id) {}

    private record Match(int client, long ticket) {}

    private static final int MOST_MATCHES = 20_000;

    private static final String COLUMNS = """
            t.client_id, t.id, t.version, t.kind, t.subject, t.activity, t.priority, t.status, t.waiting_on, t.requester_id, t.team_id, t.party_id,
            t.assignee_id, t.offered_team_id, t.opened_at, t.held_since, t.crossed_at, t.respond_due_at, t.resolve_due_at, t.due_at, t.responded_at,
            t.resolved_at, t.respond_broken_at, t.resolve_broken_at, t.broken_by""";

    private final JdbcClient sql;
    private final Known known;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Queue(JdbcClient sql, Known known, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.known = known;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Page page(Actor by, Filter filter, Sort sort, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MOST) throw new Refused("limit", "A page has 1 to %d tickets, not %d.".formatted(MOST, limit));
        var start = start(cursor);
        return Tenancy.as(by, () -> Objects.requireNonNull(transaction.execute(_ -> {
            var rows = rows(by, filter, sort, start, limit + 1);
            var more = rows.size() > limit;
            var shown = more ? rows.subList(0, limit) : rows;
            return new Page(List.copyOf(shown), more ? end(shown.getLast(), byDue(filter, sort)).toString() : null);
        })));
    }

    /// The limit is written out: were it a parameter, PostgreSQL would plan each page anew, which takes longer than reading it.
    private List<Row> rows(Actor by, Filter filter, Sort sort, @Nullable Start start, int limit) {
        var with = new HashMap<String, Object>();
        var where = conditions(by, filter, with);
        var words = filter.q == null || filter.q.isBlank() ? null : filter.q.strip();
        if (start != null) {
            with.put("startAt", start.at);
            with.put("startClient", start.client);
            with.put("startId", start.id);
        }
        if (words != null) {
            if (Ref.looksLike(words)) return byRef(by, words, where, with);
            return search(by, filter, words, where, with, start, limit);
        }
        if (byDue(filter, sort)) {
            if (start != null) where.add("(t.due_at, t.client_id, t.id) > (:startAt, :startClient, :startId)");
            return list("select %s from work.ticket t where %s order by t.due_at, t.client_id, t.id limit %d".formatted(COLUMNS, all(where), limit), with);
        }
        if (start != null) where.add("(t.opened_at, t.client_id, t.id) < (:startAt, :startClient, :startId)");
        // Each client's newest, found without leaving its own index, then the newest of all: as many short reads as there are clients, however large the table.
        with.put("clients", filter.client == null ? array(by.clients()) : array(List.of(client(by, filter.client))));
        return list("""
                select %1$s
                  from (select k.*
                          from unnest(:clients::int[]) c
                         cross join lateral (select t.client_id, t.id, t.opened_at from work.ticket t where t.client_id = c and %2$s order by t.opened_at desc, t.id desc limit %3$d) k
                         order by k.opened_at desc, k.client_id desc, k.id desc limit %3$d) k
                  join work.ticket t on t.client_id = k.client_id and t.id = k.id
                 order by t.opened_at desc, t.client_id desc, t.id desc
                """.formatted(COLUMNS, all(where), limit), with);
    }

    /// Only open work has something due.
    private static boolean byDue(Filter filter, Sort sort) {
        return sort == Sort.DUE && filter.onlyOpen();
    }

    private List<String> conditions(Actor by, Filter filter, Map<String, Object> with) {
        var where = new ArrayList<String>();
        // Written out, so that the planner can prove that a partial index holds all that is asked for.
        if (filter.onlyOpen() || filter.onlyOfOpen()) where.add("t.status in ('NEW', 'OPEN', 'WAITING')");
        if (!filter.statuses.isEmpty() && !filter.statuses.equals(Status.UNFINISHED) && filter.statuses.size() < Status.values().length)
            where.add(filter.statuses.stream().map(Status::name).sorted().collect(Collectors.joining("', '", "t.status in ('", "')")));
        if (filter.client != null) put(where, with, "t.client_id = :client", "client", client(by, filter.client));
        if (filter.team != null) put(where, with, "t.team_id = :team", "team", filter.team);
        if (filter.party != null) put(where, with, "t.party_id = :party", "party", filter.party);
        if (filter.priority != null) put(where, with, "t.priority = :priority", "priority", filter.priority.ordinal() + 1);
        if (filter.kind != null) where.add("t.kind = '%s'".formatted(filter.kind.name()));
        if (filter.waitingOn != null) put(where, with, "t.waiting_on = :waitingOn", "waitingOn", filter.waitingOn.name());
        if (filter.assignee != null) put(where, with, "t.assignee_id = :assignee", "assignee", filter.assignee);
        if (filter.mine) put(where, with, "t.assignee_id = :me", "me", by.personId());
        if (filter.nobody) where.add("t.assignee_id is null");
        if (filter.myTeams) put(where, with, "t.team_id = any (:teams::int[])", "teams", array(by.teams()));
        if (filter.dueWithin != null) put(where, with, "t.due_at <= :dueBy", "dueBy", SqlTime.of(clock.instant().plus(filter.dueWithin)));
        if (filter.breached) where.add("(t.respond_broken_at is not null or t.resolve_broken_at is not null)");
        if (filter.offered) {
            with.put("teams", array(by.teams()));
            with.put("myParty", by.party().id());
            where.add("t.offered_team_id is not null and (t.offered_team_id = any (:teams::int[]) or t.offered_party_id = :myParty)");
        }
        if (filter.crossedSince != null) put(where, with, "t.crossed_at >= :crossedSince", "crossedSince", Objects.requireNonNull(SqlTime.orNull(filter.crossedSince)));
        // Written out like the states: few tickets are like that, and their index holds nothing else.
        if (filter.seen) where.add("t.requester_id = 0");
        if (!by.seesAgreements()) put(where, with, "t.requester_id = :self", "self", by.personId());
        return where;
    }

    private int client(Actor by, String key) {
        return Tickets.visible(by, known.client(key)).id();
    }

    private static void put(List<String> where, Map<String, Object> with, String condition, String name, Object value) {
        where.add(condition);
        with.put(name, value);
    }

    private List<Row> byRef(Actor by, String words, List<String> where, Map<String, Object> with) {
        var ref = Ref.parse(words);
        var client = known.clientOfCode(ref.code()).filter(found -> by.sees(found.id()));
        if (client.isEmpty()) return List.of();
        where.removeIf(condition -> condition.startsWith("t.status"));
        where.add("t.client_id = :refClient and t.id = :refId");
        with.put("refClient", client.get().id());
        with.put("refId", ref.id());
        return list("select %s from work.ticket t where %s".formatted(COLUMNS, all(where)), with);
    }

    /// Numbers from the words' own index (see the migration), newest first, then the tickets behind them under the usual walls.
    private List<Row> search(Actor by, Filter filter, String words, List<String> where, Map<String, Object> with, @Nullable Start start, int limit) {
        var wanted = Words.of(words);
        if (wanted.isEmpty()) return List.of();
        with.put("wanted", wanted.toArray(String[]::new));
        where.removeIf(condition -> condition.startsWith("t.status in ('NEW', 'OPEN', 'WAITING')"));
        with.put("only", TicketRow.number(filter.client == null ? null : (Integer) client(by, filter.client)));
        with.put("before", start == null ? Long.MAX_VALUE : start.id);
        // Other conditions thin the matches out: ever more of them are looked at, until the page is full or there are no more.
        var rows = new ArrayList<Row>();
        for (var most = where.isEmpty() ? limit : limit * 10; ; most = Math.min(most * 4, MOST_MATCHES)) {
            var found = sql.sql("select client, ticket from work.matching(:wanted, :only::int, :before, :most)").params(with).param("most", most).query(Match.class).list();
            with.put("foundClients", found.stream().map(Match::client).toArray(Integer[]::new));
            with.put("foundTickets", found.stream().map(Match::ticket).toArray(Long[]::new));
            rows.addAll(list("""
                    select %s
                      from unnest(:foundClients, :foundTickets) m (client, ticket)
                      join work.ticket t on t.client_id = m.client and t.id = m.ticket
                     where %s
                     order by t.id desc limit %d
                    """.formatted(COLUMNS, all(where), limit - rows.size()), with));
            if (rows.size() == limit || found.size() < most) return rows;
            with.put("before", found.getLast().ticket);
        }
    }

    private static String all(List<String> where) {
        return where.isEmpty() ? "true" : String.join(" and ", where);
    }

    private List<Row> list(String query, Map<String, Object> with) {
        return sql.sql(query).params(with).query(this::row).list();
    }

    private Row row(ResultSet row, int n) throws SQLException {
        var client = known.client(row.getInt("client_id"));
        var team = integer(row, "team_id");
        var waiting = row.getString("waiting_on");
        return new Row(new Ref(client.code(), row.getLong("id")).toString(), row.getInt("version"), client.id(), client.name(), Kind.valueOf(row.getString("kind")),
                row.getString("subject"), row.getString("activity"), Priority.values()[row.getInt("priority") - 1], Status.valueOf(row.getString("status")),
                waiting == null ? null : WaitingOn.valueOf(waiting), row.getInt("requester_id"), team, known.teamName(team), row.getInt("party_id"),
                known.partyName(row.getInt("party_id")), integer(row, "assignee_id"), integer(row, "offered_team_id"), SqlTime.get(row, "opened_at"), SqlTime.get(row, "held_since"),
                SqlTime.find(row, "crossed_at"), SqlTime.find(row, "respond_due_at"), SqlTime.find(row, "resolve_due_at"), SqlTime.find(row, "due_at"), SqlTime.find(row, "responded_at"),
                SqlTime.find(row, "resolved_at"), SqlTime.find(row, "respond_broken_at"), SqlTime.find(row, "resolve_broken_at"), integer(row, "broken_by"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    private static Cursor end(Row last, boolean byDue) {
        return Cursor.of(byDue ? last.due == null ? "never" : last.due : last.openedAt, last.clientId, Ref.parse(last.ref).id());
    }

    private static @Nullable Start start(@Nullable String text) {
        var cursor = Cursor.parse(text, 3);
        if (cursor == null) return null;
        // The driver writes the last moment there is as infinity.
        var at = cursor.text(0).equals("never") ? OffsetDateTime.MAX : SqlTime.of(cursor.instant(0));
        return new Start(at, (int) cursor.number(1), cursor.number(2));
    }

    private static String array(List<Integer> ids) {
        return ids.toString().replace('[', '{').replace(']', '}').replace(" ", "");
    }
}
