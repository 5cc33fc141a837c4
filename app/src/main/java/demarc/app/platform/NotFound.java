package demarc.app.platform;

/// There is no such thing, or none that the actor may see: the answer is the same for both.
public class NotFound extends RuntimeException {
    public NotFound(String what, Object key) {
        super("There is no %s '%s' that you can see.".formatted(what, key), null, false, false);
    }
}
