package demarc.core.simulation.choice;

import demarc.core.simulation.choice.Trials.Result;
import java.util.ArrayList;
import java.util.List;

/// A plan that is simulated, year by year.
final class Tried {

    final long lanes;
    final int staff;
    final long cost;
    final double control;
    final double overload;
    final int box;
    /// Does the question allow it? Named plans may lie outside, to compare with.
    final boolean allowed;
    final List<Result> results = new ArrayList<>();
    private double kept;
    boolean expanded;

    Tried(long lanes, int staff, long cost, double control, double overload, int box, boolean allowed) {
        this.lanes = lanes;
        this.staff = staff;
        this.cost = cost;
        this.control = control;
        this.overload = overload;
        this.box = box;
        this.allowed = allowed;
    }

    static long key(long lanes, int staff) {
        return lanes << 16 | staff;
    }

    static long lanes(long key) {
        return key >>> 16;
    }

    static int staff(long key) {
        return (int) (key & 0xffff);
    }

    void add(Result result, Load load) {
        results.add(result);
        kept += result.kept(load);
    }

    int years() {
        return results.size();
    }

    double promises() {
        return kept / results.size();
    }

    Objectives objectives() {
        return new Objectives(cost, promises(), control, overload);
    }

    Point point(Space space, List<Load> loads) {
        var kept = new double[years()];
        double left = 0;
        double overtime = 0;
        double nights = 0;
        for (int i = 0; i < kept.length; i++) {
            var result = results.get(i);
            double years = (loads.get(i).world.to() - loads.get(i).world.from()) / 31_557_600_000.0;
            kept[i] = result.kept(loads.get(i));
            left += (loads.get(i).plannedWork - result.planned()) / 3_600_000.0;
            overtime += result.overtime() / 3_600_000.0 / years;
            nights += result.nightWork() / 3_600_000.0 / years;
        }
        double half = Student.halfWidth(kept);
        double mean = promises();
        return new Point(space.plan(lanes, staff), objectives(), Math.max(0, mean - half), Math.min(1, mean + half), left / kept.length, overtime / kept.length, nights / kept.length, kept.length);
    }
}
