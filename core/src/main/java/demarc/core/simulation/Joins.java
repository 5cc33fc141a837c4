package demarc.core.simulation;

import java.util.Arrays;

/// Handlings in the order in which they join a crew: by time, then by ticket.
final class Joins {

    long[] at = new long[64];
    int[] ticket = new int[64];
    int[] work = new int[64];
    int size;

    void clear(int room) {
        size = 0;
        if (at.length < room) grow(room);
    }

    private void grow(int room) {
        at = Arrays.copyOf(at, room);
        ticket = Arrays.copyOf(ticket, room);
        work = Arrays.copyOf(work, room);
    }

    void append(long moment, int of, int takes) {
        if (size == at.length) grow(2 * size);
        at[size] = moment;
        ticket[size] = of;
        work[size++] = takes;
    }

    /// Ends come nearly in order, so this moves few.
    void insert(long moment, int of, int first) {
        if (size == at.length) grow(2 * size);
        int place = size++;
        for (; place > first && !before(place - 1, moment, of); place--) {
            at[place] = at[place - 1];
            ticket[place] = ticket[place - 1];
        }
        at[place] = moment;
        ticket[place] = of;
    }

    boolean before(int place, long moment, int of) {
        return at[place] != moment ? at[place] < moment : ticket[place] < of;
    }
}
