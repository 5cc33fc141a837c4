package demarc.app.estate.protection.report;

import demarc.app.platform.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// Reports that could not be given yet, a file each, sent before the next one. They hold no key.
final class Spool {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<Duration> PAUSES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final int MOST = 500;

    private final Path directory;
    private final Door door;
    private final PrintWriter err;
    private final Clock clock;

    Spool(Path directory, Door door, PrintWriter err, Clock clock) {
        this.directory = directory;
        this.door = door;
        this.err = err;
        this.clock = clock;
    }

    static Path usual() {
        return Home.directory().resolve("spool");
    }

    /// Gives what waits, then this; what cannot be given is kept.
    Door.Answer deliver(String path, ObjectNode body, String what) {
        var answer = waiting();
        if (answer instanceof Door.Away) return keep(path, body, what, answer);
        for (var pause : PAUSES) {
            sleep(pause);
            answer = door.send(path, body, PATIENCE, clock.instant().toString());
            if (!(answer instanceof Door.Away)) break;
        }
        return answer instanceof Door.Taken ? answer : keep(path, body, what, answer);
    }

    /// @return away when the product was, so that nothing more need be tried
    private Door.Answer waiting() {
        Door.Answer last = new Door.Taken(Door.JSON.createObjectNode());
        for (var file : files()) {
            ObjectNode kept;
            try {
                kept = (ObjectNode) Door.JSON.readTree(Files.readString(file));
            } catch (IOException | JacksonException | ClassCastException e) {
                aside(file, "it cannot be read");
                continue;
            }
            last = door.send(kept.path("path").asString(""), (ObjectNode) kept.path("body"), PATIENCE, clock.instant().toString());
            switch (last) {
                case Door.Taken _ -> remove(file);
                case Door.Away _ -> {
                    return last;
                }
                // A key can be mended; a report that is refused for what it says cannot.
                case Door.No no when no.status() == 401 || no.status() == 403 -> {
                    return last;
                }
                case Door.No no -> {
                    if (no.status() != 422 || !no.why().contains("no backup job")) aside(file, no.why());
                }
            }
        }
        return last;
    }

    private Door.Answer keep(String path, ObjectNode body, String what, Door.Answer answer) {
        var why = switch (answer) {
            case Door.Away away -> "Demarc at %s is away (%s)".formatted(door.url(), away.why());
            case Door.No no -> "Demarc at %s refuses (%d): %s".formatted(door.url(), no.status(), sentence(no.why()));
            case Door.Taken _ -> throw new IllegalStateException("taken");
        };
        try {
            Files.createDirectories(directory);
            Home.restrict(directory, "rwx------");
            var kept = files();
            for (var i = 0; i <= kept.size() - MOST; i++) remove(kept.get(i));
            var text = Door.JSON.createObjectNode().put("path", path).set("body", body);
            Home.write(directory.resolve("%d-%s.json".formatted(clock.millis(), body.path("report").asString(Long.toHexString(System.nanoTime())).replaceAll("[^A-Za-z0-9-]", ""))), text.toString());
            err.println("demarc: %s. The report of %s is kept in %s and sent next time.".formatted(why, what, directory));
        } catch (IOException | UncheckedIOException e) {
            err.println("demarc: %s, and the report of %s cannot be kept in %s (%s). It is lost; the backup is not.".formatted(why, what, directory, e.getMessage()));
        }
        return answer;
    }

    List<Path> files() {
        if (!Files.isDirectory(directory)) return List.of();
        try (var list = Files.list(directory)) {
            return list.filter(file -> file.getFileName().toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void aside(Path file, String why) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".refused"));
            err.println("demarc: a kept report was refused: %s. It lies in %s.refused.".formatted(sentence(why), file));
        } catch (FileAlreadyExistsException e) {
            remove(file);
        } catch (IOException e) {
            err.println("demarc: %s cannot be moved: %s".formatted(file, e.getMessage()));
        }
    }

    /// Without its full stop, to go on behind it.
    private static String sentence(String why) {
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            err.println("demarc: %s cannot be removed: %s".formatted(file, e.getMessage()));
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
