package demarc.app.estate.protection.report;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Chooses a file of a backup by chance that can be repeated: the one whose SHA-256 of seed and path is the smallest. Whoever draws with the same seed
/// from the same backup gets the same file, in whatever order it is listed.
final class Draw {
    private final long seed;
    private long files;
    private @Nullable String chosen;
    private @Nullable String waiting;
    private @Nullable BigInteger smallest;

    Draw(long seed) {
        this.seed = seed;
    }

    /// A line of `restic ls --json`, `borg list --json-lines`, or of a plain list, in which a directory stands before what it holds.
    void line(String line) {
        var path = path(line.strip());
        if (path == null) return;
        if (line.strip().startsWith("{")) take(path);
        else {
            if (waiting != null && !path.startsWith(waiting + "/")) take(waiting);
            waiting = path;
        }
    }

    private void take(String path) {
        files++;
        var hash = new BigInteger(1, Report.sha256().digest("%d\n%s".formatted(seed, path).getBytes(StandardCharsets.UTF_8)));
        if (smallest == null || hash.compareTo(smallest) < 0) {
            smallest = hash;
            chosen = path;
        }
    }

    /// After the last line.
    void end() {
        if (waiting != null) take(waiting);
        waiting = null;
    }

    @Nullable String chosen() {
        return chosen;
    }

    long files() {
        return files;
    }

    private static @Nullable String path(String line) {
        if (line.isEmpty() || line.endsWith("/") || line.startsWith("snapshot ")) return null;
        if (!line.startsWith("{")) return line;
        try {
            var node = Door.JSON.readTree(line);
            var type = node.path("type").asString("");
            var path = node.path("path").asString("");
            return path.isEmpty() || !type.equals("file") && !type.equals("-") ? null : path;
        } catch (JacksonException e) {
            return null;
        }
    }
}
