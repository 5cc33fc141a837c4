package demarc.core.simulation;

import demarc.core.simulation.Streams.Source;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/// *desk-1*: a service desk of two teams whose figures are known, by which any simulator of desks can be measured. An internal team holds office
/// hours and takes two of four services; a provider is always there, takes the rest and what the team escalates. Tests hold the engine against its
/// reference values, `bench` measures by it.
public final class Desk1 {

    public static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    public static final long END = START + Duration.ofHours(8736).toMillis();
    public static final int INTERNAL = 0;
    public static final int PROVIDER = 1;

    private static final double HOUR = 3_600_000;
    private static final double[] SHARE = {0.35, 0.65, 0.85, 1};
    private static final double[] MEAN_HOURS = {0.4, 0.8, 1.2, 1.8};
    private static final double[] VARIATION = {1.0, 1.0, 1.2, 1.5};
    private static final double ESCALATES = 0.15;
    private static final double LONGER_AGAIN = 1.5;
    private static final double[] MU = new double[4];
    private static final double[] SIGMA = new double[4];

    static {
        for (int service = 0; service < 4; service++) {
            double variance = StrictMath.log(1 + VARIATION[service] * VARIATION[service]);
            SIGMA[service] = StrictMath.sqrt(variance);
            MU[service] = StrictMath.log(MEAN_HOURS[service]) - variance / 2;
        }
    }

    private static final LocalWeek WEEK = new LocalWeek(ZoneOffset.UTC, Holidays.none());
    /// Monday to Friday 08:00 to 18:00, UTC, without holidays.
    public static final WorkCalendar OFFICE = new WorkCalendar(WeeklyHours.parse("mon-fri 08:00-18:00"), WEEK);
    private static final WorkCalendar ALWAYS = new WorkCalendar(WeeklyHours.ALWAYS, WEEK);
    private static final WorkCalendar[] CLOCKS = {ALWAYS, OFFICE, OFFICE};
    private static final int[] RESPOND_MINUTES = {15, 30, 120};
    private static final int[] RESOLVE_MINUTES = {180, 240, 480};

    /// The first two services in office hours to the internal team, the rest to the provider, who also gets what the team escalates.
    public static final Lanes LANES = new Lanes(OFFICE, 2, new byte[] {0, 1, 0, 1, 1, 1, 1, 1}, new byte[] {1, -1, 1, -1, 1, -1, 1, -1});

    private Desk1() {}

    /// @param times how many times the arrivals of the small desk: 1, or 100
    public static World draw(Streams streams, int replication, int times) {
        var draft = World.between(START, END);
        var arrivals = streams.of(Source.ARRIVALS, replication);
        var services = streams.of(Source.SERVICE, replication);
        var priorities = streams.of(Source.PRIORITY, replication);
        var escalations = streams.of(Source.ESCALATION, replication);
        var work = new Normals(streams.of(Source.WORK, replication));
        double hour = 0;
        double left = exponential(arrivals);
        while (true) {
            // Time runs as fast as tickets come: a rate of 7 an hour uses up seven units of an exponential in an hour.
            double rate = rate((int) hour % 168) * times;
            double ends = Math.floor(hour) + 1;
            if (left > rate * (ends - hour)) {
                left -= rate * (ends - hour);
                hour = ends;
                if (hour >= 8736) return draft.drawn();
                continue;
            }
            hour += left / rate;
            left = exponential(arrivals);
            int service = service(services.nextDouble());
            double chance = priorities.nextDouble();
            boolean escalates = escalations.nextDouble() < ESCALATES;
            draft.add(START + Math.min((long) (hour * HOUR), END - START - 1), service, chance < 0.05 ? 0 : chance < 0.3 ? 1 : 2,
                    milliseconds(handling(service, work)), escalates ? milliseconds(LONGER_AGAIN * handling(service, work)) : 0, 0, 0);
        }
    }

    private static double rate(int hourOfWeek) {
        int hour = hourOfWeek % 24;
        if (hourOfWeek >= 120) return hour < 8 ? 0.4 : hour < 20 ? 1.2 : 0.6;
        if (hour < 6) return 0.6;
        if (hour < 8) return 1.8;
        if (hour < 12) return 7;
        if (hour < 13) return 5;
        if (hour < 17) return 6;
        if (hour < 18) return 4;
        return hour < 22 ? 1.6 : 0.7;
    }

    private static int service(double chance) {
        int service = 0;
        while (chance >= SHARE[service]) service++;
        return service;
    }

    private static double handling(int service, Normals work) {
        return StrictMath.exp(MU[service] + SIGMA[service] * work.next());
    }

    private static int milliseconds(double hours) {
        return (int) Math.max(1, Math.round(hours * HOUR));
    }

    private static double exponential(RandomGenerator random) {
        return -StrictMath.log(1 - random.nextDouble());
    }

    public static Desk desk(int internal, int provider) {
        return new Desk(List.of(
                Crew.of("internal", 0, Shift.of(OFFICE, internal, START, END + Duration.ofDays(70).toMillis())),
                Crew.of("provider", 1, Shift.always(provider))), LANES);
    }

    public static Promises promises(World world) {
        return Promises.of(world, new Promises.Rule() {
            @Override
            public long respondBy(int service, int priority, long opened) {
                return CLOCKS[priority].after(opened, 60L * RESPOND_MINUTES[priority]);
            }

            @Override
            public long resolveBy(int service, int priority, long opened) {
                return CLOCKS[priority].after(opened, 60L * RESOLVE_MINUTES[priority]);
            }
        });
    }

    /// One kind of work, four an hour at all hours, an hour each on average: what Erlang reckoned with.
    public static World drawQueue(Streams streams, int replication) {
        var draft = World.between(START, END);
        var arrivals = streams.of(Source.ARRIVALS, replication);
        var priorities = streams.of(Source.PRIORITY, replication);
        var work = streams.of(Source.WORK, replication);
        for (double hour = exponential(arrivals) / 4; hour < 8736; hour += exponential(arrivals) / 4) {
            double chance = priorities.nextDouble();
            draft.add(START + (long) (hour * HOUR), 0, chance < 0.05 ? 0 : chance < 0.3 ? 1 : 2, milliseconds(exponential(work)));
        }
        return draft.drawn();
    }
}
