package demarc.app.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule says no. The message is for the person: what is wrong, the value, the way out. A form shows it beside the field
/// it names; the API answers 422 with it.
public class Refused extends RuntimeException {
    private final @Nullable String field;

    public Refused(String message) {
        this(null, message);
    }

    public Refused(@Nullable String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /// As a form shows it: by the field, or by nothing when it is about the whole.
    public Map<String, String> byField() {
        return Map.of(field == null ? "" : field, message());
    }
}
