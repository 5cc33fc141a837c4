package demarc.app.agreement;

import demarc.app.platform.Refused;

/// Somebody else saved the draft since the writer read it. Nothing is lost: both texts are at hand.
public class Overtaken extends Refused {

    private final transient Draft theirs;

    Overtaken(Draft theirs, String by) {
        super("%s saved this draft while you were writing. Nothing of yours is saved yet: compare both and save again.".formatted(by));
        this.theirs = theirs;
    }

    public Draft theirs() {
        return theirs;
    }
}
