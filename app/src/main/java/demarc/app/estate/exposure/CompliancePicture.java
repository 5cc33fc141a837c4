package demarc.app.estate.exposure;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The share inside its target over time, drawn on the server. Whoever cannot see it hears `words`.
///
/// @param line   points of the share
/// @param target height of the line to be above
public record CompliancePicture(String words, int width, int height, String line, double target, List<Dot> dots, List<Mark> marks) {
    public record Dot(double x, double y, boolean good, String words) {}

    public record Mark(double x, String text) {}

    private static final int WIDTH = 600;
    private static final int PLOT = 120;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    static CompliancePicture of(List<Compliance.Day> days, LocalDate today, int span) {
        var points = new StringBuilder();
        var dots = new ArrayList<Dot>();
        for (var day : days) {
            var x = x(day.day(), today, span);
            var y = y(day.share());
            points.append(points.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
            dots.add(new Dot(x, y, day.share() >= Compliance.TARGET, "%s: %.1f %% inside (%d of %d)".formatted(DAY.format(day.day()), day.share(), day.inside(), day.inside() + day.outside())));
        }
        var marks = new ArrayList<Mark>();
        for (var back = span - 1; back >= 0; back -= Math.max(1, span / 5)) marks.add(new Mark(x(today.minusDays(back), today, span), DAY.format(today.minusDays(back))));
        var words = days.isEmpty() ? "Nothing has been counted yet." : "Inside its target: %.1f %% on %s, of %d %% wanted; %.1f %% on %s.".formatted(days.getFirst().share(),
                DAY.format(days.getFirst().day()), Compliance.TARGET, days.getLast().share(), DAY.format(days.getLast().day()));
        return new CompliancePicture(words, WIDTH, PLOT + 20, points.toString(), y(Compliance.TARGET), dots, marks);
    }

    private static double x(LocalDate day, LocalDate today, int span) {
        return 20 + (WIDTH - 40) * (span - 1 - ChronoUnit.DAYS.between(day, today)) / (double) Math.max(1, span - 1);
    }

    /// From half to all: what is below half is drawn at the bottom.
    private static double y(double share) {
        return 6 + (PLOT - 12) * (100 - Math.max(50, share)) / 50;
    }
}
