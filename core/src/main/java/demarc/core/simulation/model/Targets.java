package demarc.core.simulation.model;

import demarc.core.simulation.History;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.util.Arrays;
import java.util.List;

/// By when a ticket is to be resolved, for the check of promises. Waits are not taken off: neither a forecast nor every log knows them.
///
/// @param seconds by priority, in the hours of its calendar
/// @param words   whose targets they are, as a sentence's end
public record Targets(List<WorkCalendar> calendars, long[] seconds, String words) {

    private static final double FEW = 0.2;
    private static final double ALL = 0.98;

    /// P1 4 hours at any time, P2 8, P3 16 and P4 40 business hours.
    static Targets usual(History history) {
        var week = new LocalWeek(history.zone(), Holidays.none());
        var always = new WorkCalendar(WeeklyHours.ALWAYS, week);
        var office = new WorkCalendar(WeeklyHours.parse("Mon-Fri 08:00-18:00"), week);
        return new Targets(List.of(always, office, office, office), new long[] {4 * 3600, 8 * 3600, 16 * 3600, 40 * 3600}, "the usual targets (P1 4 h, P2 8, P3 16, P4 40 business hours)");
    }

    /// The usual targets; where these say nothing about this desk, since nearly all or nearly none of its tickets keep them, the median of
    /// its own past for each priority.
    static Targets of(History known, Window window) {
        var usual = usual(known);
        double kept = 0;
        double of = 0;
        for (int i = 0; i < known.size(); i++) {
            if (!known.isResolved(i) || known.opened(i) < window.from()) continue;
            of++;
            if (known.resolved(i) <= usual.due(known.opened(i), known.priority(i))) kept++;
        }
        if (of == 0 || kept / of >= FEW && kept / of <= ALL) return usual;
        var always = usual.calendars.getFirst();
        var medians = new long[Model.PRIORITIES];
        for (int priority = 0; priority < medians.length; priority++) medians[priority] = median(known, priority);
        return new Targets(List.of(always, always, always, always), medians, "the log's own medians up to the cut, since %.0f %% of its tickets keep the usual targets".formatted(100 * kept / of));
    }

    private static long median(History known, int priority) {
        var times = new long[known.size()];
        int count = 0;
        for (int i = 0; i < known.size(); i++) if (known.isResolved(i) && known.priority(i) == priority) times[count++] = known.resolved(i) - known.opened(i);
        if (count == 0) return 16 * 3600;
        Arrays.sort(times, 0, count);
        return Math.max(60, times[count / 2]);
    }

    long due(long opened, int priority) {
        return calendars.get(priority).after(opened, seconds[priority]);
    }
}
