package demarc.app.signals.source;

import org.jspecify.annotations.Nullable;

/// A listener of this server: off until an administrator gives it a port.
public interface Listening {
    /// `Syslog`
    String name();

    /// `UDP and TCP port 5514`; null while it is off.
    @Nullable String where();

    long heard();

    /// What came faster than it could be taken, and is lost.
    long dropped();

    /// What came from senders that no source names.
    long strangers();
}
