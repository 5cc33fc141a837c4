package demarc.app.platform;

/// The actor may see the thing but not do this to it. 403, with the reason.
public class Forbidden extends RuntimeException {
    public Forbidden(String message) {
        super(message, null, false, false);
    }
}
