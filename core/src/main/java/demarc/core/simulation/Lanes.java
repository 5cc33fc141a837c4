package demarc.core.simulation;

import demarc.core.worktime.WorkCalendar;
import java.util.Arrays;
import java.util.Optional;

/// The simplest route, and the one the [Kernel] can follow: each service has a crew inside certain hours and one outside them, and each crew
/// one to which it passes what needs a second handling.
///
/// @param office the hours that tell inside from outside
/// @param first  by service: at `2 * service` the crew inside these hours, at `2 * service + 1` the one outside
/// @param next   at `service * crews + crew`: who does the second handling; [Route#NOBODY] when there is none
/// @param follow whether work that nobody has begun moves with the hours (`at-boundary: unstarted`); tells the kernel what the [Desk] tells the engine
public record Lanes(WorkCalendar office, int crews, byte[] first, byte[] next, boolean follow) implements Route {

    /// What waits stays where it is at the edge of hours.
    public Lanes(WorkCalendar office, int crews, byte[] first, byte[] next) {
        this(office, crews, first, next, false);
    }

    public Lanes {
        if (crews < 1 || crews > 64) throw new IllegalArgumentException("lanes lead to from one to 64 crews, not (%d)".formatted(crews));
        if (first.length % 2 != 0 || next.length != first.length / 2 * crews)
            throw new IllegalArgumentException("(%d) first and (%d) next crews do not fit the same services and (%d) crews".formatted(first.length, next.length, crews));
        for (byte crew : first) if (crew < 0 || crew >= crews) throw new IllegalArgumentException("no crew (%d) among (%d)".formatted(crew, crews));
        for (byte crew : next) if (crew < NOBODY || crew >= crews) throw new IllegalArgumentException("no crew (%d) among (%d)".formatted(crew, crews));
        first = first.clone();
        next = next.clone();
    }

    static int kind(int service, boolean inside) {
        return 2 * service + (inside ? 0 : 1);
    }

    @Override
    public int first(int service, int priority, long at) {
        return first[kind(service, office.open(Math.floorDiv(at, 1000L)))];
    }

    @Override
    public int next(int crew, int service, int priority, long at) {
        return next[service * crews + crew];
    }

    @Override
    public long nextChange(long after) {
        long change = office.nextChange(Math.floorDiv(after, 1000L));
        return change == WorkCalendar.NEVER ? World.NEVER : change * 1000;
    }

    /// Whether any work moves from one crew to another at the edge of hours.
    public boolean moves() {
        for (int service = 0; follow && service < first.length / 2; service++) if (first[2 * service] != first[2 * service + 1]) return true;
        return false;
    }

    /// Why crews cannot be simulated one after the other: some second handlings flow back. Those by the same crew do no harm.
    public Optional<String> flowsBack() {
        return order(false).length == crews ? Optional.empty() : Optional.of("Second handlings flow from one crew to another and back, so that neither can be simulated before the other. Use the Engine.");
    }

    /// Crews with those before them that pass them work or, where that can be had too, from whom work moves to them when the office closes; shorter than the
    /// number of crews when second handlings flow back.
    int[] order() {
        var order = order(true);
        return order.length == crews ? order : order(false);
    }

    private int[] order(boolean withMoves) {
        var order = new int[crews];
        long done = 0;
        int size = 0;
        for (int before = -1; before != size; ) {
            before = size;
            for (int crew = 0; crew < crews; crew++)
                if ((done >>> crew & 1) == 0 && (givers(crew, withMoves) & ~done) == 0) {
                    order[size++] = crew;
                    done |= 1L << crew;
                }
        }
        return Arrays.copyOf(order, size);
    }

    /// The other crews that pass work to this one, or from whom it moves there when the office closes.
    private long givers(int crew, boolean withMoves) {
        long givers = 0;
        for (int i = 0; i < next.length; i++) if (next[i] == crew && i % crews != crew && has(i / crews, i % crews)) givers |= 1L << (i % crews);
        for (int service = 0; withMoves && follow && service < first.length / 2; service++)
            if (first[2 * service + 1] == crew && first[2 * service] != crew) givers |= 1L << first[2 * service];
        return givers;
    }

    /// Where what waits at this crew moves when the hours change.
    int other(int crew, int service) {
        return first[2 * service] == crew ? first[2 * service + 1] : first[2 * service];
    }

    /// Whether that crew ever does a first handling of this service.
    private boolean has(int service, int crew) {
        return first[2 * service] == crew || first[2 * service + 1] == crew;
    }
}
