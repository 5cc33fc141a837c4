package demarc.app.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Actors by session and by token, remembered for a few seconds: a deactivated person or revoked token is out on every
/// node within [#REMEMBERED], and at once on the node that did it.
@Component
public class Actors {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private record Known(Optional<Actor> actor, long until) {}

    private final Accounts accounts;
    private final ConcurrentHashMap<Object, Known> known = new ConcurrentHashMap<>();

    Actors(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<Actor> person(int id) {
        return known(id, () -> accounts.actor(id));
    }

    public Optional<Actor> bearer(String token) {
        var hash = hash(token);
        return known(hash, () -> accounts.bearer(hash));
    }

    /// After a change to people, teams, engagements or tokens.
    public void forget() {
        known.clear();
    }

    /// What is kept of a secret that a machine made: it is long and random, so it needs no salt and no slow hash.
    public static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Actor> known(Object key, Supplier<Optional<Actor>> load) {
        var now = System.nanoTime();
        var found = known.get(key);
        if (found != null && found.until() - now > 0) return found.actor();
        var actor = load.get();
        if (known.size() >= MOST) known.clear();
        known.put(key, new Known(actor, now + REMEMBERED.toNanos()));
        return actor;
    }
}
