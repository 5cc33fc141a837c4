package demarc.app.signals;

import demarc.app.estate.Assets;
import demarc.app.estate.Inventoried;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was said of a thing before the estate knew it is found when it does: it came, got another name or another address. Looks at what could be meant
/// and at nothing else, by index.
@Component
class Recognition {
    private static final int MOST = 1_000;

    private final JdbcClient sql;
    private final Assets assets;

    Recognition(JdbcClient sql, Assets assets) {
        this.sql = sql;
        this.assets = assets;
    }

    @EventListener
    void on(Inventoried seen) {
        var names = assets.namesOf(seen.client(), seen.asset());
        var meant = new HashSet<>(nobodys(seen.client(), names));
        meant.addAll(strange(seen.client(), seen.asset(), names));
        if (meant.isEmpty()) return;
        assets.find(seen.client(), meant).forEach((thing, asset) -> sql.sql("""
                update signals.condition set asset_id = :asset
                 where client_id = :client and id in (select id from signals.condition
                                                       where client_id = :client and thing_key = lower(:thing) and (asset_id is null or asset_id = :seen and :seen <> :asset) order by id for update)
                """)
            .param("asset", asset).param("client", seen.client()).param("thing", thing).param("seen", seen.asset()).update());
    }

    /// Called as the asset is, with a domain or a port behind it or without.
    private List<String> nobodys(int client, Set<String> names) {
        return sql.sql("""
                select distinct c.thing
                  from unnest(:names::text[]) as n (name)
                 cross join lateral (
                       (select thing from signals.condition where client_id = :client and asset_id is null and thing_key collate "C" = n.name limit %1$d)
                       union all
                       (select thing from signals.condition where client_id = :client and asset_id is null and thing_key collate "C" >= n.name || '.' and thing_key collate "C" < n.name || '/' limit %1$d)
                       union all
                       (select thing from signals.condition where client_id = :client and asset_id is null and thing_key collate "C" >= n.name || ':' and thing_key collate "C" < n.name || ';' limit %1$d)) c
                """.formatted(MOST))
            .param("names", names.toArray(String[]::new)).param("client", client).query(String.class).list();
    }

    /// Of the asset, and called as it is not any more.
    private List<String> strange(int client, long asset, Set<String> names) {
        return sql.sql("select distinct thing from signals.condition where client_id = :client and asset_id = :asset limit %d".formatted(MOST))
            .param("client", client).param("asset", asset).query(String.class).stream()
            .filter(thing -> names.stream().noneMatch(name -> isCalled(thing.toLowerCase(Locale.ROOT), name))).toList();
    }

    private static boolean isCalled(String thing, String name) {
        return thing.equals(name) || thing.startsWith(name + ".") || thing.startsWith(name + ":");
    }
}
