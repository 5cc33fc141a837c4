package demarc.app.estate.protection;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// By which machines of one client report, and can do nothing else. A key that leaked is replaced without loss: the old one stays good for a week.
@Component
public class ReportKeys {
    public static final String PREFIX = "dmr_";
    private static final Duration OVERLAP = Duration.ofDays(7);

    /// @param expiresAt set when it was replaced
    public record Key(long id, String name, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {}

    /// @param secret in clear, this once
    public record Issued(Key key, String secret) {}

    /// Whose machine it is.
    public record Holder(int client, long id, String name) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    ReportKeys(JdbcClient sql, TransactionTemplate transaction, Audit audit, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Issued issue(Actor by, Client client, @Nullable String name) {
        Protections.change(by);
        var named = Words.required("name", name, 80);
        var issued = add(by, client, named);
        audit.record(by, client.id(), "made", "report key " + named, "");
        return issued;
    }

    @Transactional
    public Issued rotate(Actor by, Client client, long id) {
        Protections.change(by);
        var old = key(client, id);
        if (old.expiresAt() != null) throw new Refused("This key was replaced already; it stays good until %s.".formatted(Words.when(old.expiresAt(), client.zone())));
        var issued = add(by, client, old.name());
        sql.sql("update estate.report_key set expires_at = ? where client_id = ? and id = ?").param(SqlTime.orNull(now().plus(OVERLAP))).param(client.id()).param(id).update();
        audit.record(by, client.id(), "replaced", "report key " + old.name(), "the old one stays good for %d days".formatted(OVERLAP.toDays()));
        return issued;
    }

    @Transactional
    public void revoke(Actor by, Client client, long id) {
        Protections.change(by);
        var old = key(client, id);
        sql.sql("update estate.report_key set revoked_at = ? where client_id = ? and id = ?").param(SqlTime.orNull(now())).param(client.id()).param(id).update();
        audit.record(by, client.id(), "revoked", "report key " + old.name(), "");
    }

    @Transactional(readOnly = true)
    public List<Key> of(Client client) {
        return sql.sql("""
                select id, name, created_at, expires_at, last_used_at from estate.report_key
                 where client_id = ? and revoked_at is null and (expires_at is null or expires_at > ?)
                 order by id desc
                 limit 200
                """)
            .param(client.id()).param(SqlTime.orNull(clock.instant())).query(ReportKeys::key).list();
    }

    /// Whose secret it is; nobody's when it is unknown, expired or revoked.
    public Optional<Holder> holder(String secret) {
        if (!secret.startsWith(PREFIX)) return Optional.empty();
        var now = SqlTime.orNull(now());
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                update estate.report_key set last_used_at = :now
                 where hash = :hash and revoked_at is null and (expires_at is null or expires_at > :now)
                returning client_id, id, name
                """)
            .param("now", now).param("hash", Actors.hash(secret)).query((row, _) -> new Holder(row.getInt(1), row.getLong(2), row.getString(3))).optional()));
    }

    private Issued add(Actor by, Client client, String name) {
        var bytes = new byte[32];
        chance.nextBytes(bytes);
        var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var key = sql.sql("""
                insert into estate.report_key (client_id, name, hash, created_by, created_at) values (?, ?, ?, ?, ?)
                returning id, name, created_at, expires_at, last_used_at
                """)
            .param(client.id()).param(name).param(Actors.hash(secret)).param(by.personId()).param(SqlTime.orNull(now())).query(ReportKeys::key).single();
        return new Issued(key, secret);
    }

    private Key key(Client client, long id) {
        return sql.sql("select id, name, created_at, expires_at, last_used_at from estate.report_key where client_id = ? and id = ? and revoked_at is null")
            .param(client.id()).param(id).query(ReportKeys::key).optional().orElseThrow(() -> new NotFound("report key", id));
    }

    private static Key key(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Key(row.getLong("id"), row.getString("name"), SqlTime.get(row, "created_at"), SqlTime.find(row, "expires_at"), SqlTime.find(row, "last_used_at"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
