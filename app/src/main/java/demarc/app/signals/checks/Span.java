package demarc.app.signals.checks;

import demarc.app.platform.Refused;
import demarc.app.signals.checks.Measurements.Point;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How far back response times are shown, and in steps of what.
public enum Span {
    DAY(Duration.ofDays(1), Duration.ofMinutes(10)), WEEK(Duration.ofDays(7), Duration.ofHours(1)), MONTH(Duration.ofDays(31), Duration.ofHours(4)),
    YEAR(Duration.ofDays(396), Duration.ofDays(2));

    private final Duration back;
    private final Duration bin;

    Span(Duration back, Duration bin) {
        this.back = back;
        this.bin = bin;
    }

    public Duration back() {
        return back;
    }

    public Duration bin() {
        return bin;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Span named(String text) {
        return Arrays.stream(values()).filter(span -> span.key().equals(text)).findFirst().orElseThrow(() -> new Refused("span",
                "'%s' is no span. There are: %s.".formatted(text, Arrays.stream(values()).map(Span::key).collect(Collectors.joining(", ")))));
    }

    List<Point> points(Measurements measurements, Check check) {
        return this == DAY ? measurements.day(check.client(), check.id(), bin) : measurements.hours(check.client(), check.id(), back, bin);
    }

    /// Of all looks in it; null when there was none.
    static @Nullable Double share(List<Point> points) {
        var looks = points.stream().mapToLong(Point::looks).sum();
        return looks == 0 ? null : points.stream().mapToDouble(point -> point.up() * point.looks()).sum() / looks;
    }
}
