package demarc.app.directory;

import demarc.app.platform.Accounts;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A person's own API tokens.
@Component
public class Tokens {
    private static final int LONGEST_DAYS = 366;

    public record Token(int id, String name, List<String> scopes, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {}

    private final Accounts accounts;
    private final Registry registry;
    private final Audit audit;
    private final JdbcClient sql;
    private final Clock clock;

    Tokens(Accounts accounts, Registry registry, Audit audit, JdbcClient sql, Clock clock) {
        this.accounts = accounts;
        this.registry = registry;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /// @return the token in clear, which nobody sees again
    String issue(Actor by, String name, List<String> scopeKeys, int days) {
        if (name.isBlank() || name.length() > 80) throw new Refused("name", "Give the token a name of 1 to 80 characters that says where it is used.");
        if (days < 1 || days > LONGEST_DAYS) throw new Refused("days", "A token lasts 1 to %d days, not %d.".formatted(LONGEST_DAYS, days));
        var scopes = scopes(by, scopeKeys);
        return registry.write(() -> {
            audit.record(by, by.isProvider() ? null : by.party().id(), "made", "token " + name.strip(), "%s, %d days".formatted(scopes, days));
            return accounts.issueToken(by.personId(), name.strip(), scopes, Duration.ofDays(days));
        });
    }

    List<Token> of(Actor by) {
        return registry.write(() -> sql.sql("""
                select id, name, scopes, created_at, expires_at, last_used_at from directory.token
                 where person_id = :person and revoked_at is null and expires_at > :now
                 order by created_at desc, id desc
                """)
            .param("person", by.personId()).param("now", SqlTime.of(clock.instant()))
            .query((row, _) -> new Token(row.getInt("id"), row.getString("name"), List.of((String[]) row.getArray("scopes").getArray()),
                    row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant(),
                    row.getTimestamp("last_used_at") == null ? null : row.getTimestamp("last_used_at").toInstant()))
            .list());
    }

    void revoke(Actor by, int id) {
        registry.write(() -> {
            var revoked = sql.sql("update directory.token set revoked_at = :now where id = :id and person_id = :person and revoked_at is null")
                .param("now", SqlTime.of(clock.instant())).param("id", id).param("person", by.personId()).update();
            if (revoked == 0) throw new NotFound("token", id);
            audit.record(by, by.isProvider() ? null : by.party().id(), "revoked", "token " + id, "");
            return revoked;
        });
    }

    /// A token never hands on more than it has.
    private static Set<Scope> scopes(Actor by, List<String> keys) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var key : keys) {
            var scope = Scope.find(key).orElseThrow(() -> new Refused("scopes", "There is no scope '%s'. Choose from %s.".formatted(key, List.of(Scope.values()))));
            if (!by.scopes().contains(scope)) throw new Refused("scopes", "The token you use lacks the scope %s, so it cannot pass it on.".formatted(scope));
            scopes.add(scope);
        }
        if (scopes.isEmpty()) throw new Refused("scopes", "Choose at least one thing the token may do.");
        return scopes;
    }
}
