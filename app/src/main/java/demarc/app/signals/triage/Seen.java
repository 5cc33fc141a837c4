package demarc.app.signals.triage;

import demarc.app.signals.Concern;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A condition as triage looks at it.
///
/// @param due      its moment has come; others are looked at because they may belong to it
/// @param attacker where an attack comes from, when it says so
/// @param site     key
/// @param labels   what else it says; empty when no rule asks
/// @param flips    changes of state in the last quarter of an hour
/// @param wellSince since when it had been well before it went wrong again; null when it never was, or of no interest
/// @param trouble  the open cause it belongs to
/// @param past     the cause it belonged to last, when that ended less than a day ago and could go on
/// @param closed   how its last ticket ended
/// @param above    what it is reached through and is down, the nearest first
/// @param below    open causes of what is reached through it, when it is down itself
/// @param hold     a rule's reason why it is nobody's work
/// @param together a rule's name for its cause
record Seen(
        long id, boolean due, long source, String thing, String check, State state, Severity severity, Concern concern, String summary, @Nullable String attacker,
        @Nullable Long asset, @Nullable String site, Map<String, String> labels, Instant changedAt, Instant lastAt, int flips, @Nullable Instant wellSince, @Nullable Long trouble,
        @Nullable Long past, @Nullable Closed closed, List<Above> above, List<Long> below, @Nullable String hold, @Nullable String together) {

    /// Something on the way to a thing that is down.
    ///
    /// @param condition id
    /// @param trouble   the cause it belongs to; null while it waits or is held
    /// @param until     it is in maintenance till then
    record Above(String name, long condition, @Nullable Long trouble, @Nullable Instant until) {}

    /// Its last ticket has ended.
    ///
    /// @param done because the work was done, not because it was given up
    record Closed(String ticket, Instant at, boolean done) {
        String words() {
            return done ? "%s was closed, and nothing was reported since".formatted(ticket) : "%s was given up while this was still so".formatted(ticket);
        }
    }

    /// Its ticket ended while it was so, and a tool that merely says it again does not object to that; one that was told it is done and says it later does.
    boolean isClosed() {
        return closed != null && !changedAt.isAfter(closed.at) && !(closed.done && lastAt.isAfter(closed.at));
    }

    boolean isWrong() {
        return state.isWrong();
    }

    /// It was well for so long that it is something new, though the rest of its cause goes on.
    boolean isAnew() {
        return wellSince != null && !changedAt.isBefore(wellSince.plus(Defaults.CLEAR_FOR));
    }

    boolean isFlapping() {
        return flips >= Defaults.FLAPS;
    }

    boolean isAttack() {
        return isAttack(concern);
    }

    private static boolean isAttack(Concern concern) {
        return concern == Concern.SECURITY || concern == Concern.CONTAINMENT;
    }

    Seen ruled(Concern concern, Severity severity, @Nullable String hold, @Nullable String together) {
        return new Seen(id, due, source, thing, check, state, severity, concern, summary, attacker, asset, site, labels, changedAt, lastAt, flips, wellSince, trouble, past, closed,
                above, below, hold, together);
    }

    /// Attacks are not mixed with what merely broke: other people see to them.
    String family() {
        return family(concern);
    }

    static String family(Concern concern) {
        return isAttack(concern) ? "attack" : "fault";
    }

    /// Says that the thing itself cannot be reached, and so whatever is behind it.
    boolean saysDown() {
        return saysDown(state, check, summary);
    }

    static boolean saysDown(State state, String check, String summary) {
        if (state == State.SILENT) return true;
        var words = (check + " " + summary).toLowerCase(Locale.ROOT);
        return DOWN.stream().anyMatch(words::contains);
    }

    private static final List<String> DOWN = List.of("down", "ping", "icmp", "unreach", "offline", "no answer", "not respond", "no response", "link", "power");
}
