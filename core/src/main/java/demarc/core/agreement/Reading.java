package demarc.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the SLA clocks of one ticket show at one moment.
///
/// @param respond null when nothing is promised for the priority
/// @param resolve null when nothing is promised for the priority
/// @param held    time held by each party, from the opening to the end (or to now), in the order they first held it
public record Reading(@Nullable Clock respond, @Nullable Clock resolve, List<Share> held) {

    public enum State {
        /// Not kept yet, not too late. Outside its hours a running clock stands still.
        RUNNING,
        /// Standing while the ticket waits for somebody whose time is not counted.
        PAUSED,
        /// The ticket was cancelled before the promise was due.
        STOPPED,
        MET,
        /// Too late, whether or not it has been done since: see `metAt`.
        BREACHED
    }

    /// One promise. `due` already includes the pauses so far; while paused it is when it would be due if work went on now.
    ///
    /// @param elapsed   working time used, pauses taken out
    /// @param allowance working time there is in all
    /// @param metAt     when it was done, in time or not; null while it is not
    /// @param breach    null as long as the promise holds
    public record Clock(
            Target target, State state, Duration elapsed, Duration allowance, Instant due, @Nullable Instant metAt, @Nullable Breach breach) {

        /// 0.75 when three quarters are gone, above 1 when late.
        public double used() {
            return allowance.isZero() ? 1 : (double) elapsed.getSeconds() / allowance.getSeconds();
        }
    }

    /// When the promise broke, the party that held the ticket then, and what each party had held by then.
    public record Breach(Instant at, String party, List<Share> shares) {}

    /// @param working in the hours of the promise's clock; the same as `wall` when nothing is promised
    public record Share(String party, Duration wall, Duration working) {}

    /// A time in one party's hands.
    ///
    /// @param party  whose time it is: the holder's, or of the party waited for
    /// @param paused the resolution clock stood
    public record Stretch(Instant from, Instant to, String party, boolean paused) {}
}
