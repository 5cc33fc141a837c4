package demarc.app.estate.inventory;

import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.SqlTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What lets a client's inventory agents report, and nothing else. A new key leaves the old ones two weeks, in which agents get the new one.
@Component
class InventoryKeys {
    private static final Duration GOES_ON = Duration.ofDays(14);
    private static final Duration NOTED = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// @param until null for no end
    record Key(int id, String madeBy, Instant madeAt, @Nullable Instant until, @Nullable Instant usedAt) {}

    private final JdbcClient sql;
    private final Audit audit;
    private final Clock clock;

    InventoryKeys(JdbcClient sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /// Shown once.
    @Transactional
    String make(Actor by, int client) {
        mayKeep(by);
        var bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        var key = "inv_" + HexFormat.of().formatHex(bytes);
        var now = clock.instant();
        sql.sql("update estate.inventory_key set until = least(until, :until) where client_id = :client").param("until", SqlTime.of(now.plus(GOES_ON))).param("client", client).update();
        sql.sql("insert into estate.inventory_key (client_id, hash, made_by, made_at) values (:client, :hash, :by, :now)")
            .param("client", client).param("hash", Actors.hash(key)).param("by", by.name()).param("now", SqlTime.of(now)).update();
        audit.record(by, client, "made", "inventory key", "older ones end in %d days".formatted(GOES_ON.toDays()));
        return key;
    }

    @Transactional
    void end(Actor by, int client, int id) {
        mayKeep(by);
        if (sql.sql("update estate.inventory_key set until = :now where client_id = :client and id = :id and until > :now")
            .param("now", SqlTime.of(clock.instant())).param("client", client).param("id", id).update() == 1) audit.record(by, client, "ended", "inventory key " + id, "");
    }

    @Transactional(readOnly = true)
    List<Key> of(int client) {
        return sql.sql("select id, made_by, made_at, until, used_at from estate.inventory_key where client_id = :client and until > :now order by id desc")
            .param("client", client).param("now", SqlTime.of(clock.instant()))
            .query((row, _) -> new Key(row.getInt("id"), row.getString("made_by"), SqlTime.find(row, "made_at"),
                    SqlTime.find(row, "until"), SqlTime.find(row, "used_at"))).list();
    }

    /// The client that a key belongs to. As the product itself: nobody is signed in.
    Optional<Integer> client(String key) {
        var now = clock.instant();
        var hash = Actors.hash(key);
        var client = sql.sql("select client_id from estate.inventory_key where hash = :hash and until > :now").param("hash", hash).param("now", SqlTime.of(now)).query(Integer.class).optional();
        if (client.isPresent())
            sql.sql("update estate.inventory_key set used_at = :now where hash = :hash and (used_at is null or used_at < :before)")
                .param("now", SqlTime.of(now)).param("hash", hash).param("before", SqlTime.of(now.minus(NOTED))).update();
        return client;
    }

    private static void mayKeep(Actor by) {
        if (by.isReadOnly() || !by.seesAgreements()) throw new Forbidden("Inventory keys are made by the people who run the client's IT.");
    }
}
