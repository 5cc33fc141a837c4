package demarc.app.directory;

import demarc.app.platform.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Days as forms give them.
final class Days {
    private Days() {}

    /// The last moment of `2026-12-31` in the zone.
    static Instant endOf(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day.strip()).plusDays(1).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("until", "'%s' is not a day. Write it like 2026-12-31.".formatted(day));
        }
    }
}
