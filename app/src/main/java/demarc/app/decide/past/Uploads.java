package demarc.app.decide.past;

import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Files on their way from a browser to the database and from there to the reader: on disk, never in memory.
final class Uploads {

    static final long MOST = 256L << 20;
    static final String MOST_WORDS = "256 MB";

    private Uploads() {}

    static Path temporary() {
        try {
            var folder = Files.createDirectories(Home.create().resolve("histories"));
            Home.restrict(folder, "rwx------");
            return Files.createTempFile(folder, "history", ".upload");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws Refused when it is empty or larger than can be taken
    static Path take(InputStream body) throws IOException {
        var file = temporary();
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                if (bytes > MOST) throw tooLarge();
                out.write(buffer, 0, read);
            }
            if (bytes == 0) throw new Refused("file", "The file is empty.");
            return file;
        } catch (IOException | RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    static Refused tooLarge() {
        return new Refused("file", "The file is larger than %s. Pack it as gzip or zip, which makes a log 10 to 50 times smaller, or export fewer months.".formatted(MOST_WORDS));
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LoggerFactory.getLogger(Uploads.class).warn("an uploaded history could not be removed: {}", file);
        }
    }
}
