package demarc.app.estate;

import demarc.app.platform.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything kept of one thing, for its page and for programs.
@Component
@Transactional(readOnly = true)
public class AssetView {
    public record Address(String kind, String value) {}

    public record Package(String name, String version, @Nullable String publisher, @Nullable String packaging, Instant firstSeenAt) {}

    public record Change(long id, Instant at, String field, @Nullable String was, @Nullable String became, String saidBy, boolean look) {}

    public record Twin(long one, String name, long other, String otherName, String why, Instant seenAt) {}

    public record Repair(long id, LocalDate onDay, String what, @Nullable String cost, String notedBy) {}

    public record Disposal(String method, String doneBy, LocalDate doneOn, @Nullable String certificate, @Nullable String fileName, @Nullable String fileHash, String notedBy) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;

    AssetView(JdbcClient sql) {
        this.sql = sql;
    }

    Detail detail(Asset of) {
        return sql.sql("""
                select a.*, (select r.title || ' ' || r.label from estate.release r where r.product = a.release_product and r.cycle = a.release_cycle) as release
                  from estate.asset a where a.client_id = :client and a.id = :id
                """).param("client", of.client()).param("id", of.id())
            .query((row, _) -> new Detail(row.getString("variant") == null ? null : Variant.valueOf(row.getString("variant")), row.getString("agent"), row.getString("board"), row.getString("cpu"),
                    row.getObject("memory_mb", Integer.class), row.getObject("disk_mb", Integer.class), row.getString("firmware"), row.getString("build"), row.getString("notes"),
                    row.getObject("merged_into", Long.class), row.getString("release"), row.getObject("supported_until", LocalDate.class), row.getObject("extended_until", LocalDate.class),
                    row.getString("life"), row.getObject("plan_on", LocalDate.class), row.getObject("replace_on", LocalDate.class), row.getString("replace_why"))).single();
    }

    List<Address> addresses(Asset of) {
        return sql.sql("select kind, value from estate.address where client_id = ? and asset_id = ? order by kind desc, value").param(of.client()).param(of.id()).query(Address.class).list();
    }

    Map<String, JsonNode> sections(Asset of) {
        var sections = new LinkedHashMap<String, JsonNode>();
        sql.sql("select name, body::text as body from estate.section where client_id = ? and asset_id = ? order by name").param(of.client()).param(of.id())
            .query((row, _) -> Map.entry(row.getString("name"), JSON.readTree(row.getString("body")))).list().forEach(each -> sections.put(each.getKey(), each.getValue()));
        return sections;
    }

    /// By name; one more than `limit` when there is more.
    List<Package> software(Asset of, String q, String afterName, String afterVersion, int limit) {
        return sql.sql("""
                select name, version, publisher, packaging, first_seen_at from estate.software
                 where client_id = :client and asset_id = :id and (name, version) > (:name, :version) and (:q = '' or name ilike :like)
                 order by name, version limit %d
                """.formatted(limit + 1))
            .param("client", of.client()).param("id", of.id()).param("name", afterName).param("version", afterVersion).param("q", q)
            .param("like", "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            .query((row, _) -> new Package(row.getString("name"), row.getString("version"), row.getString("publisher"), row.getString("packaging"),
                    SqlTime.get(row, "first_seen_at"))).list();
    }

    /// The newest first.
    List<Change> changes(Asset of, long before, int limit) {
        return sql.sql("select id, at, field, was, became, said_by, look from estate.asset_change where client_id = ? and asset_id = ? and id < ? order by id desc limit %d".formatted(limit + 1))
            .param(of.client()).param(of.id()).param(before)
            .query((row, _) -> new Change(row.getLong("id"), SqlTime.get(row, "at"), row.getString("field"), row.getString("was"), row.getString("became"),
                    row.getString("said_by"), row.getBoolean("look"))).list();
    }

    List<Asset> children(Asset of, int limit) {
        return sql.sql("select %s from estate.asset a where a.client_id = :client and a.parent_id = :id and a.retired_on is null order by a.name_key limit %d".formatted(Asset.COLUMNS, limit))
            .param("client", of.client()).param("id", of.id()).query(Asset::of).list();
    }

    List<Twin> twins(Integer[] clients, @Nullable Long of) {
        return sql.sql("""
                select t.asset_id as one, a.name, t.other_id as other, b.name as other_name, t.why, t.seen_at
                  from estate.twin t join estate.asset a on a.client_id = t.client_id and a.id = t.asset_id join estate.asset b on b.client_id = t.client_id and b.id = t.other_id
                 where t.client_id = any (:clients) and t.apart_by is null and (cast(:of as bigint) is null or :of in (t.asset_id, t.other_id))
                 order by t.seen_at desc limit 50
                """).param("clients", clients).param("of", of)
            .query((row, _) -> new Twin(row.getLong("one"), row.getString("name"), row.getLong("other"), row.getString("other_name"), row.getString("why"),
                    SqlTime.get(row, "seen_at"))).list();
    }

    public List<Repair> repairs(Asset of) {
        return sql.sql("select id, on_day, what, cost, noted_by from estate.repair where client_id = ? and asset_id = ? order by on_day desc limit 20").param(of.client()).param(of.id())
            .query(Repair.class).list();
    }

    public @Nullable Disposal disposal(Asset of) {
        return sql.sql("select method, done_by, done_on, certificate, file_name, file_hash, noted_by from estate.disposal where client_id = ? and asset_id = ?").param(of.client()).param(of.id())
            .query(Disposal.class).optional().orElse(null);
    }
}
