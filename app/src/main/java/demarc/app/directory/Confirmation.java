package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Refused;
import org.springframework.stereotype.Component;

/// Asks again who is at the keyboard, before something that binds. Counts against the same limits as sign-in.
@Component
public class Confirmation {

    private final Passwords passwords;

    Confirmation(Passwords passwords) {
        this.passwords = passwords;
    }

    /// Outside any transaction: a password takes its time on purpose.
    ///
    /// @throws Refused unless it is the actor's password
    public void require(Actor actor, String password, String address) {
        switch (passwords.check(actor.email(), password, address)) {
            case Passwords.Right(var personId) when personId == actor.personId() -> {}
            case Passwords.Right _, Passwords.Wrong _ -> throw new Refused("password", "That is not your password. Nothing was signed.");
            case Passwords.TooMany(var wait) -> throw new Refused("password", "Too many wrong passwords. Try again in %d minutes.".formatted(wait.toMinutes() + 1));
        }
    }
}
