package demarc.core.simulation.model;

import demarc.core.simulation.History;
import java.util.Arrays;

/// The part of a log in which it tells the whole story. Exports often hold stragglers before and after: tickets that were opened long before
/// the period that was asked for, or resolutions of it only. Epoch seconds.
///
/// @param from     tickets are complete from here
/// @param watched  resolutions are seen from here
/// @param to       tickets are complete until here
record Window(long from, long watched, long to) {

    static final long WEEK = 7 * 86_400L;
    private static final double THIN = 0.1;
    /// So many thin weeks in a row are an end and not a holiday.
    private static final int ROW = 4;
    private static final int LONG = 8;
    private static final double FEW = 0.25;

    static Window of(History history) {
        long from = history.from().getEpochSecond();
        long to = history.to().getEpochSecond() + 1;
        int weeks = (int) Math.ceilDiv(to - from, WEEK);
        var opened = new int[weeks];
        var resolved = new int[weeks];
        for (int i = 0; i < history.size(); i++) {
            opened[(int) ((history.opened(i) - from) / WEEK)]++;
            if (history.isResolved(i)) resolved[(int) ((history.resolved(i) - from) / WEEK)]++;
        }
        int firstOpened = first(opened);
        int firstResolved = first(resolved);
        int last = last(opened);
        return new Window(firstOpened == 0 ? from : from + firstOpened * WEEK, firstResolved == 0 ? from : from + firstResolved * WEEK, last == weeks ? to : from + last * WEEK);
    }

    /// The first week that is not thin.
    private static int first(int[] weeks) {
        double least = least(weeks);
        int first = 0;
        while (first < weeks.length - 1 && weeks[first] < least) first++;
        return first;
    }

    /// The week after the last that is not thin, when a row of thin ones follows.
    private static int last(int[] weeks) {
        double least = least(weeks);
        int last = beforeStragglers(weeks, least);
        while (last > 1 && weeks[last - 1] < least) last--;
        if (weeks.length - last < ROW) return weeks.length;
        // The export ended within the last one, when that is far below the weeks before it.
        double before = 0;
        for (int week = Math.max(0, last - 5); week < last - 1; week++) before += weeks[week];
        return last > 5 && weeks[last - 1] < 0.6 * before / 4 ? last - 1 : last;
    }

    /// The end, or where a long row of thin weeks begins after which few tickets follow: these may come in weeks as full as any.
    private static int beforeStragglers(int[] weeks, double least) {
        long all = Arrays.stream(weeks).asLongStream().sum();
        long after = 0;
        int thin = 0;
        int end = weeks.length;
        for (int week = weeks.length - 1; week > 0 && after < FEW * all; week--) {
            after += weeks[week];
            thin = weeks[week] < least ? thin + 1 : 0;
            if (thin >= LONG) end = week;
        }
        return end;
    }

    /// A tenth of an ordinary week: of the one that the middle ticket saw, so that many thin weeks do not make thin ordinary.
    private static double least(int[] weeks) {
        var sorted = weeks.clone();
        Arrays.sort(sorted);
        long all = Arrays.stream(sorted).asLongStream().sum();
        long sum = 0;
        for (int week : sorted) if (2 * (sum += week) >= all) return THIN * week;
        return 0;
    }
}
