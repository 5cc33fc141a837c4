package demarc.app.signals;

import demarc.app.estate.Assets;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Condition.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Conditions as the database keeps them. However many signals there are, it is a handful of statements.
@Component
class Rows {
    /// A storm is seen as one when it is looked at after this; what is critical does not wait as long.
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration CRITICAL_WAIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String RENEW = """
            update signals.condition c
               set thing = u.thing, check_name = u.check_name, state = u.state, severity = u.severity, count = c.count + u.count, changes = c.changes + u.changes,
                   summary = case when u.renewed then u.summary else c.summary end, details = case when u.renewed then u.details else c.details end,
                   link = case when u.renewed then u.link else c.link end, labels = case when u.renewed then u.labels::jsonb else c.labels end,
                   last_at = u.last_at, changed_at = u.changed_at, said_at = u.said_at, asset_id = u.asset_id, look_at = u.look_at, lasting = u.lasting,
                   quiet_at = case when u.state = 'FIRING' and not u.lasting then u.last_at + make_interval(secs => (select s.quiet_seconds from signals.source s where s.client_id = c.client_id and s.id = c.source_id)) end
              from unnest(:clients::int[], :ids::bigint[], :things::text[], :checks::text[], :states::text[], :severities::text[], :summaries::text[], :details::text[],
                          :links::text[], :labels::text[], :counts::int[], :changes::int[], :lasts::timestamptz[], :changed::timestamptz[], :said::timestamptz[],
                          :assets::bigint[], :looks::timestamptz[], :lasting::boolean[], :renewed::boolean[])
                   as u (client_id, id, thing, check_name, state, severity, summary, details, link, labels, count, changes, last_at, changed_at, said_at, asset_id,
                         look_at, lasting, renewed)
             where c.client_id = u.client_id and c.id = u.id""";
    private static final String NOTE = """
            insert into signals.change (client_id, condition_id, at, state, severity, summary, said_at)
            select * from unnest(:stepClients::int[], :stepConditions::bigint[], :stepAt::timestamptz[], :stepStates::text[], :stepSeverities::text[], :stepSummaries::text[],
                                 :stepSaid::timestamptz[])""";

    /// A condition that was not there a moment ago is there now.
    static final class AnotherNodeWasFaster extends RuntimeException {
        AnotherNodeWasFaster() {
            super("a condition was made by another node meanwhile", null, false, false);
        }
    }

    /// @param changed by the place in what was told
    record Written(boolean[] changed, Map<Cell, Heard> heard) {}

    /// @param times how often it was said again
    /// @param last  the last time, in microseconds
    record Count(Heard heard, int times, long last, @Nullable Signal text) {}

    private record Step(Instant at, State state, Severity severity, String summary, @Nullable Instant said) {}

    /// A row while what was told of it is folded in.
    private static final class Row {
        private long id;
        private State state;
        private Severity severity;
        private String thing;
        private String check;
        private Signal text;
        private Instant first;
        private Instant last;
        private Instant changedAt;
        private @Nullable Instant said;
        private @Nullable Instant lookAt;
        private @Nullable Long trouble;
        private @Nullable Long asset;
        private int count;
        private int changes;
        private boolean lasting;
        private boolean renewed;
        private final boolean known;
        private final List<Step> steps = new ArrayList<>();

        /// @param known null when nothing is known of it
        private Row(Ledger.Told told, @Nullable Existing known) {
            this.known = known != null;
            text = told.signal();
            thing = text.thing();
            check = text.check();
            first = last = changedAt = told.at();
            if (known == null) {
                state = State.of(text.state());
                severity = text.severity();
                said = text.at();
                lasting = text.lasting();
                count = 1;
                if (state == State.FIRING) lookAt = told.at().plus(wait(severity));
                steps.add(new Step(changedAt, state, severity, text.summary(), said));
            } else {
                id = known.id;
                state = known.state;
                severity = known.severity;
                trouble = known.trouble;
                asset = known.asset;
                lookAt = known.lookAt;
                changedAt = known.changedAt;
                said = known.said;
                last = known.lastAt;
                thing = known.thing;
                check = known.check;
                lasting = known.lasting;
            }
        }

        /// @return whether it changed something
        private boolean fold(Ledger.Told told) {
            var signal = told.signal();
            var heard = State.of(signal.state());
            count++;
            if (told.at().isAfter(last)) last = told.at();
            if (!signal.summary().isEmpty()) {
                text = signal;
                renewed = true;
            }
            if (!signal.thing().isEmpty()) thing = signal.thing();
            if (!signal.check().isEmpty()) check = signal.check();
            if (heard == state && (heard == State.CLEARED || signal.severity() == severity)) return false;
            state = heard;
            // How bad it was is what it was while it fired.
            if (heard == State.FIRING) {
                severity = signal.severity();
                lasting = signal.lasting();
            }
            changedAt = told.at();
            said = signal.at();
            changes++;
            var due = trouble == null ? told.at().plus(wait(severity)) : told.at();
            if (lookAt == null || lookAt.isAfter(due)) lookAt = due;
            steps.add(new Step(told.at(), state, severity, signal.summary(), said));
            return true;
        }

        private static Duration wait(Severity severity) {
            return severity == Severity.CRITICAL ? CRITICAL_WAIT : WAIT;
        }
    }

    private record Existing(
            int client, long id, long source, String key, State state, Severity severity, String thing, String check, Instant lastAt, Instant changedAt, @Nullable Instant said,
            @Nullable Long trouble, @Nullable Long asset, @Nullable Instant lookAt, boolean lasting) {}

    private final JdbcClient sql;
    private final Assets assets;

    Rows(JdbcClient sql, Assets assets) {
        this.sql = sql;
        this.assets = assets;
    }

    /// In the order in which it was told.
    Written write(List<Ledger.Told> told) {
        var existing = lock(told);
        var rows = new TreeMap<Cell, Row>();
        var changed = new boolean[told.size()];
        for (var n = 0; n < changed.length; n++) {
            var each = told.get(n);
            var row = rows.get(each.cell());
            if (row != null) {
                changed[n] = row.fold(each);
                continue;
            }
            var known = existing.get(each.cell());
            // A clearing that names nothing, of what was never heard of.
            if (known == null && each.signal().state() == Signal.State.CLEARED && each.signal().thing().isEmpty()) continue;
            row = new Row(each, known);
            rows.put(each.cell(), row);
            changed[n] = known == null || row.fold(each);
        }
        match(rows);
        insert(rows);
        update(rows);
        var heard = new HashMap<Cell, Heard>();
        rows.forEach((cell, row) -> heard.put(cell, new Heard(cell.client(), row.id, row.state, row.severity, Heard.text(row.text))));
        return new Written(changed, heard);
    }

    private Map<Cell, Existing> lock(List<Ledger.Told> told) {
        var cells = told.stream().map(Ledger.Told::cell).distinct().sorted().toList();
        return sql.sql("""
                select c.client_id, c.id, c.source_id, c.key, c.state, c.severity, c.thing, c.check_name, c.last_at, c.changed_at, c.said_at, c.trouble_id, c.asset_id, c.look_at, c.lasting
                  from unnest(:clients::int[], :sources::bigint[], :keys::text[]) as t (client_id, source_id, key)
                  join signals.condition c on c.client_id = t.client_id and c.source_id = t.source_id and c.key = t.key
                 order by c.client_id, c.id
                   for update of c
                """)
            .param("clients", integers(cells, Cell::client)).param("sources", longs(cells, Cell::source)).param("keys", texts(cells, Cell::key))
            .query((row, _) -> new Existing(row.getInt("client_id"), row.getLong("id"), row.getLong("source_id"), row.getString("key"), State.valueOf(row.getString("state")),
                    Severity.valueOf(row.getString("severity")), row.getString("thing"), row.getString("check_name"), row.getTimestamp("last_at").toInstant(),
                    row.getTimestamp("changed_at").toInstant(), Sources.instant(row, "said_at"), row.getObject("trouble_id", Long.class), row.getObject("asset_id", Long.class),
                    Sources.instant(row, "look_at"), row.getBoolean("lasting")))
            .stream().collect(Collectors.toMap(row -> new Cell(row.client, row.source, row.key), Function.identity()));
    }

    /// The things of the estate that are meant.
    private void match(Map<Cell, Row> rows) {
        var names = new HashMap<Integer, Map<String, List<Row>>>();
        rows.forEach((cell, row) -> {
            if (row.asset == null && !row.known && !row.thing.isEmpty())
                names.computeIfAbsent(cell.client(), _ -> new HashMap<>()).computeIfAbsent(row.thing, _ -> new ArrayList<>()).add(row);
        });
        names.forEach((client, things) -> assets.find(client, things.keySet()).forEach((thing, asset) -> things.get(thing).forEach(row -> row.asset = asset)));
    }

    private void insert(TreeMap<Cell, Row> rows) {
        var made = rows.entrySet().stream().filter(entry -> !entry.getValue().known).toList();
        if (made.isEmpty()) return;
        var ids = sql.sql("""
                insert into signals.condition (client_id, source_id, key, thing, check_name, state, severity, summary, details, link, labels, count, changes,
                       first_at, last_at, changed_at, said_at, asset_id, look_at, lasting, quiet_at)
                select u.client_id, u.source_id, u.key, u.thing, u.check_name, u.state, u.severity, u.summary, u.details, u.link, u.labels::jsonb, u.count, u.changes,
                       u.first_at, u.last_at, u.changed_at, u.said_at, u.asset_id, u.look_at, u.lasting,
                       case when u.state = 'FIRING' and not u.lasting then u.last_at + make_interval(secs => (select s.quiet_seconds from signals.source s where s.client_id = u.client_id and s.id = u.source_id)) end
                  from unnest(:clients::int[], :sources::bigint[], :keys::text[], :things::text[], :checks::text[], :states::text[], :severities::text[], :summaries::text[],
                              :details::text[], :links::text[], :labels::text[], :counts::int[], :changes::int[], :firsts::timestamptz[], :lasts::timestamptz[],
                              :changed::timestamptz[], :said::timestamptz[], :assets::bigint[], :looks::timestamptz[], :lasting::boolean[])
                       as u (client_id, source_id, key, thing, check_name, state, severity, summary, details, link, labels, count, changes, first_at, last_at, changed_at,
                             said_at, asset_id, look_at, lasting)
                on conflict (client_id, source_id, key) do nothing
                returning client_id, source_id, key, id
                """)
            .params(columns(made)).params(Map.of("sources", longs(made, row -> row.getKey().source()), "keys", texts(made, row -> row.getKey().key()),
                    "firsts", texts(made, row -> row.getValue().first.toString())))
            .query((row, _) -> Map.entry(new Cell(row.getInt(1), row.getLong(2), row.getString(3)), row.getLong(4))).list();
        if (ids.size() < made.size()) throw new AnotherNodeWasFaster();
        for (var id : ids) rows.get(id.getKey()).id = id.getValue();
    }

    /// One statement, for each costs a way to the database and back while others wait.
    private void update(TreeMap<Cell, Row> rows) {
        var steps = new HashMap<String, Object>();
        var noted = steps(rows, steps);
        var kept = rows.entrySet().stream().filter(entry -> entry.getValue().known).toList();
        if (kept.isEmpty()) {
            if (noted) sql.sql(NOTE).params(steps).update();
            return;
        }
        sql.sql(noted ? "with renewed as (" + RENEW + ")\n" + NOTE : RENEW)
            .params(columns(kept)).params(steps).params(Map.of("ids", longs(kept, row -> row.getValue().id), "renewed", kept.stream().map(row -> row.getValue().renewed).toArray(Boolean[]::new)))
            .update();
    }

    private static Map<String, Object> columns(List<Map.Entry<Cell, Row>> rows) {
        var columns = new HashMap<String, Object>();
        columns.put("clients", integers(rows, row -> row.getKey().client()));
        columns.put("things", texts(rows, row -> row.getValue().thing));
        columns.put("checks", texts(rows, row -> row.getValue().check));
        columns.put("states", texts(rows, row -> row.getValue().state.name()));
        columns.put("severities", texts(rows, row -> row.getValue().severity.name()));
        columns.put("summaries", texts(rows, row -> row.getValue().text.summary()));
        columns.put("details", texts(rows, row -> row.getValue().text.details()));
        columns.put("links", texts(rows, row -> row.getValue().text.link()));
        columns.put("labels", texts(rows, row -> JSON.writeValueAsString(row.getValue().text.labels())));
        columns.put("counts", integers(rows, row -> row.getValue().count));
        columns.put("changes", integers(rows, row -> row.getValue().changes));
        columns.put("lasts", texts(rows, row -> row.getValue().last.toString()));
        columns.put("changed", texts(rows, row -> row.getValue().changedAt.toString()));
        columns.put("said", texts(rows, row -> text(row.getValue().said)));
        columns.put("assets", longs(rows, row -> row.getValue().asset));
        columns.put("looks", texts(rows, row -> text(row.getValue().lookAt)));
        columns.put("lasting", rows.stream().map(row -> row.getValue().lasting).toArray(Boolean[]::new));
        return columns;
    }

    /// @return whether there are any
    private static boolean steps(TreeMap<Cell, Row> rows, Map<String, Object> columns) {
        record Line(int client, long condition, Step step) {}
        var lines = new ArrayList<Line>();
        rows.forEach((cell, row) -> row.steps.forEach(step -> lines.add(new Line(cell.client(), row.id, step))));
        if (lines.isEmpty()) return false;
        columns.put("stepClients", integers(lines, Line::client));
        columns.put("stepConditions", longs(lines, Line::condition));
        columns.put("stepAt", texts(lines, line -> line.step.at.toString()));
        columns.put("stepStates", texts(lines, line -> line.step.state.name()));
        columns.put("stepSeverities", texts(lines, line -> line.step.severity.name()));
        columns.put("stepSummaries", texts(lines, line -> line.step.summary));
        columns.put("stepSaid", texts(lines, line -> text(line.step.said)));
        return true;
    }

    /// Adds up what was said again of what is still as it was believed to be, or was changed only afterwards.
    ///
    /// @return the rest: said after another node had changed it, so it is a change
    List<Ledger.Told> count(Collection<Count> all) {
        // One statement changes a row once; what was believed before and after a change is two counts.
        var now = new TreeMap<Long, Count>();
        var then = new ArrayList<Count>();
        for (var count : all) if (count.times > 0 && now.putIfAbsent(count.heard.id, count) != null) then.add(count);
        var changes = new ArrayList<>(countEach(List.copyOf(now.values())));
        if (!then.isEmpty()) changes.addAll(count(then));
        return changes;
    }

    private List<Ledger.Told> countEach(List<Count> counts) {
        if (counts.isEmpty()) return List.of();
        var counted = sql.sql("""
                update signals.condition c set count = c.count + u.times, last_at = greatest(c.last_at, timestamptz 'epoch' + u.last * interval '1 microsecond')
                  from unnest(:clients::int[], :ids::bigint[], :states::text[], :severities::text[], :times::int[], :lasts::bigint[]) as u (client_id, id, state, severity, times, last)
                 where c.client_id = u.client_id and c.id = u.id
                   and (c.state = u.state and (c.state = 'CLEARED' or c.severity = u.severity) or c.changed_at >= timestamptz 'epoch' + u.last * interval '1 microsecond')
                returning c.id
                """)
            .param("clients", integers(counts, count -> count.heard.client)).param("ids", longs(counts, count -> count.heard.id))
            .param("states", texts(counts, count -> count.heard.state.name())).param("severities", texts(counts, count -> count.heard.severity.name()))
            .param("times", integers(counts, Count::times)).param("lasts", longs(counts, Count::last))
            .query(Long.class).set();
        renew(counts.stream().filter(count -> count.text != null && counted.contains(count.heard.id)).toList());
        var rest = counts.stream().filter(count -> !counted.contains(count.heard.id)).toList();
        return rest.isEmpty() ? List.of() : changes(rest);
    }

    private void renew(List<Count> counts) {
        if (counts.isEmpty()) return;
        record Text(int client, long id, Signal signal) {}
        var texts = counts.stream().map(count -> new Text(count.heard.client, count.heard.id, Texts.fit(Objects.requireNonNull(count.text)))).toList();
        sql.sql("""
                update signals.condition c set summary = u.summary, details = u.details, link = u.link, labels = u.labels::jsonb
                  from unnest(:clients::int[], :ids::bigint[], :summaries::text[], :details::text[], :links::text[], :labels::text[]) as u (client_id, id, summary, details, link, labels)
                 where c.client_id = u.client_id and c.id = u.id
                """)
            .param("clients", integers(texts, Text::client)).param("ids", longs(texts, Text::id)).param("summaries", texts(texts, text -> text.signal.summary()))
            .param("details", texts(texts, text -> text.signal.details())).param("links", texts(texts, text -> text.signal.link()))
            .param("labels", texts(texts, text -> JSON.writeValueAsString(text.signal.labels()))).update();
    }

    private List<Ledger.Told> changes(List<Count> counts) {
        var lasting = new HashSet<Long>();
        var rows = sql.sql("select %s, c.lasting from unnest(:clients::int[], :ids::bigint[]) as u (client_id, id) join signals.condition c on c.client_id = u.client_id and c.id = u.id"
                .formatted(Conditions.COLUMNS))
            .param("clients", integers(counts, count -> count.heard.client)).param("ids", longs(counts, count -> count.heard.id))
            .query((row, n) -> {
                if (row.getBoolean("lasting")) lasting.add(row.getLong("id"));
                return Conditions.condition(row, n);
            }).stream().collect(Collectors.toMap(Condition::id, Function.identity()));
        var changes = new ArrayList<Ledger.Told>();
        for (var count : counts) {
            var row = rows.get(count.heard.id);
            if (row == null) continue;
            var text = count.text == null ? null : Texts.fit(count.text);
            changes.add(new Ledger.Told(new Cell(row.client(), row.source(), row.key()),
                    new Signal(row.key(), row.thing(), row.check(), count.heard.state == State.CLEARED ? Signal.State.CLEARED : Signal.State.FIRING, count.heard.severity,
                            text == null ? row.summary() : text.summary(), text == null ? row.details() : text.details(), text == null ? row.link() : text.link(),
                            text == null ? row.labels() : text.labels(), null, lasting.contains(row.id())),
                    Instant.EPOCH.plus(count.last, ChronoUnit.MICROS)));
        }
        return changes;
    }

    List<Cell> silence(int client, Collection<Long> ids, Instant at) {
        if (ids.isEmpty()) return List.of();
        return sql.sql("""
                with silenced as (
                    update signals.condition c set state = 'SILENT', changes = c.changes + 1, changed_at = :at, said_at = null, look_at = :at
                     where c.client_id = :client and c.id = any (:ids) and c.state <> 'SILENT'
                    returning c.client_id, c.id, c.source_id, c.key, c.severity),
                noted as (
                    insert into signals.change (client_id, condition_id, at, state, severity, summary)
                    select client_id, id, :at, 'SILENT', severity, 'Nothing was heard' from silenced)
                select client_id, source_id, key from silenced
                """)
            .param("client", client).param("ids", ids.toArray(Long[]::new)).param("at", SqlTime.of(at))
            .query((row, _) -> new Cell(row.getInt(1), row.getLong(2), row.getString(3))).list();
    }

    long silence(Source source, String key, Instant at) {
        var id = sql.sql("""
                insert into signals.condition (client_id, source_id, key, thing, check_name, state, severity, summary, count, first_at, last_at, changed_at)
                values (:client, :source, :key, :thing, :check, 'CLEARED', 'HIGH', :summary, 0, :at, :at, :at)
                on conflict (client_id, source_id, key) do update set summary = excluded.summary returning id
                """)
            .param("client", source.client()).param("source", source.id()).param("key", key).param("thing", source.name())
            .param("check", source.isHeartbeat() ? "heartbeat" : "silence").param("summary", source.name() + " went silent").param("at", SqlTime.of(at))
            .query(Long.class).single();
        silence(source.client(), List.of(id), at);
        return id;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static <T> Integer[] integers(Collection<T> of, Function<T, Integer> value) {
        return of.stream().map(value).toArray(Integer[]::new);
    }

    private static <T> Long[] longs(Collection<T> of, Function<T, @Nullable Long> value) {
        return of.stream().map(value).toArray(Long[]::new);
    }

    private static <T> String[] texts(Collection<T> of, Function<T, @Nullable String> value) {
        return of.stream().map(value).toArray(String[]::new);
    }
}
