package demarc.core.simulation.model;

import demarc.core.simulation.History;
import java.util.Arrays;

/// Tickets as a forecast and its check see them, whether they happened or were drawn: when each was opened, when it was resolved, and its
/// priority. Epoch seconds.
final class Lot {

    static final long OPEN = Long.MAX_VALUE;

    int size;
    long[] opened = new long[256];
    long[] resolved = new long[256];
    byte[] priority = new byte[256];

    void add(long opened, long resolved, int priority) {
        if (size == this.opened.length) {
            this.opened = Arrays.copyOf(this.opened, 2 * size);
            this.resolved = Arrays.copyOf(this.resolved, 2 * size);
            this.priority = Arrays.copyOf(this.priority, 2 * size);
        }
        this.opened[size] = opened;
        this.resolved[size] = resolved;
        this.priority[size++] = (byte) priority;
    }

    /// What happened from one moment to another: tickets that were open then or came after.
    static Lot of(History history, long from, long to) {
        var lot = new Lot();
        for (int i = 0; i < history.size() && history.opened(i) < to; i++) {
            long resolved = history.isResolved(i) ? history.resolved(i) : OPEN;
            if (resolved >= from) lot.add(history.opened(i), resolved, history.priority(i));
        }
        return lot;
    }
}
