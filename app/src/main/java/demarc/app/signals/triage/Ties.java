package demarc.app.signals.triage;

import demarc.app.signals.triage.Trouble.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What hangs together: a union-find that remembers the strongest tie of each part and, for each node, the best reason.
final class Ties {
    private final int[] up;
    private final Grouping[] strongest;
    private final @Nullable Grouping[] reason;
    private final @Nullable String[] why;
    private final BitSet roots = new BitSet();

    Ties(int nodes) {
        up = new int[nodes];
        Arrays.setAll(up, n -> n);
        strongest = new Grouping[nodes];
        Arrays.fill(strongest, Grouping.SINGLE);
        reason = new Grouping[nodes];
        why = new String[nodes];
    }

    void tie(int one, int other, Grouping by) {
        var a = find(one);
        var b = find(other);
        var best = strongest[a].isStrongerThan(strongest[b]) ? strongest[a] : strongest[b];
        if (by.isStrongerThan(best)) best = by;
        // The lower number leads, so that the order of tying shows nowhere.
        up[Math.max(a, b)] = Math.min(a, b);
        strongest[Math.min(a, b)] = best;
    }

    void because(int node, Grouping by, String said) {
        if (reason[node] != null && !by.isStrongerThan(reason[node])) return;
        reason[node] = by;
        why[node] = said;
    }

    @Nullable String why(int node) {
        return why[node];
    }

    /// Others stand behind it.
    void root(int node) {
        roots.set(node);
    }

    boolean isRoot(int node) {
        return roots.get(node);
    }

    boolean isBehind(int node) {
        return reason[node] == Grouping.PARENT;
    }

    Grouping strongest(int node) {
        return strongest[find(node)];
    }

    /// Those with at least one of the first `most` nodes, by their first.
    Collection<List<Integer>> components(int most) {
        Map<Integer, List<Integer>> found = new LinkedHashMap<>();
        for (var node = 0; node < up.length; node++) {
            var leader = find(node);
            if (leader < most) found.computeIfAbsent(leader, _ -> new ArrayList<>()).add(node);
        }
        return found.values();
    }

    private int find(int node) {
        while (up[node] != node) {
            up[node] = up[up[node]];
            node = up[node];
        }
        return node;
    }
}
