package demarc.app.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Actors by session and by token, remembered for a few seconds: a deactivated person or revoked token is out on every
/// node within [Remembered#LASTING], and at once on the node that did it.
@Component
public class Actors {
    private final Accounts accounts;
    private final Remembered<Object, Optional<Actor>> known = new Remembered<>();

    Actors(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<Actor> person(int id) {
        return known.get(id, () -> accounts.actor(id));
    }

    public Optional<Actor> bearer(String token) {
        var hash = hash(token);
        return known.get(hash, () -> accounts.bearer(hash));
    }

    /// After a change to people, teams, engagements or tokens.
    public void forget() {
        known.forget();
    }

    /// What is kept of a secret that a machine made: it is long and random, so it needs no salt and no slow hash.
    public static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
