package demarc.core.simulation;

import java.util.Arrays;

/// Handlings in the order in which they join a crew: by time, then by ticket.
final class Joins {

    /// In the place of work, where a handling does not come from outside.
    static final int SECOND = 0;
    static final int MOVED = 1;

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

    /// Ends come nearly in order, so this moves few; what stands before `first` is past.
    void insert(long moment, int of, int takes, int first) {
        if (size == at.length) grow(2 * size);
        int place = size++;
        for (; place > first && !before(place - 1, moment, of); place--) {
            at[place] = at[place - 1];
            ticket[place] = ticket[place - 1];
            work[place] = work[place - 1];
        }
        at[place] = moment;
        ticket[place] = of;
        work[place] = takes;
    }

    /// Forgets what stands before `first` when there is no more room and that is at least half: what moves to and fro each morning and evening
    /// would else fill any memory.
    ///
    /// @return how far all has moved to the front
    int forget(int first) {
        if (size < at.length || 2 * first < size) return 0;
        size -= first;
        System.arraycopy(at, first, at, 0, size);
        System.arraycopy(ticket, first, ticket, 0, size);
        System.arraycopy(work, first, work, 0, size);
        return first;
    }

    /// Becomes the other, which becomes this.
    void take(Joins other) {
        var theirAt = other.at;
        var theirTicket = other.ticket;
        var theirWork = other.work;
        int theirSize = other.size;
        other.at = at;
        other.ticket = ticket;
        other.work = work;
        other.size = size;
        at = theirAt;
        ticket = theirTicket;
        work = theirWork;
        size = theirSize;
    }

    boolean before(int place, long moment, int of) {
        return at[place] != moment ? at[place] < moment : ticket[place] < of;
    }
}
