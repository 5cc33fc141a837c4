package demarc.core.simulation.choice;

import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Streams;
import demarc.core.simulation.Streams.Source;
import demarc.core.simulation.World;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Question.Service;
import demarc.core.simulation.choice.Question.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Questions and plans for tests.
final class Some {

    static final Terms TERMS = new Terms("Ridgeline \"Dies\" & Co", "northwind", "Northwind: IT #1", ZoneId.of("America/New_York"), "US-OH", "mon-fri 08:00-18:00", List.of(), LocalDate.of(2026, 7, 1));

    private Some() {}

    static Question question() {
        return Question.usual(TERMS, 160, CostInputs.usual());
    }

    /// The first so many of six usual services.
    static Question small(int services, Set<Split> splits, Range people, Set<Cover> covers, Range agents) {
        var all = List.of("help-desk", "identity", "network-monitoring", "cloud", "patching", "cybersecurity", "onboarding", "backup", "hardware", "vendors", "documentation", "compliance").stream()
                .limit(services).map(key -> Service.of(key, splits)).toList();
        return question().withServices(all).withStaff(people, covers, agents, 2, Set.of(true));
    }

    static Plan plan(Question question, Random random) {
        int kind = random.nextInt(6);
        var splits = new ArrayList<Split>();
        for (var service : question.services()) {
            var may = List.copyOf(service.may());
            var split = kind == 0 ? Split.INTERNAL : kind == 1 ? Split.PROVIDER : may.get(random.nextInt(may.size()));
            splits.add(split);
        }
        return new Plan(splits, 1 + random.nextInt(6), Cover.values()[random.nextInt(3)], 1 + random.nextInt(5), random.nextInt(4) > 0);
    }

    /// Years of about so many tickets: busy mornings, few at night, one in five urgent, one in eight passed on, some planned work.
    static Worlds worlds(int services, int tickets, long seed) {
        var streams = Streams.of(seed);
        long from = Instant.parse("2025-01-06T05:00:00Z").toEpochMilli();
        return replication -> {
            var random = streams.of(Source.ARRIVALS, replication);
            var draft = World.between(from, from + 364 * DAY);
            for (int i = 0; i < tickets; i++) {
                long day = random.nextInt(364);
                boolean office = day % 7 < 5 && random.nextDouble() < 0.85;
                long at = from + day * DAY + (office ? 8 * HOUR + (long) (random.nextDouble() * 10 * HOUR) : (long) (random.nextDouble() * DAY));
                double chance = random.nextDouble();
                int priority = chance < 0.04 ? 0 : chance < 0.2 ? 1 : chance < 0.7 ? 2 : chance < 0.9 ? 3 : World.PLANNED;
                int service = (int) (services * StrictMath.pow(random.nextDouble(), 1.5));
                int work = (int) (HOUR * (0.1 + 0.3 * (1 + service % 4) * -StrictMath.log(1 - random.nextDouble())));
                draft.add(Math.min(at, from + 364 * DAY - 1), service, priority, work, random.nextDouble() < 0.12 ? work : 0, random.nextDouble() < 0.3 ? HOUR : 0, 0);
            }
            return draft.drawn();
        };
    }

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    static EnumSet<Split> allSplits() {
        return EnumSet.allOf(Split.class);
    }
}
