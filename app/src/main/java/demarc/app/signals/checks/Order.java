package demarc.app.signals.checks;

import demarc.app.signals.checks.look.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server and a probe say to each other.
public final class Order {
    private Order() {}

    /// What a probe is to look at.
    ///
    /// @param fails looks in a row before the server believes it; until then the probe looks again soon
    public record Item(long check, int version, String kind, String target, int everySeconds, int phaseMillis, int fails, Settings settings) {}

    /// @param name   of the probe
    /// @param client whose
    public record Items(String name, String client, List<Item> checks) {}

    /// One look.
    public record Look(long check, Instant at, String outcome, double millis, String words, @Nullable Double value, @Nullable Instant certificateUntil) {
        public Look movedBy(Duration by) {
            return new Look(check, at.plus(by), outcome, millis, words, value, certificateUntil);
        }
    }

    /// @param sentAt by the probe's clock, which may be wrong: moments are moved by as much as it is
    /// @param lost   looks that were dropped because the server was away too long
    public record Looks(Instant sentAt, long lost, List<Look> looks) {}

    /// @param unknown of checks that this probe does not have (any more)
    public record Received(int accepted, int unknown) {}
}
