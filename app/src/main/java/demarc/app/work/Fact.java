package demarc.app.work;

import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a ticket. People, teams and parties are named by their ids.
public sealed interface Fact {

    /// @param requester [Ticket#NOBODY] when no person asked and the product saw it itself
    /// @param agreement number of the version whose promises hold for this ticket to its end; null when none was in force
    record Opened(
            Kind kind, String subject, @Nullable String activity, Priority priority, @Nullable Scale impact, @Nullable Scale urgency,
            @Nullable String site, int requester, @Nullable ChangeType change, @Nullable Integer agreement) implements Fact {}

    enum How {
        /// By the agreement, when it was opened.
        ROUTED,
        /// By the agreement, because its activity or priority was changed.
        REROUTED,
        /// By a person, inside one party.
        GIVEN,
        /// Across the line, accepted by the other side.
        HANDOFF,
        /// By the agreement, after a time without progress.
        ESCALATION,
        /// By the agreement, at the edge of hours or between versions.
        BOUNDARY
    }

    /// The ticket is now with this team, whose party holds it. `team` is null when nobody could be named.
    record Assigned(How how, @Nullable Integer team, int party, @Nullable Because because, @Nullable String reason) implements Fact {}

    record Taken(int person) implements Fact {}

    record Released() implements Fact {}

    /// A public message. `staff`: it came from somebody who works tickets, so the requester has heard from a person.
    record Replied(boolean staff) implements Fact {}

    record Noted(Visibility visibility, List<Integer> parties) implements Fact {}

    /// What the product saw meanwhile. Nobody's progress.
    record Observed(String what) implements Fact {}

    /// @param charged the party whose time it is
    /// @param until   when to look again
    record Waiting(WaitingOn on, int charged, @Nullable String note, @Nullable Instant until) implements Fact {}

    record Resumed() implements Fact {}

    record HandoffOffered(int n, int team, int party, String reason) implements Fact {}

    record HandoffAccepted(int n) implements Fact {}

    record HandoffDeclined(int n, String reason) implements Fact {}

    record HandoffWithdrawn(int n, String reason) implements Fact {}

    /// @param to   the team or post, as the agreement calls it
    /// @param team the team it moved to; null when a person was alerted instead
    record Escalated(int step, String to, @Nullable Integer team, @Nullable Integer person, Because because) implements Fact {}

    enum Then { WAIT, PROCEED, REFUSE, ESCALATE }

    /// Who decides: the holder of a post, or any member of a team.
    ///
    /// @param post   as the agreement calls it: `it-manager`
    /// @param deputy the post that stands in, by the agreement
    record Decider(int party, String post, @Nullable String deputy, @Nullable Integer team) {}

    /// @param then what happens at the deadline; `escalateTo` for [Then#ESCALATE]
    record DecisionAsked(
            int n, DecisionKind kind, @Nullable String amount, String question, Decider decider, @Nullable Instant deadline, Then then,
            @Nullable Decider escalateTo, @Nullable Decider reviewer, @Nullable Instant reviewDue, Because because) implements Fact {}

    /// @param byAgreement nobody was asked: whoever does the work decides
    record Decided(int n, boolean approved, String reason, boolean asDeputy, boolean byAgreement) implements Fact {}

    record DecisionTimedOut(int n, Then then) implements Fact {}

    record Reviewed(int n, boolean fine, String note) implements Fact {}

    record ReviewOverdue(int n) implements Fact {}

    enum Promise { RESPOND, RESOLVE }

    /// Three quarters of the time are gone.
    record Warned(Promise promise, Instant due) implements Fact {}

    /// @param party who held the ticket when the promise broke
    record Breached(Promise promise, Instant due, int party) implements Fact {}

    record Reclassified(String from, String to) implements Fact {}

    record Reprioritised(Priority from, Priority to, @Nullable String reason) implements Fact {}

    record Resolved(String summary) implements Fact {}

    record Reopened(String reason) implements Fact {}

    record Closed() implements Fact {}

    record Cancelled(String reason) implements Fact {}

    /// This incident belongs to that problem.
    record Linked(long problem) implements Fact {}

    record Unlinked(long problem) implements Fact {}

    /// The problem behind this incident was resolved.
    record ProblemResolved(long problem, String summary) implements Fact {}

    record TimeLogged(int minutes, String note, @Nullable String activity) implements Fact {}

    enum There { TAKEN, MOVED, CLOSED }

    /// What another desk recorded of a ticket of its own, in words that mean nothing here.
    ///
    /// @param words the group it was moved to, say
    record AtSource(There what, @Nullable String words) implements Fact {}

    /// The ticket is history, brought in from another desk: it is closed, whatever it was there, and nobody's work.
    ///
    /// @param id        its number there
    /// @param lastState the state it was last seen in, when the other desk's log ends before it was closed
    record Imported(String source, String id, @Nullable String requester, @Nullable String category, @Nullable String lastState) implements Fact {}
}
