package demarc.app.estate.exposure;

import demarc.app.platform.Cursor;
import demarc.app.platform.Page;
import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is exposed now, as people and programs ask for it.
@Component
@Transactional(readOnly = true)
public class Exposures {
    private static final String COLUMNS = """
            select e.client_id, e.id, e.asset_id, a.name, e.vulnerability, e.package, e.version, e.fixed_version, e.also, e.rating, e.score, e.kev, e.forensic, e.ring, e.detected_at,
                   nullif(e.due_at, 'infinity') as due_at, e.because, e.exception_id, e.patch_id, p.ref, nullif(p.starts_at, 'infinity') as starts_at, e.ended_at, e.ended_how
            """;
    private static final String NAMES = """
              join estate.asset a on a.client_id = e.client_id and a.id = e.asset_id
              left join estate.patch p on p.client_id = e.client_id and p.id = e.patch_id
            """;
    private static final String ROW = COLUMNS + " from estate.exposure e" + NAMES;

    /// What to list; null means whatever.
    ///
    /// @param clients ids
    /// @param late    its date has passed
    record Filter(Collection<Integer> clients, @Nullable Integer ring, @Nullable Rating rating, @Nullable Boolean kev, @Nullable Boolean excepted, @Nullable Boolean late,
            @Nullable String name, @Nullable String vulnerability, @Nullable Long asset, @Nullable Long patch) {
        static Filter of(Collection<Integer> clients) {
            return new Filter(clients, null, null, null, null, null, null, null, null, null);
        }

        /// Each client's own index leads to these in their order; an index of all clients would walk past everything else.
        private boolean isLedToByClient() {
            return clients.size() > 1 && (ring != null || rating != null || name != null || vulnerability != null || kev != null || excepted != null);
        }
    }

    /// @param due    null: with the next upgrade
    /// @param ref    of the ticket that mends it; null until its ring has its turn
    /// @param starts when that is
    public record Row(int client, long id, long asset, String assetName, String vulnerability, String name, String version, @Nullable String fixed, List<String> also, Rating rating,
            @Nullable Double score, boolean kev, boolean forensic, int ring, Instant detectedAt, @Nullable Instant due, String because, @Nullable Long exception, @Nullable Long patch,
            @Nullable String ref, @Nullable Instant starts, @Nullable Instant endedAt, @Nullable String endedHow) {
        public boolean isLate(Instant now) {
            return endedAt == null && exception == null && due != null && !due.isAfter(now);
        }
    }

    public record PatchRow(int client, long id, String what, String activity, int ring, boolean emergency, Instant startsAt, Instant dueAt, @Nullable String ref, @Nullable Instant endedAt,
            @Nullable Boolean done, @Nullable String trouble, int assets, int exposures) {}

    /// An asset that could not be looked at, and when it is tried again.
    public record Trouble(int client, long asset, String assetName, String why, int tries, Instant next) {}

    /// What is known of a vulnerability.
    ///
    /// @param listed when it came into CISA's list of exploited ones
    public record Flaw(String name, @Nullable String title, @Nullable Double score, @Nullable LocalDate listed, boolean ransomware, @Nullable String action, @Nullable Boolean automatable,
            @Nullable Boolean total, List<Word> advisories) {}

    public record Word(String id, String summary, String details, @Nullable String href, @Nullable Instant published, @Nullable Instant withdrawn) {}

    private final JdbcClient sql;
    private final Clock clock;

    Exposures(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// What is open, the first due first; what comes with the next upgrade last.
    Page<Row> page(Filter filter, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 3);
        var with = new HashMap<String, Object>();
        var where = new StringBuilder("e.ended_at is null");
        and(where, with, "e.ring = :ring", "ring", filter.ring);
        and(where, with, "e.rating = :rating", "rating", filter.rating == null ? null : filter.rating.name());
        and(where, with, "e.package = :package", "package", filter.name);
        and(where, with, "e.vulnerability = :vulnerability", "vulnerability", filter.vulnerability);
        and(where, with, "e.asset_id = :asset", "asset", filter.asset);
        and(where, with, "e.patch_id = :patch", "patch", filter.patch);
        // Spelled out, for the small indexes of these to serve.
        if (filter.kev != null) where.append(filter.kev ? " and e.kev" : " and not e.kev");
        if (filter.excepted != null) where.append(filter.excepted ? " and e.exception_id is not null" : " and e.exception_id is null");
        if (filter.late != null) and(where, with, filter.late ? "e.due_at <= :now and e.exception_id is null" : "e.due_at > :now", "now", SqlTime.of(clock.instant()));
        if (after != null) {
            where.append(filter.isLedToByClient()
                    ? " and (e.due_at, e.id) > (:afterDue::timestamptz, case when of.id < :afterClient then %d when of.id = :afterClient then :afterId else -1 end)".formatted(Long.MAX_VALUE)
                    : " and (e.due_at, e.client_id, e.id) > (:afterDue::timestamptz, :afterClient, :afterId)");
            with.putAll(Map.of("afterDue", after.text(0).equals("infinity") ? "infinity" : after.instant(0).toString(), "afterClient", (int) after.number(1), "afterId", after.number(2)));
        }
        var of = clients(filter.clients, "e", with);
        var from = filter.isLedToByClient() ? """
                %s from (select e.* from unnest(:clients::int[]) as of (id) cross join lateral (
                             select * from estate.exposure e where e.client_id = of.id and %s order by e.due_at, e.id limit %d) e) e %s
                """.formatted(COLUMNS, where, limit + 1, NAMES)
                : "%s where %s and %s".formatted(ROW, of, where);
        var rows = sql.sql("%s order by e.due_at, e.client_id, e.id limit %d".formatted(from, limit + 1)).params(with).query(Exposures::row).list();
        return Page.of(rows, limit, last -> Cursor.of(last.due == null ? "infinity" : last.due, last.client, last.id));
    }

    /// Every asset of the client that has or had it, the open ones first.
    List<Row> of(int client, String vulnerability, int most) {
        return sql.sql("""
                %s from ((select * from estate.exposure where client_id = :client and vulnerability = :vulnerability and ended_at is null order by due_at, id limit :most)
                         union all
                         (select * from estate.exposure where client_id = :client and vulnerability = :vulnerability and ended_at is not null order by due_at, id limit :most)) e %s
                 order by e.ended_at is not null, e.due_at, e.id limit :most
                """.formatted(COLUMNS, NAMES))
            .param("client", client).param("vulnerability", vulnerability).param("most", most).query(Exposures::row).list();
    }

    Optional<Flaw> flaw(String name) {
        var advisories = sql.sql("""
                select id, summary, details, href, published_at as published, withdrawn_at as withdrawn from estate.advisory
                 where id in (select advisory_id from estate.advisory_alias where alias = :name) order by id limit 20
                """).param("name", name).query(Word.class).list();
        var known = sql.sql("select name, title, score, listed_on, ransomware, action, automatable, total_impact from estate.vulnerability where name = :name").param("name", name)
            .query((row, _) -> new Flaw(name, row.getString("title"), ExposureMatching.score(row), row.getObject("listed_on", LocalDate.class), row.getBoolean("ransomware"),
                    row.getString("action"), row.getObject("automatable", Boolean.class), row.getObject("total_impact", Boolean.class), advisories)).optional();
        if (known.isPresent() || advisories.isEmpty()) return known;
        return Optional.of(new Flaw(name, null, null, null, false, null, null, null, advisories));
    }

    /// Work that is open, the first due first.
    Page<PatchRow> patches(Collection<Integer> clients, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 3);
        var with = new HashMap<String, Object>();
        var where = new StringBuilder(clients(clients, "p", with)).append(" and p.over_at is null");
        if (after != null) {
            where.append(" and (p.due_at, p.client_id, p.id) > (:afterDue::timestamptz, :afterClient, :afterId)");
            with.putAll(Map.of("afterDue", after.instant(0).toString(), "afterClient", (int) after.number(1), "afterId", after.number(2)));
        }
        var rows = sql.sql("""
                select p.client_id, p.id, p.ecosystem, p.package, p.activity, p.ring, p.emergency, p.takes_until, p.starts_at, p.due_at, p.next_at, p.priority, p.ref, p.ended_at, p.done,
                       p.over_at, p.trouble, m.assets, m.exposures
                  from (select * from estate.patch p where %s order by p.due_at, p.client_id, p.id limit %d) p,
                       lateral (select count(distinct e.asset_id) as assets, count(*) as exposures from estate.exposure e
                                 where e.client_id = p.client_id and e.patch_id = p.id and e.ended_at is null and e.exception_id is null) m
                 order by p.due_at, p.client_id, p.id
                """.formatted(where, limit + 1)).params(with).query((row, n) -> {
                    var patch = Patching.patch(row, n);
                    return new PatchRow(row.getInt("client_id"), patch.id(), patch.what(), patch.activity(), patch.ring(), patch.emergency(), patch.startsAt(), patch.dueAt(), patch.ref(),
                            patch.endedAt(), patch.done(), row.getString("trouble"), row.getInt("assets"), row.getInt("exposures"));
                }).list();
        return Page.of(rows, limit, last -> Cursor.of(last.dueAt, last.client, last.id));
    }

    /// Assets of which nobody knows what they are exposed to since, those that are tried again first.
    List<Trouble> troubles(Collection<Integer> clients, int most) {
        var with = new HashMap<String, Object>(Map.of("most", most));
        return sql.sql("""
                select l.client_id as client, l.asset_id as asset, a.name as asset_name, l.trouble as why, l.tries, l.due_at as next
                  from estate.exposure_look l join estate.asset a on a.client_id = l.client_id and a.id = l.asset_id
                 where %s and l.trouble is not null and l.tries > 0 order by l.due_at, l.client_id, l.asset_id limit :most
                """.formatted(clients(clients, "l", with))).params(with).query(Trouble.class).list();
    }

    /// Why this asset could not be looked at, if so.
    Optional<Trouble> trouble(int client, long asset) {
        return sql.sql("""
                select l.client_id as client, l.asset_id as asset, a.name as asset_name, l.trouble as why, l.tries, l.due_at as next
                  from estate.exposure_look l join estate.asset a on a.client_id = l.client_id and a.id = l.asset_id
                 where l.client_id = :client and l.asset_id = :asset and l.trouble is not null and l.tries > 0
                """).param("client", client).param("asset", asset).query(Trouble.class).optional();
    }

    /// What to say of a client's rings; empty when they are as they should be.
    Optional<String> pilots(int client) {
        return sql.sql("select count(*) filter (where ring = 0), count(*) from estate.asset where client_id = :client and retired_on is null and kind in ('COMPUTER', 'SERVER')")
            .param("client", client).query((row, _) -> Patch.pilots(row.getInt(1), row.getInt(2))).single();
    }

    private static String clients(Collection<Integer> clients, String alias, Map<String, Object> with) {
        if (clients.size() == 1) {
            with.put("client", clients.iterator().next());
            return alias + ".client_id = :client";
        }
        with.put("clients", clients.toArray(Integer[]::new));
        return alias + ".client_id = any (:clients)";
    }

    private static void and(StringBuilder where, Map<String, Object> with, String condition, String name, @Nullable Object value) {
        if (value == null) return;
        where.append(" and ").append(condition);
        with.put(name, value);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getInt("client_id"), row.getLong("id"), row.getLong("asset_id"), row.getString("name"), row.getString("vulnerability"), row.getString("package"),
                row.getString("version"), row.getString("fixed_version"), ExposureMatching.strings(row.getArray("also")), Rating.valueOf(row.getString("rating")), ExposureMatching.score(row),
                row.getBoolean("kev"), row.getBoolean("forensic"), row.getInt("ring"), SqlTime.get(row, "detected_at"), SqlTime.find(row, "due_at"),
                row.getString("because"), row.getObject("exception_id", Long.class), row.getObject("patch_id", Long.class), row.getString("ref"), SqlTime.find(row, "starts_at"),
                SqlTime.find(row, "ended_at"), row.getString("ended_how"));
    }
}
