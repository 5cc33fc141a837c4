package demarc.app.work.history;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One uploaded history on its way: read and replayed first, stored when the person says so. It lives in the node that took the upload; what has
/// been stored outlives it, and the same file can be uploaded again at any time.
final class Run {

    enum State {
        /// Read and replayed; nothing is written.
        TRYING,
        /// The report is there; the person decides.
        TRIED,
        IMPORTING,
        DONE,
        FAILED;

        boolean running() {
            return this == TRYING || this == IMPORTING;
        }
    }

    final String id;
    final Actor by;
    final Client client;
    final Path file;
    final String fileName;
    final Mapping mapping;
    final @Nullable String zone;
    volatile State state = State.TRYING;
    volatile long done;
    volatile long total;
    volatile Report.@Nullable Recognised recognised;
    volatile @Nullable Report report;
    volatile List<Refusals.Group> refused = List.of();
    volatile @Nullable String failure;

    Run(String id, Actor by, Client client, Path file, String fileName, Mapping mapping, @Nullable String zone) {
        this.id = id;
        this.by = by;
        this.client = client;
        this.file = file;
        this.fileName = fileName;
        this.mapping = mapping;
        this.zone = zone;
    }
}
