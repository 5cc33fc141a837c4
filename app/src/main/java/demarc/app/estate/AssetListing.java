package demarc.app.estate;

import demarc.app.estate.Asset.Kind;
import demarc.app.platform.Cursor;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Assets as people and programs look for them: one query a page, each state with an index in its own order.
@Component
@Transactional(readOnly = true)
public class AssetListing {
    private static final Duration SILENT = Duration.ofDays(30);

    /// What stands out in a thing's life.
    public enum State {
        IN_USE("In use", "a.name_key", "text"),
        UNSUPPORTED("Support has ended", "a.supported_until", "date"),
        ENDING("Support ends within a year", "a.supported_until", "date"),
        SOFTWARE_ENDED("Software past its support", "a.software_until", "date"),
        REPLACE("Due for replacement", "a.replace_on", "date"),
        WARRANTY("Warranty ends within 90 days", "a.warranty_until", "date"),
        AGELESS("No purchase date", "a.name_key", "text"),
        SILENT("Not seen for 30 days", "a.last_seen_at", "timestamptz"),
        LOOK("Somebody should look", "a.name_key", "text"),
        RETIRED("Retired", "a.name_key", "text");

        private final String label;
        private final String order;
        private final String type;

        State(String label, String order, String type) {
            this.label = label;
            this.order = order;
            this.type = type;
        }

        public String label() {
            return label;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static State find(String text) {
            return Arrays.stream(values()).filter(state -> state.key().equals(text)).findFirst()
                    .orElseThrow(() -> new Refused("state", "There is no state '%s'. There are: %s.".formatted(text, String.join(", ", Arrays.stream(values()).map(State::key).toList()))));
        }
    }

    /// @param clients  ids
    /// @param q        words, or beginnings of them
    /// @param software the name of a package that it has
    /// @param runs     a release of some software, as endoflife.date calls it: `postgresql/11`
    public record Query(Collection<Integer> clients, @Nullable Kind kind, @Nullable String site, State state, @Nullable String q, @Nullable String software, @Nullable String runs) {}

    public record Row(Asset asset, @Nullable Variant variant, @Nullable String release, @Nullable LocalDate supportedUntil, @Nullable LocalDate replaceOn, boolean look) {}

    private record Ordered(Row row, String key) {}

    private final JdbcClient sql;
    private final Clock clock;

    AssetListing(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Page<Row> page(Query query, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 3);
        var with = new HashMap<String, Object>();
        var where = where(query, with);
        var state = query.state;
        if (after != null) {
            where.append(" and (a.client_id, %s, a.id) > (:afterClient, cast(:afterKey as %s), :afterId)".formatted(state.order, state.type));
            with.putAll(Map.of("afterClient", (int) after.number(0), "afterKey", after.text(1), "afterId", after.number(2)));
        }
        var rows = sql.sql("""
                select %s, a.variant, a.release_product, a.release_cycle, a.supported_until, a.replace_on, (%s)::text as ordered,
                       (select r.title || ' ' || r.label from estate.release r where r.product = a.release_product and r.cycle = a.release_cycle) as release,
                       exists (select from estate.asset_change c where c.client_id = a.client_id and c.asset_id = a.id and c.look) as look
                  from estate.asset a where %s order by a.client_id, %s, a.id limit %d
                """.formatted(Asset.COLUMNS, state.order, where, state.order, limit + 1))
            .params(with).query((row, n) -> new Ordered(row(row, n), row.getString("ordered"))).list();
        var page = Page.of(rows, limit, last -> Cursor.of(last.row.asset().client(), last.key, last.row.asset().id()));
        return new Page<>(page.items().stream().map(Ordered::row).toList(), page.next());
    }

    /// How many are in use, by kind.
    public Map<Kind, Integer> counts(Collection<Integer> clients) {
        var counts = new LinkedHashMap<Kind, Integer>();
        sql.sql("select kind, sum(n)::int as n from estate.asset_count where client_id = any (:clients) group by kind").param("clients", clients.toArray(Integer[]::new))
            .query((row, _) -> Map.entry(Kind.valueOf(row.getString("kind")), row.getInt("n"))).list().stream().filter(each -> each.getValue() > 0)
            .sorted(Map.Entry.comparingByKey()).forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    private StringBuilder where(Query query, Map<String, Object> with) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        with.put("clients", query.clients.toArray(Integer[]::new));
        var where = new StringBuilder("a.client_id = any (:clients)");
        where.append(switch (query.state) {
            case IN_USE -> " and a.retired_on is null";
            case UNSUPPORTED -> " and a.retired_on is null and a.supported_until < :today";
            case ENDING -> " and a.retired_on is null and a.supported_until between :today and :until";
            case SOFTWARE_ENDED -> " and a.retired_on is null and a.software_until < :today";
            case REPLACE -> " and a.retired_on is null and a.replace_on <= :today";
            case WARRANTY -> " and a.retired_on is null and a.warranty_until <= :until";
            case AGELESS -> " and a.retired_on is null and a.purchased_on is null";
            case SILENT -> " and a.retired_on is null and a.last_seen_at < :since";
            case LOOK -> " and a.retired_on is null and (a.client_id, a.id) in (select client_id, asset_id from estate.asset_change where client_id = any (:clients) and look)";
            case RETIRED -> " and a.retired_on is not null";
        });
        switch (query.state) {
            case UNSUPPORTED, SOFTWARE_ENDED, REPLACE -> with.put("today", today);
            case ENDING -> with.putAll(Map.of("today", today, "until", today.plusYears(1)));
            case WARRANTY -> with.put("until", today.plusDays(90));
            case SILENT -> with.put("since", SqlTime.of(clock.instant().minus(SILENT)));
            case IN_USE, AGELESS, LOOK, RETIRED -> { }
        }
        if (query.kind != null) {
            where.append(" and a.kind = :kind");
            with.put("kind", query.kind.name());
        }
        if (query.site != null) {
            where.append(" and a.site = :site");
            with.put("site", query.site);
        }
        if (query.software != null) {
            where.append(" and (a.client_id, a.id) in (select client_id, asset_id from estate.software where client_id = any (:clients) and name = :software)");
            with.put("software", query.software);
        }
        if (query.runs != null) {
            var slash = query.runs.indexOf('/');
            if (slash < 1) throw new Refused("runs", "'%s' names no release. Write it like postgresql/11.".formatted(query.runs));
            where.append(" and (a.client_id, a.id) in (select client_id, asset_id from estate.software_life where client_id = any (:clients) and product = :product and cycle = :cycle)");
            with.putAll(Map.of("product", query.runs.substring(0, slash), "cycle", query.runs.substring(slash + 1)));
        }
        if (query.q != null) {
            var n = 0;
            for (var word : query.q.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
                if (n == 6 || word.isEmpty()) continue;
                where.append(" and (a.client_id, a.id) in (select client_id, asset_id from estate.asset_word where client_id = any (:clients) and word >= :w%d and word < :x%d)".formatted(n, n));
                with.put("w" + n, word);
                with.put("x" + n++, word + Character.toString(0x10FFFF));
            }
        }
        return where;
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var variant = row.getString("variant");
        return new Row(Asset.of(row, n), variant == null ? null : Variant.valueOf(variant), row.getString("release"), row.getObject("supported_until", LocalDate.class),
                row.getObject("replace_on", LocalDate.class), row.getBoolean("look"));
    }
}
