package demarc.core.simulation;

import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.ServiceLevel;
import demarc.core.worktime.WorkCalendar;
import java.util.List;

/// When each ticket of a world is due, reckoned once for all desks that are tried on it: keeping a promise is then one comparison. Due moments
/// are met to the very second, as the agreement's clocks do; a pause moves them by its own length, so it is left out of both sides.
public final class Promises {

    final World world;
    final long[] respondBy;
    final long[] resolveBy;

    private Promises(World world) {
        this.world = world;
        this.respondBy = new long[world.size];
        this.resolveBy = new long[world.size];
    }

    /// What is promised, in epoch seconds.
    public interface Rule {
        /// The second by which it must be answered; [World#NEVER] when nothing is promised.
        long respondBy(int service, int priority, long openedSecond);

        long resolveBy(int service, int priority, long openedSecond);
    }

    public static Promises of(World world, Rule rule) {
        var promises = new Promises(world);
        for (int i = 0; i < world.size; i++) {
            long opened = Math.floorDiv(world.at[i], 1000L);
            promises.respondBy[i] = lastMillisecond(rule.respondBy(world.service[i], world.priority[i], opened));
            promises.resolveBy[i] = lastMillisecond(rule.resolveBy(world.service[i], world.priority[i], opened));
        }
        return promises;
    }

    private static long lastMillisecond(long second) {
        return second == World.NEVER ? World.NEVER : second * 1000 + 999;
    }

    /// What an agreement promises. Planned work is promised nothing but its resolution, as of P4.
    ///
    /// @param activities the activity that each service of the world stands for
    public static Promises of(World world, InForce agreement, List<String> activities) {
        int priorities = Priority.values().length;
        var levels = new ServiceLevel[activities.size() * priorities];
        var clocks = new WorkCalendar[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = agreement.level(agreement.activity(activities.get(i / priorities)), Priority.values()[i % priorities]);
            clocks[i] = agreement.calendar(levels[i].clock());
        }
        return of(world, new Rule() {
            @Override
            public long respondBy(int service, int priority, long opened) {
                if (priority == World.PLANNED) return World.NEVER;
                int i = service * priorities + priority;
                return levels[i].respond().due(clocks[i], opened);
            }

            @Override
            public long resolveBy(int service, int priority, long opened) {
                int i = service * priorities + Math.min(priority, priorities - 1);
                return levels[i].resolve().due(clocks[i], opened);
            }
        });
    }

    public long respondBy(int ticket) {
        return respondBy[ticket];
    }

    public long resolveBy(int ticket) {
        return resolveBy[ticket];
    }

    boolean answeredInTime(int ticket, long started) {
        return started <= respondBy[ticket];
    }

    /// @param ended the end of the last handling
    boolean resolvedInTime(int ticket, long ended) {
        return ended != World.NEVER && ended + world.idle[ticket] - world.paused[ticket] <= resolveBy[ticket];
    }
}
