package demarc.app.signals;

/// Where a condition is told: a source's key for it.
record Cell(int client, long source, String key) implements Comparable<Cell> {
    @Override public int compareTo(Cell other) {
        if (client != other.client) return Integer.compare(client, other.client);
        if (source != other.source) return Long.compare(source, other.source);
        return key.compareTo(other.key);
    }

    @Override public int hashCode() {
        return key.hashCode() * 31 + Long.hashCode(source);
    }
}
