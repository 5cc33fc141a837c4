package demarc.app.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Who people are, answered by the directory. Called by the security edge outside any tenancy, so an implementation says its own.
public interface Accounts {
    /// The person as an actor, with every scope; empty when unknown, deactivated or expired.
    Optional<Actor> actor(int personId);

    /// The owner of a live token, limited to its scopes.
    Optional<Actor> bearer(String tokenHash);

    /// True until the first person exists: then set-up is open.
    boolean nobody();

    /// A new token for the person, in clear: the only time it is seen.
    String issueToken(int personId, String name, Set<Scope> scopes, Duration lasting);

    Optional<Integer> idOf(String email);
}
