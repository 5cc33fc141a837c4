package demarc.core.simulation;

import java.util.Arrays;

/// Durations in milliseconds, most of them often zero: their mean and their quantiles (nearest rank).
public final class Spread {

    private final int zeros;
    private final long[] sorted;
    private final double mean;

    private Spread(int zeros, long[] sorted) {
        this.zeros = zeros;
        this.sorted = sorted;
        double sum = 0;
        for (long each : sorted) sum += each;
        this.mean = count() == 0 ? Double.NaN : sum / count();
    }

    static final class Gathering {
        private int zeros;
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (value == 0) {
                zeros++;
                return;
            }
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = value;
        }

        Spread done() {
            Arrays.sort(values, 0, size);
            return new Spread(zeros, Arrays.copyOf(values, size));
        }
    }

    public int count() {
        return zeros + sorted.length;
    }

    /// NaN of none.
    public double mean() {
        return mean;
    }

    /// The smallest value that this share of all does not exceed; 0 of none.
    public long quantile(double share) {
        int rank = (int) Math.ceil(share * count()) - 1;
        return rank < zeros ? 0 : sorted[rank - zeros];
    }
}
