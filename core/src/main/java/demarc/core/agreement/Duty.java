package demarc.core.agreement;

import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Finding.Related;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// `off-duty`: a team is responsible at an hour when it is not on duty and the clock of the promise runs.
final class Duty {

    private Duty() {}

    static List<Finding> check(Space space) {
        var byTeam = new LinkedHashMap<Team, Cases>();
        var clocks = new LinkedHashMap<Team, LinkedHashSet<String>>();
        for (var ground : space.grounds())
            for (var share : ground.shares()) {
                var level = space.level(ground.service(), share.cell().priority());
                if (level == null) continue;
                var team = share.rule().responsible();
                var away = away(space, share, level);
                if (away.isEmpty()) continue;
                byTeam.computeIfAbsent(team, _ -> new Cases()).add(ground, share.rule(), share.cell(), away);
                clocks.computeIfAbsent(team, _ -> new LinkedHashSet<>()).add(level.clock());
            }
        var findings = new ArrayList<Finding>();
        byTeam.forEach((team, cases) -> findings.add(finding(team, cases, clocks.get(team), space)));
        return findings;
    }

    /// Minutes of the share in which the clock runs and the team is away.
    static WeeklyHours away(Space space, Space.Share share, ServiceLevel level) {
        return share.minutes().and(space.clock(level)).minus(share.rule().responsible().hours().weekly());
    }

    private static Finding finding(Team team, Cases cases, LinkedHashSet<String> clocks, Space space) {
        var agreement = space.agreement();
        var clock = String.join("' and '", clocks);
        var related = new ArrayList<Related>();
        related.add(new Related(team.at(), "%s works %s (%s)".formatted(team.key(), team.hours().name(), team.hours().weekly())));
        for (var other : cases.otherRules().stream().limit(3).toList()) related.add(new Related(other, "responsible here, too"));
        int more = cases.otherRules().size() - 3;
        var message = "%s is responsible for %s while it is off duty and the clock '%s' runs (%s)%s."
                .formatted(
                        team.key(),
                        Words.activities(cases.activities(), agreement),
                        clock,
                        Words.aWeek(cases.minutes()),
                        more > 0 ? ", by %d rules".formatted(more + 4) : "");
        var stands = agreement.teams().values().stream()
                .filter(other -> !other.equals(team) && cases.minutes().minus(other.hours().weekly()).isEmpty())
                .findFirst();
        var hint = stands.isPresent()
                ? "Limit the rule to the hours of %s (when: %s) and add after it: - { otherwise: , responsible: %s }"
                        .formatted(team.key(), team.hours().name(), stands.get().key())
                : "Give %s hours that hold this stretch, or let the clock of %s run on `%s`."
                        .formatted(team.key(), Words.priorities(cases.priorities()), team.hours().name());
        return Finding.error("off-duty", cases.firstRule(), message, cases.witness(), hint, related.toArray(Related[]::new));
    }
}
