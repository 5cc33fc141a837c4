package demarc.core.simulation.choice;

/// What waiting costs, guessed from how busy a team is: a regression of the log odds of a promise lost to waiting, one for each size of a team. It only
/// tells the search where to look; what it shows is simulated.
final class Metamodel {

    private static final int TERMS = 5;
    private static final double RIDGE = 1e-3;
    private static final double LEAST = 1e-5;

    private final double[][][] normal;
    private final double[][] right;
    private final double[][] coefficients;
    private final double[] squares;
    private final int[] counts;
    private final double[] deviation;

    Metamodel(int sizes) {
        normal = new double[sizes][TERMS][TERMS];
        right = new double[sizes][TERMS];
        coefficients = new double[sizes][TERMS];
        squares = new double[sizes];
        counts = new int[sizes];
        deviation = new double[sizes];
    }

    /// @param busy      hours of work a week for one of the team
    /// @param planned   how many of them are planned
    /// @param roughness the mean of the squared handlings over the mean handling, in hours
    static double[] terms(double busy, double planned, double roughness) {
        double reactive = Math.max(0.01, busy - planned) / 50;
        return new double[] {1, StrictMath.log(reactive), reactive, planned / 50, StrictMath.log(Math.max(0.01, roughness))};
    }

    private static double logOdds(double lost) {
        double bounded = Math.clamp(lost, LEAST, 1 - LEAST);
        return StrictMath.log(bounded / (1 - bounded));
    }

    void add(int size, double[] terms, double lost) {
        double y = logOdds(lost);
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j < TERMS; j++) normal[size][i][j] += terms[i] * terms[j];
            right[size][i] += terms[i] * y;
        }
        squares[size] += y * y;
        counts[size]++;
    }

    void fit() {
        for (int size = 0; size < counts.length; size++) if (counts[size] > 0) fit(size);
    }

    private void fit(int size) {
        var a = new double[TERMS][TERMS + 1];
        for (int i = 0; i < TERMS; i++) {
            System.arraycopy(normal[size][i], 0, a[i], 0, TERMS);
            a[i][i] += RIDGE * (1 + normal[size][i][i]);
            a[i][TERMS] = right[size][i];
        }
        var b = solved(a);
        double residual = squares[size];
        for (int i = 0; i < TERMS; i++) residual -= b[i] * right[size][i];
        coefficients[size] = b;
        deviation[size] = Math.max(0.1, Math.sqrt(Math.max(0, residual) / Math.max(1, counts[size] - TERMS)));
    }

    /// Gauss with the largest pivot first.
    private static double[] solved(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) pivot = row;
            var swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int row = column + 1; row < n; row++) {
                double times = a[row][column] / a[column][column];
                for (int i = column; i <= n; i++) a[row][i] -= times * a[column][i];
            }
        }
        var x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double sum = a[row][n];
            for (int i = row + 1; i < n; i++) sum -= a[row][i] * x[i];
            x[row] = sum / a[row][row];
        }
        return x;
    }

    /// The share of its promises that a team of this size loses to waiting.
    ///
    /// @param better how many standard deviations luckier than likely
    double lost(int size, double[] terms, double better) {
        if (counts[size] == 0) return 0;
        double y = 0;
        for (int i = 0; i < TERMS; i++) y += coefficients[size][i] * terms[i];
        return 1 / (1 + StrictMath.exp(better * deviation[size] - y));
    }
}
