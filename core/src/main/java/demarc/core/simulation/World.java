package demarc.core.simulation;

import java.util.Arrays;
import java.util.stream.IntStream;

/// One replication's tickets in the order of their arrival, all chance already spent: rival desks that are given the same world meet the
/// same tickets. Moments are milliseconds since the epoch.
///
/// A ticket is handled once; one with a second handling (`again`) then goes on to whoever [Route#next] names. After its last handling `idle`
/// passes in nobody's hands, and then it is resolved. During `paused`, a part of `idle`, the clock of the resolution stands.
public final class World {

    /// Priorities are 0 (P1) to 3 (P4), and this for planned work, which waits while anything else does.
    public static final int PLANNED = 4;
    static final int PRIORITIES = 5;
    static final int MOST_SERVICES = 64;
    /// A moment that never comes.
    public static final long NEVER = Long.MAX_VALUE;

    final long from;
    final long to;
    final int size;
    final int services;
    final long[] at;
    final byte[] service;
    final byte[] priority;
    final int[] work;
    final int[] again;
    final long[] idle;
    final long[] paused;

    private World(Draft draft) {
        from = draft.from;
        to = draft.to;
        size = draft.size;
        at = Arrays.copyOf(draft.at, size);
        service = Arrays.copyOf(draft.service, size);
        priority = Arrays.copyOf(draft.priority, size);
        work = Arrays.copyOf(draft.work, size);
        again = Arrays.copyOf(draft.again, size);
        idle = Arrays.copyOf(draft.idle, size);
        paused = Arrays.copyOf(draft.paused, size);
        if (!draft.inOrder) inOrder();
        int last = -1;
        for (int i = 0; i < size; i++) last = Math.max(last, service[i]);
        services = last + 1;
    }

    private void inOrder() {
        var order = IntStream.range(0, size).boxed().sorted((a, b) -> at[a] != at[b] ? Long.compare(at[a], at[b]) : Integer.compare(a, b)).mapToInt(each -> each).toArray();
        permute(at, order);
        permute(idle, order);
        permute(paused, order);
        permute(work, order);
        permute(again, order);
        permute(service, order);
        permute(priority, order);
    }

    private static void permute(long[] column, int[] order) {
        var old = column.clone();
        for (int i = 0; i < order.length; i++) column[i] = old[order[i]];
    }

    private static void permute(int[] column, int[] order) {
        var old = column.clone();
        for (int i = 0; i < order.length; i++) column[i] = old[order[i]];
    }

    private static void permute(byte[] column, int[] order) {
        var old = column.clone();
        for (int i = 0; i < order.length; i++) column[i] = old[order[i]];
    }

    /// Tickets arrive from `from` up to, not including, `to`; what is counted by the hour or the week is counted in this window.
    public static Draft between(long from, long to) {
        return new Draft(from, to);
    }

    /// A world that is being drawn; tickets may be added in any order, and those of one moment keep theirs.
    public static final class Draft {
        private final long from;
        private final long to;
        private int size;
        private boolean inOrder = true;
        private long[] at = new long[1024];
        private byte[] service = new byte[1024];
        private byte[] priority = new byte[1024];
        private int[] work = new int[1024];
        private int[] again = new int[1024];
        private long[] idle = new long[1024];
        private long[] paused = new long[1024];

        private Draft(long from, long to) {
            if (from >= to) throw new IllegalArgumentException("a world must begin (%d) before it ends (%d)".formatted(from, to));
            this.from = from;
            this.to = to;
        }

        public Draft add(long at, int service, int priority, int work) {
            return add(at, service, priority, work, 0, 0, 0);
        }

        /// @param work  milliseconds of the first handling, at least one
        /// @param again milliseconds of the second handling; 0 for none
        public Draft add(long at, int service, int priority, int work, int again, long idle, long paused) {
            if (at < from || at >= to) throw new IllegalArgumentException("a ticket at (%d) lies outside its world, %d to %d".formatted(at, from, to));
            if (service < 0 || service >= MOST_SERVICES) throw new IllegalArgumentException("service (%d) must lie from 0 to %d".formatted(service, MOST_SERVICES - 1));
            if (priority < 0 || priority >= PRIORITIES) throw new IllegalArgumentException("priority (%d) must lie from 0 to %d".formatted(priority, PRIORITIES - 1));
            if (work < 1 || again < 0) throw new IllegalArgumentException("work of (%d) and (%d) ms: the first must be positive, the second not negative".formatted(work, again));
            if (paused < 0 || idle < paused) throw new IllegalArgumentException("a pause of (%d) ms must lie within the idle time (%d)".formatted(paused, idle));
            if (size == this.at.length) grow();
            if (size > 0 && at < this.at[size - 1]) inOrder = false;
            this.at[size] = at;
            this.service[size] = (byte) service;
            this.priority[size] = (byte) priority;
            this.work[size] = work;
            this.again[size] = again;
            this.idle[size] = idle;
            this.paused[size++] = paused;
            return this;
        }

        private void grow() {
            int more = size + (size >> 1);
            at = Arrays.copyOf(at, more);
            service = Arrays.copyOf(service, more);
            priority = Arrays.copyOf(priority, more);
            work = Arrays.copyOf(work, more);
            again = Arrays.copyOf(again, more);
            idle = Arrays.copyOf(idle, more);
            paused = Arrays.copyOf(paused, more);
        }

        public World drawn() {
            return new World(this);
        }
    }

    public int size() {
        return size;
    }

    public long from() {
        return from;
    }

    public long to() {
        return to;
    }

    /// One more than the highest service.
    public int services() {
        return services;
    }

    public long at(int ticket) {
        return at[ticket];
    }

    public int service(int ticket) {
        return service[ticket];
    }

    public int priority(int ticket) {
        return priority[ticket];
    }

    public int work(int ticket) {
        return work[ticket];
    }

    public int again(int ticket) {
        return again[ticket];
    }

    public long idle(int ticket) {
        return idle[ticket];
    }

    public long paused(int ticket) {
        return paused[ticket];
    }
}
