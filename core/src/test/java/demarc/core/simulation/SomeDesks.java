package demarc.core.simulation;

import demarc.core.agreement.Agreement.Boundary;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small random desks and worlds in which everything happens on full ticks of ten minutes, so that much happens at the same instant.
final class SomeDesks {

    static final long TICK = Duration.ofMinutes(10).toMillis();
    static final long MONDAY = Instant.parse("2024-01-01T06:00:00Z").toEpochMilli();
    static final int TICKS = 300;
    static final int SERVICES = 3;
    static final WorkCalendar OFFICE =
            new WorkCalendar(WeeklyHours.parse("mon-fri 08:00-12:00 13:00-18:00"), new LocalWeek(ZoneOffset.UTC, Holidays.none()));

    private SomeDesks() {}

    static World world(Random random, int priorities) {
        var draft = World.between(MONDAY, MONDAY + TICKS * TICK);
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            long idle = random.nextInt(4) == 0 ? random.nextInt(30) * TICK : 0;
            draft.add(MONDAY + random.nextInt(TICKS) * TICK, random.nextInt(SERVICES), random.nextInt(priorities), (int) ((1 + random.nextInt(30)) * TICK),
                    random.nextInt(3) == 0 ? (int) ((1 + random.nextInt(20)) * TICK) : 0, idle, idle == 0 ? 0 : random.nextInt((int) (idle / TICK) + 1) * TICK);
        }
        return draft.drawn();
    }

    /// Nobody for some stretches; sometimes nobody any more in the end.
    static Shift shift(Random random, int most) {
        if (random.nextInt(3) == 0) return Shift.always(random.nextInt(most) + 1);
        int steps = 1 + random.nextInt(12);
        var at = new long[steps];
        var agents = new int[steps];
        long last = MONDAY;
        for (int i = 0; i < steps; i++) {
            at[i] = last += random.nextInt(60) * TICK + TICK;
            agents[i] = random.nextInt(most + 1);
        }
        if (random.nextInt(4) > 0) agents[steps - 1] = 1 + random.nextInt(most);
        return Shift.steps(at, agents);
    }

    static Lanes lanes(Random random, int crews, boolean oneWay) {
        var first = new byte[2 * SERVICES];
        for (int i = 0; i < first.length; i++) first[i] = (byte) random.nextInt(crews);
        var next = new byte[SERVICES * crews];
        for (int i = 0; i < next.length; i++) next[i] = (byte) (oneWay && random.nextInt(4) > 0 ? i % crews + random.nextInt(crews - i % crews) : random.nextInt(crews + 1) - 1);
        return new Lanes(OFFICE, crews, first, next);
    }

    /// Groups with skills, on-call people, work that moves at the edge of hours.
    static Desk desk(Random random) {
        int count = 1 + random.nextInt(3);
        var crews = new ArrayList<Crew>();
        for (int i = 0; i < count; i++) {
            var groups = new ArrayList<Crew.Group>();
            for (int group = random.nextInt(3); group >= 0; group--)
                groups.add(new Crew.Group(shift(random, 2), random.nextBoolean() ? Crew.EVERY_SERVICE : random.nextInt(8), random.nextInt(3) > 0 ? Crew.EVERY_PRIORITY : Crew.URGENT));
            crews.add(new Crew("crew " + i, i % 2, groups));
        }
        var lanes = lanes(random, count, false);
        return new Desk(crews, random.nextBoolean() ? lanes : new Escalating(lanes, count), Boundary.values()[random.nextInt(3)]);
    }

    /// Lanes that do not leave work lying: three steps, to the crews in turn, the second to nobody.
    private record Escalating(Lanes lanes, int crews) implements Route {
        @Override
        public int first(int service, int priority, long at) {
            return lanes.first(service, priority, at);
        }

        @Override
        public int next(int crew, int service, int priority, long at) {
            return lanes.next(crew, service, priority, at);
        }

        @Override
        public long nextChange(long after) {
            return lanes.nextChange(after);
        }

        @Override
        public boolean escalates() {
            return true;
        }

        @Override
        public long escalationAt(int service, int priority, long since, int step) {
            return step == 3 || service == 1 ? World.NEVER : since + (3 + priority * 4) * (step + 1) * TICK;
        }

        @Override
        public int escalationTo(int service, int priority, long since, int step) {
            return step == 1 ? NOBODY : (service + step) % crews;
        }
    }

    /// One crew in which everybody does everything for each lane.
    static Desk simple(Random random, Lanes lanes) {
        var crews = new ArrayList<Crew>();
        for (int i = 0; i < lanes.crews(); i++) crews.add(Crew.of("crew " + i, i % 2, shift(random, 4)));
        return new Desk(List.copyOf(crews), lanes);
    }

    static Promises promises(World world) {
        return Promises.of(world, new Promises.Rule() {
            @Override
            public long respondBy(int service, int priority, long opened) {
                return priority == World.PLANNED ? World.NEVER : OFFICE.after(opened, 1800L << priority);
            }

            @Override
            public long resolveBy(int service, int priority, long opened) {
                return service == 2 && priority == 3 ? World.NEVER : OFFICE.after(opened, 14_400L << priority);
            }
        });
    }
}
