package demarc.app.estate.exposure;

import demarc.app.platform.SqlTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ExposureStore {
    private static final int BATCH = 500;
    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;
    static final String COLUMNS = """
            id, asset_id, vulnerability, advisory_id, ecosystem, package, version, fixed_version, also, rating, score, kev, forensic, ring, detected_at,
            nullif(due_at, 'infinity') as due_at, days, because, exception_id, patch_id, ended_at, returned""";

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    ExposureStore(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /// What a look at some assets of a client changes.
    static final class Changes {
        private final int client;
        private final Instant now;
        private final List<Exposure> written = new ArrayList<>();
        private final Map<Long, String> ended = new HashMap<>();

        Changes(int client, Instant now) {
            this.client = client;
            this.now = now;
        }

        void add(Exposure exposure, @Nullable Exposure before) {
            var kept = before != null && !exposure.isSameWorkAs(before) ? exposure.within(null) : exposure;
            if (before == null || !kept.saysTheSameAs(before)) written.add(kept);
        }

        void end(Exposure exposure, String how) {
            ended.put(exposure.id(), how);
        }
    }

    /// By asset and vulnerability, those that have ended too.
    Map<Long, Map<String, Exposure>> of(int client, Collection<Long> assets) {
        var known = new HashMap<Long, Map<String, Exposure>>();
        sql.sql("select %s from estate.exposure where client_id = :client and asset_id = any (:assets)".formatted(COLUMNS))
            .param("client", client).param("assets", assets.toArray(Long[]::new)).query(ExposureStore::exposure).list()
            .forEach(each -> known.computeIfAbsent(each.asset(), _ -> new HashMap<>()).put(each.vulnerability(), each));
        return known;
    }

    List<Leave> exceptions(int client, Instant now) {
        return sql.sql("""
                select id, asset_id as asset, vulnerability, package as name from estate.patch_exception
                 where client_id = :client and state = 'APPROVED' and expires_at > :now order by id
                """)
            .param("client", client).param("now", SqlTime.of(now)).query(Leave.class).list();
    }

    void write(Changes changes) {
        batches.batchUpdate("""
                insert into estate.exposure (client_id, asset_id, vulnerability, advisory_id, ecosystem, package, version, fixed_version, also, rating, score, kev, forensic, ring,
                       detected_at, due_at, days, because, exception_id, patch_id, returned)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (client_id, asset_id, vulnerability) do update set advisory_id = excluded.advisory_id, ecosystem = excluded.ecosystem, package = excluded.package,
                       version = excluded.version, fixed_version = excluded.fixed_version, also = excluded.also, rating = excluded.rating, score = excluded.score, kev = excluded.kev,
                       forensic = excluded.forensic, ring = excluded.ring, detected_at = excluded.detected_at, due_at = excluded.due_at, days = excluded.days, because = excluded.because,
                       exception_id = excluded.exception_id, patch_id = excluded.patch_id, returned = excluded.returned, ended_at = null, ended_how = null
                """, changes.written, BATCH, (row, each) -> bind(row, changes.client, each));
        batches.batchUpdate("update estate.exposure set ended_at = ?, ended_how = ?, exception_id = null where client_id = ? and id = ?", changes.ended.entrySet(), BATCH, (row, each) -> {
            row.setObject(1, SqlTime.of(changes.now));
            row.setString(2, each.getValue());
            row.setInt(3, changes.client);
            row.setLong(4, each.getKey());
        });
    }

    /// Which of the listed products some assets are and have, and no others.
    void products(int client, Map<Long, Collection<String>> products) {
        record Row(long asset, String product) {}
        var rows = products.entrySet().stream().flatMap(each -> each.getValue().stream().map(product -> new Row(each.getKey(), product))).toList();
        sql.sql("""
                with now_so as (select asset_id, product from unnest(:assets::bigint[], :products::text[]) as r (asset_id, product)),
                     gone as (delete from estate.listed_product p where client_id = :client and asset_id = any (:looked)
                                 and not exists (select from now_so n where n.asset_id = p.asset_id and n.product = p.product))
                insert into estate.listed_product (client_id, asset_id, product) select :client, asset_id, product from now_so on conflict do nothing
                """)
            .param("client", client).param("looked", products.keySet().toArray(Long[]::new)).param("assets", rows.stream().map(Row::asset).toArray(Long[]::new))
            .param("products", rows.stream().map(Row::product).toArray(String[]::new)).update();
    }

    private static void bind(PreparedStatement row, int client, Exposure each) throws SQLException {
        row.setInt(1, client);
        row.setLong(2, each.asset());
        row.setString(3, each.vulnerability());
        row.setString(4, each.advisory());
        row.setString(5, each.component().ecosystem());
        row.setString(6, each.component().name());
        row.setString(7, each.component().version());
        row.setString(8, each.fixed());
        row.setArray(9, row.getConnection().createArrayOf("text", each.also().toArray()));
        row.setString(10, each.rating().name());
        row.setObject(11, each.score(), Types.NUMERIC);
        row.setBoolean(12, each.kev());
        row.setBoolean(13, each.forensic());
        row.setInt(14, each.ring());
        row.setObject(15, SqlTime.of(each.detectedAt()));
        row.setObject(16, each.due() == null ? NEVER : SqlTime.of(each.due()));
        row.setObject(17, each.days(), Types.SMALLINT);
        row.setString(18, each.because());
        row.setObject(19, each.exception(), Types.BIGINT);
        row.setObject(20, each.patch(), Types.BIGINT);
        row.setInt(21, each.returned());
    }

    static Exposure exposure(ResultSet row, int n) throws SQLException {
        return new Exposure(row.getLong("id"), row.getLong("asset_id"), row.getString("vulnerability"), row.getString("advisory_id"),
                new Software(row.getString("ecosystem"), row.getString("package"), row.getString("version")), row.getString("fixed_version"), ExposureMatching.strings(row.getArray("also")),
                Rating.valueOf(row.getString("rating")), ExposureMatching.score(row), row.getBoolean("kev"), row.getBoolean("forensic"), row.getInt("ring"), SqlTime.get(row, "detected_at"),
                SqlTime.find(row, "due_at"), row.getObject("days", Integer.class), row.getString("because"), row.getObject("exception_id", Long.class), row.getObject("patch_id", Long.class),
                SqlTime.find(row, "ended_at"), row.getInt("returned"));
    }
}
