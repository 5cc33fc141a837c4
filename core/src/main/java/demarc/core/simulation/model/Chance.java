package demarc.core.simulation.model;

import demarc.core.simulation.Normals;
import java.util.random.RandomGenerator;

/// Draws that come out the same on any machine: uniform numbers of the generator, and [StrictMath] for the rest.
final class Chance {

    private final RandomGenerator random;
    private final Normals normals;

    Chance(RandomGenerator random) {
        this.random = random;
        this.normals = new Normals(random);
    }

    double uniform() {
        return random.nextDouble();
    }

    double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    double normal() {
        return normals.next();
    }

    /// Log-normal of this mean; `variation` is its standard deviation as a share of the mean.
    double logNormal(double mean, double variation) {
        double variance = StrictMath.log(1 + variation * variation);
        return mean * StrictMath.exp(StrictMath.sqrt(variance) * normal() - variance / 2);
    }

    /// Gamma of mean 1 and this variance (Marsaglia and Tsang 2000).
    double gamma(double variance) {
        if (variance <= 1e-9) return 1;
        double shape = 1 / variance;
        double raised = shape < 1 ? shape + 1 : shape;
        double d = raised - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (StrictMath.log(1 - random.nextDouble()) >= 0.5 * x * x + d - d * v + d * StrictMath.log(v)) continue;
            double boost = shape < 1 ? StrictMath.pow(1 - random.nextDouble(), 1 / shape) : 1;
            return d * v * boost * variance;
        }
    }

    int poisson(double mean) {
        int sum = 0;
        for (; mean > 16; mean -= 16) sum += small(16);
        return sum + small(mean);
    }

    /// Knuth's: multiplies uniform numbers until they fall below exp(-mean).
    private int small(double mean) {
        if (mean <= 0) return 0;
        double limit = StrictMath.exp(-mean);
        int count = -1;
        for (double product = 1; product > limit; count++) product *= random.nextDouble();
        return count;
    }

    /// A place in `upTo`, whose rising values end at 1.
    int pick(double[] upTo) {
        double chance = random.nextDouble();
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chance < upTo[middle]) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
