package demarc.app.decide;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Long work on a decision, as its row tells.
///
/// @param share   0 to 1
/// @param says    what it is at: `reading, 40,000 rows`
/// @param left    until it ends, once that can be told
/// @param failure why, in words for whoever sees the decision
public record Job(long id, State state, double share, String says, @Nullable Duration left, @Nullable String failure) {

    public enum State {
        WAITING, RUNNING, DONE, FAILED, CANCELLED;

        public boolean isOver() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    private static final Duration UNSURE = Duration.ofSeconds(2);

    static @Nullable Duration left(State state, double share, @Nullable Instant started, Instant now) {
        if (state != State.RUNNING || started == null || share < 0.02) return null;
        var taken = Duration.between(started, now);
        return taken.compareTo(UNSURE) < 0 ? null : Duration.ofSeconds(Math.round(taken.toMillis() / 1000.0 * (1 - share) / share));
    }

    public int percent() {
        return (int) Math.floor(share * 100);
    }

    public boolean isOver() {
        return state.isOver();
    }

    /// `about 40 s left`; empty while nobody can tell.
    public String leftWords() {
        if (left == null) return "";
        long seconds = left.toSeconds();
        return seconds < 90 ? "about %d s left".formatted(Math.max(1, seconds)) : "about %d min left".formatted((seconds + 30) / 60);
    }
}
