package demarc.app.estate.inventory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The packages of a thing, replaced as a whole by one statement each way; what stays is not written again.
@Component
class Packages {
    private static final int NAMED = 12;

    private record Row(boolean came, String name, String version) {}

    /// @param words `3 added, 12 removed, 120 updated: bash 4.3 → 4.4, …`
    record Difference(int added, int removed, int updated, String words) {
        boolean isNone() {
            return added + removed + updated == 0;
        }
    }

    private final JdbcClient sql;

    Packages(JdbcClient sql) {
        this.sql = sql;
    }

    Difference replace(int client, long asset, List<Report.Package> packages, Instant at) {
        var rows = sql.sql("""
                with said as materialized (
                    select * from unnest(:names::text[], :versions::text[], :publishers::text[], :packagings::text[]) as t (name, version, publisher, packaging)),
                gone as (
                    delete from estate.software s
                     where client_id = :client and asset_id = :asset and not exists (select from said where said.name = s.name and said.version = s.version)
                    returning name, version),
                came as (
                    insert into estate.software (client_id, asset_id, name, version, publisher, packaging, first_seen_at, last_seen_at)
                    select :client, :asset, name, version, publisher, packaging, :at, :at from said
                    on conflict (client_id, asset_id, name, version) do nothing
                    returning name, version)
                select true as came, name, version from came union all select false, name, version from gone
                """)
            .param("client", client).param("asset", asset).param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .param("names", column(packages, Report.Package::name)).param("versions", column(packages, Report.Package::version))
            .param("publishers", column(packages, Report.Package::publisher)).param("packagings", column(packages, Report.Package::packaging))
            .query(Row.class).list();
        return difference(rows);
    }

    private static Difference difference(List<Row> rows) {
        var came = new LinkedHashMap<String, String>();
        var gone = new LinkedHashMap<String, String>();
        for (var row : rows) (row.came ? came : gone).merge(row.name, row.version, (one, other) -> one + ", " + other);
        var updated = new ArrayList<String>();
        var removed = new ArrayList<String>();
        for (var each : gone.entrySet()) {
            var now = came.remove(each.getKey());
            if (now == null) removed.add(each.getKey() + " " + each.getValue());
            else updated.add("%s %s → %s".formatted(each.getKey(), each.getValue(), now));
        }
        var added = came.entrySet().stream().map(Packages::named).toList();
        var words = new ArrayList<String>();
        say(words, "added", added);
        say(words, "removed", removed);
        say(words, "updated", updated);
        return new Difference(added.size(), removed.size(), updated.size(), String.join(". ", words));
    }

    private static String named(Map.Entry<String, String> one) {
        return (one.getKey() + " " + one.getValue()).strip();
    }

    private static void say(List<String> words, String how, List<String> which) {
        if (which.isEmpty()) return;
        var named = String.join(", ", which.subList(0, Math.min(NAMED, which.size())));
        words.add("%d %s: %s%s".formatted(which.size(), how, named, which.size() > NAMED ? " …" : ""));
    }

    private static @Nullable String[] column(List<Report.Package> packages, java.util.function.Function<Report.Package, @Nullable String> part) {
        return packages.stream().map(part).toArray(String[]::new);
    }
}
