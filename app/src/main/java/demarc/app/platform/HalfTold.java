package demarc.app.platform;

import demarc.app.platform.postgres.Embedded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The mark that lies in the data directory while the demonstration's story is told into an empty database. Found at a start, it says that the last one was killed
/// half-way, and that everything in the database is half a story.
final class HalfTold {
    private HalfTold() {}

    private static Path mark(Path home) {
        return home.resolve("story.unfinished");
    }

    static void begin(Path home) {
        Home.write(mark(home), "The demonstration's story is being told. Without a running Demarc it was interrupted, and the next `demarc demo` begins anew.\n");
    }

    /// The story is whole; or somebody runs production on what there is, and from then on it is theirs.
    static void end(Path home) {
        try {
            Files.deleteIfExists(mark(home));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be removed.".formatted(mark(home)), e);
        }
    }

    /// Called before the database starts.
    static void startOver(Path home, Consumer<String> say) {
        if (!Files.exists(mark(home))) return;
        say.accept("The last start was interrupted while it told the demonstration's story. Starting over …");
        Embedded.discard(home, say);
        end(home);
    }
}
