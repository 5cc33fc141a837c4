package demarc.core.simulation.choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Guesses what plans would keep of their promises in the first year: what could be kept at best, less what [Metamodel]s of both sides say that
/// waiting costs.
final class Guess {

    interface Candidates {
        Tried of(long lanes, int staff, double[] demand);
    }

    /// What a service adds, by split: hours, planned hours, and squares, of the team and of the provider.
    private static final int SUMS = 6;

    private final Space space;
    private final Load load;
    private final int staffs;
    private final double[][][] sums;
    private final int mostPeople;
    private final int mostAgents;
    private Metamodel team;
    private Metamodel provider;
    private int learned;

    Guess(Space space, Load load, int staffs) {
        this.space = space;
        this.load = load;
        this.staffs = staffs;
        mostPeople = space.staffs.stream().mapToInt(Space.Staff::people).max().orElse(0);
        mostAgents = space.staffs.stream().mapToInt(Space.Staff::agents).max().orElse(0);
        team = new Metamodel(mostPeople + 1);
        provider = new Metamodel(2 * (mostAgents + 1));
        sums = new double[space.services][Space.SPLITS][SUMS];
        for (int s = 0; s < space.services; s++)
            for (var split : Split.values())
                for (int part = 0; part < Load.PARTS; part++) {
                    boolean day = part % 3 == 0;
                    boolean again = part >= 3;
                    boolean inside = switch (split) {
                        case INTERNAL -> true;
                        case PROVIDER -> false;
                        case BY_HOURS -> day;
                        case BY_TIER -> !again;
                    };
                    var into = sums[s][split.ordinal()];
                    int side = inside ? 0 : 3;
                    into[side] += load.hours[s][part] / load.weeks;
                    into[side + 1] += load.planned[s][part] / load.weeks;
                    into[side + 2] += load.squares[s][part] / load.weeks;
                }
    }

    private double[] sums(long lanes) {
        var all = new double[SUMS];
        for (int s = 0; s < space.services; s++) {
            var each = sums[s][Space.split(lanes, s)];
            for (int i = 0; i < SUMS; i++) all[i] += each[i];
        }
        return all;
    }

    private static double[] terms(double[] sums, int side, int size) {
        double hours = sums[side];
        return Metamodel.terms(hours / size, sums[side + 1] / size, hours == 0 ? 1 : sums[side + 2] / hours);
    }

    private static int sizeOf(Space.Staff staff) {
        return 2 * staff.agents() + (staff.allHours() ? 1 : 0);
    }

    /// From everything tried so far that it has not seen.
    void learn(Collection<Tried> all) {
        int i = 0;
        for (var plan : all) {
            if (i++ < learned) continue;
            var staff = space.staffs.get(plan.staff);
            var sums = sums(plan.lanes);
            var result = plan.results.getFirst();
            long inside = space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 0);
            long outside = space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 1);
            if (inside > 0 && sums[0] > 0) team.add(staff.people(), terms(sums, 0, staff.people()), (double) (inside - result.inside()) / inside);
            if (outside > 0 && sums[3] > 0) provider.add(sizeOf(staff), terms(sums, 3, staff.agents()), (double) (outside - result.outside()) / outside);
        }
        learned = i;
        team.fit();
        provider.fit();
    }

    /// @param better how many standard deviations luckier than likely
    double likely(long lanes, int staff, double better) {
        return likely(lanes, space.staffs.get(staff), sums(lanes), better);
    }

    private double likely(long lanes, Space.Staff staff, double[] sums, double better) {
        double kept = 0;
        if (sums[0] > 0) kept += space.atBest(load, lanes, staff.cover(), staff.allHours(), 0) * (1 - team.lost(staff.people(), terms(sums, 0, staff.people()), better));
        if (sums[3] > 0) kept += space.atBest(load, lanes, staff.cover(), staff.allHours(), 1) * (1 - provider.lost(sizeOf(staff), terms(sums, 3, staff.agents()), better));
        return load.promised == 0 ? 1 : kept / load.promised;
    }

    private record Hope(Tried plan, double likely, double gap) {}

    /// Untried plans that may well lie on the frontier, the likeliest first.
    List<Tried> promising(long[] pool, Skyline sky, Candidates candidates, Map<Long, Tried> tried, double least, int most) {
        // Boxes of what is likely, beside those of what was simulated.
        var hopes = new ArrayList<Hope>();
        var bestInBox = new java.util.HashMap<Integer, double[]>();
        for (long lanes : pool) {
            var sums = sums(lanes);
            var demands = new double[Cover.values().length][];
            for (int staff = 0; staff < staffs; staff++) {
                if (!space.fits(lanes, staff) || tried.containsKey(Tried.key(lanes, staff))) continue;
                var each = space.staffs.get(staff);
                double hope = likely(lanes, each, sums, 2);
                if (hope < least) continue;
                int cover = each.cover().ordinal();
                if (demands[cover] == null) demands[cover] = space.demand(lanes, each.cover());
                var plan = candidates.of(lanes, staff, demands[cover]);
                if (hope <= sky.best(plan.box)) continue;
                double likely = likely(lanes, each, sums, 0);
                var best = bestInBox.computeIfAbsent(plan.box, _ -> new double[] {0, 0, 0});
                // A few for each box are enough.
                if (likely <= best[2]) continue;
                hopes.add(new Hope(plan, likely, likely - sky.best(plan.box)));
                if (likely > best[0]) {
                    best[2] = best[1];
                    best[1] = best[0];
                    best[0] = likely;
                } else if (likely > best[1]) {
                    best[2] = best[1];
                    best[1] = likely;
                } else best[2] = likely;
            }
        }
        var sure = new ArrayList<Hope>();
        for (var hope : hopes) if (hope.likely >= bestInBox.get(hope.plan.box)[2]) sure.add(hope);
        sure.sort((a, b) -> a.gap != b.gap ? Double.compare(b.gap, a.gap) : Long.compare(Tried.key(a.plan.lanes, a.plan.staff), Tried.key(b.plan.lanes, b.plan.staff)));
        return sure.stream().limit(most).map(Hope::plan).toList();
    }
}
