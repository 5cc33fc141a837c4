package demarc.app.estate.lifecycle;

import demarc.app.estate.Inventoried;
import demarc.app.estate.lifecycle.Releases.Release;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Draws how long installed software is mended, in the transaction that took the report. Ended software is work, not hardware: it is replaced by another release.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SoftwareLives {
    /// @param until  as its maker says
    /// @param system the release of its system, where that is known, and until when it is mended
    record Line(String product, @Nullable String release, String name, String version, boolean bySystem, @Nullable LocalDate until, @Nullable LocalDate extended, @Nullable String system,
            @Nullable LocalDate systemUntil) {}

    /// @param things how many have it
    record Ending(String product, String cycle, String release, LocalDate until, @Nullable LocalDate extended, int things) {}

    private record Installed(String name, String version, @Nullable String packaging) {}

    private record Key(String product, String said) {}

    private record Row(String name, String version, boolean bySystem) {}

    private static final int MOST = 40;

    private final JdbcClient sql;
    private final Releases releases;
    private final Clock clock;

    SoftwareLives(JdbcClient sql, Releases releases, Clock clock) {
        this.sql = sql;
        this.releases = releases;
        this.clock = clock;
    }

    @EventListener
    void on(Inventoried report) {
        if (report.software()) draw(report.client(), report.asset());
    }

    private void draw(int client, long asset) {
        var rows = new LinkedHashMap<Key, Row>();
        for (var each : sql.sql("select name, version, packaging from estate.software where client_id = ? and asset_id = ? order by name, version").param(client).param(asset).query(Installed.class).list()) {
            var named = SoftwareNames.named(each.name, each.version, each.packaging);
            if (named != null) rows.merge(new Key(named.product(), named.said()), new Row(each.name, each.version, named.bySystem()), (one, other) -> one.bySystem ? other : one);
        }
        var known = releases(rows.keySet());
        sql.sql("delete from estate.software_life where client_id = ? and asset_id = ?").param(client).param(asset).update();
        if (!rows.isEmpty()) {
            var keys = List.copyOf(rows.keySet());
            var values = List.copyOf(rows.values());
            sql.sql("""
                    insert into estate.software_life (client_id, asset_id, product, said, name, version, by_system, cycle, until, extended)
                    select :client, :asset, product, said, name, version, by_system, cycle, until::date, extended::date
                      from unnest(:products::text[], :saids::text[], :names::text[], :versions::text[], :bySystem::boolean[], :cycles::text[], :untils::text[], :extended::text[])
                           as t (product, said, name, version, by_system, cycle, until, extended)
                    """)
                .param("client", client).param("asset", asset).param("products", keys.stream().map(Key::product).toArray(String[]::new)).param("saids", keys.stream().map(Key::said).toArray(String[]::new))
                .param("names", values.stream().map(Row::name).toArray(String[]::new)).param("versions", values.stream().map(Row::version).toArray(String[]::new))
                .param("bySystem", values.stream().map(Row::bySystem).toArray(Boolean[]::new)).params(dates(keys, known)).update();
        }
        first(client, List.of(asset));
    }

    /// After newer dates were imported: each release that occurs is sought once, and only what has another date is written.
    void drawAll() {
        var keys = sql.sql("select distinct product, said from estate.software_life").query(Key.class).list();
        var changed = new HashMap<Integer, List<Long>>();
        sql.sql("""
                update estate.software_life l
                   set cycle = t.cycle, until = t.until::date, extended = t.extended::date
                  from unnest(:products::text[], :saids::text[], :cycles::text[], :untils::text[], :extended::text[]) as t (product, said, cycle, until, extended)
                 where l.product = t.product and l.said = t.said and (l.cycle, l.until, l.extended) is distinct from (t.cycle, t.until::date, t.extended::date)
                returning l.client_id, l.asset_id
                """)
            .param("products", keys.stream().map(Key::product).toArray(String[]::new)).param("saids", keys.stream().map(Key::said).toArray(String[]::new)).params(dates(keys, releases(keys)))
            .query(row -> {
                changed.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>()).add(row.getLong(2));
            });
        changed.forEach(this::first);
    }

    /// What is installed, what ends first at the top.
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    List<Line> of(int client, long asset) {
        return sql.sql("""
                select l.product, (select r.title || ' ' || coalesce(nullif(r.label, ''), r.cycle) from estate.release r where r.product = l.product and r.cycle = l.cycle) as release,
                       l.name, l.version, l.by_system, l.until, l.extended,
                       (select r.title || ' ' || coalesce(nullif(r.label, ''), r.cycle) from estate.release r where r.product = a.release_product and r.cycle = a.release_cycle) as system, a.supported_until as system_until
                  from estate.software_life l join estate.asset a on a.client_id = l.client_id and a.id = l.asset_id
                 where l.client_id = ? and l.asset_id = ? order by l.by_system, l.until, l.product limit %d
                """.formatted(MOST)).param(client).param(asset).query(Line.class).list();
    }

    /// Releases that are mended no more, or for less than a year to come, on things in use.
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    List<Ending> ending(int client) {
        return sql.sql("""
                select e.product, e.cycle, r.title || ' ' || coalesce(nullif(r.label, ''), r.cycle) as release, e.until, r.extended, e.things
                  from (select l.product, l.cycle, l.until, count(distinct l.asset_id)::int as things
                          from estate.software_life l join estate.asset a on a.client_id = l.client_id and a.id = l.asset_id and a.retired_on is null
                         where l.client_id = :client and not l.by_system and l.until < :end group by 1, 2, 3 order by 3, 1, 2 limit %d) as e
                  join estate.release r on r.product = e.product and r.cycle = e.cycle order by e.until, e.product, e.cycle
                """.formatted(MOST)).param("client", client).param("end", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusYears(1)).query(Ending.class).list();
    }

    private void first(int client, Collection<Long> ids) {
        sql.sql("""
                update estate.asset a set software_until = t.until
                  from (select b.id, (select min(l.until) from estate.software_life l where l.client_id = :client and l.asset_id = b.id and not l.by_system) as until
                          from unnest(:ids::bigint[]) as b (id)) as t
                 where a.client_id = :client and a.id = t.id and a.software_until is distinct from t.until
                """).param("client", client).param("ids", ids.toArray(Long[]::new)).update();
    }

    private Map<Key, Release> releases(Collection<Key> keys) {
        var products = keys.stream().map(Key::product).distinct().toList();
        var byProduct = releases.of(products).stream().collect(Collectors.groupingBy(Release::product));
        var found = new HashMap<Key, Release>();
        for (var key : keys) {
            var known = byProduct.getOrDefault(key.product, List.of());
            SoftwareNames.cycles(key.said).stream().flatMap(cycle -> known.stream().filter(release -> release.cycle().equals(cycle))).findFirst().ifPresent(release -> found.put(key, release));
        }
        return found;
    }

    private static Map<String, @Nullable String[]> dates(List<Key> keys, Map<Key, Release> known) {
        var of = keys.stream().map(key -> Optional.ofNullable(known.get(key))).toList();
        return Map.of("cycles", of.stream().map(one -> one.map(Release::cycle).orElse(null)).toArray(String[]::new), "untils", of.stream().map(one -> one.map(release -> Lives.day(release.eol())).orElse(null)).toArray(String[]::new),
                "extended", of.stream().map(one -> one.map(release -> Lives.day(release.extended())).orElse(null)).toArray(String[]::new));
    }
}
