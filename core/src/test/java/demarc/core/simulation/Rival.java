package demarc.core.simulation;

import demarc.core.agreement.Agreement.Boundary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A desk simulated by walking through time tick by tick and looking at every ticket and every person each time: slow, and plain enough to be believed.
final class Rival {

    private static final long LAST_TICK = 4000;

    private final World world;
    private final Desk desk;
    final List<Ticket> tickets = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    static final class Ticket {
        final int number;
        int crew = -1;
        long start = World.NEVER;
        int secondCrew = Route.NOBODY;
        long secondStart = World.NEVER;
        boolean waits;
        long joined;
        long since;
        int step;

        Ticket(int number) {
            this.number = number;
        }

        int at() {
            return secondCrew == Route.NOBODY ? crew : secondCrew;
        }
    }

    private record Person(int crew, Crew.Group group, Ticket at, long until) {}

    Rival(World world, Desk desk) {
        this.world = world;
        this.desk = desk;
        for (int i = 0; i < world.size(); i++) tickets.add(new Ticket(i));
        for (long tick = 0; tick < LAST_TICK && (tick <= SomeDesks.TICKS || !people.isEmpty() || tickets.stream().anyMatch(ticket -> ticket.waits)); tick++)
            now(SomeDesks.MONDAY + tick * SomeDesks.TICK);
    }

    private void now(long now) {
        var joining = new ArrayList<Ticket>();
        for (var person : List.copyOf(people))
            if (person.until == now) {
                people.remove(person);
                var ticket = person.at;
                int next = ticket.secondCrew == Route.NOBODY && world.again(ticket.number) > 0 ? desk.route().next(person.crew, world.service(ticket.number), world.priority(ticket.number), now) : Route.NOBODY;
                if (next == Route.NOBODY) continue;
                ticket.secondCrew = next;
                joining.add(ticket);
            }
        boolean edge = desk.route().nextChange(now - 1) == now;
        for (var ticket : tickets) {
            if (!ticket.waits || !edge || desk.boundary() == Boundary.STAY) continue;
            int service = world.service(ticket.number);
            int priority = world.priority(ticket.number);
            if (ticket.secondCrew == Route.NOBODY) {
                int to = desk.route().first(service, priority, now);
                if (to == ticket.crew) continue;
                ticket.crew = to;
                ticket.since = now;
                ticket.step = 0;
            } else {
                int to = desk.route().next(ticket.crew, service, priority, now);
                if (desk.boundary() != Boundary.ALL || to == ticket.secondCrew || to == Route.NOBODY) continue;
                ticket.secondCrew = to;
            }
            ticket.waits = false;
            joining.add(ticket);
        }
        for (var ticket : tickets) {
            int service = world.service(ticket.number);
            int priority = world.priority(ticket.number);
            if (!ticket.waits || ticket.secondCrew != Route.NOBODY || desk.route().escalationAt(service, priority, ticket.since, ticket.step) != now) continue;
            int to = desk.route().escalationTo(service, priority, ticket.since, ticket.step++);
            if (to == Route.NOBODY || to == ticket.crew) continue;
            ticket.crew = to;
            ticket.waits = false;
            joining.add(ticket);
        }
        for (int crew = 0; crew < desk.crews().size(); crew++) for (var group : desk.crews().get(crew).groups()) takeUp(crew, group, now);
        joining.sort(Comparator.comparingInt(ticket -> ticket.number));
        for (var ticket : tickets)
            if (world.at(ticket.number) == now) {
                ticket.crew = desk.route().first(world.service(ticket.number), world.priority(ticket.number), now);
                ticket.since = now;
                joining.add(ticket);
            }
        for (var ticket : joining) {
            ticket.waits = true;
            ticket.joined = now;
            for (var group : desk.crews().get(ticket.at()).groups()) if (ticket.waits && can(group, ticket) && free(ticket.at(), group, now)) begin(ticket, group, now);
        }
    }

    private void takeUp(int crew, Crew.Group group, long now) {
        while (free(crew, group, now)) {
            var best = tickets.stream().filter(ticket -> ticket.waits && ticket.at() == crew && can(group, ticket))
                    .min(Comparator.<Ticket>comparingInt(ticket -> world.priority(ticket.number)).thenComparingLong(ticket -> ticket.joined).thenComparingInt(ticket -> ticket.number));
            if (best.isEmpty()) return;
            begin(best.get(), group, now);
        }
    }

    private boolean can(Crew.Group group, Ticket ticket) {
        return group.takes(world.service(ticket.number), world.priority(ticket.number));
    }

    private boolean free(int crew, Crew.Group group, long now) {
        return people.stream().filter(person -> person.crew == crew && person.group == group).count() < group.shift().at(now);
    }

    private void begin(Ticket ticket, Crew.Group group, long now) {
        ticket.waits = false;
        if (ticket.secondCrew == Route.NOBODY) ticket.start = now;
        else ticket.secondStart = now;
        people.add(new Person(ticket.at(), group, ticket, now + (ticket.secondCrew == Route.NOBODY ? world.work(ticket.number) : world.again(ticket.number))));
    }
}
