package demarc.core.simulation.choice;

import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.simulation.choice.Question.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What an agreement that is in force says, in the words of a [Question]: the terms it is made on, and the plan it comes nearest to.
public final class Today {

    /// Teams of the client that decide or approve, and do none of the daily work.
    private static final Set<String> NO_HANDS = Set.of("leadership", "crisis-leads");
    private static final String OFFICE = "office";

    private Today() {}

    /// Whom it is between, its calendar, its office hours and its promises.
    ///
    /// @param effective when the new one would begin
    public static Terms terms(InForce inForce, LocalDate effective) {
        var agreement = inForce.agreement();
        var office = agreement.hours().get(OFFICE);
        var levels = new ArrayList<String>();
        agreement.serviceLevels().forEach((priority, level) -> levels.add("%s: { respond: %s, resolve: %s, clock: %s, target: %d%% }".formatted(
                priority, level.respond(), level.resolve(), isKnown(level.clock()) ? level.clock() : OFFICE, level.attainmentPercent())));
        var provider = agreement.providers().isEmpty() ? null : agreement.providers().getFirst();
        return new Terms(agreement.client().name(), provider == null ? "provider" : provider.key(), provider == null ? "The provider" : provider.name(), agreement.zone(),
                agreement.holidays().toString(), office == null ? "mon-fri 08:00-18:00" : office.weekly().toString(), levels, effective);
    }

    private static boolean isKnown(String clock) {
        return clock.equals(OFFICE) || clock.equals("always");
    }

    /// @param people who do IT for the client; less than one means as many as its teams have
    public static Plan plan(InForce inForce, Question question, int people) {
        var ground = new Ground(question);
        var splits = new ArrayList<Split>();
        for (int s = 0; s < question.services().size(); s++)
            splits.add(inForce.findActivity(question.services().get(s).activity()).isPresent() ? ground.split(inForce, s) : Split.INTERNAL);
        var teams = inForce.agreement().teams().values();
        int own = people >= 1 ? people : teams.stream().filter(team -> team.party().isClient() && !NO_HANDS.contains(team.key())).mapToInt(Team::people).sum();
        boolean allHours = teams.stream().anyMatch(team -> !team.party().isClient() && team.hours().weekly().isAlways());
        return new Plan(splits, Math.clamp(own, splits.stream().anyMatch(Split::needsPeople) ? 1 : 0, Plan.MOST), cover(inForce, question, ground, splits), question.usualAgents(), allHours);
    }

    /// Whoever has P1 at night where it is the client's: a team that is always there is on call.
    private static Cover cover(InForce inForce, Question question, Ground ground, List<Split> splits) {
        var nights = ground.nights().hours();
        for (int s = 0; s < splits.size() && !nights.isEmpty(); s++) {
            var activity = question.services().get(s).activity();
            if (!splits.get(s).isNightsInternal() || ground.urgent(s).isEmpty() || inForce.findActivity(activity).isEmpty()) continue;
            var answer = inForce.atSlot(inForce.index(activity), Priority.P1.ordinal(), 0, nights.nextOpen(0));
            if (answer != null && answer.responsible().party().isClient() && answer.responsible().hours().weekly().isAlways()) return Cover.ON_CALL;
        }
        return Cover.MORNING;
    }
}
