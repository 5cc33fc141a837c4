package demarc.core.simulation.choice;

import demarc.core.simulation.World;

/// The tickets of one replication after another, as a model draws them: always the same for the same number.
@FunctionalInterface
public interface Worlds {
    World draw(int replication);
}
