package demarc.app.signals;

import demarc.app.platform.Actors;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sources by key, remembered for a second: a key that was rotated or switched off is out on every node by then, and at once on the one that did it.
@Component
class KeyRing {
    private static final long LASTING = 1_000_000_000;
    private static final int MOST = 10_000;
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private record Known(Optional<Source> source, long until) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    KeyRing(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// 160 bits in 32 characters, the length that PagerDuty's clients insist on.
    static String make() {
        var key = new StringBuilder(32);
        for (var letter = 0; letter < 32; letter++) key.append(LETTERS.charAt(CHANCE.nextInt(32)));
        return key.toString();
    }

    Optional<Source> find(String key) {
        if (key.length() < 16 || key.length() > 64) return Optional.empty();
        var now = System.nanoTime();
        var found = known.get(key);
        if (found != null && found.until - now > 0) return found.source;
        var before = forgotten.get();
        var source = ask(Actors.hash(key));
        if (known.size() >= MOST) known.clear();
        known.put(key, new Known(source, now + LASTING));
        if (forgotten.get() != before) known.remove(key);
        return source;
    }

    void forget() {
        forgotten.incrementAndGet();
        known.clear();
    }

    private Optional<Source> ask(String hash) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                select %s from signals.source s
                 where s.key_hash = :hash or s.old_key_hash = :hash and s.old_key_until > :now
                """.formatted(Sources.COLUMNS))
            .param("hash", hash).param("now", SqlTime.of(clock.instant())).query(Sources::source).optional()));
    }
}
