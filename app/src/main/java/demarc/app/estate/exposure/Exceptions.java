package demarc.app.estate.exposure;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Occasion;
import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.Due;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Leave to keep something as it is: somebody owns it, says why and what protects it instead, whoever the agreement names approves, and it ends by itself.
@Component
public class Exceptions {
    static final int MOST_DAYS = 90;
    private static final String ROW = """
            select x.client_id, x.id, x.asset_id, a.name, x.vulnerability, x.package, x.owner, x.reason, x.control, x.asked_by, x.asked_at, x.expires_at, x.state, x.decided_at, x.decided_by, x.ref
              from estate.patch_exception x left join estate.asset a on a.client_id = x.client_id and a.id = x.asset_id
            """;

    public enum State { ASKED, APPROVED, REFUSED, WITHDRAWN, EXPIRED }

    /// @param asset null: on all assets
    /// @param days  how long from now, ninety at most
    public record Wanted(@Nullable Long asset, @Nullable String vulnerability, @Nullable String name, @Nullable String owner, @Nullable String reason, @Nullable String control,
            @Nullable Integer days) {}

    /// @param decidedBy id of the person; null: by the agreement, or not yet
    public record Row(int client, long id, @Nullable Long asset, @Nullable String assetName, @Nullable String vulnerability, @Nullable String name, String owner, String reason, String control,
            int askedBy, Instant askedAt, Instant expiresAt, State state, @Nullable Instant decidedAt, @Nullable Integer decidedBy, @Nullable String ref) {
        public String of() {
            return (vulnerability != null ? vulnerability : name) + (assetName == null ? " on all assets" : " on " + assetName);
        }

        public boolean isOpen() {
            return state == State.ASKED || state == State.APPROVED;
        }
    }

    private final JdbcClient sql;
    private final Agreements agreements;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Due due;
    private final Clock clock;

    Exceptions(JdbcClient sql, Agreements agreements, ApplicationEventPublisher events, Audit audit, Due due, Clock clock) {
        this.sql = sql;
        this.agreements = agreements;
        this.events = events;
        this.audit = audit;
        this.due = due;
        this.clock = clock;
    }

    /// @return the exception as it stands: an agreement may decide at once
    @Transactional
    public Row ask(Actor by, Client client, Wanted wanted) {
        if (by.isReadOnly() || !by.seesAgreements()) throw new Forbidden("Exceptions are asked for by those who look after the client's IT.");
        var now = now();
        var vulnerability = word(wanted.vulnerability);
        var name = word(wanted.name);
        if ((vulnerability == null) == (name == null)) throw new Refused("vulnerability", "Say what it is for: either a vulnerability (CVE-2024-3094) or a package, not both.");
        var owner = text("owner", wanted.owner, 120, "Say who answers for it while it lasts.");
        var reason = text("reason", wanted.reason, 2000, "Say why it cannot be mended now.");
        var control = text("control", wanted.control, 2000, "Say what protects it meanwhile: cut off from the network, watched, switched off at night.");
        var days = wanted.days == null ? MOST_DAYS : wanted.days;
        if (days < 1 || days > MOST_DAYS) throw new Refused("days", "An exception lasts 1 to %d days, not %d. It can be asked for again when it ends.".formatted(MOST_DAYS, days));
        if (agreements.inForce(client.id(), now).isEmpty())
            throw new Refused("%s has no agreement in force, so nobody is named who could approve an exception.".formatted(client.name()));
        if (wanted.asset != null && asset(client.id(), wanted.asset).isEmpty()) throw new Refused("asset", "%s has no asset %d.".formatted(client.name(), wanted.asset));
        var covered = covered(client.id(), wanted.asset, vulnerability, name);
        if (covered == 0) throw new Refused(vulnerability == null ? "package" : "vulnerability",
                "%s is not exposed to '%s'%s: there is nothing to except.".formatted(client.name(), vulnerability == null ? name : vulnerability, wanted.asset == null ? "" : " on this asset"));
        var id = sql.sql("""
                insert into estate.patch_exception (client_id, asset_id, vulnerability, package, owner, reason, control, asked_by, asked_at, expires_at, state)
                values (:client, :asset, :vulnerability, :package, :owner, :reason, :control, :by, :now, :expires, 'ASKED') returning id
                """)
            .param("client", client.id()).param("asset", wanted.asset).param("vulnerability", vulnerability).param("package", name).param("owner", owner).param("reason", reason)
            .param("control", control).param("by", by.personId()).param("now", SqlTime.of(now)).param("expires", SqlTime.of(now.plus(Duration.ofDays(days))))
            .query(Long.class).single();
        var row = get(client.id(), id);
        audit.record(by, client.id(), "asked for", "patch exception " + id, "%s, %d days: %s".formatted(row.of(), days, reason));
        events.publishEvent(new Occasion(client.id(), origin(id), Occasion.Kind.REQUEST, "Exception from patching: " + row.of(), """
                Asked for by %s, until %s.

                Owner: %s
                Why it cannot be mended now: %s
                What protects it meanwhile: %s
                Exposures it covers: %d
                """.formatted(by.name(), row.expiresAt.toString().substring(0, 10), owner, reason, control, covered),
                List.of("PAT-08", "SEC-08"), Priority.P4, null, DecisionKind.POLICY));
        return get(client.id(), id);
    }

    @Transactional
    void withdraw(Actor by, Client client, long id) {
        if (by.isReadOnly() || !by.seesAgreements()) throw new Forbidden("Exceptions are ended by those who look after the client's IT.");
        var row = find(client.id(), id).orElseThrow(() -> new NotFound("exception", id));
        if (!row.isOpen()) throw new Refused("This exception is %s already.".formatted(row.state.name().toLowerCase(java.util.Locale.ROOT)));
        end(row, State.WITHDRAWN);
        audit.record(by, client.id(), "withdrew", "patch exception " + id, row.of());
        events.publishEvent(new Occasion.Over(client.id(), origin(id), "%s withdrew it.".formatted(by.name())));
    }

    @Transactional(readOnly = true)
    Page<Row> page(Collection<Integer> clients, @Nullable State state, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 1);
        var with = new HashMap<String, Object>(Map.of("clients", clients.toArray(Integer[]::new)));
        var where = new StringBuilder("x.client_id = any (:clients)");
        if (state != null) {
            where.append(" and x.state = :state");
            with.put("state", state.name());
        }
        if (after != null) {
            where.append(" and x.id < :after");
            with.put("after", after.number(0));
        }
        var rows = sql.sql("%s where %s order by x.id desc limit %d".formatted(ROW, where, limit + 1)).params(with).query(Exceptions::row).list();
        return Page.of(rows, limit, last -> Cursor.of(last.id));
    }

    @Transactional(readOnly = true)
    Optional<Row> find(int client, long id) {
        return sql.sql(ROW + " where x.client_id = :client and x.id = :id").param("client", client).param("id", id).query(Exceptions::row).optional();
    }

    /// Those that touch a vulnerability or its packages, open or not, the newest first.
    @Transactional(readOnly = true)
    List<Row> about(int client, String vulnerability, Collection<String> names) {
        return sql.sql(ROW + " where x.client_id = :client and (x.vulnerability = :vulnerability or x.package = any (:names)) order by x.id desc limit 50")
            .param("client", client).param("vulnerability", vulnerability).param("names", names.toArray(String[]::new)).query(Exceptions::row).list();
    }

    /// What has run out comes back to the list it was taken from.
    @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
    int expire() {
        return due.drain("patch exceptions", () -> {
            var over = sql.sql(ROW + " where x.state in ('ASKED', 'APPROVED') and x.expires_at <= :now order by x.expires_at limit 50 for update of x skip locked")
                .param("now", SqlTime.of(now())).query(Exceptions::row).list();
            for (var row : over) {
                end(row, State.EXPIRED);
                if (row.state == State.ASKED) events.publishEvent(new Occasion.Over(row.client, origin(row.id), "Nobody decided before its last day."));
            }
            return over.size();
        });
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        var id = id(ticketed.origin());
        if (id != null)
            sql.sql("update estate.patch_exception set ref = :ref where client_id = :client and id = :id").param("ref", ticketed.ref()).param("client", ticketed.client()).param("id", id).update();
    }

    @EventListener
    void on(Occasion.Decided decided) {
        var id = id(decided.origin());
        if (id == null || decided.kind() != DecisionKind.POLICY) return;
        var changed = sql.sql("""
                update estate.patch_exception set state = :state, decided_at = :now, decided_by = :by, ref = :ref where client_id = :client and id = :id and state = 'ASKED'
                """)
            .param("state", (decided.approved() ? State.APPROVED : State.REFUSED).name()).param("now", SqlTime.of(now())).param("by", decided.person()).param("ref", decided.ref())
            .param("client", decided.client()).param("id", id).update();
        if (changed == 1 && decided.approved()) look(get(decided.client(), id));
    }

    /// A request that is closed without a decision is one that was not granted.
    @EventListener
    void on(Occasion.Ended ended) {
        var id = id(ended.origin());
        if (id != null)
            sql.sql("update estate.patch_exception set state = 'REFUSED', decided_at = :now, decided_by = :by where client_id = :client and id = :id and state = 'ASKED'")
                .param("now", SqlTime.of(now())).param("by", ended.person()).param("client", ended.client()).param("id", id).update();
    }

    private void end(Row row, State state) {
        sql.sql("update estate.patch_exception set state = :state where client_id = :client and id = :id").param("state", state.name()).param("client", row.client).param("id", row.id).update();
        if (row.state == State.APPROVED) look(row);
    }

    /// The assets it covers are looked at again.
    private void look(Row row) {
        sql.sql("""
                insert into estate.exposure_look (client_id, asset_id, since)
                select distinct client_id, asset_id, :now::timestamptz from estate.exposure
                 where client_id = :client and ended_at is null and (:asset::bigint is null or asset_id = :asset) and (vulnerability = :vulnerability or package = :package)
                    on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0
                """)
            .param("now", SqlTime.of(now())).param("client", row.client).param("asset", row.asset).param("vulnerability", row.vulnerability).param("package", row.name).update();
    }

    private int covered(int client, @Nullable Long asset, @Nullable String vulnerability, @Nullable String name) {
        return sql.sql("""
                select count(*) from estate.exposure where client_id = :client and ended_at is null and (:asset::bigint is null or asset_id = :asset)
                   and (vulnerability = :vulnerability or package = :package)
                """)
            .param("client", client).param("asset", asset).param("vulnerability", vulnerability).param("package", name).query(Integer.class).single();
    }

    private Optional<String> asset(int client, long id) {
        return sql.sql("select name from estate.asset where client_id = :client and id = :id").param("client", client).param("id", id).query(String.class).optional();
    }

    private Row get(int client, long id) {
        return find(client, id).orElseThrow();
    }

    private static @Nullable String word(@Nullable String text) {
        return text == null || text.isBlank() ? null : Osv.clip(text.strip(), 500);
    }

    private static String text(String field, @Nullable String text, int most, String missing) {
        if (text == null || text.isBlank()) throw new Refused(field, missing);
        var said = text.strip();
        if (said.length() > most) throw new Refused(field, "This has %d characters; %d is the most.".formatted(said.length(), most));
        return said;
    }

    private static String origin(long id) {
        return "estate/exception/" + id;
    }

    private static @Nullable Long id(String origin) {
        return origin.startsWith("estate/exception/") ? Long.valueOf(origin.substring("estate/exception/".length())) : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getInt("client_id"), row.getLong("id"), row.getObject("asset_id", Long.class), row.getString("name"), row.getString("vulnerability"), row.getString("package"),
                row.getString("owner"), row.getString("reason"), row.getString("control"), row.getInt("asked_by"), SqlTime.get(row, "asked_at"),
                SqlTime.get(row, "expires_at"), State.valueOf(row.getString("state")), SqlTime.find(row, "decided_at"), row.getObject("decided_by", Integer.class),
                row.getString("ref"));
    }
}
