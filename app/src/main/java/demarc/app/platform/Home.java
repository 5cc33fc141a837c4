package demarc.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The data directory: `DEMARC_HOME`, or `var/` beside the launcher (which says so through `demarc.home`).
public final class Home {
    private Home() {}

    public static Path directory() {
        var named = System.getenv("DEMARC_HOME");
        var path = Path.of(named == null || named.isBlank() ? System.getProperty("demarc.home", "var") : named);
        return path.toAbsolutePath().normalize();
    }

    /// The directory, made if needed; nobody but its owner may look into it.
    public static Path create() {
        var home = directory();
        try {
            Files.createDirectories(home);
            restrict(home, "rwx------");
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory %s cannot be made. Set DEMARC_HOME to one you can write to.".formatted(home), e);
        }
    }

    /// Writes a secret-bearing file whole or not at all, readable by its owner only.
    public static void write(Path file, String text) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft);
            restrict(draft, "rw-------");
            Files.writeString(draft, text, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written.".formatted(file), e);
        }
    }

    public static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
