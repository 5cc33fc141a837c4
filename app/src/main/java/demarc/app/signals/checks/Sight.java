package demarc.app.signals.checks;

import java.time.Duration;
import java.time.Instant;

/// Before something is said to be down, whoever looked doubts themselves: when nothing at all is seen any more, the fault is likely on their own side, and one
/// word of that is better than five hundred alarms.
///
/// @param up      checks of this runner that were not down before
/// @param things  how many things those are about
/// @param ok      of all, those that answered since the one in question began to fail
/// @param failing of those that were up, the ones that failed since
record Sight(int up, int things, int ok, int failing) {
    enum Verdict { DOWN, WAIT, BLIND }

    /// Fewer than this prove nothing.
    private static final int CHECKS = 5;
    private static final int THINGS = 3;
    private static final Duration LONGEST_DOUBT = Duration.ofMinutes(2);

    Verdict of(Instant failingSince, Instant now) {
        if (ok > 0 || up < CHECKS || things < THINGS) return Verdict.DOWN;
        if (failing >= CHECKS) return Verdict.BLIND;
        return failingSince.plus(LONGEST_DOUBT).isAfter(now) ? Verdict.WAIT : Verdict.DOWN;
    }
}
