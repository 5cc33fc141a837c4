package demarc.app.directory;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A place of a client. Agreements and tickets name it by its key.
public record Site(int clientId, int id, String key, String name, @Nullable String address, @Nullable ZoneId zone) {}
