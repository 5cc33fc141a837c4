package demarc.app.signals;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source says at a moment of one check on one thing.
///
/// @param key     which condition it is about, unique within the source: the tool's own id where it has one, else thing and check
/// @param thing   what is ill: a host, a site, a service, as the source calls it; empty when a clearing names only the key
/// @param check   what of it: `DiskFull`, `ping`; empty like `thing`
/// @param summary one line for people
/// @param details more lines, or null
/// @param link    where the source shows it; http(s) only, never fetched
/// @param labels  what else it says, for rules and for reading
/// @param at      when the source says it began or ended; null when it does not say. Its clock may be wrong.
/// @param lasting that it is over is said by the source, too; what is not is over when it is not said again for as long as its source is given
public record Signal(
        String key, String thing, String check, State state, Severity severity, String summary, @Nullable String details, @Nullable String link,
        Map<String, String> labels, @Nullable Instant at, boolean lasting) {

    public Signal(String key, String thing, String check, State state, Severity severity, String summary, @Nullable String details, @Nullable String link,
            Map<String, String> labels, @Nullable Instant at) {
        this(key, thing, check, state, severity, summary, details, link, labels, at, false);
    }

    public enum State { FIRING, CLEARED }

    public static String key(String thing, String check) {
        return thing + " / " + check;
    }
}
