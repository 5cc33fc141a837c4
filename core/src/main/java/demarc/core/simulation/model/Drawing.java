package demarc.core.simulation.model;

import demarc.core.simulation.Streams;
import demarc.core.simulation.Streams.Source;
import demarc.core.simulation.World;
import java.util.Arrays;

/// Draws one replication of a model: each source of chance from its own stream, so that a change of one leaves the others as they were.
final class Drawing {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    /// Planned work comes in pieces of at most so many hours.
    private static final double PIECE = 4;
    private static final int MOST_WORK = (int) (200 * HOUR * 1000);

    private final Model model;
    private final Model.Shape shape;
    private final long from;
    private final long to;
    private final World.Draft draft;
    private final Chance arrivals;
    private final Chance shock;
    private final Chance services;
    private final Chance priorities;
    private final Chance work;
    private final Chance escalation;
    private final Chance idle;
    private final Levels levels;
    private final Fates fates;
    private final double[][] upToPair;
    private final double[] escalates;
    private final double[] effortOfService;
    private final double[] effort = new double[Assumptions.TIERS];
    private final long[] queued = new long[Model.PRIORITIES];
    private final double spread;
    private final double third;

    Drawing(Model model, Rhythm.Clock clock, Streams streams, int replication, long from, long to) {
        this.model = model;
        this.shape = model.shape;
        this.from = from;
        this.to = to;
        draft = World.between(from, to);
        arrivals = new Chance(streams.of(Source.ARRIVALS, replication));
        shock = new Chance(streams.of(Source.SHOCK, replication));
        services = new Chance(streams.of(Source.SERVICE, replication));
        priorities = new Chance(streams.of(Source.PRIORITY, replication));
        work = new Chance(streams.of(Source.WORK, replication));
        escalation = new Chance(streams.of(Source.ESCALATION, replication));
        idle = new Chance(streams.of(Source.IDLE, replication));
        levels = new Levels(model, Math.floorDiv(from, 1000L), shock);
        fates = new Fates(model, clock, Math.floorDiv(from, 1000L), Math.floorDiv(to, 1000L), idle);
        upToPair = pairs();
        int count = shape.services().size();
        escalates = new double[count];
        effortOfService = new double[count];
        for (int s = 0; s < count; s++) {
            var name = shape.services().get(s);
            escalates[s] = s < shape.logged() ? model.value(Model.ESCALATES + name) : 0;
            effortOfService[s] = model.value(Model.WORK + name);
        }
        for (int tier = 0; tier < effort.length; tier++) effort[tier] = model.value(Model.EFFORT + (tier + 1));
        for (int priority = 0; priority < queued.length; priority++) queued[priority] = (long) (model.value(Model.QUEUED + (priority + 1)) * HOUR * 1000);
        spread = model.value(Model.EFFORT_SPREAD);
        third = model.value(Model.THIRD_TIER);
    }

    /// Service and priority by kind of hour, with the shares of services as they may have been edited.
    private double[][] pairs() {
        var upTo = new double[shape.mix().length][];
        for (int kind = 0; kind < upTo.length; kind++) {
            var weight = shape.mix()[kind].clone();
            double sum = 0;
            for (int pair = 0; pair < weight.length; pair++) {
                int service = pair / Model.PRIORITIES;
                sum += weight[pair] *= model.value(Model.SHARE + shape.services().get(service)) / Math.max(1e-12, shape.share()[service]);
            }
            double so = 0;
            for (int pair = 0; pair < weight.length; pair++) weight[pair] = so += weight[pair] / sum;
            upTo[kind] = weight;
        }
        return upTo;
    }

    World world() {
        plannedWork();
        return tickets();
    }

    World tickets() {
        reactive();
        bursts();
        return draft.drawn();
    }

    private void reactive() {
        long start = Math.floorDiv(from, 1000L);
        long end = Math.floorDiv(to, 1000L);
        double dispersion = model.value(Model.DISPERSION_DAY);
        double day = 1;
        long dayEnd = start;
        for (long at = start; at < end; ) {
            if (at >= dayEnd) {
                day = shock.gamma(dispersion);
                dayEnd = at + DAY;
            }
            long next = Math.min(Math.min(end, dayEnd), Math.floorDiv(at, HOUR) * HOUR + HOUR);
            double expected = levels.at(at) / 168 * shape.arrivals().at(shape.week(), at) * day * (next - at) / HOUR;
            int count = arrivals.poisson(expected);
            if (count == 1) ticket(at * 1000 + (long) (arrivals.uniform() * (next - at) * 1000), -1);
            else if (count > 1) {
                var moments = new double[count];
                for (int i = 0; i < count; i++) moments[i] = arrivals.uniform();
                Arrays.sort(moments);
                for (double moment : moments) ticket(at * 1000 + (long) (moment * (next - at) * 1000), -1);
            }
            at = next;
        }
    }

    /// An outage: one service's tickets within two hours.
    private void bursts() {
        double perYear = model.value(Model.BURSTS);
        int count = shock.poisson(perYear * (to - from) / (365.25 * DAY * 1000));
        for (int i = 0; i < count; i++) {
            long at = from + (long) (shock.uniform() * (to - from));
            int size = (int) Math.max(2, shock.logNormal(model.value(Model.BURST_SIZE), 0.7));
            int service = services.pick(upToPair[1]) / Model.PRIORITIES;
            for (int each = 0; each < size; each++) ticket(Math.min(to - 1, at + (long) (shock.uniform() * 2 * HOUR * 1000)), service);
        }
    }

    private void ticket(long at, int burstOf) {
        long second = Math.floorDiv(at, 1000L);
        var upTo = upToPair[shape.arrivals().at(shape.week(), second) >= 1 ? 1 : 0];
        int pair = services.pick(upTo);
        int service = burstOf >= 0 ? burstOf : pair / Model.PRIORITIES;
        int priority = priorityOf(upTo, service);
        double first = work.logNormal(effort[0] * effortOfService[service], spread);
        double second2 = work.logNormal(effortOfService[service], spread);
        boolean hands = escalation.uniform() < escalates[service];
        double tier = escalation.uniform() < third ? effort[2] : effort[1];
        int one = minutes(first);
        int two = hands ? minutes(second2 * tier) : 0;
        double whole = fates.resolvedAt(second, service, priority, idle.exponential()) - second;
        long lying = Math.max(0, (long) (whole * 1000) - one - two - queued[priority]);
        boolean paused = idle.uniform() < model.value(Model.PAUSED);
        draft.add(at, service, priority, one, two, lying, paused ? (long) (lying * model.value(Model.PAUSED_PART)) : 0);
    }

    /// Given the service, from its own stream.
    private int priorityOf(double[] upTo, int service) {
        int first = service * Model.PRIORITIES;
        double below = first == 0 ? 0 : upTo[first - 1];
        double chance = below + priorities.uniform() * (upTo[first + Model.PRIORITIES - 1] - below);
        int priority = 0;
        while (priority < Model.PRIORITIES - 1 && chance >= upTo[first + priority]) priority++;
        return priority;
    }

    private static int minutes(double minutes) {
        return (int) Math.clamp(minutes * 60_000, 1000, MOST_WORK);
    }

    /// Comes on the days of its round, in the morning, counted from the same day for all worlds.
    private void plannedWork() {
        double month = model.value(Model.ENDPOINTS) * model.value(Model.PROACTIVE);
        for (var planned : model.planned) {
            int service = shape.services().indexOf(planned.service());
            double hours = month * planned.share() * planned.everyDays() / 30.44 * effortOfService[service];
            int pieces = (int) Math.ceil(hours / PIECE);
            long every = planned.everyDays() * DAY;
            for (long at = Math.ceilDiv(Math.floorDiv(from, 1000L), every) * every + 8 * HOUR; at * 1000 < to; at += every)
                for (int piece = 0; piece < pieces; piece++) draft.add(at * 1000, service, World.PLANNED, minutes(hours / pieces * 60));
        }
    }

    /// The level of each week: the course that was forecast, growth, a wandering level and the week's own shock.
    static final class Levels {
        private static final int KNOWN = 520;
        private final double[] level;
        private final long start;

        Levels(Model model, long from, Chance shock) {
            start = from;
            level = new double[KNOWN];
            double volume = model.value(Model.VOLUME);
            double drift = model.value(Model.DRIFT);
            double growth = StrictMath.log(Math.max(0.05, 1 + model.value(Model.GROWTH)));
            double dispersion = model.value(Model.DISPERSION_WEEK);
            var course = model.shape.course();
            long first = Math.floorDiv(from - model.fittedTo().getEpochSecond() + DAY / 2, WEEK);
            double wandered = 0;
            for (int w = 0; w < KNOWN; w++) {
                long ahead = first + w;
                double expected = ahead < 0 ? 1 : course[(int) Math.min(ahead, course.length - 1)];
                // Wandering comes to rest after half a year: what lies further off is growth, and that is a parameter.
                if (w < 26) wandered += drift * shock.normal();
                double trend = StrictMath.exp(growth * Math.max(0, ahead) / 52);
                double spread = StrictMath.exp(wandered - drift * drift * Math.min(w + 1, 26) / 2);
                level[w] = volume * expected * trend * spread * shock.gamma(dispersion);
            }
        }

        double at(long second) {
            return level[(int) Math.min(KNOWN - 1, (second - start) / WEEK)];
        }
    }
}
