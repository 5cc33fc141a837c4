package demarc.app.signals.triage;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.Assets;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Live;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.signals.triage.Maintenance.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Maintenance windows: what is seen in one is kept and becomes no work; what is still wrong afterwards does.
@Component
public class Windows {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 500;
    private static final String COLUMNS = "m.client_id, m.id, m.starts_at, m.ends_at, m.weekly, m.until, m.scope, m.target, m.reason, m.ended_at";

    /// @param from   null for now
    /// @param target a name pattern, a site's key, the id of a source or asset
    public record Wanted(@Nullable Instant from, @Nullable Instant to, boolean weekly, @Nullable Instant until, Scope scope, @Nullable String target, @Nullable String reason) {}

    private final JdbcClient sql;
    private final Directory directory;
    private final Assets assets;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    Windows(JdbcClient sql, Directory directory, Assets assets, Audit audit, Live live, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.assets = assets;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    @Transactional
    public Maintenance add(Actor by, String clientKey, Wanted wanted) {
        var client = directory.client(by, clientKey);
        mayKeep(by);
        var now = now();
        var from = wanted.from == null ? now : wanted.from;
        var to = wanted.to;
        if (to == null) throw new Refused("to", "Say until when: a window ends by itself.");
        if (!to.isAfter(from)) throw new Refused("to", "The window must end after it begins.");
        if (!wanted.weekly && !to.isAfter(now)) throw new Refused("to", "The window would be over already.");
        if (Duration.between(from, to).compareTo(wanted.weekly ? WEEK : LONGEST) > 0)
            throw new Refused("to", wanted.weekly ? "A weekly window is no longer than a week." : "A window is no longer than 90 days. What must stay quiet for longer needs a rule, or no check.");
        if (wanted.until != null && (!wanted.weekly || !wanted.until.isAfter(from)))
            throw new Refused("until", wanted.weekly ? "The last moment must be after the first window begins." : "Only a weekly window has a last moment.");
        var reason = line("reason", wanted.reason, 200);
        var id = sql.sql("""
                insert into signals.maintenance (client_id, starts_at, ends_at, weekly, until, scope, target, reason, created_by, created_at)
                values (:client, :from, :to, :weekly, :until::timestamptz, :scope, :target, :reason, :by, :now) returning id
                """)
            .param("client", client.id()).param("from", SqlTime.of(from)).param("to", SqlTime.of(to)).param("weekly", wanted.weekly).param("until", Troubles.sqlOf(wanted.until))
            .param("scope", wanted.scope.name()).param("target", target(client, wanted)).param("reason", reason).param("by", by.personId()).param("now", SqlTime.of(now))
            .query(Long.class).single();
        audit.record(by, client.id(), "planned", "maintenance " + id, reason);
        live.changed(client.id(), "windows");
        return get(by, clientKey, id);
    }

    /// What it held is looked at again at once.
    @Transactional
    public Maintenance end(Actor by, String clientKey, long id) {
        var window = get(by, clientKey, id);
        mayKeep(by);
        var ended = sql.sql("update signals.maintenance set ended_at = :now, ended_by = :by where client_id = :client and id = :id and ended_at is null")
            .param("now", SqlTime.of(now())).param("by", by.personId()).param("client", window.client()).param("id", id).update();
        if (ended == 0) return window;
        sql.sql("update signals.condition set look_at = :now where client_id = :client and look_at > :now and held is not null and state <> 'CLEARED'")
            .param("now", SqlTime.of(now())).param("client", window.client()).update();
        audit.record(by, window.client(), "ended", "maintenance " + id, window.reason());
        live.changed(window.client(), "windows");
        return get(by, clientKey, id);
    }

    @Transactional(readOnly = true)
    public Maintenance get(Actor by, String clientKey, long id) {
        return sql.sql("select %s from signals.maintenance m where m.client_id = :client and m.id = :id".formatted(COLUMNS))
            .param("client", directory.client(by, clientKey).id()).param("id", id).query(this::maintenance).optional().orElseThrow(() -> new NotFound("window", id));
    }

    /// The newest first; of one client when `clientKey` says so.
    @Transactional(readOnly = true)
    public Page<Maintenance> page(Actor by, @Nullable String clientKey, @Nullable String cursor, int limit) {
        Collection<Integer> clients = clientKey == null ? by.clients() : List.of(directory.client(by, clientKey).id());
        var after = Cursor.parse(cursor, 1);
        var zones = zones();
        var rows = sql.sql("""
                select %1$s from unnest(:clients::int[]) as of (id) cross join lateral (
                    select * from signals.maintenance m where m.client_id = of.id and m.id < :after order by m.id desc limit %2$d) m
                 order by m.id desc limit %2$d
                """.formatted(COLUMNS, limit + 1))
            .param("clients", clients.toArray(Integer[]::new)).param("after", after == null ? Long.MAX_VALUE : after.number(0))
            .query((row, _) -> maintenance(row, zones.apply(row.getInt("client_id")))).list();
        return Page.of(rows, limit, last -> Cursor.of(last.id()));
    }

    /// Those that hold now or will.
    List<Maintenance> coming(int client, Instant now) {
        return sql.sql("""
                select %s from signals.maintenance m
                 where m.client_id = :client and m.ended_at is null and (m.ends_at > :now or m.weekly and (m.until is null or m.until > :recently))
                 order by m.id desc limit %d
                """.formatted(COLUMNS, MOST_AT_ONCE))
            .param("client", client).param("now", SqlTime.of(now)).param("recently", SqlTime.of(now.minus(WEEK))).query(this::maintenance).list();
    }

    public static boolean mayBeKeptBy(Actor by) {
        return by.worksTickets() && !by.isReadOnly();
    }

    static void mayKeep(Actor by) {
        if (!mayBeKeptBy(by)) throw new Forbidden("Maintenance and rules are kept by those who work tickets. Ask one of them.");
    }

    private String target(Client client, Wanted wanted) {
        if (wanted.scope == Scope.ALL) return "";
        var target = line("target", wanted.target, 255);
        return switch (wanted.scope) {
            case ALL, THING -> target;
            case SITE -> directory.findSite(client.id(), target).orElseThrow(() -> new Refused("target", "%s has no site '%s'.".formatted(client.name(), target))).key();
            case SOURCE, ASSET -> {
                var what = wanted.scope == Scope.SOURCE ? "source" : "asset";
                if (!target.matches("\\d{1,18}")) throw new Refused("target", "Name the %s by its number, not '%s'.".formatted(what, target));
                long number = Long.parseLong(target);
                if (wanted.scope == Scope.ASSET ? assets.find(client.id(), number).isEmpty() : !hasSource(client, number))
                    throw new Refused("target", "%s has no %s %d.".formatted(client.name(), what, number));
                yield target;
            }
        };
    }

    private boolean hasSource(Client client, long number) {
        return sql.sql("select exists (select from signals.source where client_id = ? and id = ?)").param(client.id()).param(number).query(Boolean.class).single();
    }

    private static String line(String field, @Nullable String text, int most) {
        var line = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) throw new Refused(field, field.equals("reason") ? "Say why: whoever wonders about the silence reads it." : "Say what it is for: a name such as 'web-*'.");
        if (line.length() > most) throw new Refused(field, "The field '%s' has %d characters; %d is the most.".formatted(field, line.length(), most));
        return line;
    }

    private Function<Integer, ZoneId> zones() {
        var zones = directory.clients().stream().collect(Collectors.toMap(Client::id, Client::zone));
        return id -> zones.getOrDefault(id, ZoneOffset.UTC);
    }

    private Maintenance maintenance(ResultSet row, int n) throws SQLException {
        return maintenance(row, directory.client(row.getInt("client_id")).zone());
    }

    private static Maintenance maintenance(ResultSet row, ZoneId zone) throws SQLException {
        return new Maintenance(row.getInt("client_id"), row.getLong("id"), row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant(),
                row.getBoolean("weekly"), Troubles.instant(row, "until"), zone, Scope.valueOf(row.getString("scope")), row.getString("target"), row.getString("reason"),
                Troubles.instant(row, "ended_at"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
