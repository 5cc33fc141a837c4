package demarc.core.simulation;

import static demarc.core.simulation.World.PLANNED;
import static demarc.core.simulation.World.PRIORITIES;

import java.util.Arrays;

/// What the [Kernel] counts of one crew; tallies of a desk's crews add up to the desk's. One instance may serve any number of runs.
///
/// Where nothing is promised for a ticket, its promise counts as kept.
public final class Tally {

    final long[] tickets = new long[PRIORITIES];
    final long[] answered = new long[PRIORITIES];
    final long[] handlings = new long[PRIORITIES];
    final long[] resolutions = new long[PRIORITIES];
    final long[] resolved = new long[PRIORITIES];
    final long[] waited = new long[PRIORITIES];
    final long[] waiting = new long[PRIORITIES];
    long neverBegun;
    long work;
    long plannedDone;
    long there;
    long overtime;

    public void clear() {
        Arrays.fill(tickets, 0);
        Arrays.fill(answered, 0);
        Arrays.fill(handlings, 0);
        Arrays.fill(resolutions, 0);
        Arrays.fill(resolved, 0);
        Arrays.fill(waited, 0);
        Arrays.fill(waiting, 0);
        neverBegun = work = plannedDone = there = overtime = 0;
    }

    public void add(Tally other) {
        for (int priority = 0; priority < PRIORITIES; priority++) {
            tickets[priority] += other.tickets[priority];
            answered[priority] += other.answered[priority];
            handlings[priority] += other.handlings[priority];
            resolutions[priority] += other.resolutions[priority];
            resolved[priority] += other.resolved[priority];
            waited[priority] += other.waited[priority];
            waiting[priority] += other.waiting[priority];
        }
        neverBegun += other.neverBegun;
        work += other.work;
        plannedDone += other.plannedDone;
        there += other.there;
        overtime += other.overtime;
    }

    /// Answers this crew owed, which are its tickets' first handlings, and gave in time.
    public Kept answered(int priority) {
        return new Kept(tickets[priority], answered[priority]);
    }

    /// Resolutions that lay with this crew, which did the last handling, and those in time.
    public Kept resolved(int priority) {
        return new Kept(resolutions[priority], resolved[priority]);
    }

    /// Resolutions of P1 to P4.
    public Kept resolved() {
        long all = 0;
        long kept = 0;
        for (int priority = 0; priority < PLANNED; priority++) {
            all += resolutions[priority];
            kept += resolved[priority];
        }
        return new Kept(all, kept);
    }

    /// First and second handlings.
    public long handlings(int priority) {
        return handlings[priority];
    }

    /// Handlings that did not begin at once.
    public long waited(int priority) {
        return waited[priority];
    }

    /// Handlings that never began, as nobody was there any more.
    public long neverBegun() {
        return neverBegun;
    }

    /// Milliseconds of handling.
    public long work() {
        return work;
    }

    /// Milliseconds of planned handlings that ended before the world did.
    public long plannedDone() {
        return plannedDone;
    }

    /// People's time within the world, in milliseconds.
    public long there() {
        return there;
    }

    public double use() {
        return (double) work / there;
    }

    /// Milliseconds worked after the shift had ended.
    public long overtime() {
        return overtime;
    }
}
