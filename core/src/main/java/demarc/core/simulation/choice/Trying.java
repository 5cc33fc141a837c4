package demarc.core.simulation.choice;

import demarc.core.simulation.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a search has tried so far, and its means to try more.
final class Trying {

    private final Question question;
    private final Worlds worlds;
    private final Streams streams;
    private final Search.Settings settings;
    private final Progress progress;
    private final Ground ground;
    private final Workers workers;
    private final Skyline skyline;
    final Space space;
    final List<Load> loads = new ArrayList<>();
    final Map<Long, Tried> tried = new LinkedHashMap<>();
    /// Years that every plan meets before it is judged.
    int screen;
    /// Plans that keep a smaller share are of no use.
    double least;
    /// Tickets to simulate until the end, as far as one can tell.
    double expected;
    boolean stopped;
    private List<Point> shown = List.of();
    private double shownAt = -1;

    Trying(Question question, Worlds worlds, long seed, Search.Settings settings, Progress progress) {
        this.question = question;
        this.worlds = worlds;
        this.streams = Streams.of(seed);
        this.settings = settings;
        this.progress = progress;
        this.ground = new Ground(question);
        this.workers = new Workers(settings.threads());
        load(Math.min(2, settings.years()));
        space = new Space(question, ground, new Pricing(question), List.copyOf(loads));
        skyline = skyline();
        least = question.leastPromises();
        expected = settings.budget();
    }

    /// Tickets simulated so far, counted as often as a crew had them.
    long simulated() {
        return workers.simulated();
    }

    void load(int years) {
        for (int year = loads.size(); year < years; year++) loads.add(null);
        var drawn = new Load[years];
        workers.run(years, (year, _) -> drawn[year] = loads.get(year) != null ? loads.get(year) : new Load(question, ground, worlds.draw(year), worlds, streams, year, true));
        for (int year = 0; year < years; year++) loads.set(year, drawn[year]);
    }

    private Skyline skyline() {
        long cheapest = Long.MAX_VALUE;
        long dearest = 0;
        for (int staff = 0; staff < space.staffs.size(); staff++) {
            long least = 0;
            long most = 0;
            var each = space.staffs.get(staff);
            for (int s = 0; s < space.services; s++) {
                long low = Long.MAX_VALUE;
                long high = 0;
                for (var split : Split.values()) {
                    long part = space.pricing.fee(s, split.ordinal(), each.allHours()) + space.pricing.beside(s, split.ordinal());
                    low = Math.min(low, part);
                    high = Math.max(high, part);
                }
                least += low;
                most += high;
            }
            cheapest = Math.min(cheapest, Math.round(least * 0.3));
            dearest = Math.max(dearest, most * 2 + space.pricing.team(each.people()) + space.pricing.cover(Cover.SEAT) + space.pricing.cover(Cover.ON_CALL));
        }
        return new Skyline(settings.epsilon(), Math.max(10_000, cheapest), dearest);
    }

    /// Those of the question; today's own may stand behind them.
    int staffs() {
        var today = question.today();
        if (today == null) return space.staffs.size();
        var last = space.staffs.getLast();
        boolean own = !question.people().has(last.people()) || !question.agents().has(last.agents()) || !question.covers().contains(last.cover()) || !question.providerHours().contains(last.allHours());
        return own ? space.staffs.size() - 1 : space.staffs.size();
    }

    Tried candidate(long lanes, int staff) {
        return candidate(lanes, staff, null);
    }

    Tried candidate(long lanes, int staff, double @Nullable [] demand) {
        long key = Tried.key(lanes, staff);
        var known = tried.get(key);
        if (known != null) return known;
        var each = space.staffs.get(staff);
        long cost = space.cost(lanes, each);
        double control = space.control(lanes);
        double overload = demand == null ? space.overload(lanes, each) : space.overload(demand, each.people());
        return new Tried(lanes, staff, cost, control, overload, skyline.box(cost, control, overload), staff < staffs() && space.allows(lanes));
    }

    private record Group(long lanes, Cover cover, boolean allHours, List<Tried> plans) {}

    /// Lets these meet the years from one to another, those with the same lanes together.
    void simulate(List<Tried> plans, int from, int to) {
        var groups = new LinkedHashMap<List<Object>, Group>();
        for (var plan : plans) {
            if (plan.years() != from) continue;
            var staff = space.staffs.get(plan.staff);
            groups.computeIfAbsent(List.of(plan.lanes, staff.cover(), staff.allHours()), _ -> new Group(plan.lanes, staff.cover(), staff.allHours(), new ArrayList<>())).plans().add(plan);
        }
        var all = List.copyOf(groups.values());
        int bundle = 200;
        for (int start = 0; start < all.size() && !stopped; start += bundle) {
            var part = all.subList(start, Math.min(all.size(), start + bundle));
            int years = to - from;
            var results = new Trials.Result[part.size() * years][];
            workers.run(results.length, (task, with) -> {
                var group = part.get(task / years);
                var wanted = new int[group.plans().size()][];
                for (int i = 0; i < wanted.length; i++) {
                    var staff = space.staffs.get(group.plans().get(i).staff);
                    wanted[i] = new int[] {staff.people(), staff.agents()};
                }
                results[task] = with.run(loads.get(from + task % years), ground, space.splits(group.lanes()), group.cover(), group.allHours(), wanted);
            });
            for (int task = 0; task < results.length; task++) {
                var group = part.get(task / years);
                for (int i = 0; i < group.plans().size(); i++) {
                    var plan = group.plans().get(i);
                    plan.add(results[task][i], loads.get(from + task % years));
                    tried.putIfAbsent(Tried.key(plan.lanes, plan.staff), plan);
                }
            }
            tell();
        }
    }

    private void tell() {
        if (progress == Progress.NONE) return;
        double share = Math.min(0.99, workers.simulated() / expected);
        if (share > shownAt + 0.1 || shown.isEmpty()) {
            shown = best(screen);
            shownAt = share;
        }
        if (!progress.goOn(share, shown)) stopped = true;
    }

    private List<Point> best(int years) {
        var best = undominated(years);
        return Frontier.thinned(best.stream().map(each -> each.point(space, loads)).toList(), new Epsilon(0.02, 0.005, 0.03, 0.05));
    }

    /// Of those that met at least so many years and keep enough, what no other beats.
    List<Tried> undominated(int years) {
        var sky = skylineOf(years);
        var all = new ArrayList<Tried>();
        for (var each : tried.values()) if (each.allowed && each.years() >= years && each.promises() >= least && each.promises() > sky.beyond(each.box)) all.add(each);
        all.sort((a, b) -> a.cost != b.cost ? Long.compare(a.cost, b.cost) : a.promises() != b.promises() ? Double.compare(b.promises(), a.promises())
                : a.control != b.control ? Double.compare(b.control, a.control) : a.overload != b.overload ? Double.compare(a.overload, b.overload) : Long.compare(Tried.key(a.lanes, a.staff), Tried.key(b.lanes, b.staff)));
        var kept = new ArrayList<Tried>();
        for (var each : all) {
            boolean beaten = false;
            for (int i = kept.size() - 1; i >= 0 && !beaten; i--) {
                var other = kept.get(i);
                beaten = other.promises() >= each.promises() && other.control >= each.control && other.overload <= each.overload;
            }
            if (!beaten) kept.add(each);
        }
        return kept;
    }

    /// Of what has met at least so many years; a box tells the best there is for no more cost, no less control, no more overload.
    Skyline skylineOf(int years) {
        skyline.clear();
        for (var each : tried.values()) if (each.allowed && each.years() >= years) skyline.add(each.box, each.promises());
        skyline.spread();
        return skyline;
    }

    double atBest(Tried plan, int years) {
        double sum = 0;
        var staff = space.staffs.get(plan.staff);
        for (int year = 0; year < years; year++) {
            var load = loads.get(year);
            long kept = space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 0) + space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 1);
            sum += load.promised == 0 ? 1 : (double) kept / load.promised;
        }
        return sum / years;
    }
}
