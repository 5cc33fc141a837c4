package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;

import demarc.core.agreement.Agreement.Boundary;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Simulates a desk ticket by ticket, exactly to the millisecond.
///
/// Each crew has one queue: what matters most first, then what joined first. Nobody is interrupted. At one instant, in this order: handlings
/// end and shifts change; waiting work moves to whoever the route names now (`boundary`); what nobody has begun takes a step of its escalation; free
/// people take what waits; then what joins at that instant (second handlings, moved work, arrivals) joins in the order of the tickets, and is taken at
/// once by somebody free.
public final class Engine {

    /// How long after the world's end the edge of hours may still move work, so that a ticket that nobody will ever take ends the run.
    static final long PATIENCE = Duration.ofDays(370).toMillis();

    private final World world;
    private final Desk desk;
    private final Route route;
    private final Outcome outcome;
    private final Ends ends = new Ends();
    private final Groups groups;
    private final Queues queues;
    /// Which group works on a ticket.
    private final short[] worker;

    private final @Nullable Watch watch;

    private long nextEdge;
    /// Tickets that join a queue at this instant, from elsewhere than outside.
    private int[] joining = new int[64];
    private int joiningCount;

    private Engine(World world, Desk desk) {
        this.world = world;
        this.desk = desk;
        this.route = desk.route();
        this.outcome = new Outcome(world, desk.crews().size());
        this.groups = new Groups(desk);
        this.queues = new Queues(world, groups);
        this.worker = new short[world.size];
        this.watch = route.escalates() ? new Watch(world, route) : null;
        this.nextEdge = desk.boundary() == Boundary.STAY ? NEVER : world.from;
    }

    public static Outcome run(World world, Desk desk) {
        var engine = new Engine(world, desk);
        engine.run();
        return engine.outcome;
    }

    private void run() {
        int arrived = 0;
        while (true) {
            long arrival = arrived < world.size ? world.at[arrived] : NEVER;
            long other = Math.min(ends.first(), groups.nextStep());
            if (watch != null) other = Math.min(other, watch.first());
            if (nextEdge != NEVER && queues.size() > 0) other = Math.min(other, edge(groups.now()));
            if (arrival < other) {
                groups.now(arrival);
                arrive(arrived++);
                continue;
            }
            if (other == NEVER || arrival == NEVER && ends.first() == NEVER && queues.size() == 0) break;
            instant(other);
            while (arrived < world.size && world.at[arrived] == other) arrive(arrived++);
        }
        groups.addOvertime(outcome.overtime);
    }

    /// The next moment after this one at which the route may change.
    private long edge(long now) {
        if (nextEdge <= now) nextEdge = route.nextChange(now);
        return nextEdge > world.to + PATIENCE ? NEVER : nextEdge;
    }

    private void instant(long now) {
        boolean atEdge = nextEdge == now;
        groups.now(now);
        while (ends.first() == now) end(ends.pop());
        groups.step();
        if (atEdge) move(now);
        if (watch != null) escalate(watch, now);
        if (queues.size() > 0) dispatch(now);
        groups.settled();
        if (joiningCount > 0) join(now);
    }

    private void end(int ticket) {
        int group = worker[ticket];
        groups.free(group);
        if (outcome.secondCrew[ticket] != Route.NOBODY || world.again[ticket] == 0) return;
        int next = route.next(groups.crew(group), world.service[ticket], world.priority[ticket], groups.now());
        if (next == Route.NOBODY) return;
        outcome.secondCrew[ticket] = (byte) next;
        joins(ticket);
    }

    private void joins(int ticket) {
        if (joiningCount == joining.length) joining = Arrays.copyOf(joining, 2 * joiningCount);
        joining[joiningCount++] = ticket;
    }

    /// Work that waits and whose route names another crew now leaves its queue.
    private void move(long now) {
        boolean begunToo = desk.boundary() == Boundary.ALL;
        queues.sift((crew, ticket) -> {
            boolean second = outcome.secondCrew[ticket] != Route.NOBODY;
            if (second && !begunToo) return false;
            int to = second
                    ? route.next(outcome.crew[ticket], world.service[ticket], world.priority[ticket], now)
                    : route.first(world.service[ticket], world.priority[ticket], now);
            if (to == crew || to == Route.NOBODY) return false;
            if (second) outcome.secondCrew[ticket] = (byte) to;
            else outcome.crew[ticket] = (byte) to;
            if (watch != null && !second) watch.sent(ticket, now);
            joins(ticket);
            return true;
        });
    }

    /// Work that nobody has begun in time leaves its queue for the next crew of its escalation.
    private void escalate(Watch watch, long now) {
        for (int ticket = watch.next(now); ticket >= 0; ticket = watch.next(now)) {
            int from = outcome.crew[ticket];
            int to = watch.escalate(ticket);
            if (to == Route.NOBODY || to == from) {
                watch.waits(ticket, now);
                continue;
            }
            queues.remove(from, ticket);
            outcome.crew[ticket] = (byte) to;
            joins(ticket);
        }
    }

    private void dispatch(long now) {
        for (int group = groups.nextTouched(0); group >= 0; group = groups.nextTouched(group + 1)) {
            int crew = groups.crew(group);
            while (queues.size(crew) > 0 && groups.hasFree(group)) {
                int ticket = queues.take(crew, group);
                if (ticket < 0) break;
                start(ticket, group, now);
            }
        }
    }

    private void join(long now) {
        if (joiningCount > 1) Arrays.sort(joining, 0, joiningCount);
        for (int i = 0; i < joiningCount; i++) {
            int ticket = joining[i];
            join(ticket, outcome.secondCrew[ticket] != Route.NOBODY ? outcome.secondCrew[ticket] : outcome.crew[ticket], now);
        }
        joiningCount = 0;
    }

    private void arrive(int ticket) {
        int crew = route.first(world.service[ticket], world.priority[ticket], world.at[ticket]);
        outcome.crew[ticket] = (byte) crew;
        join(ticket, crew, world.at[ticket]);
    }

    private void join(int ticket, int crew, long now) {
        int group = groups.freeFor(crew, world.service[ticket], world.priority[ticket]);
        if (group >= 0) {
            start(ticket, group, now);
            return;
        }
        queues.add(crew, ticket, now);
        if (watch != null && outcome.secondCrew[ticket] == Route.NOBODY) watch.waits(ticket, now);
    }

    private void start(int ticket, int group, long now) {
        groups.occupy(group);
        worker[ticket] = (short) group;
        if (watch != null) watch.begun(ticket);
        if (outcome.secondCrew[ticket] == Route.NOBODY) {
            outcome.start[ticket] = now;
            ends.push(now + world.work[ticket], ticket);
        } else {
            outcome.secondStart[ticket] = now;
            ends.push(now + world.again[ticket], ticket);
        }
    }
}
