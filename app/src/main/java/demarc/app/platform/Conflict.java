package demarc.app.platform;

/// Somebody was faster: what the person looked at has changed since, and nothing of theirs was done. 409, with who did what.
public class Conflict extends Refused {
    public Conflict(String message) {
        super(message);
    }
}
