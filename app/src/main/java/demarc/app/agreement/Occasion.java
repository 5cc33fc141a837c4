package demarc.app.agreement;

import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work that nobody asked for: something was seen (a firing condition, a due patch, a backup that did not run), and the agreement says whose
/// it is. Published in the transaction that records what was seen; `work` opens the ticket in that very transaction and answers [Ticketed].
///
/// Whoever published it hears of the ticket by [Ticketed], [Decided] and [Ended], also inside the transactions in which those things happen.
///
/// @param client      id
/// @param origin      what it is about, unique within the client: `signals/trouble/17`. While a ticket of this origin is open, a second occasion is
///                    [Again]; one that was resolved less than a day ago is reopened.
/// @param description what is known, for whoever takes it; becomes the ticket's first message
/// @param activities  codes of the catalogue or keys, the best first: the first one that the agreement in force names is taken
/// @param site        key; null when it concerns no single one
/// @param decision    to be asked for at once, besides what the agreement asks for the activity itself
public record Occasion(
        int client, String origin, Kind kind, String subject, String description, List<String> activities, Priority priority, @Nullable String site,
        @Nullable DecisionKind decision) {

    public enum Kind { INCIDENT, REQUEST, STANDARD_CHANGE, NORMAL_CHANGE, EMERGENCY_CHANGE }

    /// The ticket that stands for it now, new or not.
    public record Ticketed(int client, String origin, String ref) {}

    /// More of the same was seen: a line on its open ticket, which becomes more urgent when `priority` is.
    public record Again(int client, String origin, String what, @Nullable Priority priority) {}

    /// It is still so. A line on its ticket for as long as no person has touched that; work that somebody has needs no reminder.
    public record Unattended(int client, String origin, String what) {}

    /// It has gone by itself. A ticket that no person touched is resolved; on any other it is only a line.
    public record Over(int client, String origin, String how) {}

    /// A decision on its ticket was made.
    ///
    /// @param byAgreement nobody was asked, or the time ran out
    /// @param person      id of whoever decided
    public record Decided(int client, String origin, String ref, DecisionKind kind, boolean approved, boolean byAgreement, @Nullable Integer person) {}

    /// Its ticket is done or given up.
    ///
    /// @param person id of whoever said so; null for the product itself
    public record Ended(int client, String origin, String ref, boolean done, @Nullable Integer person) {}

    /// A person did something about its ticket that whoever reported it may want to hear.
    ///
    /// @param who   name of that person
    /// @param words what was said, or how it was resolved; empty when nothing was
    public record Progress(int client, String origin, String ref, Step step, String who, String words) {
        public enum Step { TAKEN, REPLIED, RESOLVED }
    }
}
