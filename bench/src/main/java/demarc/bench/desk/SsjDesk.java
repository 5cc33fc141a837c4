package demarc.bench.desk;

import demarc.core.simulation.World;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import umontreal.ssj.randvar.ExponentialGen;
import umontreal.ssj.randvar.LognormalSpecialGen;
import umontreal.ssj.randvar.NormalACRGen;
import umontreal.ssj.randvar.RandomVariateGen;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// desk-1 as one writes it with SSJ (Stochastic Simulation in Java, Université de Montréal): events on a splay tree, its combined multiple recursive
/// generators, one stream for each source of chance, and the same 23 outputs. Time is in hours from Monday 00:00.
final class SsjDesk {

    private static final double HORIZON = 8736;
    private static final double WEEK_OF_HOURS = 50;
    private static final double[] SHARE = {0.35, 0.65, 0.85, 1};
    private static final double[] MEAN = {0.4, 0.8, 1.2, 1.8};
    private static final double[] VARIATION = {1.0, 1.0, 1.2, 1.5};
    private static final double[] RESPOND = {0.25, 0.5, 2};
    private static final double[] RESOLVE = {3, 4, 8};

    private final int times;
    private final int internalAgents;
    private final int providerAgents;
    private final Simulator simulator = new Simulator(new SplayTree());
    private final MRG32k3a arrivals = new MRG32k3a();
    private final MRG32k3a services = new MRG32k3a();
    private final MRG32k3a priorities = new MRG32k3a();
    private final MRG32k3a escalations = new MRG32k3a();
    private final RandomVariateGen gap = new ExponentialGen(arrivals, 1);
    private final RandomVariateGen[] handling = new RandomVariateGen[4];
    private final RandomVariateGen[] secondHandling = new RandomVariateGen[4];

    private Team internal;
    private Team provider;
    private final long[] tickets = new long[3];
    private final long[] answered = new long[3];
    private final long[] resolved = new long[3];
    private int escalated;

    SsjDesk(int times, int internalAgents, int providerAgents) {
        this.times = times;
        this.internalAgents = internalAgents;
        this.providerAgents = providerAgents;
        var work = new MRG32k3a();
        for (int service = 0; service < 4; service++) {
            double variance = Math.log(1 + VARIATION[service] * VARIATION[service]);
            handling[service] = new LognormalSpecialGen(new NormalACRGen(work, Math.log(MEAN[service]) - variance / 2, Math.sqrt(variance)));
            secondHandling[service] = new LognormalSpecialGen(new NormalACRGen(work, Math.log(1.5 * MEAN[service]) - variance / 2, Math.sqrt(variance)));
        }
        internal = new Team(0);
        provider = new Team(providerAgents);
    }

    static final class Ticket {
        final double arrival;
        final double arrivalHours;
        final int priority;
        final int service;
        /// Drawn beforehand on a given world only.
        final double work;
        final double again;
        final boolean escalates;
        double joined;
        double start;
        double secondStart = Double.NaN;
        boolean first = true;
        boolean toInternal;

        Ticket(double arrival, int service, int priority, double work, double again, boolean escalates) {
            this.arrival = arrival;
            this.arrivalHours = businessHours(arrival);
            this.service = service;
            this.priority = priority;
            this.work = work;
            this.again = again;
            this.escalates = escalates;
        }
    }

    /// One replication: n, nesc, wm_I1…wm_P3, wq_I1…wq_P3, rs_1…rs_3, rv_1…rv_3, rv_all, u_I, u_P.
    double[] run() {
        clear();
        new Arrival().schedule();
        simulator.start();
        return outputs();
    }

    /// The same desk given these tickets instead of drawing its own.
    Ticket[] replay(World world) {
        clear();
        var all = new Ticket[world.size()];
        for (int i = 0; i < all.length; i++)
            all[i] = new Ticket((world.at(i) - world.from()) / 3_600_000.0, world.service(i), world.priority(i), world.work(i) / 3_600_000.0, world.again(i) / 3_600_000.0, world.again(i) > 0);
        if (all.length > 0) new Given(all, 0).schedule(all[0].arrival);
        simulator.start();
        return all;
    }

    private void clear() {
        simulator.init(new SplayTree());
        internal = new Team(0);
        provider = new Team(providerAgents);
        Arrays.fill(tickets, 0);
        Arrays.fill(answered, 0);
        Arrays.fill(resolved, 0);
        escalated = 0;
        for (var stream : new MRG32k3a[] {arrivals, services, priorities, escalations}) stream.resetNextSubstream();
        new Opening().schedule(8);
    }

    private boolean busyHours(double time) {
        int hourOfWeek = (int) time % 168;
        int hour = hourOfWeek % 24;
        return hourOfWeek < 120 && hour >= 8 && hour < 18;
    }

    /// Business hours from the first Monday to this moment.
    private static double businessHours(double time) {
        int weeks = (int) (time / 168);
        double hour = time - 168 * weeks;
        int days = (int) (hour / 24);
        return weeks * WEEK_OF_HOURS + (days >= 5 ? 50 : days * 10 + Math.max(0, Math.min(10, hour - 24 * days - 8)));
    }

    private double rate(double time) {
        int hourOfWeek = (int) time % 168;
        int hour = hourOfWeek % 24;
        double rate;
        if (hourOfWeek >= 120) rate = hour < 8 ? 0.4 : hour < 20 ? 1.2 : 0.6;
        else if (hour < 6) rate = 0.6;
        else if (hour < 8) rate = 1.8;
        else if (hour < 12) rate = 7;
        else if (hour < 13) rate = 5;
        else if (hour < 17) rate = 6;
        else if (hour < 18) rate = 4;
        else rate = hour < 22 ? 1.6 : 0.7;
        return rate * times;
    }

    private final class Arrival extends Event {
        Arrival() {
            super(simulator);
        }

        /// Walks the hours until an exponential is used up.
        void schedule() {
            double at = simulator.time();
            double rest = gap.nextDouble();
            while (at < HORIZON) {
                double rate = rate(at);
                double ends = Math.floor(at) + 1;
                if (rest <= rate * (ends - at)) {
                    schedule(at + rest / rate - simulator.time());
                    return;
                }
                rest -= rate * (ends - at);
                at = ends;
            }
        }

        @Override
        public void actions() {
            double chance = services.nextDouble();
            int service = 0;
            while (chance >= SHARE[service]) service++;
            double urgency = priorities.nextDouble();
            come(new Ticket(simulator.time(), service, urgency < 0.05 ? 0 : urgency < 0.3 ? 1 : 2, 0, 0, escalations.nextDouble() < 0.15));
            schedule();
        }
    }

    private final class Given extends Event {
        private final Ticket[] all;
        private final int place;

        Given(Ticket[] all, int place) {
            super(simulator);
            this.all = all;
            this.place = place;
        }

        @Override
        public void actions() {
            come(all[place]);
            if (place + 1 < all.length) new Given(all, place + 1).schedule(all[place + 1].arrival - simulator.time());
        }
    }

    private void come(Ticket ticket) {
        tickets[ticket.priority]++;
        ticket.toInternal = ticket.service < 2 && busyHours(simulator.time());
        (ticket.toInternal ? internal : provider).join(ticket);
    }

    private final class Opening extends Event {
        Opening() {
            super(simulator);
        }

        @Override
        public void actions() {
            internal.agents = internalAgents;
            internal.serveWaiting();
            new Closing().schedule(10);
        }
    }

    private final class Closing extends Event {
        Closing() {
            super(simulator);
        }

        @Override
        public void actions() {
            internal.agents = 0;
            // Until the last ticket is resolved.
            if (simulator.time() < HORIZON || internal.waiting > 0) new Opening().schedule(simulator.time() % 168 > 96 ? 62 : 14);
        }
    }

    private final class Completion extends Event {
        private final Team team;
        private final Ticket ticket;

        Completion(Team team, Ticket ticket) {
            super(simulator);
            this.team = team;
            this.ticket = ticket;
        }

        @Override
        public void actions() {
            team.busy--;
            team.serveWaiting();
            if (ticket.first && ticket.toInternal && ticket.escalates) {
                escalated++;
                ticket.first = false;
                provider.join(ticket);
                return;
            }
            double now = simulator.time();
            double took = ticket.priority == 0 ? now - ticket.arrival : businessHours(now) - ticket.arrivalHours;
            if (took <= RESOLVE[ticket.priority]) resolved[ticket.priority]++;
        }
    }

    private final class Team {
        private int agents;
        private int busy;
        private int waiting;
        private double work;
        private final ArrayDeque<Ticket>[] queues = queues();
        private final Waits[] waits = {new Waits(), new Waits(), new Waits()};

        Team(int agents) {
            this.agents = agents;
        }

        @SuppressWarnings("unchecked")
        private static ArrayDeque<Ticket>[] queues() {
            return new ArrayDeque[] {new ArrayDeque<Ticket>(), new ArrayDeque<Ticket>(), new ArrayDeque<Ticket>()};
        }

        void join(Ticket ticket) {
            ticket.joined = simulator.time();
            if (busy < agents) serve(ticket);
            else {
                queues[ticket.priority].addLast(ticket);
                waiting++;
            }
        }

        void serveWaiting() {
            while (waiting > 0 && busy < agents) {
                @Nullable Ticket next = queues[0].pollFirst();
                if (next == null) next = queues[1].pollFirst();
                if (next == null) next = queues[2].pollFirst();
                waiting--;
                serve(next);
            }
        }

        private void serve(Ticket ticket) {
            double now = simulator.time();
            busy++;
            waits[ticket.priority].add(now - ticket.joined);
            double takes;
            if (ticket.first) {
                ticket.start = now;
                double took = ticket.priority == 0 ? now - ticket.arrival : businessHours(now) - ticket.arrivalHours;
                if (took <= RESPOND[ticket.priority]) answered[ticket.priority]++;
                takes = ticket.work > 0 ? ticket.work : handling[ticket.service].nextDouble();
            } else {
                ticket.secondStart = now;
                takes = ticket.again > 0 ? ticket.again : secondHandling[ticket.service].nextDouble();
            }
            work += takes;
            new Completion(this, ticket).schedule(takes);
        }
    }

    /// What umontreal.ssj.stat.TallyStore does, on a plain array: sum and nearest-rank quantile.
    private static final class Waits {
        private double[] values = new double[1024];
        private int size;
        private double sum;

        void add(double value) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = value;
            sum += value;
        }

        double mean() {
            return sum / size;
        }

        double p95() {
            Arrays.sort(values, 0, size);
            return values[(int) Math.ceil(0.95 * size) - 1];
        }
    }

    private double[] outputs() {
        var out = new double[23];
        out[0] = tickets[0] + tickets[1] + tickets[2];
        out[1] = escalated;
        for (int priority = 0; priority < 3; priority++) {
            out[2 + priority] = internal.waits[priority].mean();
            out[5 + priority] = provider.waits[priority].mean();
            out[8 + priority] = internal.waits[priority].p95();
            out[11 + priority] = provider.waits[priority].p95();
            out[14 + priority] = (double) answered[priority] / tickets[priority];
            out[17 + priority] = (double) resolved[priority] / tickets[priority];
        }
        out[20] = (resolved[0] + resolved[1] + resolved[2]) / out[0];
        out[21] = internal.work / (2600.0 * internalAgents);
        out[22] = provider.work / (HORIZON * providerAgents);
        return out;
    }
}
