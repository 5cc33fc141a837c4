package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Finding.Related;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// Rules of good matrices that do not make an agreement wrong: not too many to consult (RM-04), a written split where two parties do
/// one activity (RM-11), and a review every quarter (RM-10).
final class Matrix {

    private static final int CONSULTED = 3;
    private static final int QUARTER = 3;

    private Matrix() {}

    static List<Finding> check(Space space) {
        var crowded = new LinkedHashMap<Place, List<Activity>>();
        var unsplit = new LinkedHashMap<Place, List<Activity>>();
        var rules = new LinkedHashMap<Place, Rule>();
        for (var ground : space.grounds())
            for (var rule : ground.rules())
                for (var activity : ground.activities()) {
                    if (rule.consulted().size() > CONSULTED) {
                        rules.putIfAbsent(rule.at(), rule);
                        Words.into(crowded, rule.at(), activity);
                    }
                    if (rule.split() == null && rule.helpers().stream().anyMatch(helper -> !helper.party().equals(rule.responsible().party()))) {
                        rules.putIfAbsent(rule.at(), rule);
                        Words.into(unsplit, rule.at(), activity);
                    }
                }
        var findings = new ArrayList<Finding>();
        var review = space.agreement().review();
        if (review.months() == null || review.months() > QUARTER)
            findings.add(Finding.warning(
                    "rm-10",
                    review.at(),
                    "The parties go over this agreement %s; a matrix goes stale in a quarter."
                            .formatted(review.months() == null ? "never" : "every %d months only".formatted(review.months())),
                    null,
                    "Write: review: every 3 months"));
        crowded.forEach((place, activities) -> {
            var rule = Objects.requireNonNull(rules.get(place));
            findings.add(Finding.warning(
                "rm-04",
                rule.at(),
                "%d are consulted before %s %s done; more than %d slow every decision."
                        .formatted(rule.consulted().size(), Words.activities(activities, space.agreement()), Words.verb(activities, "is", "are"), CONSULTED),
                Words.list(rule.consulted().stream().map(Agreement.Contact::key).toList()),
                "Keep those whose answer can change what is done, and move the rest: informed: [ %s ]".formatted(rule.consulted().getLast().key()),
                new Related(rule.consulted().getLast().at(), rule.consulted().getLast().key())));
        });
        unsplit.forEach((place, activities) -> {
            var rule = Objects.requireNonNull(rules.get(place));
            var other = rule.helpers().stream().filter(helper -> !helper.party().equals(rule.responsible().party())).findFirst().orElseThrow();
            findings.add(Finding.warning(
                    "rm-11",
                    rule.at(),
                    "%s of %s and %s of %s both do %s, and nothing says who does which part."
                            .formatted(
                                    rule.responsible().key(), rule.responsible().party().key(), other.key(), other.party().key(),
                                    Words.activities(activities, space.agreement())),
                    null,
                    "Say it in the rule: split: %s works remotely, %s does what needs hands on site".formatted(rule.responsible().key(), other.key()),
                    new Related(other.at(), other.key())));
        });
        return findings;
    }
}
