package demarc.app.signals.triage;

import demarc.app.estate.Asset;
import demarc.app.estate.Assets;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Concern;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Puts together what a decision depends on: some conditions of one client that are due, and what is around them. A fixed number of statements,
/// whatever the storm.
@Component
class Outlook {
    /// What waits is due within this.
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int MOST_TROUBLES = 2_000;
    private static final int MOST_BELOW = 500;
    /// Of one thing.
    private static final int MOST_NEAR = 50;
    private static final int DEEPEST = 16;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private record Row(
            long id, boolean due, long source, String thing, String check, State state, Severity severity, Concern concern, String summary, @Nullable String attacker,
            @Nullable String site, @Nullable Long asset, Instant changedAt, Instant lastAt, int changes, @Nullable Long trouble, @Nullable Long past,
            Seen.@Nullable Closed closed, Map<String, String> labels) {}

    private record Down(long id, String thing, @Nullable Long asset, @Nullable Long trouble, @Nullable Instant until) {}

    /// The estate around the conditions' things.
    private record Around(Map<Long, Asset> assets, Map<Long, Long> parents, Map<Long, List<Long>> children, Map<Long, List<Down>> down, Map<String, List<Down>> sites) {}

    private final JdbcClient sql;
    private final Assets assets;
    private final Troubles troubles;
    private final Rulebook rules;
    private final Windows windows;

    Outlook(JdbcClient sql, Assets assets, Troubles troubles, Rulebook rules, Windows windows) {
        this.sql = sql;
        this.assets = assets;
        this.troubles = troubles;
        this.rules = rules;
        this.windows = windows;
    }

    /// Whatever a sender changes in this very moment is left for the next look.
    Situation on(int client, Instant now, int most) {
        var ruled = rules.of(client);
        var rows = rows(client, now, most, ruled.stream().anyMatch(rule -> rule.label() != null));
        var around = around(client, now, rows);
        var flips = flips(client, now, rows);
        var well = wellSince(client, rows);
        var fresh = rows.stream().filter(row -> row.trouble == null).toList();
        var near = near(client, fresh);
        var below = below(client, now, fresh, around);
        var open = troubles.recent(client, now, MOST_TROUBLES, named(rows, around, near, below));
        var seen = rows.stream().map(row -> {
            var asset = row.asset == null ? null : around.assets.get(row.asset);
            var site = row.site != null ? row.site : asset == null ? null : asset.site();
            return new Seen(row.id, row.due, row.source, row.thing, row.check, row.state, row.severity, row.concern, row.summary, row.attacker, row.asset, site, row.labels,
                    row.changedAt, row.lastAt, flips.getOrDefault(row.id, 0), well.get(row.id), row.trouble, row.past, row.closed, above(row, site, around), below.getOrDefault(row.id, List.of()), null, null);
        }).toList();
        return new Situation(now, seen, open, near, ruled, windows.coming(client, now), tellers(client, now, rows));
    }

    private Map<Long, Situation.Teller> tellers(int client, Instant now, List<Row> rows) {
        return sql.sql("""
                select s.id, s.name, (select count(*) from signals.trouble t
                                       where t.client_id = :client and t.opened_at > :since and t.source_id = s.id and t.severity <> 'CRITICAL' and t.grouping <> 'FLOOD') as opened, s.flood
                  from signals.source s
                 where s.client_id = :client and s.id = any (:ids)
                """)
            .param("client", client).param("since", SqlTime.of(now.minus(Defaults.FLOOD_WITHIN))).param("ids", rows.stream().map(Row::source).distinct().toArray(Long[]::new))
            .query((row, _) -> Map.entry(row.getLong(1), new Situation.Teller(row.getString(2), row.getInt(3), row.getObject(4, Integer.class)))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Row> rows(int client, Instant now, int most, boolean labels) {
        return sql.sql("""
                select c.id, c.look_at <= :now as due, c.source_id, c.thing, c.check_name, c.state, c.severity,
                       case when s.kind in ('checks', 'probe') then coalesce(c.labels ->> 'concern', s.concern) else s.concern end as concern,
                       c.summary, c.labels ->> 'site' as site, c.asset_id,
                       coalesce(c.labels ->> 'attacker', c.labels ->> 'srcip', c.labels ->> 'source_ip', c.labels ->> 'src_ip') as attacker,
                       c.changed_at, c.last_at, c.changes, c.trouble_id, case when w.ended_done and w.ended_at > :revives and w.grouping in ('SINGLE', 'THING') then c.was_trouble end as past,
                       coalesce(w.ticket, 'Its ticket') as ticket, w.ended_at, w.ended_done, %s as labels
                  from signals.condition c
                  join signals.source s on s.client_id = c.client_id and s.id = c.source_id
                  left join signals.trouble w on w.client_id = c.client_id and w.id = c.was_trouble
                 where c.client_id = :client and (c.look_at <= :now or c.look_at <= :soon and c.held is null)
                 order by c.look_at limit %d
                   for update of c skip locked
                """.formatted(labels ? "c.labels::text" : "'{}'", most))
            .param("client", client).param("now", SqlTime.of(now)).param("soon", SqlTime.of(now.plus(SOON))).param("revives", SqlTime.of(now.minus(Defaults.SAME_CAUSE)))
            .query(Outlook::row).list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Row(row.getLong("id"), row.getBoolean("due"), row.getLong("source_id"), row.getString("thing"), row.getString("check_name"), State.valueOf(row.getString("state")),
                Severity.valueOf(row.getString("severity")), Concern.valueOf(row.getString("concern")), row.getString("summary"), row.getString("attacker"),
                row.getString("site"), row.getObject("asset_id", Long.class), row.getTimestamp("changed_at").toInstant(), row.getTimestamp("last_at").toInstant(),
                row.getInt("changes"), row.getObject("trouble_id", Long.class), row.getObject("past", Long.class),
                ended == null ? null : new Seen.Closed(row.getString("ticket"), ended.toInstant(), row.getBoolean("ended_done")), JSON.readValue(row.getString("labels"), LABELS));
    }

    /// Only what changed often enough can flap. What became worse and better without going away does not.
    private Map<Long, Integer> flips(int client, Instant now, List<Row> rows) {
        var often = rows.stream().filter(row -> row.due && row.changes >= Defaults.FLAPS - 1).map(Row::id).toArray(Long[]::new);
        if (often.length == 0) return Map.of();
        return sql.sql("""
                select condition_id, count(*) filter (where wrong is distinct from before) as flips
                  from (select condition_id, at, state <> 'CLEARED' as wrong, lag(state <> 'CLEARED') over (partition by condition_id order by id) as before
                          from signals.change
                         where client_id = :client and condition_id = any (:ids) and at > :since) c
                 group by condition_id
                """)
            .param("client", client).param("ids", often).param("since", SqlTime.of(now.minus(Defaults.FLAPS_WITHIN)))
            .query((row, _) -> Map.entry(row.getLong(1), row.getInt(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Of what belongs to a cause and went wrong again.
    private Map<Long, Instant> wellSince(int client, List<Row> rows) {
        var again = rows.stream().filter(row -> row.due && row.trouble != null && row.state.isWrong() && row.changes >= 2).map(Row::id).toArray(Long[]::new);
        if (again.length == 0) return Map.of();
        return sql.sql("select condition_id, max(at) from signals.change where client_id = :client and condition_id = any (:ids) and state = 'CLEARED' group by condition_id")
            .param("client", client).param("ids", again).query((row, _) -> Map.entry(row.getLong(1), row.getTimestamp(2).toInstant())).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Situation.Near> near(int client, List<Row> rows) {
        var due = rows.stream().filter(row -> row.due && row.state.isWrong()).toList();
        if (due.isEmpty()) return List.of();
        var earliest = due.stream().map(Row::changedAt).min(Instant::compareTo).orElseThrow();
        return sql.sql("""
                select distinct on (t.thing, c.trouble_id) c.thing, c.trouble_id, c.changed_at, s.concern
                  from unnest(:things::text[]) as t (thing)
                 cross join lateral (
                       select thing, trouble_id, changed_at, source_id from signals.condition
                        where client_id = :client and thing_key = t.thing and changed_at >= :since order by changed_at desc, id desc limit %d) c
                  join signals.source s on s.client_id = :client and s.id = c.source_id
                 where c.trouble_id is not null
                 order by t.thing, c.trouble_id, c.changed_at desc
                """.formatted(MOST_NEAR))
            .param("things", due.stream().map(row -> row.thing.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new)).param("client", client)
            .param("since", SqlTime.of(earliest.minus(Defaults.SAME_MINUTE)))
            .query((row, _) -> new Situation.Near(Seen.family(Concern.valueOf(row.getString(4))), row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant())).list();
    }

    private Around around(int client, Instant now, List<Row> rows) {
        var ids = rows.stream().map(Row::asset).filter(asset -> asset != null).collect(Collectors.toSet());
        var sites = rows.stream().map(Row::site).filter(site -> site != null).collect(Collectors.toCollection(HashSet::new));
        if (ids.isEmpty() && sites.isEmpty()) return new Around(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        var known = assets.all(client, ids).stream().collect(Collectors.toMap(Asset::id, Function.identity()));
        var parents = new HashMap<Long, Long>();
        var children = new HashMap<Long, List<Long>>();
        if (!ids.isEmpty())
            for (var link : assets.links(client))
                if (link.parent() != null) {
                    parents.put(link.id(), link.parent());
                    children.computeIfAbsent(link.parent(), _ -> new ArrayList<>()).add(link.id());
                }
        var over = new HashSet<Long>();
        for (var id : ids) over.addAll(chain(id, parents));
        known.values().stream().map(Asset::site).filter(site -> site != null).forEach(sites::add);
        var down = down(client, now, over, sites);
        return new Around(known, parents, children, down.stream().filter(each -> each.asset != null).collect(Collectors.groupingBy(each -> each.asset)),
                down.stream().collect(Collectors.groupingBy(each -> each.thing.toLowerCase(Locale.ROOT))));
    }

    private static List<Long> chain(long asset, Map<Long, Long> parents) {
        var chain = new LinkedHashSet<Long>();
        for (var up = parents.get(asset); up != null && chain.size() < DEEPEST && chain.add(up); ) up = parents.get(up);
        return List.copyOf(chain);
    }

    /// What is down among the things on the way, and among the links of sites, which are called as the site is.
    private List<Down> down(int client, Instant now, Set<Long> over, Set<String> sites) {
        if (over.isEmpty() && sites.isEmpty()) return List.of();
        return sql.sql("""
                select id, thing, check_name, state, summary, asset_id, trouble_id, case when held like 'Maintenance%' and look_at > :now then look_at end as until
                  from signals.condition
                 where client_id = :client and state <> 'CLEARED'
                   and (asset_id = any (:assets) or thing_key = any (:sites))
                 order by changed_at
                """)
            .param("now", SqlTime.of(now)).param("client", client).param("assets", over.toArray(Long[]::new)).param("sites", sites.stream().map(site -> site.toLowerCase(Locale.ROOT)).toArray(String[]::new))
            .query((row, _) -> {
                if (!Seen.saysDown(State.valueOf(row.getString("state")), row.getString("check_name"), row.getString("summary"))) return null;
                var until = row.getTimestamp("until");
                return new Down(row.getLong("id"), row.getString("thing"), row.getObject("asset_id", Long.class), row.getObject("trouble_id", Long.class),
                        until == null ? null : until.toInstant());
            }).stream().filter(each -> each != null).toList();
    }

    private static List<Seen.Above> above(Row row, @Nullable String site, Around around) {
        var above = new ArrayList<Seen.Above>();
        if (row.asset != null) for (var up : chain(row.asset, around.parents)) for (var down : around.down.getOrDefault(up, List.of())) above.add(above(down));
        if (site != null && !site.equalsIgnoreCase(row.thing)) for (var down : around.sites.getOrDefault(site.toLowerCase(Locale.ROOT), List.of())) above.add(above(down));
        above.removeIf(each -> each.condition() == row.id);
        return above;
    }

    private static Seen.Above above(Down down) {
        return new Seen.Above(down.thing, down.id, down.trouble, down.until);
    }

    /// Young causes of what is reached through the things that are down now.
    private Map<Long, List<Long>> below(int client, Instant now, List<Row> rows, Around around) {
        var found = new HashMap<Long, List<Long>>();
        for (var row : rows) {
            if (!row.due || row.asset == null || !row.state.isWrong() || !around.children.containsKey(row.asset) || !Seen.saysDown(row.state, row.check, row.summary)) continue;
            var under = new LinkedHashSet<Long>();
            var next = new ArrayList<>(List.of(row.asset));
            while (!next.isEmpty()) for (var child : around.children.getOrDefault(next.removeLast(), List.of())) if (under.add(child)) next.add(child);
            under.remove(row.asset);
            var causes = sql.sql("""
                    select distinct trouble_id from (
                        select trouble_id from signals.condition
                         where client_id = :client and asset_id = any (:assets) and trouble_id is not null and changed_at >= :since limit %d) c
                    """.formatted(MOST_BELOW))
                .param("client", client).param("assets", under.toArray(Long[]::new)).param("since", SqlTime.of(now.minus(Defaults.ABSORBED_WITHIN))).query(Long.class).list();
            if (!causes.isEmpty()) found.put(row.id, causes);
        }
        return found;
    }

    private static Set<Long> named(List<Row> rows, Around around, List<Situation.Near> near, Map<Long, List<Long>> below) {
        var ids = new HashSet<Long>();
        around.down.values().forEach(list -> list.forEach(down -> add(ids, down.trouble)));
        around.sites.values().forEach(list -> list.forEach(down -> add(ids, down.trouble)));
        near.forEach(each -> ids.add(each.trouble()));
        below.values().forEach(ids::addAll);
        rows.forEach(row -> add(ids, row.trouble));
        return ids;
    }

    private static void add(Collection<Long> to, @Nullable Long id) {
        if (id != null) to.add(id);
    }
}
