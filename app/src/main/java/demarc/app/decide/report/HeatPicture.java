package demarc.app.decide.report;

import demarc.app.decide.report.Notes.Fig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The week as a heat map: how much of the time of those on duty the work of each hour takes, once for each cover.
public record HeatPicture(List<Week> weeks, Fig busiest, Fig outside) {

    public record Week(String title, List<Day> days) {}

    public record Day(String name, List<Hour> hours) {}

    /// @param css `h0` (idle) to `h5` (more work than hours), or `nobody` where work comes and nobody is there
    public record Hour(int hour, String css, String words) {}

    private static final double[] STEPS = {0.1, 0.25, 0.5, 0.75, 1};
    /// Less work than this in an hour, once in two days or so, is none.
    private static final double NOTHING = 0.005;

    static HeatPicture of(Answer.Heat heat, Notes notes) {
        var busiest = notes.fig(heat.busiest());
        var outside = notes.fig(heat.outside());
        return new HeatPicture(heat.covers().stream().map(cover -> week(cover, heat.load())).toList(), busiest, outside);
    }

    private static Week week(Answer.Heat.Cover cover, double[][] load) {
        var days = new ArrayList<Day>();
        for (int day = 0; day < load.length; day++) {
            var hours = new ArrayList<Hour>();
            for (int hour = 0; hour < 24; hour++) hours.add(hour(ReportPage.DAYS.get(day), hour, load[day][hour], cover.there()[day][hour]));
            days.add(new Day(ReportPage.DAYS.get(day), List.copyOf(hours)));
        }
        return new Week(cover.title(), List.copyOf(days));
    }

    private static Hour hour(String day, int hour, double load, double there) {
        var words = String.format(Locale.ROOT, "%s %02d:00: %.2f h of work, %s on duty", day, hour, load, there == Math.rint(there) ? String.format(Locale.ROOT, "%.0f", there) : String.format(Locale.ROOT, "%.1f", there));
        if (there < 0.01) return new Hour(hour, load > NOTHING ? "nobody" : "closed", words);
        int step = 0;
        while (step < STEPS.length && load / there > STEPS[step]) step++;
        return new Hour(hour, "h" + step, words);
    }
}
