package demarc.app.signals;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Live;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Sources and their keys. A key is shown once; its hash is kept.
@Component
public class Sources {
    /// A tool that was not told the new key yet goes on with the old one for this long.
    public static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration USUAL_PERIOD = Duration.ofDays(1);
    private static final Duration USUAL_GRACE = Duration.ofHours(1);
    private static final int USUAL_FLOOD = 30;
    private static final int MOST_FLOOD = 10_000;

    static final String COLUMNS = """
            s.client_id, s.id, s.kind, s.name, s.concern, s.mapping, s.silent_seconds, s.quiet_seconds, s.period_seconds, s.grace_seconds, s.flood, s.expected_at, s.enabled,
            s.old_key_until, s.created_at, s.last_at, s.signals, s.unreadable, s.lag_seconds""";

    /// What somebody says of a source. Null keeps what is, or takes what is usual.
    ///
    /// @param concern     what its conditions are about; the kind's own when null
    /// @param mapping     checked by the kind when it reads its first body
    /// @param silentAfter how long it may say nothing before that is an alarm
    /// @param quietAfter  what it does not say again for so long is over; zero: never
    /// @param period      of a heartbeat
    /// @param grace       of a heartbeat
    /// @param flood       so many new tickets within ten minutes are a flood; zero: never
    public record Wanted(
            String kind, String name, @Nullable Concern concern, @Nullable String mapping, @Nullable Duration silentAfter, @Nullable Duration quietAfter,
            @Nullable Duration period, @Nullable Duration grace, @Nullable Integer flood) {
        public Wanted(String kind, String name, @Nullable Concern concern, @Nullable String mapping, @Nullable Duration silentAfter, @Nullable Duration period, @Nullable Duration grace) {
            this(kind, name, concern, mapping, silentAfter, null, period, grace, null);
        }
    }

    /// @param key in clear, this once
    public record WithKey(Source source, String key) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final SourceKinds kinds;
    private final KeyRing ring;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    Sources(JdbcClient sql, TransactionTemplate transaction, Directory directory, SourceKinds kinds, KeyRing ring, Audit audit, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.directory = directory;
        this.kinds = kinds;
        this.ring = ring;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    @Transactional
    public WithKey create(Actor by, String clientKey, Wanted wanted) {
        var client = directory.client(by, clientKey);
        mayKeep(by);
        var key = KeyRing.make();
        var source = insert(client, by.personId(), wanted, Actors.hash(key));
        audit.record(by, client.id(), "added", "source " + source.name(), source.kind());
        return new WithKey(source, key);
    }

    /// The source by which the product itself speaks of a client: its own checks, its own clock. Made when it is first asked for.
    public Source internal(int client, String kind, String name) {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> {
            sql.sql("select pg_advisory_xact_lock(hashtext('signals.internal ' || :client || ' ' || :kind))").param("client", client).param("kind", kind).query().listOfRows();
            return one("s.client_id = :client and s.kind = :kind and s.key_hash is null", "client", client, "kind", kind).orElseGet(() ->
                    insert(directory.client(client), null, new Wanted(kind, name, Concern.MONITORING, null, null, null, null), null));
        })));
    }

    /// The key before goes on for [#OVERLAP], so that nothing is lost while the tools are told; `immediately` ends it now, when it leaked.
    /// A second new key within that time takes the place of the first: what the tools have is the one before both.
    @Transactional
    public WithKey rotate(Actor by, long id, boolean immediately) {
        var source = get(by, id);
        mayKeep(by);
        var key = KeyRing.make();
        sql.sql("""
                update signals.source
                   set old_key_hash = case when :immediately then null when old_key_until > :now then old_key_hash else key_hash end,
                       old_key_until = case when :immediately then null when old_key_until > :now then old_key_until else :until::timestamptz end,
                       key_hash = :hash
                 where client_id = :client and id = :id
                """)
            .param("immediately", immediately).param("now", SqlTime.of(now())).param("until", SqlTime.of(now().plus(OVERLAP))).param("hash", Actors.hash(key))
            .param("client", source.client()).param("id", id).update();
        audit.record(by, source.client(), "changed the key of", "source " + source.name(), immediately ? "the old one no longer works" : "the old one works for a day more");
        ring.forget();
        return new WithKey(get(by, id), key);
    }

    /// A source that is switched off is refused with a word; what it said stays.
    @Transactional
    public Source enable(Actor by, long id, boolean enabled) {
        var source = get(by, id);
        mayKeep(by);
        if (source.enabled() != enabled) {
            sql.sql("update signals.source set enabled = :enabled, expected_at = null where client_id = :client and id = :id")
                .param("enabled", enabled).param("client", source.client()).param("id", id).update();
            audit.record(by, source.client(), enabled ? "switched on" : "switched off", "source " + source.name(), "");
            ring.forget();
            changed(source);
        }
        return get(by, id);
    }

    /// All but its kind and its key.
    @Transactional
    public Source change(Actor by, long id, Wanted wanted) {
        var source = get(by, id);
        mayKeep(by);
        var kept = checked(new Wanted(source.kind(), wanted.name(), wanted.concern() == null ? source.concern() : wanted.concern(), wanted.mapping(),
                wanted.silentAfter(), wanted.quietAfter() == null ? source.quietAfter() : wanted.quietAfter(), wanted.period() == null ? source.period() : wanted.period(), wanted.grace() == null ? source.grace() : wanted.grace(),
                wanted.flood() == null ? source.flood() : wanted.flood()));
        sql.sql("""
                update signals.source
                   set name = :name, concern = :concern, mapping = :mapping, silent_seconds = :silent, quiet_seconds = :quiet, period_seconds = :period, grace_seconds = :grace, flood = :flood,
                       expected_at = case when coalesce(:silent::int, :period::int) is null then null else last_at + make_interval(secs => coalesce(:silent::int, :period::int + :grace::int)) end
                 where client_id = :client and id = :id
                """)
            .param("name", kept.name()).param("concern", concern(kept).name()).param("mapping", kept.mapping()).param("silent", seconds(kept.silentAfter()))
            .param("quiet", seconds(kept.quietAfter())).param("period", seconds(kept.period())).param("grace", seconds(kept.grace())).param("flood", kept.flood()).param("client", source.client()).param("id", id).update();
        if (!Objects.equals(kept.quietAfter(), source.quietAfter())) quieten(source, kept.quietAfter());
        audit.record(by, source.client(), "changed", "source " + kept.name(), "");
        ring.forget();
        changed(source);
        return get(by, id);
    }

    @Transactional(readOnly = true)
    public Source get(Actor by, long id) {
        return one("s.client_id = any (:clients) and s.id = :id", "clients", by.clients().toArray(Integer[]::new), "id", id).orElseThrow(() -> new NotFound("source", id));
    }

    public Optional<Source> find(int client, long id) {
        return one("s.client_id = :client and s.id = :id", "client", client, "id", id);
    }

    /// Those the actor sees, by name; of one client when `clientKey` says so.
    @Transactional(readOnly = true)
    public List<Source> list(Actor by, @Nullable String clientKey) {
        var of = clientKey == null ? by.clients() : List.of(directory.client(by, clientKey).id());
        return of(of);
    }

    /// A page of them, by client and name.
    @Transactional(readOnly = true)
    public Page<Source> page(Actor by, @Nullable String clientKey, @Nullable String cursor, int limit) {
        var clients = clientKey == null ? by.clients() : List.of(directory.client(by, clientKey).id());
        var after = Cursor.parse(cursor, 3);
        var rows = sql.sql("""
                select %1$s from unnest(:clients::int[]) as of (id) cross join lateral (
                    select * from signals.source s where s.client_id = of.id %2$s order by lower(s.name), s.id limit %3$d) s
                 order by s.client_id, lower(s.name), s.id limit %3$d
                """.formatted(COLUMNS, after == null ? "" : "and of.id >= :afterClient and (of.id > :afterClient or (lower(s.name), s.id) > (lower(:afterName), :afterId))", limit + 1))
            .param("clients", clients.toArray(Integer[]::new)).param("afterClient", after == null ? 0 : after.number(0)).param("afterName", after == null ? "" : after.text(1))
            .param("afterId", after == null ? 0 : after.number(2)).query(Sources::source).list();
        return Page.of(rows, limit, last -> Cursor.of(last.client(), last.name(), last.id()));
    }

    @Transactional(readOnly = true)
    public List<Source> of(Collection<Integer> clients) {
        return sql.sql("select %s from signals.source s where s.client_id = any (?) order by s.client_id, lower(s.name), s.id limit 2000".formatted(COLUMNS))
            .param(clients.toArray(Integer[]::new)).query(Sources::source).list();
    }

    @Transactional(readOnly = true)
    public List<Source> of(Collection<Integer> clients, Collection<Long> ids) {
        return sql.sql("select %s from signals.source s where s.client_id = any (:clients) and s.id = any (:ids)".formatted(COLUMNS))
            .param("clients", clients.toArray(Integer[]::new)).param("ids", ids.toArray(Long[]::new)).query(Sources::source).list();
    }

    /// Those of one kind that are switched on, of every client that may be seen: for listeners.
    @Transactional(readOnly = true)
    public List<Source> ofKind(String kind) {
        return sql.sql("select %s from signals.source s where s.kind = ? and s.enabled order by s.client_id, s.id".formatted(COLUMNS)).param(kind).query(Sources::source).list();
    }

    /// Who speaks with this key; a switched-off one, too.
    public Optional<Source> byKey(String key) {
        return ring.find(key);
    }

    private Source insert(Client client, @Nullable Integer person, Wanted asked, @Nullable String hash) {
        var wanted = checked(asked);
        var id = sql.sql("""
                insert into signals.source (client_id, kind, name, key_hash, concern, mapping, silent_seconds, quiet_seconds, period_seconds, grace_seconds, flood, created_by, created_at)
                values (:client, :kind, :name, :hash, :concern, :mapping, :silent, :quiet, :period, :grace, :flood, :person, :at) returning id
                """)
            .param("client", client.id()).param("kind", wanted.kind()).param("name", wanted.name()).param("hash", hash).param("concern", concern(wanted).name())
            .param("mapping", wanted.mapping()).param("silent", seconds(wanted.silentAfter() == null ? kinds.usualSilence(wanted.kind()) : wanted.silentAfter())).param("period", seconds(wanted.period()))
            .param("quiet", seconds(asked.quietAfter() == null ? kinds.usualQuiet(wanted.kind()) : wanted.quietAfter())).param("grace", seconds(wanted.grace()))
            .param("flood", asked.flood() == null ? Integer.valueOf(USUAL_FLOOD) : wanted.flood()).param("person", person).param("at", SqlTime.of(now())).query(Long.class).single();
        return find(client.id(), id).orElseThrow();
    }

    private Wanted checked(Wanted wanted) {
        var name = wanted.name().strip();
        if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl))
            throw new Refused("name", "Give the source a name of 1 to 100 characters, such as 'Prometheus at the plant'.");
        var mapping = wanted.mapping() == null || wanted.mapping().isBlank() ? null : wanted.mapping();
        if (mapping != null && (mapping.length() > 100_000 || mapping.indexOf('\0') >= 0)) throw new Refused("mapping", "The mapping has more than 100,000 characters, or a NUL among them.");
        if (mapping != null) kinds.checkMapping(wanted.kind(), mapping);
        var beats = wanted.kind().equals(Source.HEARTBEAT);
        if (!beats && (wanted.period() != null || wanted.grace() != null)) throw new Refused("period", "Only a heartbeat has a period and a grace. Use 'silentAfter' here.");
        if (beats && wanted.quietAfter() != null) throw new Refused("quietAfter", "A heartbeat says itself when it is well again.");
        return new Wanted(wanted.kind(), name, wanted.concern(), mapping, beats ? null : bearable("silentAfter", wanted.silentAfter()),
                wanted.quietAfter() == null || wanted.quietAfter().isZero() ? null : bearable("quietAfter", wanted.quietAfter()),
                beats ? bearable("period", wanted.period() == null ? USUAL_PERIOD : wanted.period()) : null,
                beats ? bearable("grace", wanted.grace() == null ? USUAL_GRACE : wanted.grace()) : null, flood(wanted.flood()));
    }

    private static @Nullable Integer flood(@Nullable Integer tickets) {
        if (tickets != null && (tickets < 0 || tickets > MOST_FLOOD))
            throw new Refused("flood", "A flood begins after 1 to %d tickets within ten minutes, not %d; 'never' when it never does.".formatted(MOST_FLOOD, tickets));
        return tickets == null || tickets == 0 ? null : tickets;
    }

    /// What fires now is over after the new time, too.
    private void quieten(Source source, @Nullable Duration quietAfter) {
        sql.sql("""
                update signals.condition set quiet_at = case when :quiet::int is not null then last_at + make_interval(secs => :quiet::int) end
                 where client_id = :client and source_id = :source and state = 'FIRING' and not lasting
                """)
            .param("quiet", seconds(quietAfter)).param("client", source.client()).param("source", source.id()).update();
    }

    private Concern concern(Wanted wanted) {
        return wanted.concern() == null ? kinds.concern(wanted.kind()) : wanted.concern();
    }

    private static @Nullable Duration bearable(String field, @Nullable Duration duration) {
        if (duration != null && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0))
            throw new Refused(field, "The field '%s' must be between 10 seconds and 400 days, not %s.".formatted(field, duration.toString().substring(2).toLowerCase(Locale.ROOT)));
        return duration;
    }

    /// As people write it: a number, or `never`.
    ///
    /// @return zero for never, null when nothing was said
    public static @Nullable Integer flood(@Nullable String said) {
        if (said == null || said.isBlank()) return null;
        if (said.strip().equalsIgnoreCase("never")) return 0;
        if (!said.strip().matches("\\d{1,9}")) throw new Refused("flood", "The field 'flood' cannot be '%s'; it wants a number of tickets such as 30, or never.".formatted(said));
        return Integer.valueOf(said.strip());
    }

    static void mayKeep(Actor by) {
        if (!by.worksTickets() || by.isReadOnly()) throw new Forbidden("Sources are kept by those who work tickets. Ask one of them.");
    }

    private void changed(Source source) {
        live.changed(source.client(), "sources");
    }

    private Optional<Source> one(String where, String name, Object value, String other, Object otherValue) {
        return sql.sql("select %s from signals.source s where %s".formatted(COLUMNS, where)).param(name, value).param(other, otherValue).query(Sources::source).optional();
    }

    static Source source(ResultSet row, int n) throws SQLException {
        return new Source(row.getInt("client_id"), row.getLong("id"), row.getString("kind"), row.getString("name"), Concern.valueOf(row.getString("concern")),
                row.getString("mapping"), duration(row, "silent_seconds"), duration(row, "quiet_seconds"), duration(row, "period_seconds"), duration(row, "grace_seconds"), row.getObject("flood", Integer.class),
                instant(row, "expected_at"),
                row.getBoolean("enabled"), instant(row, "old_key_until"), Objects.requireNonNull(instant(row, "created_at")), instant(row, "last_at"),
                row.getLong("signals"), row.getLong("unreadable"), duration(row, "lag_seconds"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        var seconds = row.getObject(column, Integer.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toSeconds();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
