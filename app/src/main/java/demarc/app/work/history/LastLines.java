package demarc.app.work.history;

/// The line in which each ticket was last seen: sixteen bytes a ticket, so that millions of tickets need no disk.
///
/// Tickets are told apart by a 64-bit hash. Two that share one would only be brought together later than they could be.
final class LastLines {

    private long[] keys = new long[1 << 12];
    private long[] lines = new long[1 << 12];
    private int size;

    /// @return whether the ticket is new
    boolean put(String id, long line) {
        if (size * 2 > keys.length) grow();
        long key = hash(id);
        int slot = slot(key);
        boolean first = lines[slot] == 0;
        if (first) size++;
        keys[slot] = key;
        lines[slot] = line;
        return first;
    }

    long get(String id) {
        return lines[slot(hash(id))];
    }

    int size() {
        return size;
    }

    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        hash ^= hash >>> 32;
        return hash * 0x9e3779b97f4a7c15L;
    }

    private int slot(long key) {
        int slot = (int) (key >>> 20) & keys.length - 1;
        while (lines[slot] != 0 && keys[slot] != key) slot = slot + 1 & keys.length - 1;
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldLines = lines;
        keys = new long[oldKeys.length * 2];
        lines = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLines[i] == 0) continue;
            int slot = slot(oldKeys[i]);
            keys[slot] = oldKeys[i];
            lines[slot] = oldLines[i];
        }
    }
}
