package demarc.core.simulation.model;

import java.util.Arrays;

/// What can be measured of a lot of tickets over a stretch of weeks, the same for those that happened and those that were drawn. A *month* is
/// four weeks here, counted from the beginning.
final class Course {

    static final int MONTH = 4;
    private static final long WEEK = Window.WEEK;

    final int weeks;
    final int months;
    final double[] arrived;
    final double[] resolved;
    /// At each week's end.
    final double[] open;
    /// Hours from opening to resolution of all that were resolved in this stretch, sorted.
    final double[] times;
    /// The same by month.
    final double[][] timesOfMonth;
    /// By month and priority, of tickets opened in that month whose fate is known at the end.
    final int[][] promised;
    final int[][] kept;

    /// @param from the first week begins; weeks follow up to the last whole one before `to`
    Course(Lot lot, long from, long to, Targets targets) {
        weeks = (int) ((to - from) / WEEK);
        months = Math.max(1, weeks / MONTH);
        long end = from + weeks * WEEK;
        arrived = new double[weeks];
        resolved = new double[weeks];
        open = new double[weeks];
        promised = new int[months][Model.PRIORITIES];
        kept = new int[months][Model.PRIORITIES];
        var all = new double[lot.size];
        var month = new int[lot.size];
        var byMonth = new int[months];
        int count = 0;
        double before = 0;
        for (int i = 0; i < lot.size; i++) {
            long opened = lot.opened[i];
            long done = lot.resolved[i];
            if (opened >= end || done < from) continue;
            if (opened < from) before++;
            else {
                arrived[(int) ((opened - from) / WEEK)]++;
                promise(lot, i, from, end, targets);
            }
            if (done >= end) continue;
            int week = (int) ((done - from) / WEEK);
            resolved[week]++;
            month[count] = Math.min(months - 1, week / MONTH);
            byMonth[month[count]]++;
            all[count++] = (done - opened) / 3600.0;
        }
        for (int week = 0; week < weeks; week++) open[week] = before += arrived[week] - resolved[week];
        timesOfMonth = new double[months][];
        for (int m = 0; m < months; m++) timesOfMonth[m] = new double[byMonth[m]];
        for (int i = 0; i < count; i++) timesOfMonth[month[i]][--byMonth[month[i]]] = all[i];
        for (var each : timesOfMonth) Arrays.sort(each);
        times = Arrays.copyOf(all, count);
        Arrays.sort(times);
    }

    private void promise(Lot lot, int ticket, long from, long end, Targets targets) {
        int priority = lot.priority[ticket];
        long due = targets.due(lot.opened[ticket], priority);
        if (due >= end) return;
        int month = Math.min(months - 1, (int) ((lot.opened[ticket] - from) / WEEK / MONTH));
        promised[month][priority]++;
        if (lot.resolved[ticket] <= due) kept[month][priority]++;
    }

    /// Share kept of a priority over the whole stretch; NaN of too few.
    double kept(int priority) {
        int of = 0;
        int in = 0;
        for (int m = 0; m < months; m++) {
            of += promised[m][priority];
            in += kept[m][priority];
        }
        return of < Kind.FEW / 2 ? Double.NaN : (double) in / of;
    }

    static double mean(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : Arrays.stream(sorted).average().orElseThrow();
    }

    /// Nearest rank.
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
