package demarc.app.signals;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What every source says, in the one place where it is said.
@Component
public class Conditions {
    static final String COLUMNS = """
            c.client_id, c.id, c.source_id, c.key, c.thing, c.check_name, c.state, c.severity, c.summary, c.details, c.link, c.labels::text as labels, c.count,
            c.changes, c.first_at, c.last_at, c.changed_at, c.said_at, c.asset_id, c.trouble_id, c.held, c.look_at""";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    /// What to list, newest change first. Null and empty mean: whatever.
    ///
    /// @param client  key
    /// @param source  id
    /// @param thing   as the source calls it, in any case
    /// @param trouble id; what belonged to it last, too
    /// @param held    true: only what is nobody's work; false: only what is somebody's
    public record Filter(
            @Nullable String client, @Nullable Long source, Set<Condition.State> states, @Nullable Severity severity, @Nullable String thing,
            @Nullable Long trouble, @Nullable Boolean held) {
        public static final Filter ALL = new Filter(null, null, Set.of(), null, null, null, null);
    }

    private final JdbcClient sql;
    private final Directory directory;
    private final Listener listener;

    Conditions(JdbcClient sql, Directory directory, Listener listener) {
        this.sql = sql;
        this.directory = directory;
        this.listener = listener;
    }

    /// Takes what a source says. Comes back when every change of state and severity is on disk, by a commit of its own, so it is not called in a
    /// transaction; what only says again what was known is counted, and written down within a second or so.
    ///
    /// @param receivedAt when it came, by our clock
    public Taken take(Source source, List<Signal> signals, Instant receivedAt) {
        return listener.take(source, signals, receivedAt);
    }

    /// Notes in the transaction of the caller that nothing was heard of these. A signal ends it.
    ///
    /// @return how many were not silent before
    @Transactional
    public int silence(int client, Collection<Long> ids, Instant at) {
        return listener.silence(client, ids, at);
    }

    /// Notes in the transaction of the caller that the source itself went silent, as a condition of its own: a heartbeat's, or that of the source.
    ///
    /// @return the condition's id
    @Transactional
    public long silence(Source source, Instant at) {
        return listener.silence(source, at);
    }

    /// Writes down what was counted; a job does so each second.
    public void flush() {
        listener.flush();
    }

    @Transactional(readOnly = true)
    public Page<Condition> page(Actor by, Filter filter, @Nullable String cursor, int limit) {
        var clients = filter.client == null ? by.clients()
                : List.of(directory.client(by, filter.client).id());
        var with = new HashMap<String, Object>(Map.of("clients", clients.toArray(Integer[]::new)));
        var where = new StringBuilder("c.client_id = of.id");
        if (filter.source != null) {
            where.append(" and c.source_id = :source");
            with.put("source", filter.source);
        }
        // Written out, so that the index of what is wrong serves.
        if (filter.states.equals(Set.of(Condition.State.FIRING, Condition.State.SILENT))) where.append(" and c.state <> 'CLEARED'");
        else if (!filter.states.isEmpty())
            where.append(filter.states.contains(Condition.State.CLEARED) ? "" : " and c.state <> 'CLEARED'").append(" and c.state in (%s)".formatted(
                    filter.states.stream().map("'%s'"::formatted).sorted().collect(Collectors.joining(", "))));
        if (filter.severity != null) {
            where.append(" and c.severity = :severity");
            with.put("severity", filter.severity.name());
        }
        if (filter.thing != null) {
            where.append(" and c.thing_key = lower(:thing)");
            with.put("thing", filter.thing.strip());
        }
        if (filter.trouble != null) {
            with.put("trouble", filter.trouble);
        }
        if (filter.held != null) where.append(filter.held ? " and c.held is not null" : " and c.held is null");
        var after = Cursor.parse(cursor, 2);
        if (after != null) {
            where.append(" and (c.changed_at, c.id) < (:afterAt, :afterId)");
            with.put("afterAt", SqlTime.of(after.instant(0)));
            with.put("afterId", after.number(1));
        }
        // Each client's newest by its own index, then the newest of all: as many short reads as there are clients.
        var some = "(select * from signals.condition c where %s%%s order by c.changed_at desc, c.id desc limit %d)".formatted(where, limit + 1);
        // What is in a cause and what was in it have an index each.
        var each = filter.trouble == null ? some.formatted("")
                : some.formatted(" and c.trouble_id = :trouble") + " union all " + some.formatted(" and c.trouble_id is null and c.was_trouble = :trouble");
        var rows = sql.sql("""
                select %1$s from unnest(:clients::int[]) as of (id) cross join lateral (%2$s) c
                 order by c.changed_at desc, c.id desc limit %3$d
                """.formatted(COLUMNS, each, limit + 1)).params(with).query(Conditions::condition).list();
        return Page.of(rows, limit, last -> Cursor.of(last.changedAt(), last.id()));
    }

    @Transactional(readOnly = true)
    public Condition get(Actor by, long id) {
        return sql.sql("select %s from signals.condition c where c.client_id = any (:clients) and c.id = :id".formatted(COLUMNS))
            .param("clients", by.clients().toArray(Integer[]::new)).param("id", id).query(Conditions::condition).optional().orElseThrow(() -> new NotFound("condition", id));
    }

    /// By what its source calls it.
    @Transactional(readOnly = true)
    public Optional<Condition> find(Source source, String key) {
        return sql.sql("select %s from signals.condition c where c.client_id = :client and c.source_id = :source and c.key = :key".formatted(COLUMNS))
            .param("client", source.client()).param("source", source.id()).param("key", Texts.key(key)).query(Conditions::condition).optional();
    }

    /// Its history, newest first.
    @Transactional(readOnly = true)
    public List<Condition.Change> changes(Condition condition, int most) {
        return changes(condition, Long.MAX_VALUE, most);
    }

    /// Those before one.
    @Transactional(readOnly = true)
    public List<Condition.Change> changes(Condition condition, long before, int most) {
        return sql.sql("""
                select id, at, state, severity, summary, said_at from signals.change
                 where client_id = :client and condition_id = :id and id < :before order by id desc limit :most
                """)
            .param("client", condition.client()).param("id", condition.id()).param("before", before).param("most", most)
            .query((row, _) -> new Condition.Change(row.getLong("id"), row.getTimestamp("at").toInstant(), Condition.State.valueOf(row.getString("state")),
                    Severity.valueOf(row.getString("severity")), row.getString("summary"), Sources.instant(row, "said_at")))
            .list();
    }

    /// Refs of the tickets that these led to, by trouble.
    @Transactional(readOnly = true)
    public Map<Long, String> tickets(Collection<Condition> found) {
        var troubles = found.stream().map(Condition::trouble).filter(Objects::nonNull).distinct().toArray(Long[]::new);
        if (troubles.length == 0) return Map.of();
        return sql.sql("select id, ticket from signals.trouble where client_id = any (:clients) and id = any (:troubles) and ticket is not null")
            .param("clients", found.stream().map(Condition::client).distinct().toArray(Integer[]::new)).param("troubles", troubles)
            .query((row, _) -> Map.entry(row.getLong(1), row.getString(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// For whoever reads conditions by SQL of their own: select [#COLUMNS] of a condition `c`.
    static Condition condition(ResultSet row, int n) throws SQLException {
        return new Condition(row.getInt("client_id"), row.getLong("id"), row.getLong("source_id"), row.getString("key"), row.getString("thing"), row.getString("check_name"),
                Condition.State.valueOf(row.getString("state")), Severity.valueOf(row.getString("severity")), row.getString("summary"), row.getString("details"),
                row.getString("link"), JSON.readValue(row.getString("labels"), LABELS), row.getLong("count"), row.getInt("changes"),
                row.getTimestamp("first_at").toInstant(), row.getTimestamp("last_at").toInstant(), Objects.requireNonNull(Sources.instant(row, "changed_at")),
                Sources.instant(row, "said_at"), row.getObject("asset_id", Long.class), row.getObject("trouble_id", Long.class), row.getString("held"),
                Sources.instant(row, "look_at"));
    }
}
