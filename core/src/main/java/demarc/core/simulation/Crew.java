package demarc.core.simulation;

import java.util.List;

/// People who share one queue: whoever is free takes what matters most, and among equals what joined first.
///
/// @param party  0 for the client, 1 and up for providers
/// @param groups tried in this order when several could take a ticket
public record Crew(String name, int party, List<Group> groups) {

    public static final long EVERY_SERVICE = -1L;
    public static final int EVERY_PRIORITY = -1;
    /// What somebody on call is woken for: P1 and P2.
    public static final int URGENT = 0b11;

    /// People of a crew who have the same hours and can do the same work.
    ///
    /// @param services   a bit for each service they can do
    /// @param priorities a bit for each priority they take
    public record Group(Shift shift, long services, int priorities) {

        boolean takes(int service, int priority) {
            return (services >>> service & 1) != 0 && (priorities >>> priority & 1) != 0;
        }
    }

    public Crew {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || groups.size() > 64) throw new IllegalArgumentException("crew (%s) must have from one to 64 groups, not (%d)".formatted(name, groups.size()));
    }

    /// A crew in which everybody does everything.
    public static Crew of(String name, int party, Shift shift) {
        return new Crew(name, party, List.of(new Group(shift, EVERY_SERVICE, EVERY_PRIORITY)));
    }

    /// Everybody who may begin work, whatever they can do.
    public Shift shift() {
        return groups.stream().map(Group::shift).reduce(Shift::plus).orElseThrow();
    }
}
