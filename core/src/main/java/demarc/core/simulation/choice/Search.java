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
        public static final Settings USUAL = new Settings(8, 600_000_000L, Runtime.getRuntime().availableProcessors(), Epsilon.USUAL, Preference.USUAL);
    }

    private static final int POOL = 20_000;
    private static final int LESSONS = 240;
    private static final int ROUNDS = 12;
    private static final int AUDIT = 400;
    /// A year of more tickets than this tells more, and costs more: fewer plans meet fewer of them.
    private static final int LARGE = 40_000;
    private static final int FEWEST_YEARS = 3;
    /// Tickets that a plan meets before it is judged.
    private static final int SCREENED = 20_000;

    private final Question question;
    private final Settings settings;
    private final Trying trying;
    private final Space space;
    private final Map<String, Tried> named = new LinkedHashMap<>();
    private boolean exact;

    private Search(Question question, Worlds worlds, long seed, Settings settings, Progress progress) {
        this.question = question;
        this.settings = settings;
        trying = new Trying(question, worlds, seed, settings, progress);
        space = trying.space;
    }

    /// @param worlds draws one more world for each replication number, over the same time
    /// @param seed   decides who is away when, and which plans are tried at random
    public static Frontier run(Question question, Worlds worlds, long seed, Settings settings, Progress progress) {
        return new Search(question, worlds, seed, settings, progress).run(seed);
    }

    private Frontier run(long seed) {
        int years = exactYears();
        exact = years > 0;
        // Small worlds are noisy: there, plans are screened on several years at once.
        trying.screen = exact ? years : Math.clamp(SCREENED / Math.max(1, trying.loads.getFirst().world.size()), 1, settings.years());
        trying.load(trying.screen);
        nameThem();
        if (exact) {
            everything(years);
        } else {
            years = Math.max(Math.min(FEWEST_YEARS, settings.years()), (int) Math.ceil(settings.years() / size()));
            sampled(new SplittableRandom(seed), years);
        }
        return frontier(years, exact ? new Frontier.Audit(0, 0) : audit(new SplittableRandom(~seed)));
    }

    // --- plans with a name

    private void nameThem() {
        var names = new LinkedHashMap<String, Long>();
        names.put("in-house", Space.lanes(java.util.Collections.nCopies(space.services, Split.INTERNAL)));
        for (var template : Templates.names()) if (!template.equals("internal")) names.put(template, Space.lanes(space.ground.splits(template)));
        names.put("fully-managed", Space.lanes(java.util.Collections.nCopies(space.services, Split.PROVIDER)));
        var today = question.today();
        if (today != null) {
            var staff = new Space.Staff(today.people(), today.cover(), today.agents(), today.allHours());
            int known = space.staffs.indexOf(staff);
            if (known < 0) {
                space.staffs.add(staff);
                known = space.staffs.size() - 1;
            }
            var one = trying.candidate(Space.lanes(today.splits()), known);
            trying.simulate(List.of(one), 0, trying.screen);
            if (one.years() > 0) named.put("today", one);
        }
        for (var name : names.entrySet()) {
            var all = new ArrayList<Tried>();
            for (int staff = 0; staff < trying.staffs(); staff++) if (space.fits(name.getValue(), staff)) all.add(trying.candidate(name.getValue(), staff));
            trying.simulate(all, 0, trying.screen);
            all.removeIf(each -> each.years() == 0);
            if (all.isEmpty()) continue;
            double reference = named.containsKey("today") ? named.get("today").cost : all.getFirst().cost;
            Tried best = all.getFirst();
            for (var each : all)
                if (settings.preference().score(each.objectives(), reference) < settings.preference().score(best.objectives(), reference)) best = each;
            named.put(name.getKey(), best);
        }
        // Where nothing keeps enough, the best there is has to do.
        trying.least = Math.min(question.leastPromises(), named.values().stream().mapToDouble(Tried::promises).max().orElse(0) - 0.02);
        if (named.containsKey("today")) trying.least = Math.min(trying.least, named.get("today").promises());
    }

    // --- exact

    /// How many years all plans can meet within the budget; 0 when not even one.
    private int exactYears() {
        if (space.size() > 1 << 20) return 0;
        double served = 0;
        int tickets = trying.loads.getFirst().world.size();
        for (long lanes : space.all()) {
            boolean passes = false;
            for (int s = 0; s < space.services; s++) passes |= Space.split(lanes, s) == Split.BY_TIER.ordinal() || Space.split(lanes, s) == Split.BY_HOURS.ordinal();
            int groups = (space.hasNights(lanes) ? question.covers().size() : 1) * (space.needsProvider(lanes) ? question.providerHours().size() : 1);
            double people = space.needsPeople(lanes) ? question.people().size() : 0;
            double provider = space.needsProvider(lanes) ? question.agents().size() : 0;
            served += groups * tickets * (0.25 + 0.55 * people + 0.55 * provider * (passes ? Math.max(1, people) : 1));
        }
        int years = (int) Math.min(settings.years(), settings.budget() / Math.max(1, served));
        if (years > 0) trying.expected = served * years;
        return years;
    }

    private void everything(int years) {
        var all = space.all();
        int bundle = 128;
        for (int start = 0; start < all.length && !trying.stopped; start += bundle) {
            var plans = new ArrayList<Tried>();
            for (int i = start; i < Math.min(all.length, start + bundle); i++)
                for (int staff = 0; staff < trying.staffs(); staff++) {
                    if (!space.fits(all[i], staff)) continue;
                    var plan = trying.candidate(all[i], staff);
                    if (plan.years() == 0 && mayMatterExactly(plan, years)) plans.add(plan);
                }
            trying.simulate(plans, 0, years);
        }
    }

    /// Could it still be undominated if nobody ever waited?
    private boolean mayMatterExactly(Tried plan, int years) {
        double best = trying.atBest(plan, years);
        if (best < trying.least) return false;
        return frontierBound(plan, best);
    }

    private List<Tried> shield = List.of();
    private int shieldOf = -1;

    private boolean frontierBound(Tried plan, double best) {
        if (shieldOf != trying.tried.size()) {
            shield = trying.undominated(trying.screen);
            shieldOf = trying.tried.size();
        }
        for (var each : shield) {
            if (each.cost > plan.cost) return true;
            if (each.promises() >= best && each.control >= plan.control && each.overload <= plan.overload) return false;
        }
        return true;
    }

    // --- sampled

    private Guess guess;

    private void sampled(SplittableRandom random, int years) {
        trying.load(years);
        guess = new Guess(space, trying.loads.getFirst(), trying.staffs());
        var pool = Pool.of(space, POOL, trying.loads.getFirst());
        learn(pool, random);
        long first = settings.budget() * 2 / 5;
        for (int round = 0; round < 3 && !trying.stopped && trying.simulated() < first; round++) {
            var promising = new ArrayList<Tried>();
            for (long key : guess.promising(pool, trying.skylineOf(trying.screen), trying.tried.keySet(), trying.least, (int) (5_000 / (round + 1) / size()))) promising.add(trying.candidate(Tried.lanes(key), Tried.staff(key)));
            trying.simulate(promising, 0, trying.screen);
            guess.learn(trying.tried.values());
        }
        close(settings.budget() * 3 / 4, trying.screen);
        // More years for those that would be shown.
        var shown = new HashSet<Plan>();
        var finer = new Epsilon(settings.epsilon().cost() / 2, settings.epsilon().promises() / 2, settings.epsilon().control() / 2, settings.epsilon().overload() / 2);
        for (var each : Frontier.thinned(trying.undominated(trying.screen).stream().map(each -> each.point(space, trying.loads)).toList(), finer)) shown.add(each.plan());
        var finalists = new LinkedHashSet<>(named.values());
        for (var each : trying.tried.values()) if (shown.contains(space.plan(each.lanes, each.staff))) finalists.add(each);
        trying.simulate(List.copyOf(finalists), trying.screen, years);
    }

    /// How many times larger than a usual one a year is, at least 1.
    private double size() {
        return Math.max(1, (double) trying.loads.getFirst().world.size() / LARGE);
    }

    private void learn(long[] pool, SplittableRandom random) {
        var lessons = new ArrayList<Tried>();
        int middleAgents = question.agents().middle();
        int middlePeople = Math.max(1, question.people().middle());
        for (int i = 0; i < LESSONS / size(); i++) {
            long lanes = pool[random.nextInt(pool.length)];
            int any = random.nextInt(trying.staffs());
            var like = space.staffs.get(any);
            for (int staff = 0; staff < trying.staffs(); staff++) {
                var each = space.staffs.get(staff);
                if (each.cover() == like.cover() && each.allHours() == like.allHours() && (each.agents() == middleAgents || each.people() == middlePeople) && space.fits(lanes, staff)) {
                    var plan = trying.candidate(lanes, staff);
                    if (plan.years() == 0) lessons.add(plan);
                }
            }
        }
        trying.simulate(distinct(lessons), 0, trying.screen);
        guess.learn(trying.tried.values());
    }

    private static List<Tried> distinct(List<Tried> plans) {
        var all = new LinkedHashMap<Long, Tried>();
        for (var each : plans) all.putIfAbsent(Tried.key(each.lanes, each.staff), each);
        return List.copyOf(all.values());
    }

    /// Tries the neighbours of the best (another split of one service, one person or agent more or less, another cover) until none gets better.
    private void close(long budget, int years) {
        for (int round = 0; round < ROUNDS && !trying.stopped && trying.simulated() < budget; round++) {
            var best = trying.undominated(years);
            var sky = trying.skylineOf(years);
            var neighbours = new LinkedHashMap<Long, Tried>();
            for (var plan : best) {
                if (plan.expanded || plan.promises() < sky.best(plan.box)) continue;
                plan.expanded = true;
                for (var next : neighbours(plan)) {
                    if (next.years() > 0) continue;
                    double hope = Math.min(trying.atBest(next, trying.screen), guess.likely(next.lanes, next.staff, 2));
                    if (hope > sky.best(next.box) && hope >= trying.least) neighbours.putIfAbsent(Tried.key(next.lanes, next.staff), next);
                }
            }
            if (neighbours.isEmpty()) return;
            trying.simulate(List.copyOf(neighbours.values()), 0, years);
            guess.learn(trying.tried.values());
        }
    }

    private List<Tried> neighbours(Tried plan) {
        var all = new ArrayList<Tried>();
        var staff = space.staffs.get(plan.staff);
        for (int s = 0; s < space.services; s++)
            for (int split : space.options[s]) {
                long lanes = Space.with(plan.lanes, s, split);
                if (lanes != plan.lanes && plan.staff < trying.staffs() && space.fits(lanes, plan.staff)) all.add(trying.candidate(lanes, plan.staff));
            }
        for (int other = 0; other < trying.staffs(); other++) {
            var each = space.staffs.get(other);
            int steps = question.people().steps(each.people(), staff.people()) + question.agents().steps(each.agents(), staff.agents()) + (each.cover() == staff.cover() ? 0 : 1) + (each.allHours() == staff.allHours() ? 0 : 1);
            if (steps == 1 && space.fits(plan.lanes, other)) all.add(trying.candidate(plan.lanes, other));
        }
        return all;
    }

    // --- the answer

    /// Tries at random what the search has left aside and that might have mattered.
    private Frontier.Audit audit(SplittableRandom random) {
        var best = trying.undominated(trying.screen);
        if (trying.stopped || best.isEmpty()) return new Frontier.Audit(0, 0);
        var sample = new LinkedHashMap<Long, Tried>();
        for (int tries = 0; tries < 200 * AUDIT && sample.size() < AUDIT / size(); tries++) {
            // Three services of a plan on the frontier are cut anew, and its staff is drawn anew every other time.
            var start = best.get(random.nextInt(best.size()));
            long lanes = start.lanes;
            for (int i = 0; i < 3; i++) {
                int s = random.nextInt(space.services);
                lanes = Space.with(lanes, s, space.options[s][random.nextInt(space.options[s].length)]);
            }
            int staff = random.nextBoolean() && start.staff < trying.staffs() ? start.staff : random.nextInt(trying.staffs());
            if (!space.fits(lanes, staff)) continue;
            var plan = trying.candidate(lanes, staff);
            if (plan.years() == 0 && trying.atBest(plan, trying.screen) >= trying.least) sample.putIfAbsent(Tried.key(lanes, staff), plan);
        }
        var plans = List.copyOf(sample.values());
        var known = best.stream().map(Tried::objectives).toList();
        trying.simulate(plans, 0, trying.screen);
        var half = new Epsilon(0.005, 0.002, 0.005, 0.02);
        int within = 0;
        int met = 0;
        for (var plan : plans) {
            if (plan.years() == 0) continue;
            met++;
            var objectives = plan.objectives();
            if (objectives.promises() < trying.least || known.stream().anyMatch(each -> each.isAsGoodWithin(half, objectives))) within++;
        }
        return new Frontier.Audit(met, within);
    }

    private Frontier frontier(int years, Frontier.Audit audit) {
        int met = years;
        if (trying.stopped && !exact) met = trying.screen;
        var names = new LinkedHashMap<String, Point>();
        named.forEach((name, plan) -> names.put(name, plan.point(space, trying.loads)));
        var all = trying.undominated(met).stream().map(each -> each.point(space, trying.loads)).toList();
        double plans = 0;
        if (space.size() <= 1 << 20) {
            for (long lanes : space.all()) for (int staff = 0; staff < trying.staffs(); staff++) if (space.fits(lanes, staff)) plans++;
        } else plans = space.size() * trying.staffs();
        return new Frontier(Frontier.thinned(all, settings.epsilon()), names, exact && !trying.stopped, plans, trying.tried.size(), audit, met, !trying.stopped, all);
    }
}
