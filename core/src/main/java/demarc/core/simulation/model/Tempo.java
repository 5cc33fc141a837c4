package demarc.core.simulation.model;

import java.util.Arrays;

/// Whether the desk as a whole is getting faster or slower, week by week: resolutions over those that the life table leads to expect.
///
/// @param ahead   factor of the pace in each of the coming weeks
/// @param drift   standard deviation of its change in a week (logarithm)
/// @param unquiet standard deviation of a week around it beyond chance (logarithm)
record Tempo(double[] ahead, double drift, double unquiet) {

    static final int WEEKS = 52;
    private static final int LOOKED_AT = 26;
    private static final double LEVEL = 0.35;
    private static final double TREND = 0.1;
    private static final double KEPT = 0.85;

    /// @param weeks the last one first
    static Tempo of(LifeTable[] weeks, double[] upTo) {
        double level = 0;
        double trend = 0;
        double squares = 0;
        double chance = 0;
        int judged = 0;
        for (int week = Math.min(LOOKED_AT, weeks.length) - 1; week >= 0; week--) {
            double expected = weeks[week].expected(upTo);
            double happened = Arrays.stream(weeks[week].events()).sum();
            double seen = StrictMath.log((happened + 3) / (expected + 3));
            double miss = Math.clamp(seen - level - KEPT * trend, -1.5, 1.5);
            squares += miss * miss;
            chance += 1 / (happened + 3);
            judged++;
            double trust = expected / (expected + 10);
            double before = level;
            level += KEPT * trend + LEVEL * trust * miss;
            trend = KEPT * trend + TREND * trust * (level - before - KEPT * trend);
        }
        double excess = judged < 4 ? 0.01 : Math.clamp((squares - chance) / judged, 0.0005, 0.1);
        var ahead = new double[WEEKS];
        double kept = KEPT;
        for (int week = 0; week < WEEKS; week++, kept *= KEPT) ahead[week] = StrictMath.exp(Math.clamp(level += kept * trend, -1.5, 1.5));
        return new Tempo(ahead, StrictMath.sqrt(excess * 0.1), StrictMath.sqrt(excess * 0.6));
    }
}
