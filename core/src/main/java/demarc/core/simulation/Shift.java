package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;

import demarc.core.worktime.WorkCalendar;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// How many people may begin work, as it changes over time: a step for each opening and closing, holiday, absence or hire. Work begun before a
/// step down is finished. Moments are milliseconds since the epoch.
public final class Shift {

    /// `agents[i]` people from `at[i]` on, nobody before the first.
    final long[] at;
    final int[] agents;

    private Shift(long[] at, int[] agents) {
        this.at = at;
        this.agents = agents;
    }

    public static Shift always(int agents) {
        return steps(new long[] {Long.MIN_VALUE}, new int[] {agents});
    }

    /// @param at     in order
    /// @param agents how many there are from then on
    public static Shift steps(long[] at, int[] agents) {
        if (at.length != agents.length) throw new IllegalArgumentException("(%d) moments for (%d) numbers of people".formatted(at.length, agents.length));
        for (int i = 0; i < at.length; i++) {
            if (i > 0 && at[i] <= at[i - 1]) throw new IllegalArgumentException("steps must lie in order: (%d) follows (%d)".formatted(at[i], at[i - 1]));
            if (agents[i] < 0) throw new IllegalArgumentException("(%d) people at (%d)".formatted(agents[i], at[i]));
        }
        return new Shift(at.clone(), agents.clone());
    }

    /// So many people whenever these hours are open, from one moment to another: leave room after the last arrival for the work it brings.
    public static Shift of(WorkCalendar hours, int agents, long from, long to) {
        var steps = new Steps();
        long second = Math.floorDiv(from, 1000L);
        if (hours.open(second)) steps.add(from, agents);
        for (long next = hours.nextChange(second); next != WorkCalendar.NEVER && next * 1000 < to; next = hours.nextChange(next))
            steps.add(next * 1000, hours.open(next) ? agents : 0);
        steps.add(to, 0);
        return steps.done();
    }

    public Shift plus(Shift other) {
        return combined(other, Integer::sum);
    }

    /// With some away; never fewer than nobody.
    public Shift minus(Shift away) {
        return combined(away, (here, gone) -> Math.max(0, here - gone));
    }

    private Shift combined(Shift other, IntBinaryOperator operation) {
        var steps = new Steps();
        int mine = 0;
        int theirs = 0;
        while (mine < at.length || theirs < other.at.length) {
            long next = Math.min(mine < at.length ? at[mine] : NEVER, theirs < other.at.length ? other.at[theirs] : NEVER);
            if (mine < at.length && at[mine] == next) mine++;
            if (theirs < other.at.length && other.at[theirs] == next) theirs++;
            steps.add(next, operation.applyAsInt(mine == 0 ? 0 : agents[mine - 1], theirs == 0 ? 0 : other.agents[theirs - 1]));
        }
        return steps.done();
    }

    private static final class Steps {
        private long[] at = new long[64];
        private int[] agents = new int[64];
        private int size;

        void add(long moment, int people) {
            if (people == (size == 0 ? 0 : agents[size - 1])) return;
            if (size == at.length) {
                at = Arrays.copyOf(at, 2 * size);
                agents = Arrays.copyOf(agents, 2 * size);
            }
            at[size] = moment;
            agents[size++] = people;
        }

        Shift done() {
            return steps(Arrays.copyOf(at, size), Arrays.copyOf(agents, size));
        }
    }

    public int at(long moment) {
        int step = step(moment);
        return step < 0 ? 0 : agents[step];
    }

    /// The last step at or before this moment, or -1.
    private int step(long moment) {
        int found = Arrays.binarySearch(at, moment);
        return found >= 0 ? found : -found - 2;
    }

    /// When the number of people changes next, or [World#NEVER].
    public long nextChange(long after) {
        int next = step(after) + 1;
        return next < at.length ? at[next] : NEVER;
    }

    /// People's time in milliseconds: two people for an hour are 7,200,000.
    public long time(long from, long to) {
        long sum = 0;
        for (int i = Math.max(0, step(from)); i < at.length && at[i] < to; i++) {
            long until = Math.min(to, i + 1 < at.length ? at[i + 1] : NEVER);
            sum += agents[i] * Math.max(0, until - Math.max(from, at[i]));
        }
        return sum;
    }

    /// The most people there ever are.
    public int most() {
        int most = 0;
        for (int each : agents) most = Math.max(most, each);
        return most;
    }
}
