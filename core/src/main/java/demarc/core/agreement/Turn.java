package demarc.core.agreement;

import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// One week gone round and round, with a holiday in place of one weekday or of none: the eight turns a promise must survive. A clock's
/// running minutes are numbered, so that "so many minutes later on this clock" is one step.
final class Turn {

    static final int LENGTH = Week.WEEKDAYS * Week.MINUTES_PER_DAY;

    private final int holiday;
    /// Running minutes of the clock, in order, and how many lie before each minute of the week.
    private final int[] running;
    private final int[] before;

    /// @param holiday the weekday (0 Monday) that is a holiday; -1 for an ordinary week
    private Turn(WeeklyHours clock, int holiday) {
        this.holiday = holiday;
        this.before = new int[LENGTH + 1];
        var minutes = new int[LENGTH];
        int count = 0;
        for (int minute = 0; minute < LENGTH; minute++) {
            before[minute] = count;
            if (clock.openAt(slot(minute))) minutes[count++] = minute;
        }
        before[LENGTH] = count;
        this.running = Arrays.copyOf(minutes, count);
    }

    /// The ordinary week first, then one for each weekday that may be a holiday.
    ///
    /// @param holidays false when the agreement knows no holidays
    static List<Turn> all(WeeklyHours clock, boolean holidays) {
        var turns = new ArrayList<Turn>();
        for (int day = -1; day < (holidays ? Week.WEEKDAYS : 0); day++) {
            var turn = new Turn(clock, day);
            if (turn.running.length > 0) turns.add(turn);
        }
        return turns;
    }

    boolean ordinary() {
        return holiday < 0;
    }

    /// The slot of the eight-day week that a minute of this week stands for.
    int slot(int minute) {
        int day = minute / Week.MINUTES_PER_DAY % Week.WEEKDAYS;
        int inDay = minute % Week.MINUTES_PER_DAY;
        return Week.slot(day == holiday ? Week.HOLIDAY : day, inDay);
    }

    /// The last running minute of a time of `target` minutes that begins at `minute`; it may lie in a later week.
    int last(int minute, int target) {
        int index = before[minute] + target - 1;
        return running[index % running.length] + index / running.length * LENGTH;
    }

    /// Running minutes in which `hours` are open, counted from the week's start: `count[to] - count[from]`.
    int[] countOpen(WeeklyHours hours) {
        var count = new int[LENGTH + 1];
        for (int minute = 0, next = 0; minute < LENGTH; minute++) {
            count[minute + 1] = count[minute];
            if (next < running.length && running[next] == minute) {
                next++;
                if (hours.openAt(slot(minute))) count[minute + 1]++;
            }
        }
        return count;
    }

    /// Of a count made by [#countOpen], what lies from `from` up to `to`, which may lie in a later week.
    static int between(int[] count, int from, int to) {
        return upTo(count, to) - upTo(count, from);
    }

    private static int upTo(int[] count, int minute) {
        return minute / LENGTH * count[LENGTH] + count[minute % LENGTH];
    }

    /// A set of slots as hours.
    static WeeklyHours hours(BitSet slots) {
        var hours = WeeklyHours.NEVER;
        for (int from = slots.nextSetBit(0); from >= 0; ) {
            int to = slots.nextClearBit(from);
            hours = hours.or(WeeklyHours.of(from, to));
            from = slots.nextSetBit(to);
        }
        return hours;
    }
}
