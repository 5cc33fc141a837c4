package demarc.app.signals.source.web;

import demarc.app.platform.Refused;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A length of time as people write it: `90 s`, `15 min`, `1 h`, `2 days`.
final class Span {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})\\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)", Pattern.CASE_INSENSITIVE);

    private Span() {}

    static @Nullable Duration parse(String field, @Nullable String written) {
        if (written == null || written.isBlank()) return null;
        var matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) throw new Refused(field, "'%s' is no length of time. Write it like 15 min, 1 h or 2 days.".formatted(written.strip()));
        var count = Long.parseLong(matcher.group(1));
        return switch (Character.toLowerCase(matcher.group(2).charAt(0))) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    static @Nullable String written(@Nullable Duration span) {
        if (span == null) return null;
        var seconds = span.toSeconds();
        if (seconds % 86_400 == 0) return seconds / 86_400 == 1 ? "1 day" : seconds / 86_400 + " days";
        if (seconds % 3600 == 0) return seconds / 3600 + " h";
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
