package demarc.app.signals.source.json;

import demarc.app.platform.Refused;
import demarc.app.signals.source.Told;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as programs write them.
final class Moments {
    private Moments() {}

    /// As every source is read; but whoever writes a mapping is told of a moment that is none.
    static @Nullable Instant read(@Nullable String text) {
        if (text == null) return null;
        try {
            return Told.parsed(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new Refused("at", "The moment '%s' is neither one such as 2026-07-14T09:30:00Z nor seconds since 1970.".formatted(text));
        }
    }
}
