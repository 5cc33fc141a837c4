package demarc.core.simulation.model;

import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.Week;
import java.util.Arrays;

/// How something is spread over the hours of the eight-day week: a weight for each, 1 on average over the seven ordinary days.
public final class Rhythm {

    static final int HOURS = Week.DAYS * 24;
    private static final int ORDINARY = Week.WEEKDAYS * 24;

    private final double[] weight;

    private Rhythm(double[] weight) {
        this.weight = weight;
    }

    /// Counts what happened by the hour in which it happened.
    static final class Count {
        private final LocalWeek week;
        private final double[] happened = new double[HOURS];
        private final double[] hours = new double[HOURS];

        Count(LocalWeek week) {
            this.week = week;
        }

        void add(long second, double times) {
            happened[hour(week, second)] += times;
        }

        /// The hours from one second to another were watched; `weight` tells how much they count.
        void watched(long from, long to, double weight) {
            for (long at = from; at < to; at += 3600) hours[hour(week, at)] += weight * Math.min(3600, to - at) / 3600.0;
        }

        /// An hour of the week in which little was seen leans on its day as a whole, and that on its kind of day: weekdays, or weekends and
        /// holidays.
        Rhythm done(double least) {
            double all = Arrays.stream(happened).sum();
            if (all == 0) return flat();
            double mean = all / Arrays.stream(hours).sum();
            var weight = new double[HOURS];
            for (int day = 0; day < Week.DAYS; day++) {
                int like = day == Week.HOLIDAY && sum(hours, day, day) < 72 ? Week.WEEKDAYS - 1 : day;
                int first = like < 5 ? 0 : 5;
                int last = like < 5 ? 4 : Week.HOLIDAY;
                double kind = leaning(sum(happened, first, last), sum(hours, first, last), mean, 1 / mean);
                double rate = leaning(sum(happened, like, like), sum(hours, like, like), kind, 20 / mean);
                double seen = sum(happened, first, last);
                for (int h = 0; h < 24; h++) {
                    double share = leaning(ofHour(happened, first, last, h), seen, 1 / 24.0, 24);
                    weight[day * 24 + h] = leaning(happened[like * 24 + h], hours[like * 24 + h], rate * 24 * share, 10 / mean);
                }
            }
            return of(weight, least);
        }

        /// So many of so much, and `strength` more of the same as expected.
        private static double leaning(double count, double of, double expected, double strength) {
            return (count + strength * expected) / (of + strength);
        }

        private static double sum(double[] byHour, int firstDay, int lastDay) {
            double sum = 0;
            for (int h = firstDay * 24; h < (lastDay + 1) * 24; h++) sum += byHour[h];
            return sum;
        }

        private static double ofHour(double[] byHour, int firstDay, int lastDay, int hour) {
            double sum = 0;
            for (int day = firstDay; day <= lastDay; day++) sum += byHour[day * 24 + hour];
            return sum;
        }
    }

    static Rhythm flat() {
        var weight = new double[HOURS];
        Arrays.fill(weight, 1);
        return new Rhythm(weight);
    }

    /// @param least no hour weighs less: something may happen at any time
    static Rhythm of(double[] weights, double least) {
        var weight = weights.clone();
        scale(weight);
        for (int h = 0; h < HOURS; h++) weight[h] = Math.max(least, weight[h]);
        scale(weight);
        return new Rhythm(weight);
    }

    private static void scale(double[] weight) {
        double sum = 0;
        for (int h = 0; h < ORDINARY; h++) sum += weight[h];
        for (int h = 0; h < HOURS; h++) weight[h] *= ORDINARY / sum;
    }

    static int hour(LocalWeek week, long second) {
        return week.slot(second) / 60;
    }

    double at(LocalWeek week, long second) {
        return weight[hour(week, second)];
    }

    /// By hour of the eight-day week: 24 hours of Monday first, of a holiday last.
    public double[] weights() {
        return weight.clone();
    }

    /// A clock that runs with this rhythm: its hours are long at night and short when much happens.
    static final class Clock {
        private final long start;
        private final double[] upTo;

        Clock(Rhythm rhythm, LocalWeek week, long from, long to) {
            start = Math.floorDiv(from, 3600L) * 3600;
            upTo = new double[(int) ((to - start) / 3600) + 2];
            for (int i = 1; i < upTo.length; i++) upTo[i] = upTo[i - 1] + rhythm.at(week, start + (i - 1) * 3600L);
        }

        /// Outside its window it runs evenly.
        double at(double second) {
            double hours = (second - start) / 3600;
            if (hours <= 0) return hours;
            int last = upTo.length - 1;
            if (hours >= last) return upTo[last] + hours - last;
            int i = (int) hours;
            return upTo[i] + (upTo[i + 1] - upTo[i]) * (hours - i);
        }

        double secondAt(double reading) {
            int last = upTo.length - 1;
            if (reading <= 0) return start + reading * 3600;
            if (reading >= upTo[last]) return start + (last + reading - upTo[last]) * 3600;
            int i = Arrays.binarySearch(upTo, reading);
            if (i < 0) i = -i - 2;
            i = Math.min(i, last - 1);
            return start + (i + (reading - upTo[i]) / (upTo[i + 1] - upTo[i])) * 3600;
        }
    }
}
