package demarc.core.simulation;

import static demarc.core.simulation.World.PRIORITIES;

import java.util.function.IntPredicate;

/// Who waits at one crew: a list for each priority, of handlings (twice the ticket, and one more for its second).
final class Line {

    private final int[] head = new int[PRIORITIES];
    private final int[] tail = new int[PRIORITIES];
    private int[] next = {};
    /// When the ticket joined.
    long[] joined = {};
    int size;
    /// A bit for each priority with somebody waiting.
    private int waiting;

    void room(int tickets) {
        if (next.length >= tickets) return;
        next = new int[tickets];
        joined = new long[tickets];
    }

    void add(int priority, int handling, long now) {
        int ticket = handling >> 1;
        joined[ticket] = now;
        if ((waiting >> priority & 1) == 0) {
            waiting |= 1 << priority;
            head[priority] = handling;
        } else next[tail[priority] >> 1] = handling;
        tail[priority] = handling;
        size++;
    }

    /// What matters most, and of that what joined first.
    int take() {
        int priority = Integer.numberOfTrailingZeros(waiting);
        int handling = head[priority];
        if (handling == tail[priority]) waiting &= ~(1 << priority);
        else head[priority] = next[handling >> 1];
        size--;
        return handling;
    }

    /// Lets those go who leave.
    void sift(IntPredicate leaves) {
        for (int priority = 0; priority < PRIORITIES; priority++) {
            if ((waiting >> priority & 1) == 0) continue;
            int last = -1;
            int end = tail[priority];
            for (int each = head[priority]; ; each = next[each >> 1]) {
                if (leaves.test(each)) {
                    size--;
                    if (each == end) break;
                    continue;
                }
                if (last < 0) head[priority] = each;
                else next[last >> 1] = each;
                last = each;
                if (each == end) break;
            }
            if (last < 0) waiting &= ~(1 << priority);
            else tail[priority] = last;
        }
    }
}
