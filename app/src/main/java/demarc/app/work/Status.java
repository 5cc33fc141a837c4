package demarc.app.work;

import java.util.Set;

/// Where a ticket stands. NEW: nobody has started.
public enum Status {
    NEW, OPEN, WAITING, RESOLVED, CLOSED, CANCELLED;

    public static final Set<Status> UNFINISHED = Set.of(NEW, OPEN, WAITING);

    public boolean isOpen() {
        return UNFINISHED.contains(this);
    }

    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
