package demarc.app.estate.exposure;

import demarc.app.platform.SqlTime;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes what a file says, in batches, and keeps in mind what that changes.
final class AdvisoryStore {
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Instant now;
    private final Map<String, Known.Flaw> flaws = new HashMap<>();
    private final Map<String, Known.Tracked> tracked = new HashMap<>();
    private final Map<String, Known.Listed> listed = new HashMap<>();
    private final Map<String, Known.Assessed> assessed = new HashMap<>();
    private final Map<String, String> built = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Set<String> vulnerabilities = new HashSet<>();
    private final Set<String> products = new HashSet<>();
    private boolean whole;
    private int changed;

    AdvisoryStore(JdbcClient sql, JdbcTemplate batches, Instant now) {
        this.sql = sql;
        this.batches = batches;
        this.now = now;
    }

    void hear(Known known) {
        switch (known) {
            case Known.Flaw flaw -> {
                flaws.put(flaw.advisory().id(), flaw);
                if (flaws.size() == BATCH) writeFlaws();
            }
            case Known.Tracked each -> {
                tracked.put(each.source(), each);
                if (tracked.size() == BATCH) writeTracked();
            }
            case Known.Listed each -> listed.put(each.name(), each);
            case Known.WholeList _ -> whole = true;
            case Known.Assessed each -> {
                assessed.put(each.name(), each);
                if (assessed.size() == BATCH) writeAssessed();
            }
            case Known.Built each -> {
                built.put(each.binary(), each.source());
                if (built.size() == BATCH) writeBuilt();
            }
        }
    }

    /// @return how many records said something new
    int end() {
        writeFlaws();
        writeTracked();
        writeListed();
        writeAssessed();
        writeBuilt();
        return changed;
    }

    /// Advisories without a CVE number take that of another one for the same flaw.
    void nameTheNameless() {
        packages.addAll(sql.sql("""
                with named as (
                    update estate.advisory a set names = other.names
                      from (select n.id, min(o.names) as names
                              from estate.advisory n
                              join estate.advisory_alias mine on mine.advisory_id = n.id
                              join estate.advisory_alias theirs on theirs.alias = mine.alias and theirs.advisory_id <> n.id
                              join estate.advisory o on o.id = theirs.advisory_id and o.names[1] like 'CVE-%'
                             where n.names[1] not like 'CVE-%' group by n.id) other
                     where a.id = other.id returning a.id, a.names),
                found as (
                    insert into estate.advisory_alias (alias, advisory_id) select unnest(names), id from named on conflict do nothing)
                select distinct package from estate.advisory_range where advisory_id in (select id from named)
                """).query(String.class).list());
    }

    /// Assets that have to be looked at again.
    int touch() {
        var names = new HashSet<>(packages);
        names.addAll(sql.sql("select package from estate.advisory_source where source = any (:sources)").param("sources", array(packages)).query(String.class).list());
        for (var each : packages) if (each.indexOf('-') >= 0) names.add(each.replace('-', '_'));
        return sql.sql("""
                insert into estate.exposure_look (client_id, asset_id, since)
                select client_id, asset_id, :now from estate.software where client_id = any ((select platform.every_client())::int[]) and name = any (:names)
                 union
                select client_id, asset_id, :now from estate.exposure
                 where client_id = any ((select platform.every_client())::int[]) and vulnerability = any (:vulnerabilities) and ended_at is null
                 union
                select client_id, asset_id, :now from estate.listed_product where client_id = any ((select platform.every_client())::int[]) and product = any (:products)
                    on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0
                """)
            .param("now", SqlTime.of(now)).param("names", array(names)).param("vulnerabilities", array(vulnerabilities))
            .param("products", array(products)).update();
    }

    private void writeFlaws() {
        if (flaws.isEmpty()) return;
        var prints = prints("select id, print from estate.advisory where id = any (:ids)", flaws.keySet());
        var fresh = flaws.values().stream().filter(flaw -> !flaw.print().equals(prints.get(flaw.advisory().id()))).toList();
        flaws.clear();
        if (fresh.isEmpty()) return;
        changed += fresh.size();
        packages.addAll(sql.sql("delete from estate.advisory_range where advisory_id = any (:ids) returning package").param("ids", array(fresh.stream().map(flaw -> flaw.advisory().id()).toList()))
                .query(String.class).list());
        writeAdvisories(fresh);
        writeRanges(fresh.stream().map(Known.Flaw::advisory).toList());
    }

    private void writeTracked() {
        if (tracked.isEmpty()) return;
        var prints = prints("select subject, print from estate.advisory_print where subject = any (:ids)", tracked.keySet().stream().map(source -> "debian/" + source).toList());
        var fresh = tracked.values().stream().filter(each -> !each.print().equals(prints.get("debian/" + each.source()))).toList();
        tracked.clear();
        if (fresh.isEmpty()) return;
        changed += fresh.size();
        packages.addAll(fresh.stream().map(Known.Tracked::source).toList());
        sql.sql("delete from estate.advisory_range where package = any (:packages) and ecosystem like 'Debian:%' and advisory_id like 'DEBIAN-%'")
            .param("packages", array(fresh.stream().map(Known.Tracked::source).toList())).update();
        var advisories = new HashMap<String, Known.Flaw>();
        for (var each : fresh) for (var advisory : each.advisories()) advisories.put(advisory.id(), new Known.Flaw(advisory, each.print()));
        writeAdvisories(advisories.values());
        for (var each : fresh) writeRanges(each.advisories());
        batches.batchUpdate("insert into estate.advisory_print (subject, print) values (?, ?) on conflict (subject) do update set print = excluded.print",
                fresh, fresh.size(), (row, each) -> {
                    row.setString(1, "debian/" + each.source());
                    row.setString(2, each.print());
                });
    }

    private void writeAdvisories(Collection<Known.Flaw> flaws) {
        batches.batchUpdate("""
                insert into estate.advisory (id, names, aliases, summary, details, vector, score, rating, published_at, withdrawn_at, href, print, imported_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (id) do update set names = excluded.names, aliases = excluded.aliases, summary = excluded.summary, details = excluded.details, vector = excluded.vector,
                       score = excluded.score, rating = excluded.rating, published_at = excluded.published_at, withdrawn_at = excluded.withdrawn_at, href = excluded.href,
                       print = excluded.print, imported_at = excluded.imported_at
                """, flaws, BATCH, (row, flaw) -> {
                    var advisory = flaw.advisory();
                    row.setString(1, advisory.id());
                    row.setArray(2, array(row, advisory.names()));
                    row.setArray(3, array(row, advisory.aliases()));
                    row.setString(4, advisory.summary());
                    row.setString(5, advisory.details());
                    row.setString(6, advisory.vector());
                    row.setObject(7, advisory.score(), Types.NUMERIC);
                    row.setString(8, advisory.rating().name());
                    row.setObject(9, SqlTime.orNull(advisory.published()));
                    row.setObject(10, SqlTime.orNull(advisory.withdrawn()));
                    row.setString(11, advisory.href());
                    row.setString(12, flaw.print());
                    row.setObject(13, SqlTime.orNull(now));
                });
        writeAliases(flaws);
    }

    private void writeAliases(Collection<Known.Flaw> flaws) {
        record Row(String alias, String advisory) {}
        sql.sql("delete from estate.advisory_alias where advisory_id = any (:ids)").param("ids", array(flaws.stream().map(flaw -> flaw.advisory().id()).toList())).update();
        var rows = flaws.stream().map(Known.Flaw::advisory)
                .flatMap(advisory -> Stream.concat(Stream.of(advisory.id()), advisory.aliases().stream()).distinct().map(alias -> new Row(alias, advisory.id()))).toList();
        batches.batchUpdate("insert into estate.advisory_alias (alias, advisory_id) values (?, ?) on conflict do nothing", rows, BATCH, (row, each) -> {
            row.setString(1, each.alias);
            row.setString(2, each.advisory);
        });
    }

    private void writeRanges(List<Advisory> advisories) {
        record Row(String advisory, int n, Range range) {}
        var rows = new ArrayList<Row>();
        for (var advisory : advisories) for (var i = 0; i < advisory.ranges().size(); i++) rows.add(new Row(advisory.id(), i, advisory.ranges().get(i)));
        for (var row : rows) packages.add(row.range.name());
        if (rows.isEmpty()) return;
        batches.batchUpdate("""
                insert into estate.advisory_range (advisory_id, n, ecosystem, package, scheme, introduced, fixed, last_affected, versions) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                """, rows, BATCH, (row, each) -> {
                    row.setString(1, each.advisory);
                    row.setInt(2, each.n);
                    row.setString(3, each.range.ecosystem());
                    row.setString(4, each.range.name());
                    row.setString(5, each.range.scheme().name());
                    row.setString(6, each.range.introduced());
                    row.setString(7, each.range.fixed());
                    row.setString(8, each.range.lastAffected());
                    row.setArray(9, array(row, each.range.versions()));
                });
    }

    private void writeListed() {
        if (listed.isEmpty()) return;
        record Before(String name, boolean ransomware, boolean forensic, LocalDate on) {}
        var before = new HashMap<String, Before>();
        for (var each : sql.sql("select name, ransomware, forensic, listed_on as \"on\" from estate.vulnerability where listed_on is not null").query(Before.class).list()) before.put(each.name, each);
        var fresh = listed.values().stream().filter(each -> !new Before(each.name(), each.ransomware(), each.forensic(), each.on()).equals(before.get(each.name()))).toList();
        var gone = before.keySet().stream().filter(name -> whole && !listed.containsKey(name)).toList();
        sql.sql("update estate.vulnerability set listed_on = null, ransomware = false, forensic = false, action = null where name = any (:names)").param("names", array(gone)).update();
        batches.batchUpdate("""
                insert into estate.vulnerability (name, title, listed_on, ransomware, forensic, action) values (?, ?, ?, ?, ?, ?)
                    on conflict (name) do update set title = excluded.title, listed_on = excluded.listed_on, ransomware = excluded.ransomware, forensic = excluded.forensic, action = excluded.action
                """, fresh, BATCH, (row, each) -> {
                    row.setString(1, each.name());
                    row.setString(2, each.title());
                    row.setObject(3, each.on());
                    row.setBoolean(4, each.ransomware());
                    row.setBoolean(5, each.forensic());
                    row.setString(6, each.action());
                });
        for (var each : fresh) vulnerabilities.add(each.name());
        vulnerabilities.addAll(gone);
        changed += fresh.size() + gone.size();
        products.addAll(sql.sql("delete from estate.listed_flaw where vulnerability = any (:names) returning product").param("names", array(gone)).query(String.class).list());
        writeProducts();
        listed.clear();
    }

    /// What the entries are about, where that is a product that inventories can show.
    private void writeProducts() {
        record Row(String product, String vulnerability, LocalDate on) {}
        var rows = new ArrayList<Row>();
        for (var each : listed.values()) for (var product : ListedProducts.of(each.vendor(), each.product())) rows.add(new Row(product, each.name(), each.on()));
        products.addAll(sql.sql("""
                insert into estate.listed_flaw (product, vulnerability, listed_on, heard_at)
                select product, vulnerability, listed_on, :now from unnest(:products::text[], :names::text[], :days::date[]) as r (product, vulnerability, listed_on)
                    on conflict do nothing returning product
                """)
            .param("now", SqlTime.orNull(now)).param("products", array(rows.stream().map(Row::product).toList())).param("names", array(rows.stream().map(Row::vulnerability).toList()))
            .param("days", array(rows.stream().map(row -> row.on.toString()).toList())).query(String.class).list());
    }

    private void writeAssessed() {
        if (assessed.isEmpty()) return;
        var fresh = List.copyOf(assessed.values());
        assessed.clear();
        var counts = batches.batchUpdate("""
                insert into estate.vulnerability as v (name, automatable, total_impact, vector, score) values (?, ?, ?, ?, ?)
                    on conflict (name) do update set automatable = coalesce(excluded.automatable, v.automatable), total_impact = coalesce(excluded.total_impact, v.total_impact),
                       vector = coalesce(excluded.vector, v.vector), score = coalesce(excluded.score, v.score)
                """, fresh, BATCH, (row, each) -> {
                    row.setString(1, each.name());
                    row.setObject(2, each.automatable(), Types.BOOLEAN);
                    row.setObject(3, each.total(), Types.BOOLEAN);
                    row.setString(4, each.vector());
                    row.setObject(5, each.score(), Types.NUMERIC);
                });
        if (counts.length > 0) for (var each : fresh) vulnerabilities.add(each.name());
        changed += fresh.size();
    }

    private void writeBuilt() {
        if (built.isEmpty()) return;
        var rows = List.copyOf(built.entrySet());
        built.clear();
        var known = prints("select package, source from estate.advisory_source where package = any (:ids)", rows.stream().map(Map.Entry::getKey).toList());
        var fresh = rows.stream().filter(row -> !row.getValue().equals(known.get(row.getKey()))).toList();
        batches.batchUpdate("insert into estate.advisory_source (package, source) values (?, ?) on conflict (package) do update set source = excluded.source", fresh, BATCH, (row, each) -> {
            row.setString(1, each.getKey());
            row.setString(2, each.getValue());
        });
        for (var each : fresh) packages.add(each.getValue());
        changed += fresh.size();
    }

    private Map<String, String> prints(String query, Collection<String> ids) {
        var prints = new HashMap<String, String>();
        sql.sql(query).param("ids", array(ids)).query(row -> {
            prints.put(row.getString(1), row.getString(2));
        });
        return prints;
    }

    private static String[] array(Collection<String> words) {
        return words.toArray(String[]::new);
    }

    private static Array array(PreparedStatement row, List<String> words) throws SQLException {
        return row.getConnection().createArrayOf("text", words.toArray());
    }
}
