package demarc.app.signals.web;

import demarc.app.signals.Condition;
import demarc.app.signals.Condition.Change;
import demarc.app.signals.Condition.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A condition over time, drawn on the server: one bar for each stretch in which it stayed as it was.
///
/// @param words for whoever cannot see it
public record Strip(String words, List<Bar> bars, List<Mark> marks) {
    public static final int WIDTH = 960;
    private static final List<Duration> SPANS = List.of(Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(365));
    private static final int MARKS = 8;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /// @param css the state, and how bad
    public record Bar(double x, double width, String css, String words) {}

    public record Mark(double x, String text) {}

    /// @param changes the newest first
    static Strip of(Condition condition, List<Change> changes, Instant now, ZoneId zone) {
        var first = changes.isEmpty() ? condition.firstAt() : changes.getLast().at();
        var span = SPANS.stream().filter(each -> !first.isBefore(now.minus(each))).findFirst().orElse(SPANS.getLast());
        var from = now.minus(span);
        var bars = new ArrayList<Bar>();
        var wrong = Duration.ZERO;
        var end = now;
        for (var change : changes) {
            var start = change.at().isBefore(from) ? from : change.at();
            if (start.isBefore(end)) {
                var x = x(start, from, span);
                bars.addFirst(new Bar(x, Math.max(1.5, x(end, from, span) - x), css(change), "%s from %s".formatted(ConditionsPage.words(change.state()),
                        DAY.format(start.atZone(zone)) + ", " + HOUR.format(start.atZone(zone)))));
                if (change.state().isWrong()) wrong = wrong.plus(Duration.between(start, end));
            }
            end = start;
            if (change.at().isBefore(from)) break;
        }
        var words = "Wrong for %s of the last %s, in %d stretches.".formatted(words(wrong), words(span), bars.stream().filter(bar -> !bar.css.equals("cleared")).count());
        return new Strip(words, List.copyOf(bars), marks(from, span, now, zone));
    }

    private static String css(Change change) {
        return change.state() == State.FIRING ? "firing " + change.severity().name().toLowerCase(Locale.ROOT) : change.state().name().toLowerCase(Locale.ROOT);
    }

    private static double x(Instant at, Instant from, Duration span) {
        return Math.round(10.0 * WIDTH * Duration.between(from, at).toMillis() / span.toMillis()) / 10.0;
    }

    private static List<Mark> marks(Instant from, Duration span, Instant now, ZoneId zone) {
        var days = span.toDays() > 1;
        var step = days ? Math.max(1, span.toDays() / MARKS) : Math.max(1, span.toHours() / MARKS);
        var unit = days ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        var marks = new ArrayList<Mark>();
        for (ZonedDateTime at = from.atZone(zone).truncatedTo(unit).plus(1, unit); at.toInstant().isBefore(now); at = at.plus(step, unit)) {
            var x = x(at.toInstant(), from, span);
            if (x > 20 && x < WIDTH - 20) marks.add(new Mark(x, (days ? DAY : HOUR).format(at)));
        }
        return List.copyOf(marks);
    }

    static String words(Duration time) {
        if (time.toDays() >= 2) return "%d days".formatted(time.toDays());
        if (time.toHours() >= 2) return "%d hours".formatted(time.toHours());
        return time.toMinutes() >= 2 ? "%d minutes".formatted(time.toMinutes()) : "%d seconds".formatted(time.toSeconds());
    }
}
