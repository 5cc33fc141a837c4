package demarc.app.platform;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Spring Security's view of an [Actor].
final class ActorAuthentication extends AbstractAuthenticationToken {
    private final transient Actor actor;

    ActorAuthentication(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override public Actor getPrincipal() {
        return actor;
    }

    @Override public String getCredentials() {
        return "";
    }

    @Override public String getName() {
        return String.valueOf(actor.personId());
    }
}
