package demarc.app.directory;

import demarc.app.platform.Party;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A client business.
///
/// @param code     the prefix of its ticket numbers: `HDG`
/// @param holidays whose public holidays it keeps: `US-IL`
public record Client(int id, String key, String name, String code, ZoneId zone, @Nullable String holidays) {
    public Party party() {
        return new Party(id, key, name, Party.Kind.CLIENT);
    }
}
