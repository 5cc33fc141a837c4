package demarc.core.simulation.choice;

import java.util.List;

/// Whoever watches a search, and may end it.
public interface Progress {

    Progress NONE = (_, _) -> true;

    /// Called again and again by the thread that asked.
    ///
    /// @param share of all the work, from 0 to 1
    /// @param best  the frontier so far, the cheapest first
    /// @return false to stop now and be content with that
    boolean goOn(double share, List<Point> best);
}
