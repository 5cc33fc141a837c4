package demarc.core.worktime;

import java.util.Arrays;

/// The open stretches of about a year (2^25 seconds), with the open time before each.
///
/// Stretches are seconds since the period's start, in order, apart from each other, and cut at the period's ends.
final class Period {

    static final int BITS = 25;
    static final int LENGTH = 1 << BITS;

    private final long start;
    private final int[] opens;
    private final int[] closes;
    private final int[] openBefore;
    private final int total;

    private Period(long start, int[] opens, int[] closes) {
        this.start = start;
        this.opens = opens;
        this.closes = closes;
        this.openBefore = new int[opens.length];
        int sum = 0;
        for (int i = 0; i < opens.length; i++) {
            openBefore[i] = sum;
            sum += closes[i] - opens[i];
        }
        this.total = sum;
    }

    static long number(long epochSecond) {
        return epochSecond >> BITS;
    }

    static long start(long number) {
        return number << BITS;
    }

    /// @param days opening and closing minutes of each day of the eight-day week
    static Period of(int[][] days, LocalWeek week, long number) {
        return new Builder(days, week, start(number)).build();
    }

    int total() {
        return total;
    }

    /// Open seconds from the period's start to `at`, which lies in the period or at its end.
    long openBefore(long at) {
        int second = (int) (at - start);
        int index = stretchAt(second);
        return index < 0 ? 0 : openBefore[index] + Math.min(second, closes[index]) - opens[index];
    }

    /// The first instant with `wanted` open seconds before it, `0 < wanted <= total`.
    long whenOpenReaches(long wanted) {
        int found = Arrays.binarySearch(openBefore, (int) wanted);
        int index = found >= 0 ? found - 1 : -found - 2;
        return start + opens[index] + (wanted - openBefore[index]);
    }

    /// The first moment after `at` at which a stretch ends, or the period's end; when `at` lies before the period, its first stretch counts
    /// only if it opens the period.
    long closesAfter(long at) {
        int second = (int) (at - start);
        if (second < 0) return opens.length == 0 || opens[0] > 0 ? start : start + closes[0];
        int index = stretchAt(second);
        return start + closes[index];
    }

    /// The first opening after `at`, or the period's end.
    long opensAfter(long at) {
        int next = stretchAt((int) (at - start)) + 1;
        return next < opens.length ? start + opens[next] : start + LENGTH;
    }

    /// The last stretch that opens at or before `second`, or -1.
    private int stretchAt(int second) {
        int low = 0;
        int high = opens.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (opens[middle] <= second) low = middle + 1;
            else high = middle - 1;
        }
        return high;
    }

    /// Lays the week over the period, one stretch of equal offset after another: within one, local time is a plain line.
    private static final class Builder {

        private final int[][] days;
        private final LocalWeek week;
        private final long start;
        private int[] opens = new int[512];
        private int[] closes = new int[512];
        private int count;

        Builder(int[][] days, LocalWeek week, long start) {
            this.days = days;
            this.week = week;
            this.start = start;
        }

        Period build() {
            long end = start + LENGTH;
            for (long at = start; at < end; ) {
                long until = Math.min(end, week.nextTransition(at));
                lay(at, until, week.offset(at));
                at = until;
            }
            return new Period(start, Arrays.copyOf(opens, count), Arrays.copyOf(closes, count));
        }

        private void lay(long from, long until, int offset) {
            long last = Math.floorDiv(until + offset - 1, 86_400L);
            for (long day = Math.floorDiv(from + offset, 86_400L); day <= last; day++) {
                long midnight = day * 86_400L - offset;
                var ranges = days[week.holidays().day(day)];
                for (int i = 0; i < ranges.length; i += 2) {
                    long opens = Math.max(from, midnight + ranges[i] * 60L);
                    long closes = Math.min(until, midnight + ranges[i + 1] * 60L);
                    if (opens < closes) add((int) (opens - start), (int) (closes - start));
                }
            }
        }

        private void add(int from, int to) {
            if (count > 0 && closes[count - 1] == from) {
                closes[count - 1] = to;
                return;
            }
            if (count == opens.length) {
                opens = Arrays.copyOf(opens, count * 2);
                closes = Arrays.copyOf(closes, count * 2);
            }
            opens[count] = from;
            closes[count++] = to;
        }
    }
}
