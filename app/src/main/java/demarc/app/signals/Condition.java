package demarc.app.signals;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source says of a check on a thing, and what became of it.
///
/// @param client    id
/// @param count     signals heard
/// @param changes   how often they changed state or severity after the first
/// @param firstAt   when it was first heard of
/// @param changedAt when its state or severity last changed, by our clock
/// @param saidAt    the same by the source's own clock, which may be wrong
/// @param asset     id of the thing in the estate, where its name is known there
/// @param trouble   id of the cause it belongs to; null while it is nobody's work
/// @param held      why it is nobody's work
/// @param lookAt    when triage looks at it again; null when there is nothing to wait for
public record Condition(
        int client, long id, long source, String key, String thing, String check, State state, Severity severity, String summary, @Nullable String details,
        @Nullable String link, Map<String, String> labels, long count, int changes, Instant firstAt, Instant lastAt, Instant changedAt, @Nullable Instant saidAt,
        @Nullable Long asset, @Nullable Long trouble, @Nullable String held, @Nullable Instant lookAt) {

    public enum State {
        FIRING("Firing"), CLEARED("Cleared"), SILENT("Silent");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /// Something is wrong, or nobody can say that nothing is.
        public boolean isWrong() {
            return this != CLEARED;
        }

        static State of(Signal.State said) {
            return switch (said) {
                case FIRING -> FIRING;
                case CLEARED -> CLEARED;
            };
        }
    }

    /// One step of its history.
    ///
    /// @param id the later, the greater
    public record Change(long id, Instant at, State state, Severity severity, String summary, @Nullable Instant saidAt) {}
}
