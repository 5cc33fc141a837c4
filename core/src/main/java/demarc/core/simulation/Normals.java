package demarc.core.simulation;

import java.util.random.RandomGenerator;

/// Normal numbers that are the same on any machine: Marsaglia's polar method, which makes them in pairs.
public final class Normals {

    private final RandomGenerator random;
    private double spare = Double.NaN;

    public Normals(RandomGenerator random) {
        this.random = random;
    }

    public double next() {
        double have = spare;
        if (have == have) {
            spare = Double.NaN;
            return have;
        }
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square >= 1 || square == 0) continue;
            double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            spare = y * scale;
            return x * scale;
        }
    }
}
