package demarc.app.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// What people did. An entry is appended in the transaction that did the thing, sealed into the hash chain a moment later,
/// and can be neither changed nor removed by the application: its role lacks the grants.
@Component
public class Audit {
    private static final int BATCH = 500;

    /// @param clientId 0 for the installation itself
    /// @param seq      the place in the chain; null until sealed
    public record Entry(long id, Instant at, @Nullable Integer actorId, String actorName, int clientId, String verb, String subject, String detail,
            @Nullable Long seq) {}

    /// The chain's newest seal. Keep one elsewhere: a log that was cut or rewritten no longer passes through it.
    public record Anchor(long seq, String hash, @Nullable Instant at) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Due due;
    private final Clock clock;

    Audit(JdbcClient sql, TransactionTemplate transaction, Due due, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.due = due;
        this.clock = clock;
    }

    /// @param clientId whose affair it is; null for the installation's own
    /// @param verb     what was done, in the past tense: `signed`, `handed off`
    /// @param subject  to what: `HDG-1042`, `agreement harbor-dental v3`
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(@Nullable Actor actor, @Nullable Integer clientId, String verb, String subject, String detail) {
        sql.sql("""
                insert into platform.audit (client_id, at, actor_id, actor_name, verb, subject, detail)
                values (:client, :at, :actor, :name, :verb, :subject, :detail)
                """)
            .param("client", clientId == null ? 0 : clientId)
            .param("at", SqlTime.of(clock.instant()))
            .param("actor", actor == null ? null : actor.personId())
            .param("name", actor == null ? "Demarc" : actor.name())
            .param("verb", verb).param("subject", subject).param("detail", detail)
            .update();
    }

    /// Newest first, of what the actor may see.
    ///
    /// @param clientId null for every client the actor sees
    /// @param before   the id of the last entry of the page before
    @Transactional(readOnly = true)
    public List<Entry> entries(@Nullable Integer clientId, @Nullable Long before, int limit) {
        return sql.sql("""
                select id, at, actor_id, actor_name, client_id, verb, subject, detail, seq
                  from platform.audit
                 where (:client::int is null or client_id = :client::int)
                   and (:before::bigint is null or id < :before::bigint)
                 order by id desc
                 limit :limit
                """)
            .param("client", clientId).param("before", before).param("limit", limit)
            .query((row, _) -> new Entry(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getObject("actor_id", Integer.class),
                    row.getString("actor_name"), row.getInt("client_id"), row.getString("verb"), row.getString("subject"), row.getString("detail"),
                    row.getObject("seq", Long.class)))
            .list();
    }

    public Anchor anchor() {
        Optional<Anchor> newest = Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                select seq, hash, at from platform.audit where seq is not null order by seq desc limit 1
                """)
            .query((row, _) -> new Anchor(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)), row.getTimestamp(3).toInstant())).optional()));
        return newest.orElse(new Anchor(0, "", null));
    }

    @Scheduled(fixedDelay = 1000)
    int seal() {
        return due.drain("audit seals", () -> sql.sql("select platform.seal_audit(?)").param(BATCH).query(Integer.class).single());
    }
}
