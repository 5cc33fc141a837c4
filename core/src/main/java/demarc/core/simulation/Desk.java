package demarc.core.simulation;

import demarc.core.agreement.Agreement.Boundary;
import java.util.List;

/// One arrangement of the work: who there is, and who gets what.
///
/// @param boundary what happens at the edge of hours, when the route names another crew for work that waits: `UNSTARTED` moves what nobody has
///                 begun, `ALL` also what waits for its second handling. What somebody has in hand they finish
public record Desk(List<Crew> crews, Route route, Boundary boundary) {

    public Desk {
        crews = List.copyOf(crews);
        if (crews.isEmpty() || crews.size() > 100) throw new IllegalArgumentException("a desk has from one to 100 crews, not (%d)".formatted(crews.size()));
    }

    public Desk(List<Crew> crews, Route route) {
        this(crews, route, Boundary.STAY);
    }
}
