package demarc.core.simulation.choice;

import demarc.core.simulation.CostInputs;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Question.Service;
import demarc.core.simulation.choice.Question.Terms;
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

    static EnumSet<Split> allSplits() {
        return EnumSet.allOf(Split.class);
    }
}
