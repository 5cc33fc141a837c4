package demarc.core.simulation.model;

import java.util.Arrays;
import java.util.function.Function;

/// What is forecast, each a row of numbers: by week, by month of four weeks, or by month and priority. NaN where there is nothing to measure.
enum Kind {
    OPEN("Open tickets at each week's end", true, course -> course.open),
    ARRIVED("Tickets opened in each week", true, course -> course.arrived),
    RESOLVED("Tickets resolved in each week", true, course -> course.resolved),
    MEAN("Mean time to resolve, by month", false, course -> ofMonths(course, Course::mean)),
    P50("Median time to resolve, by month", false, course -> ofMonths(course, times -> Course.quantile(times, 0.5))),
    P90("P90 of the time to resolve, by month", false, course -> ofMonths(course, times -> Course.quantile(times, 0.9))),
    P95("P95 of the time to resolve, by month", false, course -> ofMonths(course, times -> Course.quantile(times, 0.95))),
    KEPT("Promises kept, by month and priority", false, Kind::kept);

    /// Fewer tickets than this say little of a share or a quantile.
    static final int FEW = 10;

    final String title;
    final boolean counts;
    private final Function<Course, double[]> row;

    Kind(String title, boolean counts, Function<Course, double[]> row) {
        this.title = title;
        this.counts = counts;
        this.row = row;
    }

    double[] of(Course course) {
        return row.apply(course);
    }

    private static double[] ofMonths(Course course, Function<double[], Double> measure) {
        return Arrays.stream(course.timesOfMonth).mapToDouble(times -> times.length < FEW ? Double.NaN : measure.apply(times)).toArray();
    }

    private static double[] kept(Course course) {
        var shares = new double[course.months * Model.PRIORITIES];
        for (int m = 0; m < course.months; m++)
            for (int p = 0; p < Model.PRIORITIES; p++) {
                int promised = course.promised[m][p];
                shares[m * Model.PRIORITIES + p] = promised < FEW ? Double.NaN : (double) course.kept[m][p] / promised;
            }
        return shares;
    }
}
