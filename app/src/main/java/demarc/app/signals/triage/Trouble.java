package demarc.app.signals.triage;

import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cause: what belongs together, and the one ticket that stands for it.
///
/// @param keys      what a further condition is recognised by
/// @param lastAt    when the last condition joined
/// @param toldAt    when its ticket last heard of it
/// @param untold    how many have joined since
/// @param clearedAt since when nothing of it is wrong
/// @param overAt    when its ticket was told that it is over
/// @param done      its ticket ended because the work was done, not because it was given up
public record Trouble(
        int client, long id, Grouping grouping, Concern concern, Severity severity, String subject, String thing, String check, Set<String> keys,
        int members, Instant openedAt, Instant lastAt, Instant toldAt, int untold, @Nullable Instant flappingUntil, @Nullable Instant clearedAt,
        @Nullable Instant overAt, @Nullable String ticket, @Nullable String decision, @Nullable Instant endedAt, @Nullable String endedHow, boolean done) {

    public String origin() {
        return ORIGIN + id;
    }

    static final String ORIGIN = "signals/trouble/";

    /// What brought conditions together, the strongest first.
    public enum Grouping {
        PARENT("Something on the way is down"), RULE("A rule of the client's"), ATTACK("One attack"), CHECK("One check on many things"),
        THING("Several checks on one thing"), SINGLE("One condition"), FLOOD("A flood from one source");

        private final String label;

        Grouping(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean isStrongerThan(Grouping other) {
            return compareTo(other) < 0;
        }
    }

    boolean isFlood() {
        return grouping == Grouping.FLOOD;
    }

    boolean isOpen() {
        return endedAt == null;
    }
}
