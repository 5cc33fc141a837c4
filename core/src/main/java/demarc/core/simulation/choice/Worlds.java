package demarc.core.simulation.choice;

import demarc.core.simulation.World;
import java.time.Duration;

/// The tickets of one replication after another, as a model draws them: always the same for the same number.
@FunctionalInterface
public interface Worlds {
    World draw(int replication);

    /// By when planned work should be done that came at this second; a month later unless somebody knows better.
    default long plannedDue(int service, long openedSecond) {
        return openedSecond + Duration.ofDays(30).toSeconds();
    }
}
