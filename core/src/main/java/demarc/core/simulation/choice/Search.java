package demarc.core.simulation.choice;

import demarc.core.agreement.Templates;
import demarc.core.simulation.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Finds the plans that no other beats in cost, promises, control and overload.
///
/// A space that is small enough is tried whole: *exact* on the tickets drawn. Otherwise a regression of what waiting costs, learned from a
/// few hundred trials, tells where to look; what looks promising is simulated, and neighbours of the best, until nothing gets better; then
/// those near the frontier meet more years. Nothing is simulated that could not matter even if nobody ever waited.
public final class Search {

    /// @param years   the replications that the frontier's points meet
    /// @param budget  tickets to simulate at most, counted as often as a crew has them
    /// @param threads to work with; changes nothing but the time it takes
    public record Settings(int years, long budget, int threads, Epsilon epsilon, Preference preference) {

        /// For two processors and a minute.
        public static final Settings USUAL = new Settings(8, 1_500_000_000L, Runtime.getRuntime().availableProcessors(), Epsilon.USUAL, Preference.USUAL);
    }

    private static final int POOL = 20_000;
    private static final int LESSONS = 240;
    private static final int ROUNDS = 12;
    private static final int AUDIT = 400;
    /// Tickets that a plan meets before it is judged.
    private static final int SCREENED = 20_000;

    private final Question question;
    private final Worlds worlds;
    private final Streams streams;
    private final Settings settings;
    private final Progress progress;
    private final Ground ground;
    private final Pricing pricing;
    private final Workers workers;
    private final List<Load> loads = new ArrayList<>();
    private final Map<Long, Tried> tried = new LinkedHashMap<>();
    private final Map<String, Tried> named = new LinkedHashMap<>();
    private Space space;
    private Skyline skyline;
    private int screen;
    private boolean stopped;
    private boolean exact;
    private double expected;

    private Search(Question question, Worlds worlds, long seed, Settings settings, Progress progress) {
        this.question = question;
        this.worlds = worlds;
        this.streams = Streams.of(seed);
        this.settings = settings;
        this.progress = progress;
        ground = new Ground(question);
        pricing = new Pricing(question);
        workers = new Workers(settings.threads());
        load(Math.min(2, settings.years()));
        space = new Space(question, ground, pricing, List.copyOf(loads));
        skyline = skyline();
        expected = settings.budget();
    }

    /// @param worlds draws one more world for each replication number, over the same time
    /// @param seed   decides who is away when, and which plans are tried at random
    public static Frontier run(Question question, Worlds worlds, long seed, Settings settings, Progress progress) {
        return new Search(question, worlds, seed, settings, progress).run(seed);
    }

    private void load(int years) {
        for (int year = loads.size(); year < years; year++) loads.add(null);
        var drawn = new Load[years];
        workers.run(years, (year, _) -> drawn[year] = loads.get(year) != null ? loads.get(year) : new Load(question, ground, worlds.draw(year), streams, year));
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
                    long part = pricing.fee(s, split.ordinal(), each.allHours()) + pricing.beside(s, split.ordinal());
                    low = Math.min(low, part);
                    high = Math.max(high, part);
                }
                least += low;
                most += high;
            }
            cheapest = Math.min(cheapest, Math.round(least * 0.3));
            dearest = Math.max(dearest, most * 2 + pricing.team(each.people()) + pricing.cover(Cover.SEAT) + pricing.cover(Cover.ON_CALL));
        }
        return new Skyline(settings.epsilon(), Math.max(10_000, cheapest), dearest);
    }

    private Frontier run(long seed) {
        int years = exactYears();
        exact = years > 0;
        // Small worlds are noisy: there, plans are screened on several years at once.
        screen = exact ? years : Math.clamp(SCREENED / Math.max(1, loads.getFirst().world.size()), 1, settings.years());
        load(screen);
        nameThem();
        if (exact) {
            everything(years);
        } else {
            years = settings.years();
            sampled(new SplittableRandom(seed), years);
        }
        return frontier(years, exact ? new Frontier.Audit(0, 0) : audit(new SplittableRandom(~seed)));
    }

    // --- plans with a name

    private void nameThem() {
        var names = new LinkedHashMap<String, Long>();
        names.put("in-house", Space.lanes(java.util.Collections.nCopies(space.services, Split.INTERNAL)));
        for (var template : Templates.names()) if (!template.equals("internal")) names.put(template, Space.lanes(ground.splits(template)));
        names.put("fully-managed", Space.lanes(java.util.Collections.nCopies(space.services, Split.PROVIDER)));
        var today = question.today();
        if (today != null) {
            var staff = new Space.Staff(today.people(), today.cover(), today.agents(), today.allHours());
            int known = space.staffs.indexOf(staff);
            if (known < 0) {
                space.staffs.add(staff);
                known = space.staffs.size() - 1;
            }
            var one = candidate(Space.lanes(today.splits()), known);
            named.put("today", one);
            simulate(List.of(one), 0, screen);
        }
        for (var name : names.entrySet()) {
            var all = new ArrayList<Tried>();
            for (int staff = 0; staff < staffs(); staff++) if (space.fits(name.getValue(), staff)) all.add(candidate(name.getValue(), staff));
            if (all.isEmpty()) continue;
            simulate(all, 0, screen);
            double reference = named.containsKey("today") ? named.get("today").cost : all.getFirst().cost;
            Tried best = all.getFirst();
            for (var each : all)
                if (settings.preference().score(each.objectives(), reference) < settings.preference().score(best.objectives(), reference)) best = each;
            named.put(name.getKey(), best);
        }
    }

    /// Those of the question; today's own may stand behind them.
    private int staffs() {
        var today = question.today();
        if (today == null) return space.staffs.size();
        var last = space.staffs.getLast();
        boolean own = last.people() > question.people().most() || last.people() < question.people().least() || last.agents() > question.agents().most()
                || last.agents() < question.agents().least() || !question.covers().contains(last.cover()) || !question.providerHours().contains(last.allHours());
        return own ? space.staffs.size() - 1 : space.staffs.size();
    }

    // --- trying

    private Tried candidate(long lanes, int staff) {
        return candidate(lanes, staff, null);
    }

    private Tried candidate(long lanes, int staff, double @Nullable [] demand) {
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
    private void simulate(List<Tried> plans, int from, int to) {
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

    private List<Point> shown = List.of();
    private double shownAt = -1;

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
    private List<Tried> undominated(int years) {
        double least = least();
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

    private double least() {
        var today = named.get("today");
        return today == null || today.years() == 0 ? question.leastPromises() : Math.min(question.leastPromises(), today.promises());
    }

    // --- exact

    /// How many years all plans can meet within the budget; 0 when not even one.
    private int exactYears() {
        if (space.size() > 1 << 20) return 0;
        double served = 0;
        int tickets = loads.getFirst().world.size();
        for (long lanes : space.all()) {
            boolean passes = false;
            for (int s = 0; s < space.services; s++) passes |= Space.split(lanes, s) == Split.BY_TIER.ordinal() || Space.split(lanes, s) == Split.BY_HOURS.ordinal();
            int groups = (space.hasNights(lanes) ? question.covers().size() : 1) * (space.needsProvider(lanes) ? question.providerHours().size() : 1);
            double people = space.needsPeople(lanes) ? question.people().most() - Math.max(1, question.people().least()) + 1 : 0;
            double provider = space.needsProvider(lanes) ? question.agents().most() - Math.max(1, question.agents().least()) + 1 : 0;
            served += groups * tickets * (0.25 + 0.55 * people + 0.55 * provider * (passes ? Math.max(1, people) : 1));
        }
        int years = (int) Math.min(settings.years(), settings.budget() / Math.max(1, served));
        if (years > 0) expected = served * years;
        return years;
    }

    private void everything(int years) {
        var all = space.all();
        int bundle = 128;
                for (int start = 0; start < all.length && !stopped; start += bundle) {
            var plans = new ArrayList<Tried>();
            for (int i = start; i < Math.min(all.length, start + bundle); i++)
                for (int staff = 0; staff < staffs(); staff++) {
                    if (!space.fits(all[i], staff)) continue;
                    var plan = candidate(all[i], staff);
                    if (plan.years() == 0 && mayMatterExactly(plan, years)) plans.add(plan);
                }
            simulate(plans, 0, years);
        }
    }

    /// Could it still be undominated if nobody ever waited?
    private boolean mayMatterExactly(Tried plan, int years) {
        double best = atBest(plan, years);
        if (best < least()) return false;
        return frontierBound(plan, best);
    }

    private List<Tried> shield = List.of();
    private int shieldOf = -1;

    private boolean frontierBound(Tried plan, double best) {
        if (shieldOf != tried.size()) {
            shield = undominated(screen);
            shieldOf = tried.size();
        }
        for (var each : shield) {
            if (each.cost > plan.cost) return true;
            if (each.promises() >= best && each.control >= plan.control && each.overload <= plan.overload) return false;
        }
        return true;
    }

    private double atBest(Tried plan, int years) {
        double sum = 0;
        var staff = space.staffs.get(plan.staff);
        for (int year = 0; year < years; year++) {
            var load = loads.get(year);
            long kept = space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 0) + space.atBest(load, plan.lanes, staff.cover(), staff.allHours(), 1);
            sum += load.promised == 0 ? 1 : (double) kept / load.promised;
        }
        return sum / years;
    }

    // --- sampled

    private Guess guess;

    private void sampled(SplittableRandom random, int years) {
        load(years);
        guess = new Guess(space, loads.getFirst(), staffs());
        var pool = Pool.of(space, POOL, loads.getFirst());
        learn(pool, random);
        long first = settings.budget() * 2 / 5;
        for (int round = 0; round < 3 && !stopped && workers.simulated() < first; round++) {
            var promising = new ArrayList<Tried>();
            for (long key : guess.promising(pool, skylineOf(screen), tried.keySet(), least(), 5_000 / (round + 1))) promising.add(candidate(Tried.lanes(key), Tried.staff(key)));
            simulate(promising, 0, screen);
            guess.learn(tried.values());
        }
        close(settings.budget() * 3 / 4, screen);
        // More years for those that would be shown.
        var shown = new HashSet<Plan>();
        var finer = new Epsilon(settings.epsilon().cost() / 2, settings.epsilon().promises() / 2, settings.epsilon().control() / 2, settings.epsilon().overload() / 2);
        for (var each : Frontier.thinned(undominated(screen).stream().map(each -> each.point(space, loads)).toList(), finer)) shown.add(each.plan());
        var finalists = new LinkedHashSet<>(named.values());
        for (var each : tried.values()) if (shown.contains(space.plan(each.lanes, each.staff))) finalists.add(each);
        simulate(List.copyOf(finalists), screen, years);
    }

    private void learn(long[] pool, SplittableRandom random) {
        var lessons = new ArrayList<Tried>();
        int middleAgents = (question.agents().least() + question.agents().most() + 1) / 2;
        int middlePeople = Math.max(1, (question.people().least() + question.people().most() + 1) / 2);
        for (int i = 0; i < LESSONS; i++) {
            long lanes = pool[random.nextInt(pool.length)];
            int any = random.nextInt(staffs());
            var like = space.staffs.get(any);
            for (int staff = 0; staff < staffs(); staff++) {
                var each = space.staffs.get(staff);
                if (each.cover() == like.cover() && each.allHours() == like.allHours() && (each.agents() == middleAgents || each.people() == middlePeople) && space.fits(lanes, staff)) {
                    var plan = candidate(lanes, staff);
                    if (plan.years() == 0) lessons.add(plan);
                }
            }
        }
        simulate(distinct(lessons), 0, screen);
        guess.learn(tried.values());
    }

    private static List<Tried> distinct(List<Tried> plans) {
        var all = new LinkedHashMap<Long, Tried>();
        for (var each : plans) all.putIfAbsent(Tried.key(each.lanes, each.staff), each);
        return List.copyOf(all.values());
    }

    /// Of what has met at least so many years; a box tells the best there is for no more cost, no less control, no more overload.
    private Skyline skylineOf(int years) {
        skyline.clear();
        for (var each : tried.values()) if (each.allowed && each.years() >= years) skyline.add(each.box, each.promises());
        skyline.spread();
        return skyline;
    }

    /// Tries the neighbours of the best (another split of one service, one person or agent more or less, another cover) until none gets better.
    private void close(long budget, int years) {
        for (int round = 0; round < ROUNDS && !stopped && workers.simulated() < budget; round++) {
            var best = undominated(years);
            var sky = skyline;
            var neighbours = new LinkedHashMap<Long, Tried>();
            for (var plan : best) {
                if (plan.expanded || plan.promises() < sky.best(plan.box)) continue;
                plan.expanded = true;
                for (var next : neighbours(plan)) {
                    if (next.years() > 0) continue;
                    double hope = Math.min(atBest(next, screen), guess.likely(next.lanes, next.staff, 2));
                    if (hope > sky.best(next.box) && hope >= least()) neighbours.putIfAbsent(Tried.key(next.lanes, next.staff), next);
                }
            }
            if (neighbours.isEmpty()) return;
            simulate(List.copyOf(neighbours.values()), 0, years);
            guess.learn(tried.values());
        }
    }

    private List<Tried> neighbours(Tried plan) {
        var all = new ArrayList<Tried>();
        var staff = space.staffs.get(plan.staff);
        for (int s = 0; s < space.services; s++)
            for (int split : space.options[s]) {
                long lanes = Space.with(plan.lanes, s, split);
                if (lanes != plan.lanes && plan.staff < staffs() && space.fits(lanes, plan.staff)) all.add(candidate(lanes, plan.staff));
            }
        for (int other = 0; other < staffs(); other++) {
            var each = space.staffs.get(other);
            int steps = Math.abs(each.people() - staff.people()) + Math.abs(each.agents() - staff.agents()) + (each.cover() == staff.cover() ? 0 : 1) + (each.allHours() == staff.allHours() ? 0 : 1);
            if (steps == 1 && space.fits(plan.lanes, other)) all.add(candidate(plan.lanes, other));
        }
        return all;
    }

    // --- the answer

    /// Tries at random what the search has left aside and that might have mattered.
    private Frontier.Audit audit(SplittableRandom random) {
        if (stopped) return new Frontier.Audit(0, 0);
        var best = undominated(screen);
        var sample = new LinkedHashMap<Long, Tried>();
        for (int tries = 0; tries < 200 * AUDIT && sample.size() < AUDIT; tries++) {
            // Three services of a plan on the frontier are cut anew, and its staff is drawn anew every other time.
            var start = best.get(random.nextInt(best.size()));
            long lanes = start.lanes;
            for (int i = 0; i < 3; i++) {
                int s = random.nextInt(space.services);
                lanes = Space.with(lanes, s, space.options[s][random.nextInt(space.options[s].length)]);
            }
            int staff = random.nextBoolean() && start.staff < staffs() ? start.staff : random.nextInt(staffs());
            if (!space.fits(lanes, staff)) continue;
            var plan = candidate(lanes, staff);
            if (plan.years() == 0 && atBest(plan, screen) >= least()) sample.putIfAbsent(Tried.key(lanes, staff), plan);
        }
        var plans = List.copyOf(sample.values());
        var known = best.stream().map(Tried::objectives).toList();
        simulate(plans, 0, screen);
        var half = new Epsilon(0.005, 0.002, 0.005, 0.02);
        int within = 0;
        int met = 0;
        for (var plan : plans) {
            if (plan.years() == 0) continue;
            met++;
            var objectives = plan.objectives();
            if (objectives.promises() < least() || known.stream().anyMatch(each -> each.isAsGoodWithin(half, objectives))) within++;
        }
        return new Frontier.Audit(met, within);
    }

    private Frontier frontier(int years, Frontier.Audit audit) {
        int met = years;
        if (stopped && !exact) met = screen;
        var names = new LinkedHashMap<String, Point>();
        named.forEach((name, plan) -> names.put(name, plan.point(space, loads)));
        var all = undominated(met).stream().map(each -> each.point(space, loads)).toList();
        double plans = 0;
        if (space.size() <= 1 << 20) {
            for (long lanes : space.all()) for (int staff = 0; staff < staffs(); staff++) if (space.fits(lanes, staff)) plans++;
        } else plans = space.size() * staffs();
        return new Frontier(Frontier.thinned(all, settings.epsilon()), names, exact && !stopped, plans, tried.size(), audit, met, !stopped, all);
    }
}
