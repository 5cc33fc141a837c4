package demarc.core.simulation.choice;

import java.util.Arrays;
import java.util.HashMap;

/// Lanes that could matter, when there are too many to look at all: service by service, of those that come to about the same fee, control and load only the
/// one that could keep most survives.
final class Pool {

    private Pool() {}

    private record State(long lanes, long fee, double control, double hours, long kept) {}

    static long[] of(Space space, int most, Load load) {
        if (space.size() <= most) return space.all();
        var states = new State[] {new State(0, 0, 0, 0, 0)};
        for (int s = 0; s < space.services; s++) {
            var next = new State[states.length * space.options[s].length];
            int size = 0;
            for (var state : states)
                for (int split : space.options[s]) {
                    long kept = 0;
                    for (int side = 0; side < 2; side++) kept += load.kept[s][Load.caseOf(split, Cover.ON_CALL.ordinal(), true, side)];
                    double hours = split == Split.PROVIDER.ordinal() ? 0 : load.hours[s][Load.DAY];
                    next[size++] = new State(Space.with(state.lanes, s, split), state.fee + space.pricing.fee(s, split, true) + space.pricing.beside(s, split),
                            state.control + space.control(s, split), state.hours + hours, state.kept + kept);
                }
            states = next.length <= most ? next : fewer(next, most);
        }
        var lanes = Arrays.stream(states).mapToLong(State::lanes).toArray();
        Arrays.sort(lanes);
        return lanes;
    }

    private static State[] fewer(State[] states, int most) {
        for (int cells = 128; ; cells = cells * 4 / 5) {
            var kept = binned(states, cells);
            if (kept.length <= most) return kept;
        }
    }

    private static State[] binned(State[] states, int cells) {
        long leastFee = Arrays.stream(states).mapToLong(State::fee).min().orElse(0);
        double fees = Math.max(1, Arrays.stream(states).mapToLong(State::fee).max().orElse(1) - leastFee) / (double) cells;
        double leastControl = Arrays.stream(states).mapToDouble(State::control).min().orElse(0);
        double controls = Math.max(1e-9, Arrays.stream(states).mapToDouble(State::control).max().orElse(1) - leastControl) / cells;
        double loads = Math.max(1e-9, Arrays.stream(states).mapToDouble(State::hours).max().orElse(1)) / (cells / 2.0);
        var best = new HashMap<Long, State>();
        for (var state : states) {
            long cell = ((long) ((state.fee - leastFee) / fees) << 40) | ((long) ((state.control - leastControl) / controls) << 20) | (long) (state.hours / loads);
            best.merge(cell, state, (a, b) -> a.kept != b.kept ? a.kept > b.kept ? a : b : a.lanes < b.lanes ? a : b);
        }
        var kept = best.values().toArray(State[]::new);
        Arrays.sort(kept, (a, b) -> Long.compare(a.lanes, b.lanes));
        return kept;
    }
}
