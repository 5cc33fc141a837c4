package demarc.app.estate.exposure;

import demarc.app.platform.Due;
import demarc.app.platform.Live;
import demarc.app.platform.SqlTime;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks at assets whose software, or what is known of it, has changed. Assets of a client are looked at together: what is installed on all of them is asked
/// for once.
@Component
class ExposureMatching {
    private static final int ASSETS = 50;

    private record Place(int client, long asset, int tries) {}

    private record Installed(long asset, String name, String version, @Nullable String publisher, @Nullable String packaging) {}

    /// @param system name and version of the operating system
    private record Machine(long id, String kind, @Nullable String maker, String system, boolean exposed, @Nullable Integer tier, @Nullable Integer ring, boolean retired) {
        /// What must be back first is patched last.
        int ringInForce() {
            return ring != null ? ring : tier != null && tier == 1 ? 2 : 1;
        }
    }

    private record Package(String ecosystem, String name) {}

    private final JdbcClient sql;
    private final ExposureStore store;
    private final Patching patching;
    private final ProductChecks checks;
    private final Due due;
    private final Apart apart;
    private final Live live;
    private final Clock clock;

    ExposureMatching(JdbcClient sql, ExposureStore store, Patching patching, ProductChecks checks, Due due, Apart apart, Live live, Clock clock) {
        this.sql = sql;
        this.store = store;
        this.patching = patching;
        this.checks = checks;
        this.due = due;
        this.apart = apart;
        this.live = live;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3000)
    int drain() {
        return due.drain("exposures", this::batch);
    }

    /// The assets of one client that wait longest. Where one of them fails, the others go on without it.
    private int batch() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var places = sql.sql("""
                delete from estate.exposure_look d
                 where (d.client_id, d.asset_id) in (
                       select w.client_id, w.asset_id from estate.exposure_look w
                        where w.client_id = (select client_id from estate.exposure_look where due_at <= :now order by due_at, since limit 1) and w.due_at <= :now
                        order by w.due_at, w.since limit :most for update skip locked)
                returning d.client_id as client, d.asset_id as asset, d.tries
                """)
            .param("now", SqlTime.of(now)).param("most", ASSETS).query(Place.class).list();
        if (places.isEmpty()) return 0;
        var client = places.getFirst().client;
        var looked = places;
        if (apart.attempt("exposure of client " + client, () -> look(client, places.stream().map(Place::asset).toList())).isPresent())
            looked = places.stream().filter(place -> {
                var trouble = apart.attempt("exposure of asset " + place.asset, () -> look(client, List.of(place.asset)));
                trouble.ifPresent(why -> wait(place, why, now));
                return trouble.isEmpty();
            }).toList();
        var unplanned = apart.attempt("patches of client " + client, () -> {
            patching.plan(client);
            checks.plan(client);
        });
        if (unplanned.isPresent()) for (var place : looked) wait(place, "What it is exposed to is known, but could not be made work: " + unplanned.get(), now);
        live.changed(client, "exposure");
        return places.size();
    }

    /// A minute at first, then twice as long each time, up to eight hours.
    private void wait(Place place, String why, Instant now) {
        sql.sql("""
                insert into estate.exposure_look (client_id, asset_id, since, due_at, tries, trouble) values (:client, :asset, :now, :due, :tries, :trouble)
                    on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = excluded.tries, trouble = excluded.trouble
                """)
            .param("client", place.client).param("asset", place.asset).param("now", SqlTime.of(now)).param("due", SqlTime.of(now.plus(Duration.ofMinutes(1L << Math.min(place.tries, 9)))))
            .param("tries", place.tries + 1).param("trouble", Osv.clip(why, 500)).update();
    }

    private void look(int client, Collection<Long> ids) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var machines = machines(client, ids);
        var installed = installed(client, ids);
        var sources = sources(installed.values().stream().flatMap(List::stream).filter(ExposureMatching::isDeb).map(Installed::name).collect(Collectors.toSet()));
        var components = new HashMap<Long, Set<Software>>();
        for (var machine : machines) {
            var of = new LinkedHashSet<Software>();
            if (!machine.retired)
                for (var each : installed.getOrDefault(machine.id, List.of()))
                    of.addAll(Software.of(isDeb(each) ? sources.getOrDefault(each.name, each.name) : each.name, each.version, each.packaging, machine.system));
            components.put(machine.id, of);
        }
        var words = words(components.values().stream().flatMap(Set::stream).map(each -> new Package(each.ecosystem(), each.name())).collect(Collectors.toSet()));
        var hits = new HashMap<Software, List<Finding.Hit>>();
        var findings = new HashMap<Long, List<Finding>>();
        for (var machine : machines) {
            var found = new ArrayList<Finding.Hit>();
            for (var each : components.get(machine.id))
                found.addAll(hits.computeIfAbsent(each, component -> Finding.hits(component, words.getOrDefault(new Package(component.ecosystem(), component.name()), List.of()))));
            findings.put(machine.id, Finding.collapse(found));
        }
        var inputs = inputs(findings.values().stream().flatMap(List::stream).map(Finding::vulnerability).collect(Collectors.toSet()));
        var leave = store.exceptions(client, now);
        var before = store.of(client, ids);
        var changes = new ExposureStore.Changes(client, now);
        for (var machine : machines) {
            var known = before.getOrDefault(machine.id, Map.of());
            for (var finding : findings.getOrDefault(machine.id, List.of()))
                changes.add(exposure(machine, finding, inputs.get(finding.vulnerability()), known.get(finding.vulnerability()), leave, now), known.get(finding.vulnerability()));
            var still = findings.getOrDefault(machine.id, List.of()).stream().map(Finding::vulnerability).collect(Collectors.toSet());
            var names = components.get(machine.id).stream().collect(Collectors.toMap(Software::name, Software::version, (one, _) -> one));
            for (var each : known.values())
                if (each.endedAt() == null && !still.contains(each.vulnerability())) changes.end(each, how(machine, each, names));
        }
        store.write(changes);
        var products = new HashMap<Long, Collection<String>>();
        for (var machine : machines)
            products.put(machine.id, machine.retired ? List.of() : ListedProducts.on(machine.maker, machine.system,
                    installed.getOrDefault(machine.id, List.of()).stream().map(each -> new ListedProducts.Installed(each.name, each.publisher)).toList()));
        store.products(client, products);
    }

    private static boolean isDeb(Installed each) {
        return "deb".equalsIgnoreCase(each.packaging) || "dpkg".equalsIgnoreCase(each.packaging);
    }

    private static String how(Machine machine, Exposure was, Map<String, String> versions) {
        if (machine.retired) return "RETIRED";
        var version = versions.get(was.component().name());
        return version == null ? "REMOVED" : version.equals(was.component().version()) ? "WITHDRAWN" : "MENDED";
    }

    private static Exposure exposure(Machine machine, Finding finding, Deadline.@Nullable Inputs known, @Nullable Exposure before, List<Leave> leave, Instant now) {
        var score = known == null || known.score() == null ? finding.score() : finding.score() == null ? known.score() : Double.valueOf(Math.max(known.score(), finding.score()));
        var rating = score == null ? finding.rating() : Rating.of(score);
        var detected = before != null && before.endedAt() == null ? before.detectedAt() : now;
        var listed = known == null ? null : known.listed();
        var due = Deadline.of(new Deadline.Inputs(listed, known != null && known.forensic(),
                known == null ? null : known.automatable(), known == null ? null : known.total(), rating, score), machine.exposed, detected);
        var excepted = leave.stream().filter(each -> each.covers(machine.id, finding)).findFirst().map(Leave::id).orElse(null);
        return new Exposure(before == null ? 0 : before.id(), machine.id, finding.vulnerability(), finding.advisory(), finding.component(), finding.fixed(), finding.also(), rating, score,
                listed != null, due.forensic(), machine.ringInForce(), detected, due.at(), due.days(), due.because(), excepted, before == null ? null : before.patch(), null,
                before == null ? 0 : before.returned() + (before.endedAt() == null ? 0 : 1));
    }

    private List<Machine> machines(int client, Collection<Long> ids) {
        return sql.sql("""
                select id, kind, maker, concat_ws(' ', os, os_version) as system, exposed, tier, ring, retired_on is not null as retired
                  from estate.asset where client_id = :client and id = any (:ids) order by id
                """)
            .param("client", client).param("ids", ids.toArray(Long[]::new)).query(Machine.class).list();
    }

    private Map<Long, List<Installed>> installed(int client, Collection<Long> ids) {
        return sql.sql("select asset_id as asset, name, version, publisher, packaging from estate.software where client_id = :client and asset_id = any (:ids) order by asset_id, name, version")
            .param("client", client).param("ids", ids.toArray(Long[]::new)).query(Installed.class).list().stream().collect(Collectors.groupingBy(Installed::asset));
    }

    private Map<String, String> sources(Set<String> binaries) {
        var sources = new HashMap<String, String>();
        if (!binaries.isEmpty())
            sql.sql("select package, source from estate.advisory_source where package = any (:names)").param("names", binaries.toArray(String[]::new)).query(row -> {
                sources.put(row.getString(1), row.getString(2));
            });
        return sources;
    }

    private Map<Package, List<Finding.Word>> words(Set<Package> packages) {
        var words = new HashMap<Package, List<Finding.Word>>();
        if (!packages.isEmpty())
            sql.sql("""
                    select a.id, a.names, a.rating, a.score, r.ecosystem, r.package, r.scheme, r.introduced, r.fixed, r.last_affected, r.versions
                      from unnest(:ecosystems::text[], :names::text[]) as p (ecosystem, name)
                      join estate.advisory_range r on r.package = p.name and r.ecosystem = p.ecosystem
                      join estate.advisory a on a.id = r.advisory_id
                     where a.withdrawn_at is null
                    """)
                .param("ecosystems", packages.stream().map(Package::ecosystem).toArray(String[]::new)).param("names", packages.stream().map(Package::name).toArray(String[]::new))
                .query((row, _) -> word(row)).list()
                .forEach(word -> words.computeIfAbsent(new Package(word.range().ecosystem(), word.range().name()), _ -> new ArrayList<>()).add(word));
        return words;
    }

    private static Finding.Word word(ResultSet row) throws SQLException {
        var range = new Range(row.getString("ecosystem"), row.getString("package"), Scheme.valueOf(row.getString("scheme")), row.getString("introduced"), row.getString("fixed"),
                row.getString("last_affected"), strings(row.getArray("versions")));
        return new Finding.Word(row.getString("id"), strings(row.getArray("names")), Rating.valueOf(row.getString("rating")), score(row), range);
    }

    static @Nullable Double score(ResultSet row) throws SQLException {
        var score = row.getBigDecimal("score");
        return score == null ? null : score.doubleValue();
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private Map<String, Deadline.Inputs> inputs(Set<String> names) {
        var inputs = new HashMap<String, Deadline.Inputs>();
        if (!names.isEmpty())
            sql.sql("select name, score, listed_on, forensic, automatable, total_impact from estate.vulnerability where name = any (:names)").param("names", names.toArray(String[]::new)).query(row -> {
                inputs.put(row.getString("name"), new Deadline.Inputs(row.getObject("listed_on", LocalDate.class), row.getBoolean("forensic"),
                        row.getObject("automatable", Boolean.class), row.getObject("total_impact", Boolean.class), Rating.UNKNOWN, score(row)));
            });
        return inputs;
    }
}
