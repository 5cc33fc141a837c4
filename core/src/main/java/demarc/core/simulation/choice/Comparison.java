package demarc.core.simulation.choice;

/// Two plans on the same tickets, year by year: what the one keeps more than the other, with a 95 % confidence interval of Student's t on the difference.
///
/// @param promises how much more the first keeps, as a share of all promises
/// @param low      NaN, as `high`, after one year
/// @param better   years in which the first kept more
public record Comparison(Plan first, Plan second, double promises, double low, double high, int better, int years) {

    public static Comparison of(Lived first, Lived second) {
        if (first.promises().length != second.promises().length)
            throw new IllegalArgumentException("(%d) and (%d) years cannot be compared in pairs".formatted(first.promises().length, second.promises().length));
        var differences = new double[first.promises().length];
        int better = 0;
        for (int year = 0; year < differences.length; year++) {
            differences[year] = first.promises()[year] - second.promises()[year];
            if (differences[year] > 0) better++;
        }
        double mean = Student.mean(differences);
        double half = Student.halfWidth(differences);
        return new Comparison(first.plan(), second.plan(), mean, mean - half, mean + half, better, differences.length);
    }

    /// Is the difference more than chance?
    public boolean isReal() {
        return low > 0 || high < 0;
    }
}
