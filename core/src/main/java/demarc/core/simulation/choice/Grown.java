package demarc.core.simulation.choice;

import demarc.core.simulation.World;
import java.time.Duration;
import java.util.SplittableRandom;

/// A world with more (or fewer) tickets of each service, or longer ones. Copies come whole weeks apart, so that the week keeps its rhythm; what is added for
/// a smaller growth is also added for a larger one.
final class Grown {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    private Grown() {}

    /// @param weeks   only the first so many
    /// @param tickets times as many, by service
    /// @param work    times as long
    static World of(World world, int weeks, double[] tickets, double work) {
        long to = Math.min(world.to(), world.from() + weeks * WEEK);
        long span = (to - world.from()) / WEEK * WEEK;
        var draft = World.between(world.from(), to);
        for (int i = 0; i < world.size() && world.at(i) < to; i++) {
            var random = new SplittableRandom(0x5DEECE66DL * (i + 1));
            double chance = random.nextDouble();
            double times = tickets[world.service(i)];
            int copies = (int) times + (chance < times - (int) times ? 1 : 0);
            for (int copy = 0; copy < copies; copy++) {
                long at = world.at(i);
                if (copy > 0 && span > 0) at = world.from() + Math.floorMod(at - world.from() + WEEK * random.nextInt(1, (int) Math.max(2, span / WEEK)), span);
                draft.add(at, world.service(i), world.priority(i), longer(world.work(i), work), world.again(i) == 0 ? 0 : longer(world.again(i), work), world.idle(i), world.paused(i));
            }
        }
        return draft.drawn();
    }

    private static int longer(int work, double times) {
        return (int) Math.clamp(Math.round(work * times), 1, Integer.MAX_VALUE);
    }
}
