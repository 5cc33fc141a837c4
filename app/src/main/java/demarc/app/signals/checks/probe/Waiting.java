package demarc.app.signals.checks.probe;

import demarc.app.signals.checks.Order;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks that the server has not taken yet. Of too many the oldest that only repeats what was said goes first: an hour of "still well" is worth less than the
/// minute in which something fell.
final class Waiting {
    /// A day of 35 looks a minute.
    static final int MOST = 50_000;

    /// @param number  ever growing; what is told is told up to one
    /// @param changes what the server would conclude something new from
    record Kept(long number, boolean changes, Order.Look look) {}

    /// @param upTo the number of the last one
    /// @param lost how many were dropped since something was told
    record Batch(List<Order.Look> looks, long upTo, long lost) {}

    private static final Kept[] NONE = {};

    private final int most;
    private final ArrayDeque<Kept> changes = new ArrayDeque<>();
    private final ArrayDeque<Kept> repeats = new ArrayDeque<>();
    private long last;
    private long lost;

    Waiting(int most) {
        this.most = most;
    }

    synchronized Kept add(Order.Look look, boolean isChange) {
        var kept = new Kept(last + 1, isChange, look);
        put(kept);
        return kept;
    }

    synchronized void put(Kept kept) {
        if (size() >= most) {
            if (repeats.pollFirst() == null) changes.pollFirst();
            lost++;
        }
        last = Math.max(last, kept.number);
        (kept.changes ? changes : repeats).addLast(kept);
    }

    /// The oldest, in the order they were seen.
    synchronized Batch first(int many) {
        var looks = new ArrayList<Order.Look>();
        var upTo = 0L;
        var eitherOr = new Merge();
        for (Kept next; looks.size() < many && (next = eitherOr.next()) != null; ) {
            looks.add(next.look);
            upTo = next.number;
        }
        return new Batch(looks, upTo, lost);
    }

    synchronized List<Kept> all() {
        var all = new ArrayList<Kept>(size());
        var eitherOr = new Merge();
        for (Kept next; (next = eitherOr.next()) != null; ) all.add(next);
        return all;
    }

    synchronized void told(long upTo, long dropped) {
        forget(changes, upTo);
        forget(repeats, upTo);
        last = Math.max(last, upTo);
        lost = Math.max(0, lost - dropped);
    }

    synchronized void move(Duration by) {
        for (var each : List.of(changes, repeats)) {
            var moved = each.stream().map(kept -> new Kept(kept.number, kept.changes, kept.look.movedBy(by))).toList();
            each.clear();
            each.addAll(moved);
        }
    }

    synchronized void lost(long more) {
        lost += more;
    }

    synchronized long lost() {
        return lost;
    }

    synchronized int size() {
        return changes.size() + repeats.size();
    }

    private static void forget(Deque<Kept> of, long upTo) {
        while (!of.isEmpty() && of.getFirst().number <= upTo) of.removeFirst();
    }

    private final class Merge {
        private final Kept[] left = changes.toArray(NONE);
        private final Kept[] right = repeats.toArray(NONE);
        private int atLeft;
        private int atRight;

        @Nullable Kept next() {
            if (atLeft == left.length) return atRight == right.length ? null : right[atRight++];
            return atRight == right.length || left[atLeft].number < right[atRight].number ? left[atLeft++] : right[atRight++];
        }
    }
}
