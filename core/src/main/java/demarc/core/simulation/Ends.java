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
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >> 1;
            if (at[parent] <= end) break;
            at[hole] = at[parent];
            ticket[hole] = ticket[parent];
            hole = parent;
        }
        at[hole] = end;
        ticket[hole] = of;
    }

    /// Takes the first away and gives its ticket.
    int pop() {
        int first = ticket[0];
        long end = at[--size];
        int of = ticket[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && at[child + 1] < at[child]) child++;
            if (at[child] >= end) break;
            at[hole] = at[child];
            ticket[hole] = ticket[child];
            hole = child;
        }
        at[hole] = end;
        ticket[hole] = of;
        return first;
    }
}
