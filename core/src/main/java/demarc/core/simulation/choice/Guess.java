package demarc.core.simulation.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/// Guesses what plans would keep of their promises in the first year: what could be kept at best, less what [Metamodel]s of both sides say that
/// waiting costs.
final class Guess {

    /// Candidates kept for each box.
    private static final int FEW = 3;
    /// What a box counts as that nothing reaches yet.
    private static final double LEAST = 0.5;
    /// Standard deviations by which a guess may be unlucky.
    private static final double LUCK = 2;

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

    /// Untried plans that may well lie on the frontier, as keys, the likeliest first: in each box of the skyline the few that are likely to keep most, if
    /// with luck they would keep more than anything that is known to be no worse otherwise.
    long[] promising(long[] pool, Skyline sky, Set<Long> tried, double least, int most) {
        var top = new float[FEW * sky.boxes()];
        long[] keys = new long[1024];
        float[] likely = new float[1024];
        int[] boxes = new int[1024];
        int size = 0;
        for (long lanes : pool) {
            var sums = sums(lanes);
            var priced = space.priced(lanes);
            double control = space.control(lanes);
            var demands = new double[Cover.values().length][];
            double before = -1;
            int peopleBefore = -1;
            int coverBefore = -1;
            for (int staff = 0; staff < staffs; staff++) {
                if (!space.fits(lanes, staff)) continue;
                var each = space.staffs.get(staff);
                int cover = each.cover().ordinal();
                if (demands[cover] == null) demands[cover] = space.demand(lanes, each.cover());
                if (each.people() != peopleBefore || cover != coverBefore) {
                    before = space.overload(demands[cover], each.people());
                    peopleBefore = each.people();
                    coverBefore = cover;
                }
                int box = sky.box(priced.with(each), control, before);
                double hope = likely(lanes, each, sums, LUCK);
                if (hope < least || hope <= sky.best(box)) continue;
                float guess = (float) likely(lanes, each, sums, 0);
                int worst = FEW * box + FEW - 1;
                if (guess <= top[worst] || tried.contains(Tried.key(lanes, staff))) continue;
                int place = worst;
                for (; place > FEW * box && top[place - 1] < guess; place--) top[place] = top[place - 1];
                top[place] = guess;
                if (size == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * size);
                    likely = Arrays.copyOf(likely, 2 * size);
                    boxes = Arrays.copyOf(boxes, 2 * size);
                }
                keys[size] = Tried.key(lanes, staff);
                likely[size] = guess;
                boxes[size++] = box;
            }
        }
        return likeliest(sky, top, keys, likely, boxes, size, most);
    }

    private static long[] likeliest(Skyline sky, float[] top, long[] keys, float[] likely, int[] boxes, int size, int most) {
        record Hope(long key, double gap) {}
        var hopes = new ArrayList<Hope>();
        for (int i = 0; i < size; i++) if (likely[i] >= top[FEW * boxes[i] + FEW - 1]) hopes.add(new Hope(keys[i], likely[i] - Math.max(LEAST, sky.best(boxes[i]))));
        hopes.sort((a, b) -> a.gap != b.gap ? Double.compare(b.gap, a.gap) : Long.compare(a.key, b.key));
        return hopes.stream().limit(most).mapToLong(Hope::key).toArray();
    }
}
