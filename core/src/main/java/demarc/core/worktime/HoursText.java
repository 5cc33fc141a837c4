package demarc.core.worktime;

import static demarc.core.worktime.Week.MINUTES_PER_DAY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Writes hours the way people write them: equal days together, nights as one range.
final class HoursText {

    private HoursText() {}

    static String of(WeeklyHours hours) {
        if (hours.isEmpty()) return "never";
        if (hours.isAlways()) return "24x7";
        var daysByRanges = new LinkedHashMap<String, List<Integer>>();
        var days = withNights(hours);
        for (int day = 0; day < Week.DAYS; day++) {
            if (days.get(day).isEmpty()) continue;
            daysByRanges.computeIfAbsent(String.join(" ", days.get(day)), _ -> new ArrayList<>()).add(day);
        }
        var clauses = new ArrayList<String>();
        daysByRanges.forEach((ranges, on) -> clauses.add(days(on) + " " + ranges));
        return String.join(", ", clauses);
    }

    /// Ranges of each day, a range that ends at midnight joined with the morning after it when it reads as one night.
    private static List<List<String>> withNights(WeeklyHours hours) {
        var open = new int[Week.DAYS][];
        for (int day = 0; day < Week.DAYS; day++) open[day] = hours.day(day);
        var days = new ArrayList<List<String>>();
        for (int day = 0; day < Week.DAYS; day++) {
            var ranges = new ArrayList<String>();
            for (int i = 0; i < open[day].length; i += 2) {
                int opens = open[day][i];
                int closes = open[day][i + 1];
                if (opens == 0 && day < Week.HOLIDAY && night(open, (day + 6) % 7)) continue;
                if (closes == MINUTES_PER_DAY && day < Week.HOLIDAY && night(open, day)) closes = open[(day + 1) % 7][1];
                ranges.add(Week.time(opens) + "-" + Week.time(closes));
            }
            days.add(ranges);
        }
        return days;
    }

    private static boolean night(int[][] open, int day) {
        var evening = open[day];
        var morning = open[(day + 1) % 7];
        if (evening.length == 0 || morning.length == 0) return false;
        return evening[evening.length - 1] == MINUTES_PER_DAY
                && morning[0] == 0
                && morning[1] < evening[evening.length - 2];
    }

    private static String days(List<Integer> on) {
        var weekdays = on.stream().filter(day -> day < Week.HOLIDAY).toList();
        var words = new ArrayList<String>();
        if (weekdays.size() == Week.WEEKDAYS) {
            words.add("daily");
        } else {
            for (int i = 0; i < weekdays.size(); ) {
                int last = i;
                while (last + 1 < weekdays.size() && weekdays.get(last + 1) == weekdays.get(last) + 1) last++;
                var first = Week.KEYS.get(weekdays.get(i));
                words.add(last == i ? first : first + "-" + Week.KEYS.get(weekdays.get(last)));
                i = last + 1;
            }
        }
        if (on.contains(Week.HOLIDAY)) words.add("holidays");
        return String.join(",", words);
    }
}
