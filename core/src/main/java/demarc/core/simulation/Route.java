package demarc.core.simulation;

import demarc.core.agreement.InForce;
import java.util.List;

/// Which crew of a [Desk] gets a ticket, by its place in the desk's list.
public interface Route {

    /// Nobody: the ticket is resolved after its first handling.
    int NOBODY = -1;

    /// @param at milliseconds since the epoch
    int first(int service, int priority, long at);

    /// Who does the second handling of a ticket that has one, after this crew did the first; [#NOBODY] when it does not escalate from there.
    int next(int crew, int service, int priority, long at);

    /// When [#first] or [#next] may give other answers than at `after`; [World#NEVER] when they depend on no hours.
    default long nextChange(long after) {
        return World.NEVER;
    }

    /// As an agreement says, by its own lookup: first the responsible team, then the first other team of its escalation, or the same team again
    /// where it names none.
    ///
    /// @param activities the activity that each service of the world stands for
    /// @param crews      named by the keys of the agreement's teams
    /// @throws IllegalArgumentException when a team of these activities has no crew
    static Route of(InForce agreement, List<String> activities, List<Crew> crews) {
        return new AgreedRoute(agreement, activities, crews);
    }
}
