package demarc.bench.choice;

import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Streams;
import demarc.core.simulation.Streams.Source;
import demarc.core.simulation.World;
import demarc.core.simulation.choice.Question;
import demarc.core.simulation.choice.Question.Service;
import demarc.core.simulation.choice.Question.Terms;
import demarc.core.simulation.choice.Split;
import demarc.core.simulation.choice.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// Synthetic years for the default question: busy mornings, quiet nights, services of unlike size, a tenth of the tickets passed on, a tenth planned.
final class Years {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long FROM = Instant.parse("2025-01-06T05:00:00Z").toEpochMilli();
    private static final List<String> KEYS = List.of("help-desk", "identity", "network-monitoring", "cloud", "patching", "cybersecurity", "onboarding",
            "backup", "hardware", "vendors", "documentation", "compliance");
    private static final double[] SHARES = {0.24, 0.14, 0.11, 0.10, 0.08, 0.08, 0.07, 0.06, 0.05, 0.03, 0.02, 0.02};
    private static final double[] HOURS = {0.4, 0.35, 0.9, 0.8, 0.6, 1.1, 0.7, 0.8, 0.9, 0.6, 1.2, 1.5};
    /// Tickets an hour on a weekday, relative.
    private static final double[] DAILY = {1, 1, 1, 1, 1, 1, 2, 4, 12, 14, 13, 12, 8, 10, 11, 10, 8, 5, 3, 2, 2, 2, 1, 1};

    private Years() {}

    static Question question(int services, Set<Split> splits, Question.Range people, Question.Range agents, Set<demarc.core.simulation.choice.Cover> covers) {
        var terms = new Terms("Bench", "northwind", "Northwind IT", ZoneId.of("America/New_York"), "US", "mon-fri 08:00-18:00", List.of(), LocalDate.of(2026, 7, 1));
        var all = KEYS.stream().limit(services).map(key -> Service.of(key, splits)).toList();
        return Question.usual(terms, 1200, CostInputs.usual()).withServices(all).withStaff(people, covers, agents, (agents.least() + agents.most()) / 2, Set.of(true)).withUsers(1200, 0);
    }

    static Worlds worlds(int services, int tickets) {
        var streams = Streams.of(2024);
        double all = 0;
        for (int i = 0; i < services; i++) all += SHARES[i];
        double whole = all;
        double most = 14;
        return replication -> {
            var arrivals = streams.of(Source.ARRIVALS, replication);
            var kinds = streams.of(Source.SERVICE, replication);
            var priorities = streams.of(Source.PRIORITY, replication);
            var work = streams.of(Source.WORK, replication);
            var draft = World.between(FROM, FROM + 364 * DAY);
            for (int i = 0; i < tickets; ) {
                long at = (long) (arrivals.nextDouble() * 364 * DAY);
                double rate = at / DAY % 7 < 5 ? DAILY[(int) (at / HOUR % 24)] : 1.5;
                if (arrivals.nextDouble() * most > rate) continue;
                double pick = kinds.nextDouble() * whole;
                int service = 0;
                while (service < services - 1 && pick >= SHARES[service]) pick -= SHARES[service++];
                double chance = priorities.nextDouble();
                int priority = chance < 0.04 ? 0 : chance < 0.2 ? 1 : chance < 0.7 ? 2 : chance < 0.9 ? 3 : World.PLANNED;
                int first = 1 + (int) (HOUR * HOURS[service] * (0.25 - 0.75 * StrictMath.log(1 - work.nextDouble())));
                int again = work.nextDouble() < 0.1 ? (int) (1.5 * first) : 0;
                long idle = work.nextDouble() < 0.3 ? (long) (2 * HOUR * -StrictMath.log(1 - work.nextDouble())) : 0;
                draft.add(FROM + at, service, priority, first, again, idle, idle);
                i++;
            }
            return draft.drawn();
        };
    }
}
