package demarc.core.simulation.choice;

import static demarc.core.simulation.World.PLANNED;

import demarc.core.simulation.Kernel;
import demarc.core.simulation.Lanes;
import demarc.core.simulation.Shift;
import demarc.core.simulation.Tally;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tries plans on one load, those with the same lanes together: what is dealt to the internal team serves every number of agents, and the other way
/// round, unless the team passes work on. One instance serves one thread.
final class Trials {

    static final int TEAM = 0;
    static final int NIGHTS = 1;
    static final int PROVIDER = 2;
    static final int CREWS = 3;

    /// When more than one ticket in so many stayed where it waited in the morning, all crews are served together instead.
    private static final int STAYED = 1000;

    private @Nullable Kernel kernel;
    private final Tally none = new Tally();
    private final Tally night = new Tally();
    private Tally[] team = {};
    private Tally[] agents = {};

    /// Tickets that were simulated so far, counted as often as a crew had them.
    long simulated;

    /// What one plan comes to on one load, in counts.
    ///
    /// @param inside    promises kept by the internal team
    /// @param outside   promises kept by the provider
    /// @param planned   milliseconds of planned work done
    /// @param overtime  milliseconds
    /// @param nightWork milliseconds
    record Result(long inside, long outside, long planned, long overtime, long nightWork) {
        double kept(Load load) {
            return load.promised == 0 ? 1 : (double) (inside + outside) / load.promised;
        }
    }

    static Lanes lanes(Ground ground, Split[] splits, Cover cover, boolean allHours) {
        var first = new byte[4 * splits.length];
        var next = new byte[2 * splits.length * CREWS];
        for (int s = 0; s < splits.length; s++)
            for (int urgent = 0; urgent < 2; urgent++) {
                int service = 2 * s + urgent;
                int atNight = cover == Cover.SEAT || cover == Cover.ON_CALL && urgent == 1 ? NIGHTS : TEAM;
                first[2 * service] = (byte) (splits[s] == Split.PROVIDER ? PROVIDER : TEAM);
                first[2 * service + 1] = (byte) (splits[s].isNightsInternal() ? atNight : PROVIDER);
                boolean passes = splits[s] == Split.BY_TIER;
                next[service * CREWS + TEAM] = (byte) (passes && (allHours || urgent == 0) ? PROVIDER : TEAM);
                next[service * CREWS + NIGHTS] = (byte) (passes && allHours ? PROVIDER : NIGHTS);
                next[service * CREWS + PROVIDER] = PROVIDER;
            }
        return new Lanes(ground.office(), CREWS, first, next, true);
    }

    /// @param wanted pairs: people and agents
    Result[] run(Load load, Ground ground, Split[] splits, Cover cover, boolean allHours, int[][] wanted) {
        var lanes = lanes(ground, splits, cover, allHours);
        if (kernel == null) kernel = new Kernel(load.sheet, lanes);
        else kernel.deal(load.sheet, lanes);
        simulated += load.world.size() / 4;
        boolean people = Arrays.stream(splits).anyMatch(Split::needsPeople);
        boolean provider = Arrays.stream(splits).anyMatch(Split::needsProvider);
        boolean nights = cover != Cover.MORNING && Arrays.stream(splits).anyMatch(Split::isNightsInternal);
        // What the team passes on, or leaves in the evening, makes the provider's work depend on how many the team are.
        boolean passes = Arrays.stream(splits).anyMatch(each -> each == Split.BY_TIER || each == Split.BY_HOURS);
        var order = wanted.clone();
        Arrays.sort(order, (a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
        int most = Arrays.stream(order).mapToInt(pair -> Math.max(pair[0], pair[1])).max().orElse(0);
        room(most + 1);
        var done = new boolean[most + 1];
        var results = new Result[wanted.length];
        int before = -1;
        int heavy = -1;
        for (var pair : order) {
            var inside = team[pair[0]];
            var outside = agents[pair[1]];
            if (pair[0] != before && pair[0] != heavy) {
                if (isMuch(serve(kernel, TEAM, load.team(pair[0]), inside) + serve(kernel, NIGHTS, load.night(), night), load)) heavy = pair[0];
                if (passes) Arrays.fill(done, false);
                before = pair[0];
            }
            boolean apart = pair[0] != heavy;
            if (apart && provider && !done[pair[1]]) {
                apart = !isMuch(serve(kernel, PROVIDER, load.agents(pair[1], allHours), outside), load);
                done[pair[1]] = true;
            }
            if (!apart) {
                together(kernel, load, pair, allHours, inside, outside);
                before = -1;
                Arrays.fill(done, false);
            }
            var from = people ? inside : none;
            var to = provider ? outside : none;
            var over = nights ? night : none;
            var result = new Result(kept(from) + kept(over), kept(to), from.plannedDone() + to.plannedDone() + over.plannedDone(), from.overtime(), over.work());
            for (int i = 0; i < wanted.length; i++) if (wanted[i] == pair) results[i] = result;
        }
        return results;
    }

    private static boolean isMuch(int stayed, Load load) {
        return (long) stayed * STAYED > load.world.size();
    }

    private void together(Kernel with, Load load, int[] pair, boolean allHours, Tally inside, Tally outside) {
        inside.clear();
        night.clear();
        outside.clear();
        with.serve(new Shift[] {load.team(pair[0]), load.night(), load.agents(pair[1], allHours)}, new Tally[] {inside, night, outside});
        simulated += load.world.size();
    }

    /// @return how often work stayed that should have moved in the morning
    private int serve(Kernel with, int crew, Shift shift, Tally into) {
        into.clear();
        int stayed = with.serve(crew, shift, into);
        for (int priority = 0; priority <= PLANNED; priority++) simulated += into.handlings(priority);
        return stayed;
    }

    private void room(int size) {
        if (team.length >= size) return;
        team = new Tally[size];
        agents = new Tally[size];
        for (int i = 0; i < size; i++) {
            team[i] = new Tally();
            agents[i] = new Tally();
        }
    }

    private static long kept(Tally tally) {
        long kept = 0;
        for (int priority = 0; priority < PLANNED; priority++) kept += tally.answered(priority).kept() + tally.resolved(priority).kept();
        return kept;
    }
}
