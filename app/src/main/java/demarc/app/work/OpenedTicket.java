package demarc.app.work;

import demarc.core.agreement.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to whoever asked: who does it, who answers for it, by when, and why.
///
/// @param responsible key of the team; null when nobody could be named, see `because`
/// @param accountable key of the party
public record OpenedTicket(String ref, @Nullable String responsible, String accountable, Priority priority, Due due, Because because) {
    public record Due(@Nullable Instant respond, @Nullable Instant resolve) {}
}
