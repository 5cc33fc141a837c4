package demarc.app.reporting;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A small picture, drawn on the server. Whoever cannot see it hears `words`; each bar says its own.
///
/// @param marks labels below the axis
public record Chart(String words, int width, int height, List<Bar> bars, List<Mark> marks) {
    /// @param css whose side, or how good: `provider`, `client`, `good`, `bad`
    public record Bar(double x, double y, double width, double height, String css, String words) {}

    public record Mark(double x, double y, String text) {}

    private static final int PLOT = 96;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /// One stacked bar a day: kept below, broken above.
    static Chart promises(LocalDate from, int days, List<Figures.Day> figures) {
        var most = Math.max(1, figures.stream().mapToInt(day -> day.kept() + day.broken()).max().orElse(1));
        var step = 560.0 / days;
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        for (var i = 0; i < days; i++) {
            var date = from.plusDays(i);
            var x = i * step + step * 0.15;
            var day = figures.stream().filter(each -> each.day().equals(date)).findFirst().orElse(new Figures.Day(date, 0, 0));
            var kept = PLOT * day.kept() / (double) most;
            var broken = PLOT * day.broken() / (double) most;
            if (day.kept() > 0) bars.add(new Bar(x, PLOT - kept, step * 0.7, kept, "good", "%s: %d kept".formatted(DAY.format(date), day.kept())));
            if (day.broken() > 0) bars.add(new Bar(x, PLOT - kept - broken, step * 0.7, broken, "bad", "%s: %d broken".formatted(DAY.format(date), day.broken())));
            if (i % 2 == 0) marks.add(new Mark(i * step + step / 2, PLOT + 16, String.valueOf(date.getDayOfMonth())));
        }
        var total = figures.stream().mapToInt(Figures.Day::kept).sum();
        var late = figures.stream().mapToInt(Figures.Day::broken).sum();
        return new Chart("Promises of the last %d days: %d tickets in time so far, %d late.".formatted(days, total, late), 560, PLOT + 22, bars, marks);
    }

    /// One bar for each party that holds open work, the client's own first.
    static Chart holders(List<Figures.Held> held, int client, Map<Integer, String> names) {
        var ordered = held.stream().sorted(Comparator.comparing(each -> each.party() != client)).toList();
        var most = Math.max(1, held.stream().mapToInt(Figures.Held::open).max().orElse(1));
        var step = 560.0 / Math.max(2, ordered.size());
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        for (var each : ordered) {
            var name = names.getOrDefault(each.party(), "another provider");
            var x = bars.size() * step;
            var height = Math.max(2, PLOT * each.open() / (double) most);
            marks.add(new Mark(x + step / 2, PLOT + 16, "%s: %d".formatted(name.length() > 26 ? name.substring(0, 25) + "…" : name, each.open())));
            bars.add(new Bar(x + step * 0.2, PLOT - height, step * 0.6, height, each.party() == client ? "client" : "provider", "%s: %d open".formatted(name, each.open())));
        }
        var words = "Open tickets: " + held.stream().map(each -> "%s %d".formatted(names.getOrDefault(each.party(), "another provider"), each.open())).collect(Collectors.joining(", ")) + ".";
        return new Chart(held.isEmpty() ? "Nothing is open." : words, 560, PLOT + 22, bars, marks);
    }

    /// What comes in by hour of the day, in the colour of who covers the hour.
    static Chart load(List<Figures.Hour> hours, List<String> coveredBy, String words) {
        var most = Math.max(1, hours.stream().mapToInt(Figures.Hour::opened).max().orElse(1));
        var step = 560.0 / 24;
        var bars = new ArrayList<Bar>();
        var marks = new ArrayList<Mark>();
        for (var hour = 0; hour < 24; hour++) {
            var now = hour;
            var opened = hours.stream().filter(each -> each.hour() == now).mapToInt(Figures.Hour::opened).sum();
            var height = (PLOT - 10) * opened / (double) most;
            var css = coveredBy.get(hour);
            if (opened > 0) bars.add(new Bar(hour * step + 3, PLOT - 10 - height, step - 6, height, css, "%02d:00: %d opened".formatted(hour, opened)));
            bars.add(new Bar(hour * step, PLOT - 6, step, 5, css, "%02d:00 is covered by the %s".formatted(hour, css)));
            if (hour % 3 == 0) marks.add(new Mark(hour * step + step / 2, PLOT + 16, "%02d".formatted(hour)));
        }
        return new Chart(words, 560, PLOT + 22, bars, marks);
    }
}
