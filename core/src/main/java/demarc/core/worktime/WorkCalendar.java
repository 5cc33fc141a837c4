package demarc.core.worktime;

import java.time.Duration;
import java.time.Instant;

/// Hours as they fall in one place: how much working time lies between two instants, and when some of it has passed.
///
/// Instants are read to the whole second. Each question costs a binary search in a table of open stretches that is built once for
/// each period of about a year, when first asked; nothing walks minutes. `open`, `worked`, `after` and `nextChange` come in two forms: on
/// instants, and on epoch seconds for hot paths, which do not allocate.
public final class WorkCalendar {

    /// [#nextChange(long)] when the hours never change again.
    public static final long NEVER = Long.MAX_VALUE;

    private static final int PERIODS = (int) ((Era.END_SECOND - Era.FIRST_SECOND) >> Period.BITS);

    private static final long FIRST_PERIOD = Period.number(Instant.parse("0001-01-01T00:00:00Z").getEpochSecond());
    private static final long LAST_PERIOD = Period.number(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private final WeeklyHours hours;
    private final LocalWeek week;
    private final int[][] days = new int[Week.DAYS][];
    /// Immutable once built, so a race only builds one twice.
    private final Period[] periods = new Period[PERIODS];

    public WorkCalendar(WeeklyHours hours, LocalWeek week) {
        this.hours = hours;
        this.week = week;
        for (int day = 0; day < Week.DAYS; day++) days[day] = hours.day(day);
    }

    public WeeklyHours hours() {
        return hours;
    }

    public LocalWeek week() {
        return week;
    }

    public boolean open(Instant at) {
        return open(at.getEpochSecond());
    }

    public boolean open(long at) {
        return hours.openAt(week.slot(at));
    }

    /// Working time from one instant to another; negative when `to` is before `from`, as the time an overdue ticket has left.
    public Duration worked(Instant from, Instant to) {
        return Duration.ofSeconds(worked(from.getEpochSecond(), to.getEpochSecond()));
    }

    public long worked(long from, long to) {
        if (to < from) return -worked(to, from);
        long first = Period.number(from);
        long last = Period.number(to);
        long seconds = period(last).openBefore(to) - period(first).openBefore(from);
        for (long number = first; number < last; number++) seconds += period(number).total();
        return seconds;
    }

    /// The first instant by which `working` time has passed since `start`; `start` itself for none. Ten hours from Friday 08:00 with an
    /// office that closes at 18:00 is Friday 18:00.
    ///
    /// @throws IllegalArgumentException when the hours never give that much time, or it is negative
    public Instant after(Instant start, Duration working) {
        return Instant.ofEpochSecond(after(start.getEpochSecond(), working.getSeconds()));
    }

    public long after(long start, long seconds) {
        if (seconds < 0) throw new IllegalArgumentException("working time (%s) after %s must not be negative".formatted(Duration.ofSeconds(seconds), Instant.ofEpochSecond(start)));
        if (seconds == 0) return start;
        long at = reach(start, seconds);
        if (at == NEVER) throw neverPasses(Duration.ofSeconds(seconds), start);
        return at;
    }

    private long reach(long start, long seconds) {
        if (hours.isEmpty()) return NEVER;
        long number = Period.number(start);
        var period = period(number);
        long wanted = period.openBefore(start) + seconds;
        while (wanted > period.total()) {
            if (++number >= PERIODS) return NEVER;
            wanted -= period.total();
            period = period(number);
        }
        return period.whenOpenReaches(wanted);
    }

    private IllegalArgumentException neverPasses(Duration working, long start) {
        return new IllegalArgumentException("%s of working time after %s never passes before the year %d in the hours '%s'. Check the amount, and give the clock hours that are open."
                .formatted(working, Instant.ofEpochSecond(start), Era.END_YEAR - 1, hours));
    }

    /// The same local time `days` working days later, counted from the next open moment and brought into the hours of the day it falls on: up
    /// to the opening, down to the closing, and from a break to its end. A working day is a local date with an open minute.
    ///
    /// Office 08:00 to 18:00: one working day from Friday 16:00 is Monday 16:00; from Saturday, Tuesday 08:00. No days: the next open moment.
    public Instant afterWorkingDays(Instant start, int workingDays) {
        return Instant.ofEpochSecond(afterWorkingDays(start.getEpochSecond(), workingDays));
    }

    public long afterWorkingDays(long start, int workingDays) {
        if (workingDays < 0) throw new IllegalArgumentException("working days (%d) after %s must not be negative".formatted(workingDays, Instant.ofEpochSecond(start)));
        long from = nextOpen(start);
        long local = from + week.offset(from);
        long day = Math.floorDiv(local, 86_400L);
        long timeOfDay = local - day * 86_400L;
        if (workingDays == 0) return from;
        for (int left = workingDays; left > 0; ) {
            day++;
            if (day >= Era.END_DAY)
                throw new IllegalArgumentException("%d working days after %s (hours '%s') lie beyond the year %d. Check the number, or the hours."
                        .formatted(workingDays, Instant.ofEpochSecond(start), hours, Era.END_YEAR - 1));
            if (workingDay(day)) left--;
        }
        return withinHours(day, timeOfDay);
    }

    /// Where clocks change, the open minutes may be just those that are skipped, and so may the whole date.
    private boolean workingDay(long day) {
        if (days[week.holidays().day(day)].length == 0) return false;
        long dayBefore = (day - 1) * 86_400L;
        if (week.nextTransition(dayBefore) > dayBefore + 3 * 86_400L) return true;
        return worked(week.instantOf(day * 86_400L), week.instantOf((day + 1) * 86_400L)) > 0;
    }

    private long withinHours(long day, long timeOfDay) {
        long at = week.instantOf(day * 86_400L + timeOfDay);
        long dayEnds = week.instantOf((day + 1) * 86_400L);
        long opens = open(at) ? at : nextOpen(at);
        return opens < dayEnds ? opens : lastOpenBefore(at);
    }

    /// The closing moment nearest before `at`.
    private long lastOpenBefore(long at) {
        long number = Period.number(at);
        while (period(number).openBefore(at) == 0) number--;
        var period = period(number);
        return period.whenOpenReaches(period.openBefore(at));
    }

    /// `at` itself when open then, else when it opens next.
    ///
    /// @throws IllegalArgumentException when it never opens again
    public Instant nextOpen(Instant at) {
        return Instant.ofEpochSecond(nextOpen(at.getEpochSecond()));
    }

    public long nextOpen(long at) {
        long firstSecondPassed = reach(at, 1);
        if (firstSecondPassed == NEVER)
            throw new IllegalArgumentException("the hours '%s' are not open again after %s. Give the clock hours that are open.".formatted(hours, Instant.ofEpochSecond(at)));
        return firstSecondPassed - 1;
    }

    /// When it next opens or closes after `at`; [Instant#MAX] when it never does.
    public Instant nextChange(Instant at) {
        long change = nextChange(at.getEpochSecond());
        return change == NEVER ? Instant.MAX : Instant.ofEpochSecond(change);
    }

    public long nextChange(long at) {
        boolean open = open(at);
        for (long number = Period.number(at); number < PERIODS; number++) {
            var period = period(number);
            long change = open ? period.closesAfter(at) : period.opensAfter(at);
            if (change < Period.start(number + 1)) return change;
            at = Period.start(number + 1) - 1;
        }
        return NEVER;
    }

    private Period period(long number) {
        if (number < FIRST_PERIOD || number > LAST_PERIOD)
            throw new IllegalArgumentException("the instant (%d seconds since 1970) lies outside the years 1 to 9999. Check the date.".formatted(Period.start(number)));
        if (number < 0 || number >= PERIODS) return Period.of(days, week, number);
        var period = periods[(int) number];
        if (period == null) periods[(int) number] = period = Period.of(days, week, number);
        return period;
    }

    @Override
    public String toString() {
        return "%s in %s".formatted(hours, week);
    }
}
