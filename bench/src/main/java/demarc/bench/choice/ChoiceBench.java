package demarc.bench.choice;

import demarc.core.simulation.Estimate;
import demarc.core.simulation.choice.Cover;
import demarc.core.simulation.choice.Epsilon;
import demarc.core.simulation.choice.Frontier;
import demarc.core.simulation.choice.LookAhead;
import demarc.core.simulation.choice.Outlook;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Point;
import demarc.core.simulation.choice.Preference;
import demarc.core.simulation.choice.Progress;
import demarc.core.simulation.choice.Question;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Rerun;
import demarc.core.simulation.choice.Search;
import demarc.core.simulation.choice.Search.Settings;
import demarc.core.simulation.choice.Sensitivity;
import demarc.core.simulation.choice.Split;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;

/// Two figures of the search. *Near the truth*: 7 services of 3 splits, whose 26,000 plans can all be tried on a year of 8,000 tickets, searched by sample. *The default question*: 12
/// services of 4 splits with staff and cover, on years of 25,000 tickets; the time to the first answer and to the whole.
public final class ChoiceBench {

    private static final Epsilon HALF_A_PERCENT = new Epsilon(0.005, 0.005, 0.005, 0.02);

    private ChoiceBench() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        int threads = Runtime.getRuntime().availableProcessors();
        if (args.length == 0 || args[0].equals("truth")) truth(threads);
        if (args.length == 0 || args[0].equals("default")) whole(threads);
        if (args.length == 0 || args[0].equals("ahead")) ahead(threads);
    }

    private static void truth(int threads) {
        var question = Years.question(7, EnumSet.of(Split.INTERNAL, Split.PROVIDER, Split.BY_HOURS), new Range(0, 4), new Range(1, 3), EnumSet.of(Cover.ON_CALL));
        var worlds = Years.worlds(7, 8_000);
        var exact = timed("truth, 7 services, every plan", question, worlds, new Settings(1, 20_000_000_000L, threads, Epsilon.USUAL, Preference.USUAL));
        for (long budget : new long[] {30_000_000, 60_000_000, 120_000_000}) {
            var found = timed("  sampled, budget %,d".formatted(budget), question, worlds, new Settings(1, budget, threads, Epsilon.USUAL, Preference.USUAL));
            int same = 0;
            int near = 0;
            for (var point : exact.all()) {
                if (found.all().stream().anyMatch(each -> each.objectives().equals(point.objectives()))) same++;
                if (found.all().stream().anyMatch(each -> within(each, point))) near++;
            }
            System.out.printf("  of %d true points %d found exactly (%.1f %%), %d within 0.5 %% (%.1f %%)%n", exact.all().size(), same, 100.0 * same / exact.all().size(), near, 100.0 * near / exact.all().size());
        }
    }

    private static long worked() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static boolean within(Point found, Point point) {
        var a = found.objectives();
        var b = point.objectives();
        return a.cost() <= b.cost() * (1 + HALF_A_PERCENT.cost()) && a.promises() >= b.promises() - HALF_A_PERCENT.promises()
                && a.control() >= b.control() - HALF_A_PERCENT.control() && a.overload() <= b.overload() + HALF_A_PERCENT.overload();
    }

    private static void whole(int threads) {
        var question = Years.question(12, EnumSet.allOf(Split.class), new Range(0, 6), new Range(1, 5), EnumSet.allOf(Cover.class));
        var worlds = Years.worlds(12, 25_000);
        for (int round = 0; round < 1; round++) timed("default question, 12 services of 4 splits, 25,000 tickets a year", question, worlds, new Settings(8, Settings.USUAL.budget(), threads, Epsilon.USUAL, Preference.USUAL));
    }

    private static void ahead(int threads) {
        var question = Years.question(12, EnumSet.allOf(Split.class), new Range(0, 6), new Range(1, 5), EnumSet.allOf(Cover.class));
        var worlds = Years.worlds(12, 25_000);
        var plans = new ArrayList<Plan>();
        for (var split : Split.values()) plans.add(new Plan(Collections.nCopies(12, split), 5, Cover.ON_CALL, 3, true));
        long began = System.nanoTime();
        long worked = worked();
        LookAhead.of(question, worlds, 1, Preference.USUAL, Outlook.usual(), plans, threads);
        System.out.printf("look-ahead, %d plans, 12 quarters of 24 futures: %.1f s on %d threads, %.1f s of processor time%n", plans.size(), (System.nanoTime() - began) / 1e9, threads, (worked() - worked) / 1e9);
        began = System.nanoTime();
        worked = worked();
        var rerun = new Rerun(question, worlds, 1, 8);
        for (var plan : plans) rerun.run(plan);
        System.out.printf("the same plans by their agreements, 8 years: %.1f s on one thread, %.1f s of processor time%n", (System.nanoTime() - began) / 1e9, (worked() - worked) / 1e9);
        began = System.nanoTime();
        worked = worked();
        int bars = Sensitivity.of(question, worlds, 1, Preference.USUAL, plans, new Estimate(1, 0.8, 1.2, ""), new Estimate(1, 0.8, 1.3, "")).size();
        System.out.printf("sensitivity to %d assumptions: %.1f s on one thread, %.1f s of processor time%n", bars, (System.nanoTime() - began) / 1e9, (worked() - worked) / 1e9);
    }

    private static Frontier timed(String name, Question question, demarc.core.simulation.choice.Worlds worlds, Settings settings) {
        long began = System.nanoTime();
        long worked = worked();
        var first = new long[1];
        Progress progress = (_, best) -> {
            if (first[0] == 0 && !best.isEmpty()) first[0] = System.nanoTime();
            return true;
        };
        var frontier = Search.run(question, worlds, 1, settings, progress);
        System.out.printf("%s: %.1f s (first answer after %.1f s) on %d threads, %.1f s of processor time; %d undominated, %d after thinning; %s%n", name, (System.nanoTime() - began) / 1e9, (first[0] - began) / 1e9,
                settings.threads(), (worked() - worked) / 1e9, frontier.all().size(), frontier.points().size(), frontier.howClose());
        return frontier;
    }
}
