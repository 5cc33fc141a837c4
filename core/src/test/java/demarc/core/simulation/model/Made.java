package demarc.core.simulation.model;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;

/// Histories of which the truth is known.
final class Made {

    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final double HOURS = 30;

    private Made() {}

    /// Tickets on weekdays from 8 to 18, `weekly` on average; resolved after an exponential time of thirty hours; three in ten are
    /// network, one in ten is P1 and escalates.
    static History history(long seed, int weeks, double weekly) {
        var random = new SplittableRandom(seed);
        var zone = ZoneId.of("UTC");
        var week = new LocalWeek(zone, Holidays.none());
        var history = History.in(zone);
        long start = START.getEpochSecond();
        for (long at = start; at < start + weeks * Window.WEEK; at += 3600) {
            int slot = week.slot(at) / 60;
            boolean office = slot / 24 < 5 && slot % 24 >= 8 && slot % 24 < 18;
            int count = poisson(random, office ? weekly / 50 : 0);
            for (int i = 0; i < count; i++) {
                long opened = at + random.nextInt(3600);
                long resolved = opened + (long) (-Math.log(1 - random.nextDouble()) * HOURS * 3600);
                boolean urgent = random.nextDouble() < 0.1;
                history.add(new History.Ticket(Instant.ofEpochSecond(opened), null, Instant.ofEpochSecond(resolved), 0, random.nextDouble() < 0.3 ? "network" : "help-desk", urgent ? Priority.P1 : Priority.P3, urgent ? 1 : 0, false, "desk", "ada"));
            }
        }
        return history.build().until(Instant.ofEpochSecond(start + weeks * Window.WEEK));
    }

    private static int poisson(SplittableRandom random, double mean) {
        int count = -1;
        for (double product = 1; product > Math.exp(-mean); count++) product *= random.nextDouble();
        return count;
    }
}
