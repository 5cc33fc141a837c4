package demarc.app.platform.postgres;

import org.jspecify.annotations.Nullable;

/// The product cannot start; the message is for the person at the console.
public class Unusable extends RuntimeException {
    public Unusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
