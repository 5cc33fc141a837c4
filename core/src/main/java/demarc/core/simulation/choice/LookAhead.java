package demarc.core.simulation.choice;

import demarc.core.simulation.CostInput;
import demarc.core.simulation.Streams;
import demarc.core.simulation.World;
import demarc.core.simulation.choice.Outlook.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Three years of several plans in every future of an [Outlook], quarter by quarter. Plans do not adapt; that is the point: it shows how long each holds.
///
/// @param plans      the first is the one that is recommended today
/// @param futures    with what each plan comes to in them
/// @param regret     by plan: score lost against the best plan of each future, on average over the futures, in the currency's smallest unit
/// @param worst      by plan: the largest regret
/// @param bestChance by plan: how likely it is the best one over the three years
/// @param stopsBeing the quarter (1 to 12) from which on the recommended plan is not the best any more if growth goes as is likely and nothing
///                   happens; empty when it stays the best
public record LookAhead(List<Plan> plans, List<Course> futures, double[] regret, double[] worst, double[] bestChance, OptionalInt stopsBeing) {

    /// One future.
    ///
    /// @param cost       by plan and quarter
    /// @param promises   by plan and quarter
    /// @param overload   by plan and quarter: share of the weeks
    /// @param regret     by plan
    /// @param stopsBeing as above, in this future
    public record Course(Future future, long[][] cost, double[][] promises, double[][] overload, double[] regret, OptionalInt stopsBeing) {}

    /// Weeks of one year that stand for each quarter, the same ones always.
    private static final int WEEKS = 13;
    /// A lead of less than this share of the score is none.
    private static final double LEAD = 0.01;
    private static final List<String> REGULATED = List.of("compliance", "documentation", "cybersecurity");

    /// Is the recommended plan also the one with the least regret, but for noise?
    public boolean isRobust() {
        return regret[0] <= Arrays.stream(regret).min().orElseThrow() * 1.05 + 1;
    }

    /// The plan that one regrets least, on average.
    public Plan leastRegretted() {
        int least = 0;
        for (int i = 1; i < regret.length; i++) if (regret[i] < regret[least]) least = i;
        return plans.get(least);
    }

    /// @param plans the recommended one first
    public static LookAhead of(Question question, Worlds worlds, long seed, Preference preference, Outlook outlook, List<Plan> plans, int threads) {
        return new Reckoning(question, worlds, seed, preference, outlook, plans, threads).done();
    }

    private static final class Reckoning {
        private final Question question;
        private final Streams streams;
        private final Preference preference;
        private final Outlook outlook;
        private final List<Plan> plans;
        private final Ground ground;
        private final Worlds worlds;
        private final World base;
        private final Workers workers;
        /// By growth, and whether somebody is missing: promises and overload of each plan.
        private final Map<Key, double[][]> known = new HashMap<>();

        private record Key(List<Long> percent, boolean missing) {}

        Reckoning(Question question, Worlds worlds, long seed, Preference preference, Outlook outlook, List<Plan> plans, int threads) {
            this.question = question;
            this.streams = Streams.of(seed);
            this.preference = preference;
            this.outlook = outlook;
            this.plans = List.copyOf(plans);
            this.ground = new Ground(question);
            this.worlds = worlds;
            this.base = worlds.draw(0);
            this.workers = new Workers(threads);
        }

        LookAhead done() {
            var futures = outlook.futures();
            var wanted = new java.util.LinkedHashSet<Key>();
            for (var future : futures) for (int quarter = 1; quarter <= Outlook.QUARTERS; quarter++) wanted.add(key(future, quarter));
            var keys = List.copyOf(wanted);
            var results = new double[keys.size()][][];
            workers.run(results.length, (task, with) -> results[task] = tried(keys.get(task), with));
            for (int i = 0; i < results.length; i++) known.put(keys.get(i), results[i]);
            var courses = new ArrayList<Course>();
            var regret = new double[plans.size()];
            var worst = new double[plans.size()];
            var chance = new double[plans.size()];
            for (var future : futures) {
                var course = course(future);
                courses.add(course);
                int best = 0;
                for (int plan = 0; plan < plans.size(); plan++) {
                    regret[plan] += future.probability() * course.regret[plan];
                    worst[plan] = Math.max(worst[plan], course.regret[plan]);
                    if (course.regret[plan] < course.regret[best]) best = plan;
                }
                chance[best] += future.probability();
            }
            return new LookAhead(plans, courses, regret, worst, chance, courses.getFirst().stopsBeing);
        }

        private double users(Future future, int quarter) {
            return StrictMath.pow(1 + future.users(), quarter / 4.0) * (future.acquires() && quarter >= Outlook.ACQUIRES ? 1 + outlook.acquisitionSize().value() : 1);
        }

        private Key key(Future future, int quarter) {
            double users = users(future, quarter);
            double threats = StrictMath.pow(1 + future.threats(), quarter / 4.0);
            var growth = new ArrayList<Long>();
            for (var service : question.services()) {
                double times = users;
                if (service.key().equals("cybersecurity")) times *= threats;
                if (future.regulated() && quarter >= Outlook.REGULATED && REGULATED.contains(service.key())) times *= outlook.regulationWork().value();
                growth.add(2 * Math.round(times * 50));
            }
            return new Key(growth, missing(future, quarter));
        }

        private boolean missing(Future future, int quarter) {
            return future.leaves() && quarter >= Outlook.LEAVES && quarter < Outlook.LEAVES + outlook.quartersToFill();
        }

        private double[][] tried(Key key, Trials with) {
            var load = new Load(question, ground, Grown.of(base, WEEKS, key.percent.stream().mapToDouble(each -> each / 100.0).toArray(), 1), worlds, streams, 0, false);
            var results = new double[plans.size()][];
            for (int i = 0; i < results.length; i++) {
                var plan = plans.get(i);
                int people = Math.max(0, plan.people() - (key.missing ? 1 : 0));
                var splits = plan.splits().toArray(Split[]::new);
                var result = with.run(load, ground, splits, plan.cover(), plan.allHours(), new int[][] {{people, plan.agents()}})[0];
                results[i] = new double[] {result.kept(load), Space.overload(question, load, splits, plan.cover(), people)};
            }
            return results;
        }

        private Course course(Future future) {
            var cost = new long[plans.size()][Outlook.QUARTERS];
            var promises = new double[plans.size()][Outlook.QUARTERS];
            var overload = new double[plans.size()][Outlook.QUARTERS];
            var scores = new double[plans.size()][Outlook.QUARTERS];
            for (int quarter = 1; quarter <= Outlook.QUARTERS; quarter++) {
                var pricing = new Pricing(question.withUsers(question.users() * users(future, quarter), question.projectHours()));
                var results = known.get(key(future, quarter));
                double reference = pricing.of(plans.getFirst()) / 4.0;
                for (int plan = 0; plan < plans.size(); plan++) {
                    cost[plan][quarter - 1] = pricing.of(plans.get(plan)) / 4 + leaving(pricing, plans.get(plan), future, quarter);
                    promises[plan][quarter - 1] = results[plan][0];
                    overload[plan][quarter - 1] = results[plan][1];
                    scores[plan][quarter - 1] = preference.score(new Objectives(cost[plan][quarter - 1], promises[plan][quarter - 1], control(plan), overload[plan][quarter - 1]), reference);
                }
            }
            var regret = new double[plans.size()];
            for (int plan = 0; plan < regret.length; plan++) regret[plan] = Arrays.stream(scores[plan]).sum();
            double best = Arrays.stream(regret).min().orElseThrow();
            for (int plan = 0; plan < regret.length; plan++) regret[plan] -= best;
            return new Course(future, cost, promises, overload, regret, stopsBeing(scores));
        }

        /// Somebody who leaves is replaced: what that costs is known only for those who have somebody.
        private long leaving(Pricing pricing, Plan plan, Future future, int quarter) {
            if (!future.leaves() || quarter != Outlook.LEAVES || plan.people() == 0) return 0;
            double pay = question.costs().get(CostInput.PAY_ADMINISTRATOR).value() * question.costs().get(CostInput.REPLACEMENT).value();
            return pricing.cents(pay);
        }

        private double[] controls;

        private double control(int plan) {
            if (controls == null) {
                var space = new Space(question, ground, new Pricing(question), List.of(new Load(question, ground, base, worlds, streams, 0, false)));
                controls = plans.stream().mapToDouble(each -> space.control(Space.lanes(each.splits()))).toArray();
            }
            return controls[plan];
        }

        /// The first quarter from which on to the end another plan is better by more than noise.
        private static OptionalInt stopsBeing(double[][] scores) {
            int stops = Outlook.QUARTERS + 1;
            for (int quarter = Outlook.QUARTERS; quarter >= 1; quarter--) {
                double best = Double.POSITIVE_INFINITY;
                for (var each : scores) best = Math.min(best, each[quarter - 1]);
                if (scores[0][quarter - 1] <= best * (1 + LEAD)) break;
                stops = quarter;
            }
            return stops > Outlook.QUARTERS ? OptionalInt.empty() : OptionalInt.of(stops);
        }
    }
}
