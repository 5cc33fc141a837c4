package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.directory.Team;
import demarc.app.platform.Party;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.agreement.WaitingOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket as one person may see it, with everything its page shows.
///
/// @param team      null when nobody could be named
/// @param party     holds it; its minutes count
/// @param because   the agreement's last word on where it belongs
/// @param stretches whose time it was, from the opening on
/// @param decisions in the order they were asked
/// @param incidents refs of what a problem is behind
/// @param minutes   time logged
/// @param origins   what the product saw that this ticket stands for, see [demarc.app.agreement.Occasion]
/// @param holds     whether the person's own party holds it, so that they may work it
/// @param answers   whether the person may accept or decline the open offer
public record TicketView(
        String ref, long id, int version, Client client, Kind kind, @Nullable ChangeType change, Status status, String subject,
        @Nullable String activity, Priority priority, @Nullable Scale impact, @Nullable Scale urgency, @Nullable String site, Who requester,
        @Nullable Team team, Party party, @Nullable Who assignee, Instant openedAt, Instant heldSince, @Nullable Instant respondedAt,
        @Nullable Instant resolvedAt, @Nullable Wait waiting, @Nullable Offer offer, @Nullable Because because, @Nullable Party accountable,
        Reading reading, List<Held> held, List<Stretch> stretches, List<Decision> decisions, @Nullable String problem, List<String> incidents, int minutes,
        List<Line> timeline, List<String> origins, boolean holds, boolean answers) {

    public record Who(int id, String name, String party) {}

    public record Wait(WaitingOn on, String words, Party charged, Instant since, @Nullable Instant until, @Nullable String note) {}

    /// @param team the one it is offered to
    public record Offer(int n, Team team, Party party, String reason, @Nullable Who by, Instant at) {}

    /// Minutes of one party.
    public record Held(Party party, long wallMinutes, long workingMinutes) {}

    /// A time in one party's hands; the resolution clock stood while it was paused.
    public record Stretch(Instant from, Instant to, Party party, boolean paused) {}

    public enum Ruling { PENDING, APPROVED, REFUSED }

    /// @param decider  in words: people, post, party
    /// @param then     what happens at the deadline
    /// @param mine     the person may decide it now
    /// @param reviewMine the person may review it now
    public record Decision(
            int n, DecisionKind kind, @Nullable String amount, String question, @Nullable Who asker, Instant askedAt, String decider,
            @Nullable Instant deadline, Fact.Then then, Ruling state, Because because, @Nullable String reviewer, @Nullable Instant reviewDue,
            boolean awaitsReview, boolean mine, boolean reviewMine) {}

    /// One line of the timeline.
    ///
    /// @param kind     the fact's name: `Replied`, `Assigned`…
    /// @param actor    null for the agreement
    /// @param sentence what happened, to be read after the actor's name
    /// @param plainly  the same for whoever asked, a whole sentence; empty for what is between the sides
    public record Line(int seq, Instant at, String kind, @Nullable Who actor, String sentence, String plainly, @Nullable Message message) {}

    /// @param readers names of the parties that may read it; empty when everybody may
    public record Message(Visibility visibility, List<String> readers, String body) {}
}
