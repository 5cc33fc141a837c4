package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Hours;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How findings and differences speak of activities, minutes and priorities.
final class Words {

    private static final int SHOWN = 2;
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "holidays");

    private Words() {}

    /// `backup/restore-test`, `backup (all 9 activities)`, `3 activities of backup (restore-test, …)`, `46 activities of 9 services`.
    static String activities(Collection<Activity> activities, Agreement agreement) {
        var byService = new LinkedHashMap<String, List<Activity>>();
        for (var activity : activities) byService.computeIfAbsent(activity.service(), _ -> new ArrayList<>()).add(activity);
        if (activities.size() == 1) return activities.iterator().next().key();
        if (byService.size() > 3) return "%d activities of %d services".formatted(activities.size(), byService.size());
        return list(byService.entrySet().stream().map(service -> ofService(service.getKey(), service.getValue(), agreement)).toList());
    }

    private static String ofService(String key, List<Activity> activities, Agreement agreement) {
        if (activities.size() == 1) return activities.getFirst().key();
        var service = agreement.services().get(key);
        if (service != null && service.activities().size() == activities.size()) return "%s (all %d activities)".formatted(key, activities.size());
        var names = activities.stream().limit(3).map(Activity::name).toList();
        return "%d activities of %s (%s%s)".formatted(activities.size(), key, String.join(", ", names), activities.size() > 3 ? ", …" : "");
    }

    /// `is` or `are`, as an activity or several are spoken of.
    static String verb(Collection<?> subjects, String one, String several) {
        return subjects.size() == 1 ? one : several;
    }

    /// `P1`, `P1 and P2`, `P2 to P4`, `any priority`.
    static String priorities(Set<Priority> priorities) {
        var sorted = List.copyOf(new TreeSet<>(priorities));
        if (sorted.size() == Priority.values().length) return "any priority";
        if (sorted.size() > 2 && sorted.getLast().ordinal() - sorted.getFirst().ordinal() == sorted.size() - 1)
            return "%s to %s".formatted(sorted.getFirst(), sorted.getLast());
        return list(sorted.stream().map(Priority::name).toList());
    }

    /// The first stretches with full day names: `Saturday 13:00 to Monday 08:00; and 3 more stretches`.
    static String stretches(WeeklyHours when) {
        if (when.isAlways() || when.equals(WeeklyHours.HOLIDAYS.complement())) return "at any time";
        var spans = when.ranges();
        var text = new ArrayList<String>();
        for (var span : spans.stream().limit(SHOWN).toList()) text.add(fullDays(span.toString()));
        int more = spans.size() - SHOWN;
        if (more > 0) text.add("%d more %s".formatted(more, more == 1 ? "stretch" : "stretches"));
        return text.size() > 1 ? String.join(", ", text.subList(0, text.size() - 1)) + " and " + text.getLast() : text.getFirst();
    }

    /// Hours as a person would name them: by an agreement's name for them, by whole days, or as hours are written.
    static String hours(WeeklyHours when, Collection<Hours> named) {
        if (when.isAlways()) return "at all hours";
        for (var hours : named) if (hours.weekly().equals(when)) return hours.name();
        for (var hours : named) if (hours.weekly().complement().equals(when)) return "outside " + hours.name();
        var days = wholeDays(when);
        return days.isEmpty() ? when.toString() : list(days);
    }

    /// `48 h a week`, `30 min a week`, `on holidays only`.
    static String aWeek(WeeklyHours when) {
        int minutes = when.minutesPerWeek();
        if (minutes == 0) return "on holidays only";
        return minutes % 60 == 0 || minutes > 600
                ? "%s h a week".formatted(BigDecimal.valueOf(minutes).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString())
                : "%d min a week".formatted(minutes);
    }

    /// `a`, `a and b`, `a, b and c`.
    static String list(Collection<String> words) {
        var all = List.copyOf(words);
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static List<String> wholeDays(WeeklyHours when) {
        var days = new ArrayList<String>();
        var rest = when;
        for (int day = 0; day < Week.DAYS; day++) {
            var all = WeeklyHours.of(Week.slot(day, 0), Week.slot(day + 1, 0));
            if (!all.minus(when).isEmpty()) continue;
            days.add(DAYS.get(day));
            rest = rest.minus(all);
        }
        if (!rest.isEmpty()) return List.of();
        return days.size() > 3 && days.equals(DAYS.subList(0, days.size())) ? List.of("Monday to " + days.getLast()) : days;
    }

    private static String fullDays(String span) {
        var text = span;
        for (var day : DAYS.subList(0, Week.WEEKDAYS)) text = text.replaceAll("\\b" + day.substring(0, 3) + "\\b", day);
        return text;
    }

    /// Keys of a map by a value each, in the order first seen.
    static <K, V> void into(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }
}
