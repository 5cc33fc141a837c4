package demarc.app.signals.triage;

import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Concern;
import demarc.app.signals.Condition;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Trouble.Grouping;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Causes, for whoever wants to know what belongs together and which ticket stands for it.
@Component
public class Troubles {
    private static final String COLUMNS = """
            t.client_id, t.id, t.grouping, t.concern, t.severity, t.subject, t.thing, t.check_name, t.keys, t.members, t.opened_at, t.last_at, t.told_at, t.untold,
            t.flapping_until, t.cleared_at, t.over_at, t.ticket, t.decision, t.ended_at, t.ended_how, coalesce(t.ended_done, false) as ended_done""";

    private final JdbcClient sql;

    Troubles(JdbcClient sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public Trouble get(Actor by, long id) {
        return sql.sql("select %s from signals.trouble t where t.client_id = any (:clients) and t.id = :id".formatted(COLUMNS))
            .param("clients", by.clients().toArray(Integer[]::new)).param("id", id).query(Troubles::trouble).optional().orElseThrow(() -> new NotFound("trouble", id));
    }

    @Transactional(readOnly = true)
    public Optional<Trouble> find(int client, long id) {
        return sql.sql("select %s from signals.trouble t where t.client_id = :client and t.id = :id".formatted(COLUMNS))
            .param("client", client).param("id", id).query(Troubles::trouble).optional();
    }

    /// The open ones, the last to grow first.
    @Transactional(readOnly = true)
    public Page<Trouble> open(Collection<Integer> clients, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
        var rows = sql.sql("""
                select %1$s from unnest(:clients::int[]) as of (id) cross join lateral (
                    select * from signals.trouble t where t.client_id = of.id and t.ended_at is null %2$s order by t.last_at desc, t.id desc limit %3$d) t
                 order by t.last_at desc, t.id desc limit %3$d
                """.formatted(COLUMNS, after == null ? "" : "and (t.last_at, t.id) < (:at, :id)", limit + 1))
            .param("clients", clients.toArray(Integer[]::new)).param("at", SqlTime.of(after == null ? Instant.EPOCH : after.instant(0))).param("id", after == null ? 0 : after.number(1))
            .query(Troubles::trouble).list();
        return Page.of(rows, limit, last -> Cursor.of(last.lastAt(), last.id()));
    }

    /// What a condition belongs to: the cause it is in, else the one it was in last.
    ///
    /// @param why  it belongs to that; null for what needs no reason
    /// @param past whether that was before
    public record Belongs(long trouble, @Nullable String ticket, @Nullable String why, boolean past) {}

    /// By the id of the condition; those that belong nowhere are left out.
    @Transactional(readOnly = true)
    public Map<Long, Belongs> of(Collection<Condition> conditions) {
        if (conditions.isEmpty()) return Map.of();
        return sql.sql("""
                select c.id, t.id, t.ticket, c.joined, c.trouble_id is null
                  from unnest(:clients::int[], :ids::bigint[]) as asked (client_id, id)
                  join signals.condition c on c.client_id = asked.client_id and c.id = asked.id
                  join signals.trouble t on t.client_id = c.client_id and t.id = coalesce(c.trouble_id, c.was_trouble)
                """)
            .param("clients", conditions.stream().map(Condition::client).toArray(Integer[]::new)).param("ids", conditions.stream().map(Condition::id).toArray(Long[]::new))
            .query((row, _) -> Map.entry(row.getLong(1), new Belongs(row.getLong(2), row.getString(3), row.getString(4), row.getBoolean(5)))).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Open ones that grew within the last hour, and those that are named.
    List<Trouble> recent(int client, Instant now, int most, Set<Long> named) {
        return sql.sql("""
                select %1$s from signals.trouble t
                 where t.client_id = :client
                   and t.id in ((select id from signals.trouble where client_id = :client and ended_at is null and last_at >= :since order by last_at desc limit %2$d)
                                union all
                                select id from signals.trouble where client_id = :client and ended_at is null and grouping = 'FLOOD'
                                union all
                                select id from signals.trouble where client_id = :client and id = any (:named) and ended_at is null)
                 order by t.id
                """.formatted(COLUMNS, most))
            .param("client", client).param("since", SqlTime.of(now.minus(Defaults.SAME_ATTACK))).param("named", named.toArray(Long[]::new)).query(Troubles::trouble).list();
    }

    long open(int client, Grouping grouping, Seen lead, Severity severity, Concern concern, String subject, Set<String> keys, int members, Instant now) {
        return sql.sql("""
                insert into signals.trouble (client_id, grouping, concern, severity, subject, thing, check_name, keys, site, members, opened_at, last_at, told_at, source_id)
                values (:client, :grouping, :concern, :severity, :subject, :thing, :check, :keys, :site, :members, :now, :now, :now, :source) returning id
                """)
            .param("client", client).param("grouping", grouping.name()).param("concern", concern.name()).param("severity", severity.name()).param("subject", subject)
            .param("thing", lead.thing()).param("check", lead.check()).param("keys", keys.toArray(String[]::new)).param("site", lead.site()).param("members", members)
            .param("now", SqlTime.of(now)).param("source", lead.source()).query(Long.class).single();
    }

    /// Things of it are wrong (again).
    void go(int client, long id, @Nullable Instant flappingUntil, @Nullable Instant lookAt) {
        sql.sql("""
                update signals.trouble
                   set cleared_at = null, over_at = null, ended_at = null, ended_how = null, ended_done = null, flapping_until = greatest(flapping_until, :flapping::timestamptz),
                       look_at = least(look_at, :look::timestamptz)
                 where client_id = :client and id = :id
                """)
            .param("flapping", sqlOf(flappingUntil)).param("look", sqlOf(lookAt)).param("client", client).param("id", id).update();
    }

    void grow(int client, long id, Grouping grouping, Severity severity, Set<String> keys, int more, boolean told, Instant now) {
        sql.sql("""
                update signals.trouble
                   set grouping = :grouping, severity = :severity, keys = :keys, members = members + :more, last_at = :now,
                       told_at = case when :told then :now else told_at end, untold = case when :told then 0 else untold + :more end,
                       look_at = case when :told then look_at else least(look_at, told_at + make_interval(secs => %d)) end
                 where client_id = :client and id = :id
                """.formatted(Defaults.AGAIN.toSeconds()))
            .param("grouping", grouping.name()).param("severity", severity.name()).param("keys", keys.toArray(String[]::new)).param("more", more).param("now", SqlTime.of(now))
            .param("told", told).param("client", client).param("id", id).update();
    }

    void severe(int client, long id, Severity severity) {
        set(client, id, "severity = :value", severity.name());
    }

    void told(int client, long id, Instant now) {
        sql.sql("update signals.trouble set told_at = :now, untold = 0 where client_id = :client and id = :id").param("now", SqlTime.of(now)).param("client", client).param("id", id).update();
    }

    void lookAt(int client, long id, @Nullable Instant at) {
        sql.sql("update signals.trouble set look_at = :at::timestamptz where client_id = :client and id = :id").param("at", sqlOf(at)).param("client", client).param("id", id).update();
    }

    void cleared(int client, long id, Instant since, Instant lookAt) {
        sql.sql("update signals.trouble set cleared_at = :since, look_at = :look where client_id = :client and id = :id and cleared_at is null")
            .param("since", SqlTime.of(since)).param("look", SqlTime.of(lookAt)).param("client", client).param("id", id).update();
    }

    void over(int client, long id, Instant now) {
        sql.sql("update signals.trouble set over_at = :now, look_at = null where client_id = :client and id = :id")
            .param("now", SqlTime.of(now)).param("client", client).param("id", id).update();
    }

    void ticket(int client, long id, String ref) {
        set(client, id, "ticket = :value", ref);
    }

    void decision(int client, long id, String words) {
        set(client, id, "decision = :value", words);
    }

    /// Its conditions are let go a little later, by the runner: whoever closes the ticket does not wait for them.
    void end(int client, long id, String how, boolean done, Instant now) {
        sql.sql("update signals.trouble set ended_at = :now, ended_how = :how, ended_done = :done, look_at = :now where client_id = :client and id = :id and ended_at is null")
            .param("now", SqlTime.of(now)).param("how", how).param("done", done).param("client", client).param("id", id).update();
    }

    private void set(int client, long id, String what, String value) {
        sql.sql("update signals.trouble set %s where client_id = :client and id = :id".formatted(what)).param("value", value).param("client", client).param("id", id).update();
    }

    static @Nullable Object sqlOf(@Nullable Instant instant) {
        return instant == null ? null : SqlTime.of(instant).toString();
    }

    static Trouble trouble(ResultSet row, int n) throws SQLException {
        return new Trouble(row.getInt("client_id"), row.getLong("id"), Grouping.valueOf(row.getString("grouping")), Concern.valueOf(row.getString("concern")),
                Severity.valueOf(row.getString("severity")), row.getString("subject"), row.getString("thing"), row.getString("check_name"), keys(row.getArray("keys")),
                row.getInt("members"), row.getTimestamp("opened_at").toInstant(), row.getTimestamp("last_at").toInstant(), row.getTimestamp("told_at").toInstant(),
                row.getInt("untold"), instant(row, "flapping_until"), instant(row, "cleared_at"), instant(row, "over_at"), row.getString("ticket"), row.getString("decision"),
                instant(row, "ended_at"), row.getString("ended_how"), row.getBoolean("ended_done"));
    }

    private static Set<String> keys(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    /// How many tickets at once are no flood for the source of this one.
    int bearable(int client, long flood) {
        return sql.sql("""
                select coalesce(s.flood, 2147483647) from signals.trouble t join signals.source s on s.client_id = t.client_id and s.id = t.source_id
                 where t.client_id = ? and t.id = ?
                """)
            .param(client).param(flood).query(Integer.class).optional().orElse(Integer.MAX_VALUE);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
