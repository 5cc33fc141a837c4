package demarc.app.signals.tell;

import demarc.app.agreement.Occasion.Progress.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to be told to a tool.
///
/// @param ticket  its ref
/// @param about   the tool's own numbers of the problems it is about
/// @param dueAt   when it is told, or tried again; null when it was told or given up
/// @param problem why the last attempt failed
public record Word(
        long id, Step step, String ticket, String who, String words, List<String> about, Instant at, @Nullable Instant dueAt, int attempts, @Nullable String problem,
        @Nullable Instant toldAt) {

    /// A line for people: `Ada Marsh took HDG-1042.`
    public String line() {
        return switch (step) {
            case TAKEN -> "%s took %s.".formatted(who, ticket);
            case REPLIED -> "%s on %s: %s".formatted(who, ticket, words);
            case RESOLVED -> "%s resolved %s: %s".formatted(who, ticket, words);
        };
    }

    public boolean isGivenUp() {
        return dueAt == null && toldAt == null;
    }
}
