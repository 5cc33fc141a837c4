package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Space.Ground;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Exactly one party answers for each activity (RM-01), has a named person to do so and a deputy (RM-03), a contract of its own (RM-08)
/// and the means (RM-09).
final class Accountability {

    private Accountability() {}

    static List<Finding> check(Space space) {
        var findings = new ArrayList<Finding>();
        findings.addAll(nobody(space));
        findings.addAll(several(space));
        findings.addAll(unnamed(space));
        findings.addAll(withoutMeans(space));
        return findings;
    }

    private static List<Finding> nobody(Space space) {
        var findings = new ArrayList<Finding>();
        for (var service : space.agreement().services().values()) {
            var activities = service.activities().values().stream().filter(activity -> activity.accountable().isEmpty()).toList();
            if (activities.isEmpty()) continue;
            boolean all = activities.size() == service.activities().size();
            var parties = parties(space.agreement());
            findings.add(Finding.error(
                    "unaccountable",
                    all ? service.at() : activities.getFirst().at(),
                    "No party is accountable for %s.".formatted(Words.activities(activities, space.agreement())),
                    null,
                    "Add: accountable: %s".formatted(parties.size() == 1 ? parties.getFirst() : String.join(" | ", parties))));
        }
        return findings;
    }

    private static List<String> parties(Agreement agreement) {
        var parties = new ArrayList<String>();
        parties.add(agreement.client().key());
        for (var provider : agreement.providers()) parties.add(provider.key());
        return parties;
    }

    private static List<Finding> several(Space space) {
        var byPlace = new LinkedHashMap<Place, List<Activity>>();
        for (var ground : space.grounds())
            for (var activity : ground.activities())
                if (activity.accountable().stream().map(Agreement.Claim::party).distinct().count() > 1)
                    Words.into(byPlace, activity.accountable().get(1).at(), activity);
        var findings = new ArrayList<Finding>();
        byPlace.forEach((place, activities) -> {
            var claims = activities.getFirst().accountable();
            var names = claims.stream().map(claim -> claim.party().key()).distinct().toList();
            findings.add(Finding.error(
                    "two-accountable",
                    place,
                    "%d parties are accountable for %s: %s. When all answer, nobody does."
                            .formatted(names.size(), Words.activities(activities, space.agreement()), Words.list(names)),
                    null,
                    "Keep one: accountable: %s. Name the other under `consulted:` or `informed:`.".formatted(names.getFirst()),
                    new Related(claims.getFirst().at(), "%s is named here".formatted(names.getFirst()))));
        });
        return findings;
    }

    /// RM-03: a party answers through a person with a name and a deputy; a team of one needs somebody who steps in.
    private static List<Finding> unnamed(Space space) {
        var agreement = space.agreement();
        var findings = new ArrayList<Finding>();
        var byParty = new LinkedHashMap<Party, List<Activity>>();
        for (var ground : space.grounds())
            for (var activity : ground.activities()) for (var claim : activity.accountable()) Words.into(byParty, claim.party(), activity);
        byParty.forEach((party, activities) -> {
            var people = agreement.people().values().stream().filter(person -> person.party().equals(party)).toList();
            if (people.stream().anyMatch(person -> person.deputy() != null)) return;
            var what = Words.activities(activities, agreement);
            findings.add(people.isEmpty()
                    ? Finding.error(
                            "rm-03",
                            party.at(),
                            "%s is accountable for %s, but the agreement names no person of it.".formatted(party.key(), what),
                            null,
                            "Add under `people:`: lead: { party: %1$s, title: …, deputy: second }, second: { party: %1$s }".formatted(party.key()))
                    : Finding.error(
                            "rm-03",
                            people.getFirst().at(),
                            "%s is accountable for %s, but none of its people has a deputy: one absence and nobody answers."
                                    .formatted(party.key(), what),
                            null,
                            people.size() > 1
                                    ? "Add to %s: deputy: %s".formatted(people.get(0).key(), people.get(1).key())
                                    : "Add a second person of %s, and `deputy:` to %s.".formatted(party.key(), people.getFirst().key()),
                            new Related(party.at(), "the accountable party")));
        });
        for (var person : agreement.people().values()) {
            var deputy = person.deputy() == null ? null : agreement.people().get(person.deputy());
            if (deputy != null && !deputy.party().equals(person.party()))
                findings.add(Finding.error(
                        "rm-03",
                        person.at(),
                        "%s of %s has a deputy of another party: %s of %s."
                                .formatted(person.key(), person.party().key(), deputy.key(), deputy.party().key()),
                        null,
                        "Name a deputy who belongs to %s.".formatted(person.party().key()),
                        new Related(deputy.at(), "the deputy")));
        }
        for (var team : agreement.teams().values()) {
            if (team.people() > 1) continue;
            var alone = new Cases();
            for (var ground : space.grounds())
                for (var share : ground.shares())
                    if (share.rule().responsible().equals(team) && share.rule().helpers().isEmpty() && share.rule().escalation().isEmpty())
                        alone.add(ground, share.rule(), share.cell(), share.minutes());
            if (alone.isEmpty()) continue;
            findings.add(Finding.error(
                    "rm-03",
                    alone.firstRule(),
                    "%s has %s, and nobody steps in for %s."
                            .formatted(team.key(), team.people() == 1 ? "one person" : "no people", Words.activities(alone.activities(), agreement)),
                    alone.witness(),
                    "Add to the rule: escalate: [ TEAM after 4h ], name helpers, or give %s a second person.".formatted(team.key()),
                    new Related(team.at(), "people: " + team.people())));
        }
        return findings;
    }

    /// RM-09: a provider that answers for work it neither does, is asked about, nor hears of.
    private static List<Finding> withoutMeans(Space space) {
        var byParty = new LinkedHashMap<Party, Cases>();
        for (var ground : space.grounds())
            for (var party : accountableProviders(ground))
                for (var share : ground.shares())
                    if (!takesPart(party, share.rule()))
                        byParty.computeIfAbsent(party, _ -> new Cases()).add(only(ground, party), share.rule(), share.cell(), share.minutes());
        var findings = new ArrayList<Finding>();
        byParty.forEach((party, cases) -> findings.add(Finding.error(
                "rm-09",
                cases.firstRule(),
                "%s is accountable for %s without the means: it neither does the work, is consulted, nor is informed."
                        .formatted(party.key(), Words.activities(cases.activities(), space.agreement())),
                cases.witness(),
                "Add a team of %s to the rule (consulted: or informed:), or make the party that does the work accountable.".formatted(party.key()),
                new Related(cases.activities().getFirst().accountable().getFirst().at(), "accountable: " + party.key()))));
        return findings;
    }

    private static List<Party> accountableProviders(Ground ground) {
        return ground.activities().stream()
                .flatMap(activity -> activity.accountable().stream())
                .map(Agreement.Claim::party)
                .filter(party -> !party.isClient())
                .distinct()
                .toList();
    }

    private static Ground only(Ground ground, Party party) {
        var activities = ground.activities().stream()
                .filter(activity -> activity.accountable().stream().anyMatch(claim -> claim.party().equals(party)))
                .toList();
        return new Ground(ground.service(), activities, ground.rules(), ground.cells(), ground.shares(), ground.open());
    }

    private static boolean takesPart(Party party, Agreement.Rule rule) {
        return rule.responsible().party().equals(party)
                || rule.helpers().stream().anyMatch(contact -> contact.party().equals(party))
                || rule.consulted().stream().anyMatch(contact -> contact.party().equals(party))
                || rule.informed().stream().anyMatch(contact -> contact.party().equals(party))
                || rule.escalation().stream().anyMatch(step -> step.to().party().equals(party));
    }
}
