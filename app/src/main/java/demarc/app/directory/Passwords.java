package demarc.app.directory;

import demarc.app.platform.Attempts;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Checks and keeps passwords.
@Component
class Passwords {
    sealed interface Check {}

    record Right(int personId) implements Check {}

    record Wrong() implements Check {}

    record TooMany(Duration remaining) implements Check {}

    private record Row(int id, @Nullable String hash) {}

    static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final Attempts byEmail;
    private final Attempts byAddress;
    private final String nobodysHash;
    // Each check takes 19 MiB on purpose; a burst of sign-ins must not take the heap.
    private final Semaphore room = new Semaphore(4);

    Passwords(JdbcClient sql, TransactionTemplate transaction, PasswordEncoder encoder, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.encoder = encoder;
        this.clock = clock;
        byEmail = new Attempts(clock, 8, Duration.ofMinutes(10));
        byAddress = new Attempts(clock, 60, Duration.ofMinutes(10));
        nobodysHash = hash("nobody has this password");
    }

    Check check(String email, String password, String address) {
        var name = email.strip().toLowerCase(Locale.ROOT);
        var wait = byEmail.mustWait(name).or(() -> byAddress.mustWait(address));
        if (wait.isPresent()) return new TooMany(wait.get());
        var row = Tenancy.asSystem(() -> transaction.execute(_ ->
                sql.sql("select id, password_hash as hash from directory.person where email = ? and active").param(name).query(Row.class).optional()));
        // An unknown email costs the same time as a wrong password.
        var hash = row.map(Row::hash).orElse(nobodysHash);
        if (password.length() <= LONGEST && matches(password, hash) && row.isPresent()) {
            byEmail.forget(name);
            Tenancy.asSystem(() -> transaction.executeWithoutResult(_ ->
                    sql.sql("update directory.person set signed_in_at = :now where id = :id")
                        .param("now", SqlTime.of(clock.instant())).param("id", row.get().id()).update()));
            return new Right(row.get().id());
        }
        byEmail.failed(name);
        byAddress.failed(address);
        return new Wrong();
    }

    String hash(String password) {
        room.acquireUninterruptibly();
        try {
            return String.valueOf(encoder.encode(password));
        } finally {
            room.release();
        }
    }

    boolean matches(String password, String hash) {
        room.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            room.release();
        }
    }

    /// Length is what counts (NIST SP 800-63B); no rules about kinds of characters.
    static String acceptable(String password, String... personal) {
        if (password.length() < SHORTEST)
            throw new Refused("password", "The password has %d characters. Use at least %d; a short sentence is good.".formatted(password.length(), SHORTEST));
        if (password.length() > LONGEST) throw new Refused("password", "The password is longer than %d characters.".formatted(LONGEST));
        if (password.chars().distinct().count() < 4) throw new Refused("password", "The password repeats a few characters. Use a short sentence.");
        for (var known : personal)
            if (!known.isBlank() && password.equalsIgnoreCase(known))
                throw new Refused("password", "The password is your own name or email. Use something only you know.");
        return password;
    }
}
