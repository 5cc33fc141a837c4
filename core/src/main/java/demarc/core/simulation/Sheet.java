package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static demarc.core.simulation.World.PLANNED;
import static demarc.core.simulation.World.PRIORITIES;

import demarc.core.worktime.WorkCalendar;
import java.util.stream.LongStream;

/// A world with all that does not depend on who works: what the [Kernel] needs, reckoned once for all candidates and threads.
///
/// Nearly every ticket is begun as soon as it comes, and what becomes of it then is known beforehand. So all outcomes "if begun at once" are summed
/// up here by *kind* (service, inside or outside the office's hours), and the kernel only corrects them for the tickets that had to wait.
public final class Sheet {

    final World world;
    final WorkCalendar office;
    final long[] respondBy;
    final byte[] kind;
    /// The last moment at which the first handling may begin if the ticket is resolved by it in time.
    final long[] lastStart;
    /// The same for the second handling.
    final long[] lastSecondStart;
    final Sum[] sums;
    /// When the office opens and closes, turn by turn, until the [Engine] too no longer moves anything.
    final long[] edges;
    private final boolean opensFirst;

    /// Of one kind, priority, and whether there is a second handling.
    static final class Sum {
        long tickets;
        long work;
        long answered;
        long resolved;
        long doneWork;
    }

    public Sheet(Promises promises, WorkCalendar office) {
        this.world = promises.world;
        this.office = office;
        this.respondBy = promises.respondBy;
        kind = new byte[world.size];
        lastStart = new long[world.size];
        lastSecondStart = new long[world.size];
        sums = new Sum[2 * World.MOST_SERVICES * PRIORITIES * 2];
        for (int i = 0; i < sums.length; i++) sums[i] = new Sum();
        for (int i = 0; i < world.size; i++) {
            kind[i] = (byte) Lanes.kind(world.service[i], office.open(Math.floorDiv(world.at[i], 1000L)));
            long by = promises.resolveBy[i] == NEVER ? NEVER : promises.resolveBy[i] - world.idle[i] + world.paused[i];
            lastStart[i] = by == NEVER ? NEVER : by - world.work[i];
            lastSecondStart[i] = by == NEVER ? NEVER : by - world.again[i];
            add(i);
        }
        opensFirst = !office.open(Math.floorDiv(world.from, 1000L));
        edges = edges();
    }

    private long[] edges() {
        var edges = LongStream.builder();
        long second = office.nextChange(Math.floorDiv(world.from, 1000L));
        for (; second != WorkCalendar.NEVER && second * 1000 <= world.to + Engine.PATIENCE; second = office.nextChange(second)) edges.add(second * 1000);
        return edges.build().toArray();
    }

    /// Whether the office opens at this edge.
    boolean opens(int edge) {
        return opensFirst == (edge % 2 == 0);
    }

    private void add(int ticket) {
        var sum = sum(kind[ticket], world.priority[ticket], world.again[ticket] > 0);
        sum.tickets++;
        sum.work += world.work[ticket];
        if (world.at[ticket] <= respondBy[ticket]) sum.answered++;
        if (world.at[ticket] <= lastStart[ticket]) sum.resolved++;
        if (world.priority[ticket] == PLANNED && world.at[ticket] + world.work[ticket] < world.to) sum.doneWork += world.work[ticket];
    }

    Sum sum(int kind, int priority, boolean again) {
        return sums[(kind * PRIORITIES + priority) * 2 + (again ? 1 : 0)];
    }

    public World world() {
        return world;
    }
}
