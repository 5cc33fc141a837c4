package demarc.core.simulation.choice;

import java.util.Arrays;

/// The most promises kept for so much cost, control and overload: a table of boxes one [Epsilon] wide, in which a look tells whether a plan can
/// still matter. Within a box the plan that keeps most stands for all.
final class Skyline {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final Epsilon epsilon;
    private final double cheapest;
    private final double step;
    private final int costs;
    private final int controls;
    private final int overloads;
    private final double[] best;
    private boolean spread;

    Skyline(Epsilon epsilon, long cheapest, long dearest) {
        this.epsilon = epsilon;
        this.cheapest = StrictMath.log(Math.max(1, cheapest));
        this.step = StrictMath.log(1 + epsilon.cost());
        costs = (int) ((StrictMath.log(Math.max(1, dearest)) - this.cheapest) / step) + 2;
        controls = (int) Math.ceil(1 / epsilon.control()) + 1;
        overloads = (int) Math.ceil(1 / epsilon.overload()) + 1;
        best = new double[costs * controls * overloads];
        clear();
    }

    void clear() {
        Arrays.fill(best, NOTHING);
        spread = false;
    }

    int box(double cost, double control, double overload) {
        int x = Math.clamp((int) ((StrictMath.log(Math.max(1, cost)) - cheapest) / step), 0, costs - 1);
        int y = Math.clamp((int) ((1 - control) / epsilon.control() + 1e-9), 0, controls - 1);
        int z = Math.clamp((int) Math.ceil(overload / epsilon.overload() - 1e-9), 0, overloads - 1);
        return (x * controls + y) * overloads + z;
    }

    void add(int box, double promises) {
        if (spread) throw new IllegalStateException("this skyline is spread already");
        best[box] = Math.max(best[box], promises);
    }

    /// After this each box knows the best of all that are no worse in cost, control and overload.
    void spread() {
        int i = 0;
        for (int x = 0; x < costs; x++)
            for (int y = 0; y < controls; y++)
                for (int z = 0; z < overloads; z++, i++) {
                    double most = best[i];
                    if (x > 0) most = Math.max(most, best[i - controls * overloads]);
                    if (y > 0) most = Math.max(most, best[i - overloads]);
                    if (z > 0) most = Math.max(most, best[i - 1]);
                    best[i] = most;
                }
        spread = true;
    }

    double best(int box) {
        return best[box];
    }

    int boxes() {
        return best.length;
    }

    /// The best of boxes that are better in cost and control, and no worse in overload: whatever keeps less than that is beaten for certain.
    double beyond(int box) {
        int z = box % overloads;
        int y = box / overloads % controls;
        int x = box / overloads / controls;
        // The first box of overload holds nothing but none.
        return x == 0 || y == 0 ? NOTHING : best[((x - 1) * controls + y - 1) * overloads + Math.max(0, z - 1)];
    }
}
