package demarc.core.simulation.choice;

/// Student's t: how far a mean of few replications may be off.
final class Student {

    /// 97.5 % quantiles for 1 to 30 degrees of freedom.
    private static final double[] QUANTILES = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

    private Student() {}

    static double quantile(int degrees) {
        return degrees <= QUANTILES.length ? QUANTILES[degrees - 1] : 1.96 + 2.4 / degrees;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double each : values) sum += each;
        return sum / values.length;
    }

    /// Half the width of the 95 % confidence interval of the mean; NaN of one value.
    static double halfWidth(double[] values) {
        int n = values.length;
        if (n < 2) return Double.NaN;
        double mean = mean(values);
        double squares = 0;
        for (double each : values) squares += (each - mean) * (each - mean);
        return quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
    }
}
