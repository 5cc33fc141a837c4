package demarc.app.platform;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What surrounds every page. Templates get it as `shell`, beside their own `page`.
///
/// @param theme `light`, `dark`, or `auto` to follow the system
public record Shell(
        @Nullable Actor viewer,
        String path,
        List<Nav.Item> nav,
        String csrfHeader,
        String csrfParameter,
        String csrfToken,
        String theme,
        @Nullable Flash said) {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    public Optional<Actor> actor() {
        return Optional.ofNullable(viewer);
    }

    public Optional<Flash> flash() {
        return Optional.ofNullable(said);
    }

    public boolean isActive(Nav.Item item) {
        return item.leadsTo(path);
    }

    public ZoneId zone() {
        return viewer == null ? ZoneOffset.UTC : viewer.zone();
    }

    /// In the viewer's zone: `Tue 24 Nov, 14:05`.
    public String when(Instant instant) {
        return DAY_AND_TIME.format(instant.atZone(zone()));
    }

    /// In the viewer's zone: `24 Nov 2026`.
    public String day(Instant instant) {
        return DAY.format(instant.atZone(zone()));
    }

    /// `Ada Lovelace` → `AL`
    public static String initials(String name) {
        var words = name.strip().split("\\s+");
        var first = words[0].substring(0, Math.min(1, words[0].length()));
        return (words.length == 1 ? first : first + words[words.length - 1].charAt(0)).toUpperCase(Locale.ROOT);
    }
}
