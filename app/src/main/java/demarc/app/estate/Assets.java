package demarc.app.estate;

import demarc.app.estate.Asset.Kind;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The things of the clients, for the other modules: what the actor may see, in the transaction that asks.
@Component("estateAssets")
@Transactional(readOnly = true)
public class Assets {
    /// What to list; null means whatever.
    ///
    /// @param clients ids; never more than the actor sees
    /// @param site    key
    /// @param retired those that are gone instead of those in use
    public record Filter(Collection<Integer> clients, @Nullable Kind kind, @Nullable String site, boolean retired) {
        public static Filter of(Actor by) {
            return new Filter(by.clients(), null, null, false);
        }
    }

    /// @param parent what it is reached through; null when nobody has said
    public record Link(long id, @Nullable Long parent) {}

    private static final int DEEPEST = 16;

    private final JdbcClient sql;

    Assets(JdbcClient sql) {
        this.sql = sql;
    }

    /// By what it is called or answers to: its name, a MAC, an IP with or without a port, a host name with or without its domain. What is in use goes
    /// before what is retired, then what was seen last.
    public Optional<Asset> find(int client, String nameOrAddress) {
        var asked = nameOrAddress.strip().toLowerCase(Locale.ROOT);
        if (asked.isEmpty() || asked.length() > 255) return Optional.empty();
        var names = names(asked);
        return sql.sql("""
                select %s from estate.asset a
                 where a.client_id = :client
                   and a.id in (select id from estate.asset where client_id = :client and name_key = any (:names)
                                union all
                                select asset_id from estate.address where client_id = :client and value = any (:names))
                 order by a.name_key = :asked desc, a.retired_on is not null, a.last_seen_at desc, a.id
                 limit 1
                """.formatted(Asset.COLUMNS))
            .param("client", client).param("names", names).param("asked", asked).query(Asset::of).optional();
    }

    /// The same for many at once: ids by the names that were asked for; what nothing answers to is left out.
    public Map<String, Long> find(int client, Collection<String> namesOrAddresses) {
        // A machine may be called by its short name and by its long one.
        var asked = new HashMap<String, Set<String>>();
        for (var each : namesOrAddresses) for (var name : names(each.strip().toLowerCase(Locale.ROOT))) asked.computeIfAbsent(name, _ -> new HashSet<>()).add(each);
        asked.keySet().removeIf(name -> name.isEmpty() || name.length() > 255);
        if (asked.isEmpty()) return Map.of();
        var found = sql.sql("""
                with asked (name) as (select unnest(:names::text[])),
                     known (name, id) as (select asked.name, a.id from asked join estate.asset a on a.client_id = :client and a.name_key = asked.name
                                          union all
                                          select asked.name, d.asset_id from asked join estate.address d on d.client_id = :client and d.value = asked.name)
                select distinct known.name from known
                """)
            .param("names", asked.keySet().toArray(String[]::new)).param("client", client).query(String.class).list();
        var ids = new HashMap<String, Long>();
        for (var name : found) for (var each : asked.getOrDefault(name, Set.of())) if (!ids.containsKey(each)) find(client, each).ifPresent(asset -> ids.put(each, asset.id()));
        return ids;
    }

    public Optional<Asset> find(int client, long id) {
        return sql.sql("select %s from estate.asset a where a.client_id = :client and a.id = :id".formatted(Asset.COLUMNS))
            .param("client", client).param("id", id).query(Asset::of).optional();
    }

    public Asset get(int client, long id) {
        return find(client, id).orElseThrow(() -> new NotFound("asset", id));
    }

    /// Whichever client's it is, of those the actor sees.
    public Asset get(Actor by, long id) {
        return sql.sql("select %s from estate.asset a where a.client_id = any (:clients) and a.id = :id".formatted(Asset.COLUMNS))
            .param("clients", by.clients().toArray(Integer[]::new)).param("id", id).query(Asset::of).optional().orElseThrow(() -> new NotFound("asset", id));
    }

    public List<Asset> all(int client, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : sql.sql("select %s from estate.asset a where a.client_id = :client and a.id = any (:ids)".formatted(Asset.COLUMNS))
            .param("client", client).param("ids", ids.toArray(Long[]::new)).query(Asset::of).list();
    }

    /// By client and name.
    public Page<Asset> page(Filter filter, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 3);
        var with = new HashMap<String, Object>(Map.of("clients", filter.clients.toArray(Integer[]::new)));
        var where = new StringBuilder("a.client_id = any (:clients) and a.retired_on is %s null".formatted(filter.retired ? "not" : ""));
        if (filter.kind != null) {
            where.append(" and a.kind = :kind");
            with.put("kind", filter.kind.name());
        }
        if (filter.site != null) {
            where.append(" and a.site = :site");
            with.put("site", filter.site);
        }
        if (after != null) {
            where.append(" and (a.client_id, a.name_key, a.id) > (:afterClient, :afterName, :afterId)");
            with.putAll(Map.of("afterClient", (int) after.number(0), "afterName", after.text(1), "afterId", after.number(2)));
        }
        var rows = sql.sql("select %s from estate.asset a where %s order by a.client_id, a.name_key, a.id limit %d".formatted(Asset.COLUMNS, where, limit + 1))
            .params(with).query(Asset::of).list();
        return Page.of(rows, limit, last -> Cursor.of(last.client(), last.name().toLowerCase(Locale.ROOT), last.id()));
    }

    /// Each thing in use of a client with what it is reached through.
    public List<Link> links(int client) {
        return sql.sql("select id, parent_id as parent from estate.asset where client_id = :client and retired_on is null").param("client", client).query(Link.class).list();
    }

    /// What a thing is reached through, the nearest first.
    public List<Long> above(int client, long id) {
        return sql.sql("""
                with recursive up (id, depth) as (
                    select parent_id, 1 from estate.asset where client_id = :client and id = :id and parent_id is not null
                    union all
                    select a.parent_id, up.depth + 1 from up join estate.asset a on a.client_id = :client and a.id = up.id
                     where a.parent_id is not null and up.depth < :deepest)
                select id from up order by depth
                """)
            .param("client", client).param("id", id).param("deepest", DEEPEST).query(Long.class).list();
    }

    /// Without the port of an address, and without the domain of a host name: whoever reports writes it as they like.
    /// What it is called and answers to, in small letters.
    public Set<String> namesOf(int client, long id) {
        return Set.copyOf(sql.sql("""
                select name_key from estate.asset where client_id = :client and id = :id union select value from estate.address where client_id = :client and asset_id = :id
                """).param("client", client).param("id", id).query(String.class).list());
    }

    private static String[] names(String asked) {
        var bare = asked.startsWith("[") ? asked.replaceFirst("^\\[([^]]+)].*$", "$1") : asked.replaceFirst("^([^:]+):\\d{1,5}$", "$1");
        var host = bare.matches("[0-9.]+|.*:.*") ? bare : bare.replaceFirst("\\..*$", "");
        return new String[] {asked, bare, host};
    }
}
