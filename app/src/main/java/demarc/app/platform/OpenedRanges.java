package demarc.app.platform;

import demarc.app.platform.Outbound.Range;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The inner networks that the server may reach on a client's behalf: those an administrator opened for that client, and those that `demarc.checks.allow`
/// (`DEMARC_CHECKS_ALLOW`) opens for all.
@Component
public class OpenedRanges {
    private static final long LASTING = 5_000_000_000L;

    public record Opened(String range, String reason, int openedBy, Instant openedAt) {}

    private record Known(Outbound outbound, long until) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;
    private final List<Range> everywhere;
    private final ConcurrentHashMap<Integer, Known> known = new ConcurrentHashMap<>();

    OpenedRanges(JdbcClient sql, TransactionTemplate transaction, Audit audit, Clock clock, @Value("${demarc.checks.allow:}") String everywhere) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.everywhere = Arrays.stream(everywhere.split(",")).filter(range -> !range.isBlank()).map(Outbound::mayBeOpened).toList();
    }

    /// Where the server may connect for the client. What another node opened or closed counts here within five seconds.
    public Outbound of(int client) {
        var now = System.nanoTime();
        var found = known.get(client);
        if (found != null && found.until - now > 0) return found.outbound;
        // One asks and the others wait for what it hears: a thousand looks that ask at once would take every connection there is.
        return Objects.requireNonNull(known.compute(client, (_, other) -> other != null && other.until - now > 0 ? other : read(client))).outbound;
    }

    private Known read(int client) {
        var ranges = new ArrayList<>(everywhere);
        for (var opened : Tenancy.asSystem(() -> transaction.execute(_ -> list(client)))) ranges.add(Range.parse(opened.range()));
        return new Known(Outbound.fromServer(ranges), System.nanoTime() + LASTING);
    }

    /// What was opened for the client, and not for all.
    @Transactional(readOnly = true)
    public List<Opened> opened(int client) {
        return list(client);
    }

    public List<String> openedForAll() {
        return everywhere.stream().map(Range::toString).toList();
    }

    @Transactional
    public void open(Actor by, int client, String range, String reason) {
        administrator(by);
        if (reason.isBlank() || reason.length() > 500) throw new Refused("reason", "Say in up to 500 characters why the server may reach that network.");
        var checked = Outbound.mayBeOpened(range).toString();
        sql.sql("""
                insert into platform.opened_range (client_id, range, reason, opened_by, opened_at) values (:client, :range, :reason, :by, :at)
                    on conflict (client_id, range) do update set reason = excluded.reason, opened_by = excluded.opened_by, opened_at = excluded.opened_at
                """)
            .param("client", client).param("range", checked).param("reason", reason.strip()).param("by", by.personId())
            .param("at", SqlTime.of(clock.instant())).update();
        audit.record(by, client, "opened to the server", "network " + checked, reason.strip());
        known.remove(client);
    }

    @Transactional
    public void close(Actor by, int client, String range) {
        administrator(by);
        var checked = Range.parse(range).toString();
        if (sql.sql("delete from platform.opened_range where client_id = :client and range = :range").param("client", client).param("range", checked).update() == 0)
            throw new NotFound("opened range", range);
        audit.record(by, client, "closed to the server", "network " + checked, "");
        known.remove(client);
    }

    private List<Opened> list(int client) {
        return sql.sql("select range, reason, opened_by, opened_at from platform.opened_range where client_id = ? order by range").param(client)
            .query((row, _) -> new Opened(row.getString(1), row.getString(2), row.getInt(3), row.getTimestamp(4).toInstant())).list();
    }

    private static void administrator(Actor by) {
        if (!by.isAdministrator()) throw new Forbidden("Inner networks are opened to the server by the installation's administrator.");
    }
}
