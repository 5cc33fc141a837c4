package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static demarc.core.simulation.World.PLANNED;
import static demarc.core.simulation.World.PRIORITIES;

import java.util.Arrays;

/// Counts what many candidate desks would do with the same tickets, fast: the promises kept and waits are those of the [Engine], to the ticket.
///
/// It applies where each crew is one group that can do everything, the route is of [Lanes] and flows one way, and waiting work stays where it is at the
/// edge of hours. Then crews can be simulated one after the other, without a list of events: a sorted array tells when each person is free.
/// One kernel serves one thread; it grows to the largest world it has seen and allocates nothing else.
///
/// ```
/// kernel.deal(sheet, lanes);                    who gets what: once for all staffings
/// for (int crew : kernel.order()) {             those who pass work on, first
///     kernel.serve(crew, shift, tally);         again with another shift; what it passes on is replaced
/// }
/// ```
public final class Kernel {

    private static final int FEW = 24;
    /// Before any world, and far enough from the smallest number that differences do not overflow.
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private Sheet sheet;
    private Lanes lanes;
    private World world;
    private int[] order;
    private Joins[] direct = {};
    private Joins[] passed = {};
    private boolean[] served = {};
    private Joins incoming = new Joins();
    private Joins merged = new Joins();
    private final Joins own = new Joins();
    private final Line line = new Line();

    // --- the crew being served

    private int crew;
    private Tally tally;
    private Shift shift;
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
    private int ownNext;

    public Kernel(Sheet sheet, Lanes lanes) {
        deal(sheet, lanes);
    }

    /// The same tickets to other lanes.
    public void deal(Lanes lanes) {
        deal(sheet, lanes);
    }

    /// @throws IllegalArgumentException when work flows back, see [Lanes#flowsBack]
    public void deal(Sheet sheet, Lanes lanes) {
        if (!lanes.office().equals(sheet.office)) throw new IllegalArgumentException("the lanes' office hours (%s) are not those of the sheet (%s)".formatted(lanes.office(), sheet.office));
        var why = lanes.flowsBack();
        if (why.isPresent()) throw new IllegalArgumentException(why.get());
        this.sheet = sheet;
        this.lanes = lanes;
        this.world = sheet.world;
        this.order = lanes.order();
        line.room(world.size);
        if (direct.length < lanes.crews()) {
            direct = joins(lanes.crews());
            passed = joins(lanes.crews());
            served = new boolean[lanes.crews()];
        }
        for (int i = 0; i < lanes.crews(); i++) {
            direct[i].clear(world.size);
            passed[i].clear(0);
            served[i] = false;
        }
        var first = lanes.first();
        for (int ticket = 0; ticket < world.size; ticket++) {
            int to = first[sheet.kind[ticket]];
            direct[to].append(world.at[ticket], ticket, passes(to, ticket) ? -world.work[ticket] : world.work[ticket]);
        }
    }

    private static Joins[] joins(int count) {
        var joins = new Joins[count];
        for (int i = 0; i < count; i++) joins[i] = new Joins();
        return joins;
    }

    private boolean passes(int from, int ticket) {
        return world.again[ticket] > 0 && lanes.next(from, world.service[ticket], 0, 0) != Route.NOBODY;
    }

    /// Crews, those that pass work on before those that get it.
    public int[] order() {
        return order.clone();
    }

    /// Simulates one crew, after all that pass work to it.
    public void serve(int crew, Shift shift, Tally into) {
        this.crew = crew;
        this.tally = into;
        this.shift = shift;
        gather();
        begin();
        countAtOnce();
        run();
        while (line.size > 0) neverBegun(line.take());
        into.there += shift.time(world.from, world.to);
        served[crew] = true;
    }

    /// What the other crews pass to this one, in order.
    private void gather() {
        passed[crew].clear(0);
        own.clear(0);
        ownNext = 0;
        incoming.clear(0);
        long givers = lanes.givers(crew);
        for (int giver : order) {
            if (giver == crew) break;
            if (!served[giver]) {
                if ((givers >>> giver & 1) != 0) throw new IllegalStateException("crew (%d) gets work of crew (%d): serve that one first".formatted(crew, giver));
                continue;
            }
            merged.clear(0);
            int kept = 0;
            var list = passed[giver];
            for (int i = 0; i < list.size; i++) {
                int ticket = list.ticket[i];
                if (lanes.next(giver, world.service[ticket], 0, 0) != crew) continue;
                while (kept < incoming.size && incoming.before(kept, list.at[i], ticket)) merged.append(incoming.at[kept], incoming.ticket[kept++], 0);
                merged.append(list.at[i], ticket, 0);
            }
            while (kept < incoming.size) merged.append(incoming.at[kept], incoming.ticket[kept++], 0);
            var swap = incoming;
            incoming = merged;
            merged = swap;
        }
    }

    private void begin() {
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

    private void run() {
        var at = direct[crew].at;
        var work = direct[crew].work;
        var ticket = direct[crew].ticket;
        int size = direct[crew].size;
        int next = 0;
        int came = 0;
        while (true) {
            long other = Math.min(came < incoming.size ? incoming.at[came] : NEVER, ownNext < own.size ? own.at[ownNext] : NEVER);
            if (line.size == 0 && there > 0) {
                next = atOnce(at, work, ticket, next, size, Math.min(other, until));
                other = Math.min(other, ownNext < own.size ? own.at[ownNext] : NEVER);
            }
            long now = Math.min(other, next < size ? at[next] : NEVER);
            if (line.size > 0 && there > 0) {
                takeUp(now);
                if (ownNext < own.size && own.at[ownNext] < other) continue;
            }
            if (now >= until) {
                if (now == NEVER && line.size == 0 && lastFree() <= until) return;
                if (until == NEVER) return;
                nextStretch();
                continue;
            }
            if (now == other) came = joinAgain(now, came);
            else {
                join(2 * ticket[next], now);
                next++;
            }
        }
    }

    /// The tickets before `limit` for which somebody is free as they come: nothing is counted for them, as it was beforehand.
    private int atOnce(long[] at, int[] work, int[] ticket, int next, int size, long limit) {
        var free = this.free;
        int away = this.away;
        int people = this.people;
        boolean heap = this.heap;
        for (; next < size; next++) {
            long now = at[next];
            if (now >= limit || free[away] > now) return next;
            int takes = work[next];
            if (takes < 0) {
                takes = -takes;
                pass(ticket[next], now + takes);
                if (ownNext < own.size) limit = Math.min(limit, own.at[ownNext]);
            }
            occupy(free, people, heap, now + takes);
        }
        return next;
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
        if (lanes.next(crew, world.service[ticket], 0, 0) == crew) own.insert(at, ticket, ownNext);
        else passed[crew].insert(at, ticket, 0);
    }

    /// A second handling joins: the ticket passed by another crew or by this one, whichever comes first.
    private int joinAgain(long now, int came) {
        boolean others = came < incoming.size && incoming.at[came] == now
                && !(ownNext < own.size && own.at[ownNext] == now && own.ticket[ownNext] < incoming.ticket[came]);
        int ticket = others ? incoming.ticket[came] : own.ticket[ownNext++];
        int priority = world.priority[ticket];
        tally.handlings[priority]++;
        tally.resolutions[priority]++;
        tally.work += world.again[ticket];
        join(2 * ticket + 1, now);
        return others ? came + 1 : came;
    }

    /// @param handling twice the ticket, and one more for its second handling
    private void join(int handling, long now) {
        int ticket = handling >> 1;
        if (line.size > 0 || there == 0 || free[away] > now) line.add(world.priority[ticket], handling, now);
        else if ((handling & 1) != 0) beginSecond(ticket, now);
        else {
            if (passes(crew, ticket)) pass(ticket, now + world.work[ticket]);
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
            int priority = world.priority[ticket];
            long joined = line.joined[ticket];
            tally.waited[priority]++;
            tally.waiting[priority] += begin - joined;
            if ((handling & 1) != 0) beginSecond(ticket, begin);
            else beginLate(ticket, priority, joined, begin);
        }
    }

    private void beginLate(int ticket, int priority, long joined, long begin) {
        long end = begin + world.work[ticket];
        long respondBy = sheet.respondBy[ticket];
        if (begin > respondBy && joined <= respondBy) tally.answered[priority]--;
        if (priority == PLANNED && end >= world.to && joined + world.work[ticket] < world.to) tally.plannedDone -= world.work[ticket];
        if (passes(crew, ticket)) pass(ticket, end);
        else if (begin > sheet.lastStart[ticket] && joined <= sheet.lastStart[ticket]) tally.resolved[priority]--;
        occupy(free, people, heap, end);
    }

    /// Nothing came of what was counted for it beforehand.
    private void neverBegun(int handling) {
        int ticket = handling >> 1;
        int priority = world.priority[ticket];
        long joined = line.joined[ticket];
        tally.neverBegun++;
        tally.handlings[priority]--;
        if ((handling & 1) != 0) {
            tally.work -= world.again[ticket];
            return;
        }
        tally.work -= world.work[ticket];
        if (joined <= sheet.respondBy[ticket] && sheet.respondBy[ticket] != NEVER) tally.answered[priority]--;
        if (priority == PLANNED && joined + world.work[ticket] < world.to) tally.plannedDone -= world.work[ticket];
        if (passes(crew, ticket)) tally.resolutions[priority]++;
        else if (joined <= sheet.lastStart[ticket]) tally.resolved[priority]--;
    }

    private long lastFree() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < people; i++) last = Math.max(last, free[i]);
        return last;
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
