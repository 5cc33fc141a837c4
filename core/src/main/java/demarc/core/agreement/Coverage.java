package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Space.Ground;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// Do the rules tile the space? `gap`: a case no rule matches (RM-02, RM-05). `shadowed`: a rule that never matches, here and among
/// decision rules. `rm-06`: a site that no rule of the whole agreement reaches.
final class Coverage {

    private Coverage() {}

    static List<Finding> check(Space space) {
        var findings = new ArrayList<>(gaps(space));
        findings.addAll(shadowed(space));
        findings.addAll(shadowedDecisions(space.agreement()));
        findings.addAll(orphanSites(space));
        return findings;
    }

    /// One gap for each place that lets a case through: the last rule of some activities, or an activity without rules.
    private static List<Finding> gaps(Space space) {
        var byPlace = new LinkedHashMap<Place, Cases>();
        for (var ground : space.grounds())
            for (var open : ground.open()) {
                var rules = ground.rules();
                var place = rules.isEmpty() ? ground.activities().getFirst().at() : rules.getLast().at();
                byPlace.computeIfAbsent(place, _ -> new Cases()).add(ground, open.cell(), open.minutes());
            }
        var findings = new ArrayList<Finding>();
        byPlace.forEach((place, cases) -> findings.add(gap(place, cases, space)));
        return findings;
    }

    private static Finding gap(Place place, Cases cases, Space space) {
        var activities = cases.activities();
        var what = Words.activities(activities, space.agreement());
        if (activities.getFirst().rules().isEmpty())
            return Finding.error(
                    "gap",
                    place,
                    "%s %s no rule, so nobody is responsible.".formatted(what, Words.verb(activities, "has", "have")),
                    cases.witness(),
                    "Add: rules: [ { otherwise: , responsible: %s } ]".formatted(anyTeam(space, cases)));
        return Finding.error(
                "gap",
                place,
                "No rule of %s matches, so nobody is responsible (%s).".formatted(what, Words.aWeek(cases.minutes())),
                cases.witness(),
                "Add after this rule: - { otherwise: , responsible: %s }".formatted(anyTeam(space, cases)),
                new Related(activities.getFirst().at(), "the activity" + (activities.size() > 1 ? ", the first of %d".formatted(activities.size()) : "")));
    }

    /// A team that is on duty in all these minutes if there is one, otherwise the first.
    private static String anyTeam(Space space, Cases cases) {
        var teams = space.agreement().teams().values();
        return teams.stream()
                .filter(team -> cases.minutes().minus(team.hours().weekly()).isEmpty())
                .findFirst()
                .or(() -> teams.stream().findFirst())
                .map(Agreement.Team::key)
                .orElse("TEAM");
    }

    /// One rule may serve many activities: it is shadowed when it answers no case of any of them.
    private static List<Finding> shadowed(Space space) {
        var live = new LinkedHashSet<Place>();
        for (var ground : space.grounds()) for (var share : ground.shares()) live.add(share.rule().at());
        var dead = new LinkedHashMap<Place, Ground>();
        var activities = new LinkedHashMap<Place, List<Activity>>();
        for (var ground : space.grounds())
            for (var rule : ground.rules())
                if (!live.contains(rule.at())) {
                    dead.putIfAbsent(rule.at(), ground);
                    for (var activity : ground.activities()) Words.into(activities, rule.at(), activity);
                }
        var findings = new ArrayList<Finding>();
        dead.forEach((place, ground) -> {
            var rule = ground.rules().stream().filter(one -> one.at().equals(place)).findFirst().orElseThrow();
            findings.add(shadowed(ground, rule, Words.activities(activities.get(place), space.agreement()), space));
        });
        return findings;
    }

    private static Finding shadowed(Ground ground, Rule rule, String what, Space space) {
        if (rule.when() != null && rule.when().and(space.minutes()).isEmpty())
            return Finding.error(
                    "shadowed",
                    rule.at(),
                    "Rule %d of %s can never match: '%s' holds no minute%s."
                            .formatted(rule.number(), what, rule.whenText(), rule.when().isEmpty() ? "" : " (this agreement knows no holidays)"),
                    null,
                    "Give it hours, or delete it.");
        var above = ground.rules().stream()
                .filter(other -> other.number() < rule.number() && overlaps(other, rule))
                .map(other -> new Related(other.at(), "rule %d (%s) already answers these cases".formatted(other.number(), other.whenText())))
                .toArray(Related[]::new);
        return Finding.error(
                "shadowed",
                rule.at(),
                "Rule %d of %s (%s, %s) can never match: the rules above it answer every case it would."
                        .formatted(rule.number(), what, rule.whenText(), rule.responsible().key()),
                null,
                "Move it up, above the first rule that takes its cases, or delete it.",
                above);
    }

    private static boolean overlaps(Rule one, Rule other) {
        boolean minutes = one.when() == null || other.when() == null || one.when().overlaps(other.when());
        return minutes && meet(one.priorities(), other.priorities()) && meet(one.sites(), other.sites());
    }

    private static boolean meet(Collection<?> one, Collection<?> other) {
        return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
    }

    private static List<Finding> shadowedDecisions(Agreement agreement) {
        var findings = new ArrayList<Finding>();
        agreement.decisions().forEach((kind, rules) -> {
            for (int i = 1; i < rules.size(); i++) {
                var rule = rules.get(i);
                var upTo = rule.upTo();
                for (var above : rules.subList(0, i)) {
                    var limit = above.upTo();
                    if (limit != null && (upTo == null || upTo.compareTo(limit) > 0)) continue;
                    findings.add(Finding.error(
                            "shadowed",
                            rule.at(),
                            "This rule for %s decisions can never match: one above it takes every amount%s."
                                    .formatted(kind.written(), limit == null ? "" : " up to " + limit),
                            upTo == null ? "any amount" : "up to " + upTo,
                            "Write the rules from the smallest `up-to:` to the largest, and the one without a limit last.",
                            new Related(above.at(), "takes " + (limit == null ? "every amount" : "amounts up to " + limit))));
                    break;
                }
            }
        });
        return findings;
    }

    private static List<Finding> orphanSites(Space space) {
        var findings = new ArrayList<Finding>();
        if (space.grounds().isEmpty()) return findings;
        for (var site : space.agreement().sites().values()) {
            boolean reached = space.grounds().stream()
                    .flatMap(ground -> ground.shares().stream())
                    .anyMatch(share -> share.rule().sites().isEmpty() || share.rule().sites().contains(site));
            if (!reached)
                findings.add(Finding.error(
                        "rm-06",
                        site.at(),
                        "Site '%s' is an orphan: no rule of this agreement reaches it.".formatted(site.key()),
                        "%s, any activity, at any time".formatted(site.name()),
                        "Name it in the rules (site: [ …, %s ]), or end them with `otherwise:`, which holds for every site."
                                .formatted(site.key())));
        }
        return findings;
    }
}
