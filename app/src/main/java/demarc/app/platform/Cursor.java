package demarc.app.platform;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ended: the sort key of its last row. Opaque to whoever carries it.
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\u001f";
    /// Whoever forges one gets no further than what the database can count.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /// @return null when there is none, which means the first page
    public static @Nullable Cursor parse(@Nullable String text, int parts) {
        if (text == null || text.isEmpty()) return null;
        try {
            var read = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (read.length == parts && Arrays.stream(read).noneMatch(part -> part.indexOf('\0') >= 0)) return new Cursor(List.of(read));
        } catch (IllegalArgumentException e) {
            // not one of ours: said below
        }
        throw wrong();
    }

    public String text(int part) {
        return parts.get(part);
    }

    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    public Instant instant(int part) {
        try {
            var at = Instant.parse(parts.get(part));
            if (at.isBefore(FIRST) || at.isAfter(LAST)) throw wrong();
            return at;
        } catch (DateTimeException e) {
            throw wrong();
        }
    }

    public LocalDate date(int part) {
        try {
            var day = LocalDate.parse(parts.get(part));
            if (day.getYear() < 1 || day.getYear() > 9999) throw wrong();
            return day;
        } catch (DateTimeException e) {
            throw wrong();
        }
    }

    private static Refused wrong() {
        return new Refused("cursor", "The cursor is not one that Demarc gave for this list. Begin without one.");
    }

    @Override public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }
}
