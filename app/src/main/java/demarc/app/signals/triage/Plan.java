package demarc.app.signals.triage;

import demarc.app.signals.triage.Trouble.Grouping;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to become of the conditions that were due.
///
/// @param still   wrong, and of an open cause already
/// @param cleared well again, and of an open cause
/// @param leaving wrong anew, and no longer of its cause; waits to be seen with what belongs to it now
record Plan(List<Held> held, List<Cause> causes, List<Seen> still, List<Seen> cleared, List<Seen> leaving) {
    /// Nobody's work, and why.
    ///
    /// @param until when to look again; null when only a change of its own calls for that
    record Held(Seen seen, String reason, @Nullable Instant until) {}

    /// One cause.
    ///
    /// @param into     the cause that is there already; null for a new one
    /// @param revives  the one that had ended and goes on; null for none
    /// @param lead     what it began with or comes from
    /// @param absorbed younger causes that turn out to be part of it
    record Cause(@Nullable Trouble into, @Nullable Long revives, Grouping grouping, Seen lead, List<Member> members, List<Trouble> absorbed) {
        boolean isFlapping() {
            return members.stream().anyMatch(member -> member.seen.isFlapping());
        }
    }

    /// @param why it belongs to the cause; null for what needs no reason
    record Member(Seen seen, @Nullable String why) {}
}
