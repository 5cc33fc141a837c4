package demarc.app.signals.triage;

import java.time.Duration;

/// The numbers of triage. Where a source is named the value is its; the others are our judgement.
final class Defaults {
    /// Before a condition becomes work, so that a storm is seen as one. Shorter when it is critical. The intake sets it.
    static final Duration WAIT = Duration.ofSeconds(30);
    static final Duration WAIT_CRITICAL = Duration.ofSeconds(10);
    /// The same check on so many things within that time has one cause.
    static final int MANY = 5;
    static final Duration MANY_WITHIN = Duration.ofMinutes(10);
    /// Several checks on one thing.
    static final Duration SAME_MINUTE = Duration.ofMinutes(1);
    /// One attacker, or one kind of attack on one thing.
    static final Duration SAME_ATTACK = Duration.ofHours(1);
    /// So many changes of state within that time are flapping, of which nothing more is said for [#FLAP_QUIET].
    static final int FLAPS = 3;
    static final Duration FLAPS_WITHIN = Duration.ofMinutes(15);
    static final Duration FLAP_QUIET = Duration.ofMinutes(60);
    /// More new tickets of one source within that time than it may make are a flood. What is critical is not counted and never part of it.
    static final Duration FLOOD_WITHIN = Duration.ofMinutes(10);
    /// How long all must be well before an untouched ticket is closed.
    static final Duration CLEAR_FOR = Duration.ofMinutes(15);
    /// More of the same is a line on the ticket once in this time (SNAP, ALGA), and so is a word on work that nobody takes.
    static final Duration AGAIN = Duration.ofMinutes(30);
    /// A ticket that was resolved while its cause is still reported comes back after this.
    static final Duration STILL_THERE = Duration.ofHours(1);
    /// The same condition coming back within this goes on with its ticket.
    static final Duration SAME_CAUSE = Duration.ofDays(1);
    /// Causes that become younger ones' part are no older than this: nobody has worked long on them.
    static final Duration ABSORBED_WITHIN = Duration.ofMinutes(10);

    private Defaults() {}
}
