package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static demarc.core.simulation.World.PLANNED;
import static demarc.core.simulation.World.PRIORITIES;

import java.util.Arrays;

/// One crew as the [Kernel] simulates it: who joins when, when each person is free, who waits. What is begun at once was counted beforehand; only what
/// has to wait is looked at.
final class Serving {

    private static final int FEW = 24;
    /// Before any world, and far enough from the smallest number that differences do not overflow.
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private final Kernel kernel;
    private final int crew;
    /// First handlings that come from outside; their work is negative when they are passed on.
    final Joins direct = new Joins();
    /// Second handlings passed by other crews, and first ones moved from them.
    final Joins incoming = new Joins();
    /// Second handlings that stay here.
    private final Joins own = new Joins();
    final Line line = new Line();

    private Sheet sheet;
    private World world;
    private Lanes lanes;
    private Tally tally;
    private Shift shift;
    private int next;
    private int came;
    private int ownNext;
    /// Tickets that leave at an edge of hours.
    private int[] leaving = new int[64];
    private int leavers;

    /// When each person is free: sorted, or as a heap where many people all come and go together, as then only the first matters.
    private long[] free = new long[64];
    private boolean heap;
    private int people;
    /// The stretch of the shift: from, until, how many may work then; the first `away` of `free` are not counted on.
    private int step;
    private long from;
    private long until;
    private int there;
    private int away;

    Serving(Kernel kernel, int crew, Sheet sheet, Lanes lanes) {
        this.kernel = kernel;
        this.crew = crew;
        this.sheet = sheet;
        this.lanes = lanes;
        this.world = sheet.world;
        this.shift = Shift.always(0);
        this.tally = new Tally();
    }

    void deal(Sheet sheet, Lanes lanes) {
        this.sheet = sheet;
        this.lanes = lanes;
        this.world = sheet.world;
        line.room(world.size);
        direct.clear(world.size);
        incoming.clear(0);
    }

    /// @param ticket that comes here first
    void dealt(int ticket) {
        direct.append(world.at[ticket], ticket, passes(ticket) ? -world.work[ticket] : world.work[ticket]);
    }

    private boolean passes(int ticket) {
        return world.again[ticket] > 0 && lanes.next(crew, world.service[ticket], 0, 0) != Route.NOBODY;
    }

    /// From the beginning, with what is in `incoming`.
    void begin(Shift shift, Tally tally) {
        this.shift = shift;
        this.tally = tally;
        next = came = ownNext = 0;
        own.clear(0);
        people = shift.most();
        if (free.length < people) free = new long[people];
        Arrays.fill(free, 0, people, LONG_AGO);
        heap = people > FEW;
        for (int agents : shift.agents) heap &= agents == 0 || agents == people;
        step = -1;
        from = Long.MIN_VALUE;
        there = 0;
        away = people;
        until = shift.at.length > 0 ? shift.at[0] : NEVER;
        while (until == Long.MIN_VALUE) nextStretch();
        countAtOnce();
    }

    private void countAtOnce() {
        var first = lanes.first();
        for (int kind = 0; kind < first.length; kind++) {
            if (first[kind] != crew) continue;
            boolean passes = lanes.next(crew, kind / 2, 0, 0) != Route.NOBODY;
            for (int priority = 0; priority < PRIORITIES; priority++)
                for (int again = 0; again < 2; again++) {
                    var sum = sheet.sum(kind, priority, again == 1);
                    tally.tickets[priority] += sum.tickets;
                    tally.handlings[priority] += sum.tickets;
                    tally.answered[priority] += sum.answered;
                    tally.work += sum.work;
                    tally.plannedDone += sum.doneWork;
                    if (passes && again == 1) continue;
                    tally.resolutions[priority] += sum.tickets;
                    tally.resolved[priority] += sum.resolved;
                }
        }
    }

    /// Everything before `end`.
    void run(long end) {
        while (true) {
            long other = other();
            if (line.size == 0 && there > 0) {
                atOnce(Math.min(Math.min(other, until), end));
                other = other();
            }
            long now = Math.min(other, next < direct.size ? direct.at[next] : NEVER);
            long upTo = now < end ? now : end - 1;
            if (line.size > 0 && there > 0) {
                takeUp(upTo);
                if (ownNext < own.size && own.at[ownNext] < other) continue;
            }
            if (until <= upTo) nextStretch();
            else if (now >= end) return;
            else if (now == other) joinFromWithin(now);
            else join(2 * direct.ticket[next++], now);
        }
    }

    /// Who is left when it is all over.
    void end() {
        while (line.size > 0) neverBegun(line.take());
        tally.there += shift.time(world.from, world.to);
    }

    private long other() {
        return Math.min(came < incoming.size ? incoming.at[came] : NEVER, ownNext < own.size ? own.at[ownNext] : NEVER);
    }

    /// The tickets before `limit` for which somebody is free as they come: nothing is counted for them, as it was beforehand.
    private void atOnce(long limit) {
        var at = direct.at;
        var work = direct.work;
        var free = this.free;
        int size = direct.size;
        int away = this.away;
        int people = this.people;
        boolean heap = this.heap;
        int i = next;
        for (; i < size; i++) {
            long now = at[i];
            if (now >= limit || free[away] > now) break;
            int takes = work[i];
            if (takes < 0) {
                takes = -takes;
                pass(direct.ticket[i], now + takes);
                if (ownNext < own.size) limit = Math.min(limit, own.at[ownNext]);
            }
            occupy(free, people, heap, now + takes);
        }
        next = i;
    }

    /// Somebody free is busy until `end`. Without branches for a small crew, where mispredicting one would cost more than moving all.
    private static void occupy(long[] free, int people, boolean heap, long end) {
        if (heap) {
            replaceFirst(free, people, end);
            return;
        }
        if (people > FEW) {
            insert(free, people, end);
            return;
        }
        long carried = end;
        for (int i = 1; i < people; i++) {
            long each = free[i];
            free[i - 1] = Math.min(each, carried);
            carried = Math.max(each, carried);
        }
        free[people - 1] = carried;
    }

    private static void insert(long[] free, int people, long end) {
        int found = Arrays.binarySearch(free, 1, people, end);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(free, 1, free, 0, place - 1);
        free[place - 1] = end;
    }

    /// The hole goes down to a leaf along the smaller children, chosen without a branch, and the new end from there up to its place.
    private static void replaceFirst(long[] heap, int size, long end) {
        int hole = 0;
        int child = 1;
        for (; child + 1 < size; child = 2 * hole + 1) {
            child += (int) (heap[child + 1] - heap[child] >>> 63);
            heap[hole] = heap[child];
            hole = child;
        }
        if (child < size) {
            heap[hole] = heap[child];
            hole = child;
        }
        while (hole > 0) {
            int parent = hole - 1 >> 1;
            if (heap[parent] <= end) break;
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = end;
    }

    private void pass(int ticket, long at) {
        int to = lanes.next(crew, world.service[ticket], 0, 0);
        if (to == crew) own.insert(at, ticket, Joins.SECOND, ownNext);
        else kernel.passed(crew, to, ticket, at);
    }

    /// Another crew passes or moves a ticket here.
    void comes(long at, int ticket, int handling) {
        came -= incoming.forget(came);
        incoming.insert(at, ticket, handling, came);
    }

    /// Of the tickets passed by another crew and by this one, the one that comes first joins.
    private void joinFromWithin(long now) {
        boolean others = came < incoming.size && incoming.at[came] == now
                && !(ownNext < own.size && own.at[ownNext] == now && own.ticket[ownNext] < incoming.ticket[came]);
        if (others && incoming.work[came] == Joins.MOVED) {
            joinMoved(incoming.ticket[came++], now);
            return;
        }
        int ticket = others ? incoming.ticket[came++] : own.ticket[ownNext++];
        int priority = world.priority[ticket];
        tally.handlings[priority]++;
        tally.resolutions[priority]++;
        tally.work += world.again[ticket];
        join(2 * ticket + 1, now);
    }

    private void joinMoved(int ticket, long now) {
        count(ticket, now, 1);
        if (isFree(now)) late(ticket, now, now);
        else line.add(world.priority[ticket], 2 * ticket, now);
    }

    /// What is counted for a first handling that begins as it joins, once or away again.
    private void count(int ticket, long joins, int once) {
        int priority = world.priority[ticket];
        tally.tickets[priority] += once;
        tally.handlings[priority] += once;
        tally.work += once * world.work[ticket];
        if (joins <= sheet.respondBy[ticket]) tally.answered[priority] += once;
        if (priority == PLANNED && joins + world.work[ticket] < world.to) tally.plannedDone += once * world.work[ticket];
        if (passes(ticket)) return;
        tally.resolutions[priority] += once;
        if (joins <= sheet.lastStart[ticket]) tally.resolved[priority] += once;
    }

    private boolean isFree(long now) {
        return line.size == 0 && there > 0 && free[away] <= now;
    }

    /// @param handling twice the ticket, and one more for its second handling
    private void join(int handling, long now) {
        int ticket = handling >> 1;
        if (!isFree(now)) line.add(world.priority[ticket], handling, now);
        else if ((handling & 1) != 0) beginSecond(ticket, now);
        else {
            if (passes(ticket)) pass(ticket, now + world.work[ticket]);
            occupy(free, people, heap, now + world.work[ticket]);
        }
    }

    private void beginSecond(int ticket, long now) {
        long end = now + world.again[ticket];
        if (now <= sheet.lastSecondStart[ticket]) tally.resolved[world.priority[ticket]]++;
        if (world.priority[ticket] == PLANNED && end < world.to) tally.plannedDone += world.again[ticket];
        occupy(free, people, heap, end);
    }

    /// People who get free in this stretch, up to `now`, take what waits.
    private void takeUp(long now) {
        while (line.size > 0) {
            long begin = Math.max(free[away], from);
            if (begin > now || begin >= until || ownNext < own.size && begin > own.at[ownNext]) return;
            int handling = line.take();
            int ticket = handling >> 1;
            if ((handling & 1) == 0) {
                late(ticket, line.joined[ticket], begin);
                continue;
            }
            tally.waited[world.priority[ticket]]++;
            tally.waiting[world.priority[ticket]] += begin - line.joined[ticket];
            beginSecond(ticket, begin);
        }
    }

    /// A first handling begins later than it came.
    private void late(int ticket, long joined, long begin) {
        int priority = world.priority[ticket];
        tally.waited[priority]++;
        tally.waiting[priority] += begin - world.at[ticket];
        long end = begin + world.work[ticket];
        long respondBy = sheet.respondBy[ticket];
        if (begin > respondBy && joined <= respondBy) tally.answered[priority]--;
        if (priority == PLANNED && end >= world.to && joined + world.work[ticket] < world.to) tally.plannedDone -= world.work[ticket];
        if (passes(ticket)) pass(ticket, end);
        else if (begin > sheet.lastStart[ticket] && joined <= sheet.lastStart[ticket]) tally.resolved[priority]--;
        occupy(free, people, heap, end);
    }

    /// First handlings that the lanes give to another crew from this edge of hours on leave for it, in the order of the tickets: so each joins behind
    /// the one before, however long the queue is.
    void move(long edge, boolean inside) {
        leavers = 0;
        line.sift(handling -> {
            if ((handling & 1) != 0) return false;
            int ticket = handling >> 1;
            int to = lanes.first()[Lanes.kind(world.service[ticket], inside)];
            if (to == crew || !kernel.mayMove(crew, to)) return false;
            count(ticket, line.joined[ticket], -1);
            if (leavers == leaving.length) leaving = Arrays.copyOf(leaving, 2 * leavers);
            leaving[leavers++] = ticket;
            return true;
        });
        Arrays.sort(leaving, 0, leavers);
        for (int i = 0; i < leavers; i++) kernel.moved(crew, lanes.first()[Lanes.kind(world.service[leaving[i]], inside)], leaving[i], edge);
    }

    /// Nothing came of what was counted for it beforehand.
    private void neverBegun(int handling) {
        int ticket = handling >> 1;
        int priority = world.priority[ticket];
        tally.neverBegun++;
        if ((handling & 1) != 0) {
            tally.handlings[priority]--;
            tally.work -= world.again[ticket];
            return;
        }
        count(ticket, line.joined[ticket], -1);
        tally.tickets[priority]++;
        tally.resolutions[priority]++;
        if (sheet.respondBy[ticket] == NEVER) tally.answered[priority]++;
    }

    /// Those who are busy beyond what the new stretch has people for work overtime until enough have finished.
    private void nextStretch() {
        step++;
        from = shift.at[step];
        there = shift.agents[step];
        away = people - there;
        until = step + 1 < shift.at.length ? shift.at[step + 1] : NEVER;
        if (heap) {
            if (there == 0) for (int i = 0; i < people; i++) if (free[i] > from) tally.overtime += Math.min(free[i], until) - from;
            return;
        }
        int busy = people;
        while (busy > 0 && free[people - busy] <= from) busy--;
        for (int i = 0; i < busy - there; i++) tally.overtime += Math.min(free[people - busy + i], until) - from;
    }
}
