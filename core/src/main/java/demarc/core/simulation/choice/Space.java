package demarc.core.simulation.choice;

import static demarc.core.simulation.choice.Load.AGAIN_DAY;
import static demarc.core.simulation.choice.Load.AGAIN_NIGHT;
import static demarc.core.simulation.choice.Load.AGAIN_NIGHT_URGENT;
import static demarc.core.simulation.choice.Load.DAY;
import static demarc.core.simulation.choice.Load.NIGHT;
import static demarc.core.simulation.choice.Load.NIGHT_URGENT;

import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.List;

/// All plans of a question, and what each comes to but for waiting: closed forms that are sums over the services.
///
/// Splits of all services together are *lanes*, two bits for each; who there is is a *staff*. A plan is a pair of both.
final class Space {

    static final int SPLITS = Split.values().length;
    /// Work, as a share of the hours there are for it.
    private static final double HOPELESS = 1.2;

    /// @param needs 1 people, 2 provider: which lanes it fits
    record Staff(int people, Cover cover, int agents, boolean allHours) {}

    final Question question;
    final Ground ground;
    final Pricing pricing;
    final Decisions decisions;
    final int services;
    final int[][] options;
    final List<Staff> staffs = new ArrayList<>();
    private final List<Load> loads;
    /// By service and split: share of the work of all services that stays inside.
    private final double[][] workInside;
    /// The same of this service's own work.
    private final double[][] ownInside;
    /// By service, split and cover: hours of the internal team by week, over the years looked at.
    private final float[][][][] demand;
    private final double[] capacity;
    /// The same over all weeks.
    private final double[][][] total;
    private double usable;

    Space(Question question, Ground ground, Pricing pricing, List<Load> loads) {
        this.question = question;
        this.ground = ground;
        this.pricing = pricing;
        this.loads = loads;
        this.decisions = new Decisions(question, ground);
        services = question.services().size();
        options = new int[services][];
        for (int s = 0; s < services; s++) options[s] = question.services().get(s).may().stream().mapToInt(Enum::ordinal).toArray();
        for (int people = question.people().least(); people <= question.people().most(); people += question.people().step())
            for (var cover : Cover.values())
                if (question.covers().contains(cover))
                    for (int agents = question.agents().least(); agents <= question.agents().most(); agents += question.agents().step())
                        for (var allHours : new boolean[] {true, false})
                            if (question.providerHours().contains(allHours)) staffs.add(new Staff(people, cover, agents, allHours));
        workInside = new double[services][SPLITS];
        ownInside = new double[services][SPLITS];
        int weeks = loads.stream().mapToInt(load -> load.weeks).sum();
        demand = new float[services][SPLITS][Cover.values().length][weeks];
        capacity = new double[weeks];
        total = new double[services][SPLITS][Cover.values().length];
        measure();
    }

    private void measure() {
        double all = 0;
        for (var load : loads) for (var parts : load.hours) for (double part : parts) all += part;
        for (int s = 0; s < services; s++) {
            double own = 0;
            for (var load : loads) for (double part : load.hours[s]) own += part;
            for (var split : Split.values()) {
                double inside = 0;
                for (var load : loads) inside += inside(load.hours[s], split);
                workInside[s][split.ordinal()] = all == 0 ? 0 : inside / all;
                ownInside[s][split.ordinal()] = own == 0 ? split == Split.PROVIDER ? 0 : 1 : inside / own;
                for (var cover : Cover.values()) demand(s, split, cover);
            }
        }
        int at = 0;
        double usable = (1 - question.absence().value()) * question.productive().value();
        for (var load : loads) for (int week = 0; week < load.weeks; week++) capacity[at++] = load.officeHoursByWeek[week] * usable;
        for (double week : capacity) this.usable += week;
    }

    private static double inside(double[] parts, Split split) {
        return switch (split) {
            case PROVIDER -> 0;
            case INTERNAL -> parts[DAY] + parts[NIGHT] + parts[NIGHT_URGENT] + parts[AGAIN_DAY] + parts[AGAIN_NIGHT] + parts[AGAIN_NIGHT_URGENT];
            case BY_HOURS -> parts[DAY] + parts[AGAIN_DAY];
            case BY_TIER -> parts[DAY] + parts[NIGHT] + parts[NIGHT_URGENT];
        };
    }

    private void demand(int s, Split split, Cover cover) {
        var into = demand[s][split.ordinal()][cover.ordinal()];
        int at = 0;
        for (var load : loads) for (int week = 0; week < load.weeks; week++) into[at++] = demand(load.byWeek[s], split, cover, week);
        for (float week : into) total[s][split.ordinal()][cover.ordinal()] += week;
    }

    /// Hours that a service brings the internal team in a week. Work of a night seat is that seat's; on call it is the team's own.
    private static float demand(float[][] parts, Split split, Cover cover, int week) {
        if (split == Split.PROVIDER) return 0;
        boolean nights = split.isNightsInternal() && cover != Cover.SEAT;
        float sum = parts[DAY][week];
        if (nights) sum += parts[NIGHT][week] + parts[NIGHT_URGENT][week];
        if (split != Split.BY_TIER) sum += parts[AGAIN_DAY][week];
        if (split == Split.INTERNAL && nights) sum += parts[AGAIN_NIGHT][week] + parts[AGAIN_NIGHT_URGENT][week];
        return sum;
    }

    // --- lanes

    static int split(long lanes, int service) {
        return (int) (lanes >>> 2 * service & 3);
    }

    static long with(long lanes, int service, int split) {
        return lanes & ~(3L << 2 * service) | (long) split << 2 * service;
    }

    static long lanes(List<Split> splits) {
        long lanes = 0;
        for (int s = 0; s < splits.size(); s++) lanes = with(lanes, s, splits.get(s).ordinal());
        return lanes;
    }

    Split[] splits(long lanes) {
        var splits = new Split[services];
        for (int s = 0; s < services; s++) splits[s] = Split.values()[split(lanes, s)];
        return splits;
    }

    /// How many lanes there are.
    double size() {
        double size = 1;
        for (var each : options) size *= each.length;
        return size;
    }

    /// All lanes, in order.
    long[] all() {
        var all = new long[(int) size()];
        int size = 1;
        for (int s = 0; s < services; s++) {
            int before = size;
            size *= options[s].length;
            for (int option = options[s].length - 1; option >= 0; option--)
                for (int i = 0; i < before; i++) all[option * before + i] = with(all[i], s, options[s][option]);
        }
        return all;
    }

    boolean allows(long lanes) {
        for (int s = 0; s < services; s++) if (!question.services().get(s).may().contains(Split.values()[split(lanes, s)])) return false;
        return true;
    }

    boolean needsPeople(long lanes) {
        for (int s = 0; s < services; s++) if (split(lanes, s) != Split.PROVIDER.ordinal()) return true;
        return false;
    }

    boolean needsProvider(long lanes) {
        for (int s = 0; s < services; s++) if (split(lanes, s) != Split.INTERNAL.ordinal()) return true;
        return false;
    }

    boolean hasNights(long lanes) {
        for (int s = 0; s < services; s++) if (split(lanes, s) == Split.INTERNAL.ordinal() || split(lanes, s) == Split.BY_TIER.ordinal()) return true;
        return false;
    }

    Arrangement arrangement(long lanes) {
        return !needsProvider(lanes) ? Arrangement.IN_HOUSE : needsPeople(lanes) ? Arrangement.CO_MANAGED : Arrangement.FULLY_MANAGED;
    }

    /// Does this staff say everything once for these lanes? Where a side has nothing to do, only its least staff stands for all.
    boolean fits(long lanes, int staff) {
        var each = staffs.get(staff);
        boolean people = needsPeople(lanes);
        boolean provider = needsProvider(lanes);
        if (people ? each.people < 1 || isHopeless(lanes, each) : each.people != question.people().least()) return false;
        if (provider ? each.agents < 1 : each.agents != question.agents().least()) return false;
        if (!provider && each.allHours != staffs.getFirst().allHours) return false;
        return hasNights(lanes) || each.cover == staffs.getFirst().cover;
    }

    /// A large team may be tried with so few that a sixth of the work would never be done: what waits grows by the day, and so does what it takes to
    /// simulate it.
    private boolean isHopeless(long lanes, Staff staff) {
        if (question.people().step() == 1) return false;
        double work = 0;
        for (int s = 0; s < services; s++) work += total[s][split(lanes, s)][staff.cover.ordinal()];
        return work > HOPELESS * staff.people * usable;
    }

    Plan plan(long lanes, int staff) {
        var each = staffs.get(staff);
        return new Plan(List.of(splits(lanes)), each.people, each.cover, each.agents, each.allHours);
    }

    // --- closed forms

    /// What lanes cost but for who there is.
    final class Priced {
        private final long allHoursFees;
        private final long officeFees;
        private final long rest;
        private final Arrangement arrangement;
        private final boolean nights;

        private Priced(long lanes) {
            long all = 0;
            long office = 0;
            long sum = 0;
            for (int s = 0; s < services; s++) {
                int split = split(lanes, s);
                all += pricing.fee(s, split, true);
                office += pricing.fee(s, split, false);
                sum += pricing.beside(s, split);
            }
            arrangement = arrangement(lanes);
            nights = hasNights(lanes);
            allHoursFees = all;
            officeFees = office;
            rest = sum + pricing.steering(arrangement);
        }

        long with(Staff staff) {
            long people = arrangement == Arrangement.FULLY_MANAGED ? 0 : pricing.team(staff.people);
            return rest + people + (nights ? pricing.cover(staff.cover) : 0) + pricing.fee(staff.allHours ? allHoursFees : officeFees, arrangement, staff.agents);
        }
    }

    Priced priced(long lanes) {
        return new Priced(lanes);
    }

    long cost(long lanes, Staff staff) {
        return priced(lanes).with(staff);
    }

    double control(long lanes) {
        var arrangement = arrangement(lanes);
        double work = 0;
        double decided = 0;
        for (int s = 0; s < services; s++) {
            int split = split(lanes, s);
            work += workInside[s][split];
            decided += decisions.share(s, ownInside[s][split], arrangement);
        }
        return (work + decided) / 2;
    }

    /// What one service adds to control in a shared arrangement.
    double control(int service, int split) {
        return (workInside[service][split] + decisions.share(service, ownInside[service][split], Arrangement.CO_MANAGED)) / 2;
    }

    double[] demand(long lanes, Cover cover) {
        var sum = new double[capacity.length];
        for (int s = 0; s < services; s++) {
            var each = demand[s][split(lanes, s)][cover.ordinal()];
            for (int week = 0; week < sum.length; week++) sum[week] += each[week];
        }
        return sum;
    }

    double overload(double[] demand, int people) {
        int over = 0;
        for (int week = 0; week < demand.length; week++) if (demand[week] > people * capacity[week] + 1e-6) over++;
        return (double) over / demand.length;
    }

    double overload(long lanes, Staff staff) {
        return needsPeople(lanes) ? overload(demand(lanes, staff.cover), staff.people) : 0;
    }

    /// The same for one plan and load, of which there is no space.
    static double overload(Question question, Load load, Split[] splits, Cover cover, int people) {
        double usable = (1 - question.absence().value()) * question.productive().value();
        int over = 0;
        for (int week = 0; week < load.weeks; week++) {
            double sum = 0;
            for (int s = 0; s < splits.length; s++) sum += demand(load.byWeek[s], splits[s], cover, week);
            if (sum > people * load.officeHoursByWeek[week] * usable + 1e-6) over++;
        }
        return (double) over / load.weeks;
    }

    /// How many promises would be kept on this load if nobody waited for a colleague.
    ///
    /// @param side 0 for the internal team, 1 for the provider
    long atBest(Load load, long lanes, Cover cover, boolean allHours, int side) {
        long sum = 0;
        for (int s = 0; s < services; s++) sum += load.kept[s][Load.caseOf(split(lanes, s), cover.ordinal(), allHours, side)];
        return sum;
    }
}
