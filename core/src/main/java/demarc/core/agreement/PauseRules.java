package demarc.core.agreement;

import static demarc.core.agreement.Priority.P3;
import static demarc.core.agreement.Priority.P4;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Which waiting stops the resolution clock, by priority. Nothing stops the response clock.
///
/// @param stopped for each reason to wait, the priorities whose clock it stops
public record PauseRules(Map<WaitingOn, Set<Priority>> stopped) {

    public PauseRules {
        var whole = new EnumMap<WaitingOn, Set<Priority>>(WaitingOn.class);
        for (var reason : WaitingOn.values()) whole.put(reason, Set.copyOf(stopped.getOrDefault(reason, Set.of())));
        stopped = Map.copyOf(whole);
    }

    /// Waiting on the requester, the client or a decision stops every clock; on a vendor, parts or an appointment only P3's and P4's,
    /// because an outage goes on while the provider waits for its suppliers.
    public static PauseRules standard() {
        var all = EnumSet.allOf(Priority.class);
        var minor = EnumSet.of(P3, P4);
        return new PauseRules(Map.of(
                WaitingOn.REQUESTER, all, WaitingOn.CLIENT, all, WaitingOn.DECISION, all,
                WaitingOn.VENDOR, minor, WaitingOn.PARTS, minor, WaitingOn.SCHEDULED, minor));
    }

    /// The same rules with another answer for one reason.
    public PauseRules with(WaitingOn reason, Set<Priority> priorities) {
        var changed = new EnumMap<WaitingOn, Set<Priority>>(stopped);
        changed.put(reason, priorities);
        return new PauseRules(changed);
    }

    public boolean stops(WaitingOn reason, Priority priority) {
        return stopped.getOrDefault(reason, Set.of()).contains(priority);
    }
}
