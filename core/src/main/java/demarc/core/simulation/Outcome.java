package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;

import java.util.Arrays;

/// What became of each ticket on one desk, and what each crew did beyond its hours. A ticket that was never begun (nobody who could take it was
/// there any more) shows [World#NEVER].
public final class Outcome {

    final World world;
    final byte[] crew;
    final long[] start;
    final byte[] secondCrew;
    final long[] secondStart;
    final long[] overtime;

    Outcome(World world, int crews) {
        this.world = world;
        crew = new byte[world.size];
        start = new long[world.size];
        secondCrew = new byte[world.size];
        secondStart = new long[world.size];
        overtime = new long[crews];
        Arrays.fill(start, NEVER);
        Arrays.fill(secondCrew, (byte) Route.NOBODY);
        Arrays.fill(secondStart, NEVER);
    }

    /// Who did the first handling, or has it waiting.
    public int crew(int ticket) {
        return crew[ticket];
    }

    public long start(int ticket) {
        return start[ticket];
    }

    /// The end of the first handling.
    public long end(int ticket) {
        return start[ticket] == NEVER ? NEVER : start[ticket] + world.work[ticket];
    }

    /// Who did the second handling or has it waiting; [Route#NOBODY] when there is none.
    public int secondCrew(int ticket) {
        return secondCrew[ticket];
    }

    public long secondStart(int ticket) {
        return secondStart[ticket];
    }

    public long secondEnd(int ticket) {
        return secondStart[ticket] == NEVER ? NEVER : secondStart[ticket] + world.again[ticket];
    }

    public boolean escalated(int ticket) {
        return secondCrew[ticket] != Route.NOBODY;
    }

    /// The end of the last handling.
    public long lastEnd(int ticket) {
        return escalated(ticket) ? secondEnd(ticket) : end(ticket);
    }

    public long resolved(int ticket) {
        long end = lastEnd(ticket);
        return end == NEVER ? NEVER : end + world.idle[ticket];
    }

    /// Time (ms) that people of this crew worked after their shift had ended.
    public long overtime(int crew) {
        return overtime[crew];
    }
}
