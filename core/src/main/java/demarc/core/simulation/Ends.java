package demarc.core.simulation;

import java.util.Arrays;

/// Handlings in progress, the one that ends first on top: a binary heap.
final class Ends {

    private long[] at = new long[64];
    private int[] ticket = new int[64];
    private int size;

    long first() {
        return size == 0 ? World.NEVER : at[0];
    }

    void push(long end, int of) {
        if (size == at.length) {
            at = Arrays.copyOf(at, 2 * size);
            ticket = Arrays.copyOf(ticket, 2 * size);
        }
        climb(size++, end, of);
    }

    /// Takes the first away and gives its ticket. The hole goes down to a leaf along the earlier children, chosen without a branch; the last end, which
    /// is seldom early, climbs from there.
    int pop() {
        int first = ticket[0];
        int last = --size;
        int hole = 0;
        int child = 1;
        for (; child + 1 < last; child = 2 * hole + 1) {
            child += (int) (at[child + 1] - at[child] >>> 63);
            at[hole] = at[child];
            ticket[hole] = ticket[child];
            hole = child;
        }
        if (child < last) {
            at[hole] = at[child];
            ticket[hole] = ticket[child];
            hole = child;
        }
        climb(hole, at[last], ticket[last]);
        return first;
    }

    private void climb(int hole, long end, int of) {
        while (hole > 0) {
            int parent = hole - 1 >> 1;
            if (at[parent] <= end) break;
            at[hole] = at[parent];
            ticket[hole] = ticket[parent];
            hole = parent;
        }
        at[hole] = end;
        ticket[hole] = of;
    }
}
