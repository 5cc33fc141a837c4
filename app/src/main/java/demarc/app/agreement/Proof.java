package demarc.app.agreement;

import demarc.app.directory.Confirmation;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Scope;

/// That the person themselves signs, not whoever found their browser open.
public sealed interface Proof {

    /// The address the signature came from.
    String address();

    /// Their password, asked for again.
    record Password(String password, String address) implements Proof {}

    /// A token made for signing.
    record Token(String address) implements Proof {}

    default void hold(Actor actor, Confirmation confirmation) {
        switch (this) {
            case Password(var password, var address) -> confirmation.require(actor, password, address);
            case Token _ -> {
                if (!actor.scopes().contains(Scope.AGREEMENTS_SIGN))
                    throw new Forbidden("This token cannot sign. Make one with the scope '%s', or sign in the browser.".formatted(Scope.AGREEMENTS_SIGN));
            }
        }
    }
}
