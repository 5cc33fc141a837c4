package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;

import java.util.Arrays;

/// When each ticket that nobody has begun takes its next step of the escalation.
final class Watch {

    private final World world;
    private final Route route;
    private final Ends alarms = new Ends();
    /// The one alarm of a ticket that still holds.
    private final long[] alarm;
    private final long[] since;
    private final byte[] step;

    Watch(World world, Route route) {
        this.world = world;
        this.route = route;
        alarm = new long[world.size];
        since = world.at.clone();
        step = new byte[world.size];
        Arrays.fill(alarm, NEVER);
    }

    long first() {
        return alarms.first();
    }

    /// A ticket waits for its first handling.
    void waits(int ticket, long now) {
        long due = route.escalationAt(world.service[ticket], world.priority[ticket], since[ticket], step[ticket]);
        if (due == NEVER || alarm[ticket] != NEVER) return;
        alarm[ticket] = Math.max(due, now + 1);
        alarms.push(alarm[ticket], ticket);
    }

    void begun(int ticket) {
        alarm[ticket] = NEVER;
    }

    /// Sent somewhere else by the route: it counts anew from here.
    void sent(int ticket, long now) {
        alarm[ticket] = NEVER;
        since[ticket] = now;
        step[ticket] = 0;
    }

    /// The next ticket whose alarm goes off now, or -1.
    int next(long now) {
        while (alarms.first() == now) {
            int ticket = alarms.pop();
            if (alarm[ticket] == now) {
                alarm[ticket] = NEVER;
                return ticket;
            }
        }
        return -1;
    }

    /// Takes the step that is due, and says who gets the ticket.
    int escalate(int ticket) {
        return route.escalationTo(world.service[ticket], world.priority[ticket], since[ticket], step[ticket]++);
    }
}
