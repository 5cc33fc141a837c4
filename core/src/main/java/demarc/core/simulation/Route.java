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

    /// Whether work that nobody begins ever moves on for that reason.
    default boolean escalates() {
        return false;
    }

    /// When work that nobody has begun, though it has been where the route sent it since `since`, takes this step of its escalation, counted from 0;
    /// [World#NEVER] when there is none.
    default long escalationAt(int service, int priority, long since, int step) {
        return World.NEVER;
    }

    /// Who gets it then; [#NOBODY] when it stays where it is.
    default int escalationTo(int service, int priority, long since, int step) {
        return NOBODY;
    }

    /// As an agreement says, by its own lookup: first the responsible team, for a second handling the first other team of its escalation, or the same
    /// team again where it names none. What nobody begins takes the steps of the escalation as they fall due.
    ///
    /// @param activities the activity that each service of the world stands for
    /// @param crews      named by the keys of the agreement's teams
    /// @throws IllegalArgumentException when a team of these activities has no crew
    static Route of(InForce agreement, List<String> activities, List<Crew> crews) {
        return new AgreedRoute(agreement, activities, crews);
    }
}
