package demarc.app.signals.checks;

import demarc.app.signals.checks.Measurements.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Response times as a picture, drawn on the server. Whoever cannot see it hears `words`.
///
/// @param mean path of the usual answer; `most` of the slowest
/// @param down where it failed
public record Times(String words, String mean, String most, List<Bar> down, List<Mark> below, List<Mark> beside) {
    public static final int WIDTH = 720;
    public static final int HEIGHT = 190;
    private static final int LEFT = 52;
    private static final int TOP = 8;
    private static final int PLOT = 150;

    public record Bar(double x, double width, double height, double y, String words) {}

    public record Mark(double x, double y, String text) {}

    static Times of(Span span, List<Point> points, Instant now, ZoneId zone) {
        var from = now.minus(span.back());
        var top = nice(points.stream().map(Point::most).filter(most -> most != null).mapToDouble(Double::doubleValue).max().orElse(1));
        var mean = new StringBuilder();
        var most = new StringBuilder();
        var down = new ArrayList<Bar>();
        Point before = null;
        var width = (WIDTH - LEFT) * (double) span.bin().toMillis() / span.back().toMillis();
        for (var point : points) {
            var middle = point.at().plus(span.bin().dividedBy(2));
            var x = x(middle.isAfter(now) ? now : middle, from, span.back());
            if (x < LEFT) continue;
            if (point.up() < 1) {
                var height = Math.max(4, PLOT * (1 - point.up()));
                down.add(new Bar(round(x - width / 2), round(Math.max(1.5, width)), round(height), round(TOP + PLOT - height),
                        "%s: %s of %d looks failed".formatted(label("EEE d MMM HH:mm", zone).format(point.at()), share(1 - point.up()), point.looks())));
            }
            if (point.mean() != null) {
                var joins = before != null && before.mean() != null && Duration.between(before.at(), point.at()).compareTo(span.bin().multipliedBy(2)) <= 0;
                line(mean, joins, x, point.mean(), top);
                line(most, joins, x, point.most() == null ? point.mean() : point.most(), top);
            }
            before = point;
        }
        return new Times(words(span, points), mean.toString(), most.toString(), down, below(span, from, now, zone), beside(top));
    }

    /// `99.95 %`, and never 100 % of what was not.
    static String share(double share) {
        if (share == 1 || share == 0) return share == 1 ? "100 %" : "0 %";
        return String.format(Locale.ROOT, "%.2f %%", Math.min(Math.max(share * 100, 0.01), 99.99));
    }

    private static String words(Span span, List<Point> points) {
        var share = Span.share(points);
        if (share == null) return "No looks in this %s yet.".formatted(span.key());
        var up = points.stream().filter(point -> point.mean() != null).toList();
        var mean = up.stream().mapToDouble(point -> point.mean() == null ? 0 : point.mean()).average();
        var most = up.stream().map(Point::most).filter(each -> each != null).mapToDouble(Double::doubleValue).max();
        return "Up in %s of the looks of this %s.%s".formatted(share(share), span.key(), mean.isEmpty() ? ""
                : String.format(Locale.ROOT, " It answers in %.0f ms on average, %.0f ms at most.", mean.getAsDouble(), most.orElse(mean.getAsDouble())));
    }

    private static void line(StringBuilder path, boolean joins, double x, double millis, double top) {
        path.append(joins ? 'L' : 'M').append(round(x)).append(' ').append(round(TOP + PLOT - PLOT * Math.min(millis, top) / top));
        // A point that joins nothing is still a point.
        if (!joins) path.append("h1.5");
    }

    private static List<Mark> below(Span span, Instant from, Instant now, ZoneId zone) {
        var marks = new ArrayList<Mark>();
        var local = from.atZone(zone);
        var format = span == Span.DAY ? label("HH:mm", zone) : span == Span.YEAR ? label("MMM", zone) : label("d MMM", zone);
        var at = span == Span.DAY ? local.toLocalDate().atStartOfDay(zone).plusHours(local.getHour() / 4 * 4 + 4) : span == Span.YEAR ? local.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone)
                : local.toLocalDate().plusDays(1).atStartOfDay(zone);
        while (at.toInstant().isBefore(now)) {
            var x = x(at.toInstant(), from, span.back());
            if (x > LEFT + 12 && x < WIDTH - 18) marks.add(new Mark(round(x), TOP + PLOT + 18, format.format(at)));
            at = switch (span) {
                case DAY -> at.plusHours(4);
                case WEEK -> at.plusDays(1);
                case MONTH -> at.plusDays(5);
                case YEAR -> at.plusMonths(2);
            };
        }
        return marks;
    }

    private static List<Mark> beside(double top) {
        return List.of(new Mark(LEFT - 6, TOP + PLOT, "0"), new Mark(LEFT - 6, TOP + PLOT / 2.0 + 4, millis(top / 2)), new Mark(LEFT - 6, TOP + 8, millis(top)));
    }

    static String millis(double millis) {
        return millis >= 1000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000) : millis >= 10 ? String.format(Locale.ROOT, "%.0f ms", millis) : String.format(Locale.ROOT, "%.1f ms", millis);
    }

    private static double x(Instant at, Instant from, Duration back) {
        return LEFT + (WIDTH - LEFT) * (double) Duration.between(from, at).toMillis() / back.toMillis();
    }

    private static double nice(double most) {
        var power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 0.1))));
        for (var factor : new double[] {1, 2, 5, 10}) if (most <= factor * power) return factor * power;
        return 10 * power;
    }

    private static DateTimeFormatter label(String pattern, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /// The last looks as a line as high as a word.
    public record Spark(String path, List<Mark> failed) {
        public static final int WIDTH = 96;
        public static final int HEIGHT = 22;

        /// @return null when there is nothing to draw yet
        public static @Nullable Spark of(List<Float> recent) {
            if (recent.size() < 2) return null;
            var top = Math.max(1, recent.stream().mapToDouble(Float::doubleValue).max().orElse(1));
            var path = new StringBuilder();
            var failed = new ArrayList<Mark>();
            var joins = false;
            for (var i = 0; i < recent.size(); i++) {
                var x = round(2 + i * (WIDTH - 4.0) / (recent.size() - 1));
                if (recent.get(i) < 0) {
                    failed.add(new Mark(x, HEIGHT - 3, ""));
                    joins = false;
                    continue;
                }
                path.append(joins ? 'L' : 'M').append(x).append(' ').append(round(HEIGHT - 3 - (HEIGHT - 6) * recent.get(i) / top));
                joins = true;
            }
            return new Spark(path.toString(), failed);
        }
    }
}
