package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The minutes of the eight-day week, those that no rule tells apart taken together: a handful of segments instead of 11,520 slots.
final class Segments {

    private final short[] ofSlot;
    private final int[] firstSlot;

    private Segments(short[] ofSlot, int[] firstSlot) {
        this.ofSlot = ofSlot;
        this.firstSlot = firstSlot;
    }

    static Segments of(Collection<Activity> activities) {
        var distinct = new HashSet<WeeklyHours>();
        for (var activity : activities)
            for (var rule : activity.rules()) {
                var when = rule.when();
                if (when != null) distinct.add(when);
            }
        var ofSlot = new short[Week.SLOTS];
        int count = 1;
        for (var hours : distinct) count = split(ofSlot, hours);
        var firstSlot = new int[count];
        for (int slot = Week.SLOTS - 1; slot >= 0; slot--) firstSlot[ofSlot[slot]] = slot;
        return new Segments(ofSlot, firstSlot);
    }

    /// Parts every segment into its minutes inside and outside these hours; at most one segment a slot, so a short is enough.
    private static int split(short[] ofSlot, WeeklyHours hours) {
        var renumbered = new HashMap<Integer, Short>();
        for (int slot = 0; slot < ofSlot.length; slot++) {
            int part = ofSlot[slot] * 2 + (hours.openAt(slot) ? 1 : 0);
            ofSlot[slot] = renumbered.computeIfAbsent(part, _ -> (short) renumbered.size());
        }
        return renumbered.size();
    }

    int count() {
        return firstSlot.length;
    }

    int at(int slot) {
        return ofSlot[slot];
    }

    boolean within(int segment, @Nullable WeeklyHours hours) {
        return hours == null || hours.openAt(firstSlot[segment]);
    }

    /// The minutes of all segments that satisfy the condition.
    WeeklyHours minutes(IntPredicate condition) {
        var minutes = WeeklyHours.NEVER;
        int from = -1;
        for (int slot = 0; slot <= ofSlot.length; slot++) {
            boolean in = slot < ofSlot.length && condition.test(ofSlot[slot]);
            if (in && from < 0) from = slot;
            if (!in && from >= 0) {
                minutes = minutes.or(WeeklyHours.of(from, slot));
                from = -1;
            }
        }
        return minutes;
    }
}
