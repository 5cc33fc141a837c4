package demarc.app.decide.past;

import demarc.core.simulation.History;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a history looks like.
///
/// @param monday of the first week
/// @param weeks  tickets opened in each week
/// @param hours  tickets opened in each hour of the week, Monday 0:00 first
/// @param took   how many tickets took how long, by [#SPANS]; the last ones were not resolved in the log
public record Pictures(LocalDate monday, List<Integer> weeks, List<Integer> hours, List<Integer> took) {

    public static final List<String> SPANS = List.of("under 15 min", "15 min to 1 h", "1 to 4 h", "4 to 24 h", "1 to 3 days", "3 to 7 days", "1 to 4 weeks", "1 to 3 months", "longer", "no end in the log");

    private static final long[] LIMITS = {15 * 60, 3600, 4 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 28 * 86_400, 91 * 86_400, Long.MAX_VALUE};
    private static final int MAX_WEEKS = 52 * 60;

    static Pictures of(History history) {
        var zone = history.zone();
        var monday = history.from().atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var last = Instant.ofEpochSecond(history.opened(history.size() - 1)).atZone(zone).toLocalDate();
        var weeks = new int[(int) Math.min(MAX_WEEKS, ChronoUnit.WEEKS.between(monday, last) + 1)];
        var hours = new int[7 * 24];
        var took = new int[SPANS.size()];
        var rules = zone.getRules();
        long start = monday.toEpochDay();
        for (int i = 0; i < history.size(); i++) {
            long local = history.opened(i) + rules.getOffset(Instant.ofEpochSecond(history.opened(i))).getTotalSeconds();
            long day = Math.floorDiv(local, 86_400L);
            int week = (int) Math.min(weeks.length - 1, (day - start) / 7);
            weeks[week]++;
            hours[(int) ((day - start) % 7) * 24 + (int) (Math.floorMod(local, 86_400L) / 3600)]++;
            took[span(history, i)]++;
        }
        return new Pictures(monday, boxed(weeks), boxed(hours), boxed(took));
    }

    private static int span(History history, int ticket) {
        if (!history.isResolved(ticket)) return SPANS.size() - 1;
        long seconds = history.resolved(ticket) - history.opened(ticket);
        int span = 0;
        while (seconds >= LIMITS[span]) span++;
        return span;
    }

    private static List<Integer> boxed(int[] numbers) {
        return new ArrayList<>(Arrays.stream(numbers).boxed().toList());
    }
}
