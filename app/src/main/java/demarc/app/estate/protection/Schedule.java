package demarc.app.estate.protection;

import demarc.app.platform.Refused;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// When a job is to run: `every 24h`, or times of the client's week: `mon-fri 22:00, sat 02:00 14:00`.
///
/// Weekly times are wall-clock times: on the day the clock is put forward, one that does not exist is an hour later; on the day it is put back, one that
/// exists twice is the first.
public sealed interface Schedule {
    /// A run that begins this much before its time, because two clocks differ, is that time's run.
    Duration EARLY = Duration.ofMinutes(15);

    /// The first moment after `from` at which a run is expected.
    ///
    /// @param from when the last run began, or when the job was made
    Instant next(Instant from, ZoneId zone);

    /// The longest time between two runs.
    Duration gap();

    /// How late a run may be where nobody says: a sixth of the time between two, four hours at most and ten minutes at least.
    default Duration grace() {
        var sixth = gap().dividedBy(6);
        return sixth.compareTo(Duration.ofHours(4)) > 0 ? Duration.ofHours(4) : sixth.compareTo(Duration.ofMinutes(10)) < 0 ? Duration.ofMinutes(10) : sixth;
    }

    /// As people write it.
    String text();

    record Every(Duration interval) implements Schedule {
        @Override public Instant next(Instant from, ZoneId zone) {
            return from.plus(interval);
        }

        @Override public Duration gap() {
            return interval;
        }

        @Override public String text() {
            var minutes = interval.toMinutes();
            return "every " + (minutes % 1440 == 0 && minutes > 1440 ? minutes / 1440 + "d" : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m");
        }
    }

    /// @param days  of one group
    /// @param times in order
    record Slot(Set<DayOfWeek> days, List<LocalTime> times) {}

    record Weekly(List<Slot> slots) implements Schedule {
        private static final int WEEK = 7;

        @Override public Instant next(Instant from, ZoneId zone) {
            var after = from.plus(EARLY);
            var day = after.atZone(zone).toLocalDate().minusDays(1);
            // A moment may be moved over midnight by a change of the clock, so the day before is looked at as well.
            for (var n = 0; n <= WEEK + 2; n++) {
                var here = day.plusDays(n);
                var first = times(here.getDayOfWeek()).stream().map(time -> at(here, time, zone)).filter(at -> at.isAfter(after)).min(Instant::compareTo);
                if (first.isPresent()) return first.get();
            }
            throw new IllegalStateException("no time in a week (%s)".formatted(this));
        }

        @Override public Duration gap() {
            var minutes = new ArrayList<Integer>();
            for (var day : DayOfWeek.values()) for (var time : times(day)) minutes.add(day.ordinal() * 1440 + time.toSecondOfDay() / 60);
            var longest = minutes.getFirst() + WEEK * 1440 - minutes.getLast();
            for (var i = 1; i < minutes.size(); i++) longest = Math.max(longest, minutes.get(i) - minutes.get(i - 1));
            return Duration.ofMinutes(longest);
        }

        Set<LocalTime> times(DayOfWeek day) {
            return slots.stream().filter(slot -> slot.days.contains(day)).flatMap(slot -> slot.times.stream()).collect(Collectors.toCollection(TreeSet::new));
        }

        private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
            return day.atTime(time).atZone(zone).toInstant();
        }

        @Override public String text() {
            return slots.stream().map(slot -> days(slot.days) + " " + slot.times.stream().map(LocalTime::toString).collect(Collectors.joining(" "))).collect(Collectors.joining(", "));
        }

        private static String days(Set<DayOfWeek> days) {
            if (days.size() == WEEK) return "daily";
            var written = new ArrayList<String>();
            var list = List.copyOf(days);
            for (var i = 0; i < list.size(); ) {
                var end = i;
                while (end + 1 < list.size() && list.get(end + 1).getValue() == list.get(end).getValue() + 1) end++;
                written.add(end - i >= 2 ? name(list.get(i)) + "-" + name(list.get(end)) : end == i ? name(list.get(i)) : name(list.get(i)) + " " + name(list.get(end)));
                i = end + 1;
            }
            return String.join(" ", written);
        }

        private static String name(DayOfWeek day) {
            return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }
    }

    Pattern EVERY = Pattern.compile("every\\s+(\\d{1,5})\\s*(m|min|minutes?|h|hours?|d|days?)");
    String HOW = "Write it like 'every 24h', 'every 15m', 'daily 22:00' or 'mon-fri 22:00, sat 02:00', in the client's own time.";

    static Schedule parse(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (plain.length() > 200) throw new Refused("schedule", "The schedule has %,d characters; 200 is the most. %s".formatted(plain.length(), HOW));
        var every = EVERY.matcher(plain);
        if (every.matches()) {
            var number = Integer.parseInt(every.group(1));
            var interval = switch (every.group(2).charAt(0)) {
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (interval.toMinutes() < 5 || interval.toDays() > 31) throw new Refused("schedule", "'%s' is not between 5 minutes and 31 days.".formatted(text.strip()));
            return new Every(interval);
        }
        var slots = new ArrayList<Slot>();
        for (var part : plain.split("\\s*,\\s*", -1)) slots.add(slot(part, text));
        var weekly = new Weekly(List.copyOf(slots));
        for (var day : DayOfWeek.values()) {
            LocalTime last = null;
            for (var time : weekly.times(day)) {
                if (last != null && Duration.between(last, time).compareTo(EARLY.multipliedBy(2)) < 0)
                    throw new Refused("schedule", "%s and %s are less than half an hour apart. Write such a job as 'every %dm'.".formatted(last, time, Math.max(5, Duration.between(last, time).toMinutes())));
                last = time;
            }
        }
        return weekly;
    }

    private static Slot slot(String part, String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        var times = new TreeSet<LocalTime>();
        for (var word : part.split(" ")) {
            if (word.equals("daily")) days.addAll(EnumSet.allOf(DayOfWeek.class));
            else if (word.matches("[a-z]{3,9}-[a-z]{3,9}")) {
                var last = day(word.substring(word.indexOf('-') + 1), text);
                for (var day = day(word.substring(0, word.indexOf('-')), text); ; day = day.plus(1)) {
                    days.add(day);
                    if (day == last) break;
                }
            } else if (word.matches("[a-z]{3,9}")) days.add(day(word, text));
            else if (word.matches("([01]?\\d|2[0-3]):[0-5]\\d")) times.add(LocalTime.parse(word.length() == 4 ? "0" + word : word));
            else throw wrong(text);
        }
        if (times.isEmpty()) throw wrong(text);
        return new Slot(days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days, List.copyOf(times));
    }

    private static DayOfWeek day(String word, String text) {
        for (var day : DayOfWeek.values()) if (word.length() >= 3 && day.name().toLowerCase(Locale.ROOT).startsWith(word)) return day;
        throw wrong(text);
    }

    private static Refused wrong(String text) {
        return new Refused("schedule", "The schedule '%s' cannot be read. %s".formatted(text.strip(), HOW));
    }
}
