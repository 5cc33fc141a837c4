package demarc.core.worktime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/// The eight-day week as it is lived in one place: which slot an instant falls into there.
///
/// [#slot(long)] neither allocates nor locks; the offsets of the zone lie in arrays of the years 1970 to 2149.
public final class LocalWeek {

    private static final int BUCKET_BITS = 22; // 48 days: at most a step or two to the right offset

    private final ZoneId zone;
    private final ZoneRules rules;
    private final Holidays holidays;
    /// When each offset begins to hold, and the offset.
    private final long[] since;
    private final int[] offsets;
    private final int[] firstInBucket;

    public LocalWeek(ZoneId zone, Holidays holidays) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.holidays = holidays;
        var since = new long[1024];
        var offsets = new int[1024];
        int count = 0;
        for (long at = Era.FIRST_SECOND; at < Era.END_SECOND; at = ruledTransition(at)) {
            if (count == since.length) {
                since = Arrays.copyOf(since, count * 2);
                offsets = Arrays.copyOf(offsets, count * 2);
            }
            since[count] = at;
            offsets[count++] = rules.getOffset(Instant.ofEpochSecond(at)).getTotalSeconds();
        }
        this.since = Arrays.copyOf(since, count);
        this.offsets = Arrays.copyOf(offsets, count);
        this.firstInBucket = buckets();
    }

    private int[] buckets() {
        var buckets = new int[(int) ((Era.END_SECOND - Era.FIRST_SECOND) >> BUCKET_BITS) + 1];
        int index = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            long start = Era.FIRST_SECOND + ((long) bucket << BUCKET_BITS);
            while (index + 1 < since.length && since[index + 1] <= start) index++;
            buckets[bucket] = index;
        }
        return buckets;
    }

    public ZoneId zone() {
        return zone;
    }

    public Holidays holidays() {
        return holidays;
    }

    /// The slot of the eight-day week that the local clock and calendar show at this instant.
    public int slot(long epochSecond) {
        long local = epochSecond + offset(epochSecond);
        long day = Math.floorDiv(local, 86_400L);
        return holidays.day(day) * Week.MINUTES_PER_DAY + (int) (local - day * 86_400L) / 60;
    }

    public int slot(Instant instant) {
        return slot(instant.getEpochSecond());
    }

    public LocalDate date(Instant instant) {
        return LocalDate.ofEpochDay(localDay(instant.getEpochSecond()));
    }

    int offset(long epochSecond) {
        return inEra(epochSecond)
                ? offsets[index(epochSecond)]
                : rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }

    /// The first instant after `epochSecond` at which the offset changes, or [Long#MAX_VALUE].
    long nextTransition(long epochSecond) {
        if (inEra(epochSecond)) {
            int next = index(epochSecond) + 1;
            if (next < since.length) return since[next];
        }
        return ruledTransition(epochSecond);
    }

    private long ruledTransition(long epochSecond) {
        var transition = rules.nextTransition(Instant.ofEpochSecond(epochSecond));
        return transition == null ? Long.MAX_VALUE : transition.toEpochSecond();
    }

    private static boolean inEra(long epochSecond) {
        return epochSecond >= Era.FIRST_SECOND && epochSecond < Era.END_SECOND;
    }

    private int index(long epochSecond) {
        int index = firstInBucket[(int) ((epochSecond - Era.FIRST_SECOND) >> BUCKET_BITS)];
        while (index + 1 < since.length && since[index + 1] <= epochSecond) index++;
        return index;
    }

    long localDay(long epochSecond) {
        return Math.floorDiv(epochSecond + offset(epochSecond), 86_400L);
    }

    /// The first instant at which the local clock shows `local` (seconds since 1970-01-01T00:00 local) or later: inside a gap
    /// that is the moment the clocks jump, in a repeated hour the first pass.
    long instantOf(long local) {
        long guess = local - offset(local);
        for (long at = guess - 2 * 86_400L; ; ) {
            long end = nextTransition(at);
            long candidate = Math.max(at, local - offset(at));
            if (candidate < end) return candidate;
            at = end;
        }
    }

    @Override
    public String toString() {
        return "%s, holidays %s".formatted(zone, holidays);
    }
}
