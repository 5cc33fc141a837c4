package demarc.app.signals.source.json;

import demarc.app.platform.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Moments as programs write them.
final class Moments {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]").toFormatter(Locale.ROOT);
    private static final double MILLIS_FROM = 1e11;

    private Moments() {}

    /// ISO 8601 with an offset, or seconds or milliseconds since 1970.
    static @Nullable Instant read(@Nullable String text) {
        if (text == null) return null;
        try {
            if (text.matches("\\d{1,15}(\\.\\d+)?")) {
                var number = Double.parseDouble(text);
                return Instant.ofEpochMilli((long) (number < MILLIS_FROM ? number * 1000 : number));
            }
            return OffsetDateTime.parse(text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"), ISO).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("at", "The moment '%s' is neither one such as 2026-07-14T09:30:00Z nor seconds since 1970.".formatted(text));
        }
    }
}
