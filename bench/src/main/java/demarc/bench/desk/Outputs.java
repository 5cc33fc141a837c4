package demarc.bench.desk;

import demarc.core.simulation.Desk;
import demarc.core.simulation.Desk1;
import demarc.core.simulation.Engine;
import demarc.core.simulation.Measures;
import demarc.core.simulation.World;

/// The 23 outputs of desk-1, by the engine, from drawn tickets.
final class Outputs {

    private static final double HOUR = 3_600_000;

    private Outputs() {}

    static double[] of(World world, Desk desk) {
        var outcome = Engine.run(world, desk);
        var measures = Measures.of(Desk1.promises(world), desk, outcome);
        var answered = measures.answered();
        var resolved = measures.resolved();
        var waits = measures.waits();
        var out = new double[23];
        out[0] = world.size();
        for (int i = 0; i < world.size(); i++) if (outcome.escalated(i)) out[1]++;
        for (int priority = 0; priority < 3; priority++) {
            for (int crew = 0; crew < 2; crew++) {
                out[2 + 3 * crew + priority] = waits[crew][priority].mean() / HOUR;
                out[8 + 3 * crew + priority] = waits[crew][priority].quantile(0.95) / HOUR;
            }
            out[14 + priority] = answered.of(priority).share();
            out[17 + priority] = resolved.of(priority).share();
        }
        out[20] = resolved.all().share();
        var use = measures.use();
        out[21] = use[0];
        out[22] = use[1];
        return out;
    }
}
