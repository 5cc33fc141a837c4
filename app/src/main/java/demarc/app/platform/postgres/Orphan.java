package demarc.app.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// A PostgreSQL whose product was killed keeps running on the data directory. Its `postmaster.pid` says which it is.
final class Orphan {
    private Orphan() {}

    /// Stops it, waiting for its clean shutdown. Called only while holding the data directory's lock, so nobody uses it.
    static void stop(Path data, Consumer<String> say) {
        var orphan = process(data);
        if (orphan.isEmpty()) return;
        say.accept("Stopping the PostgreSQL that a killed Demarc left running …");
        // Postgres: TERM waits for its clients, INT disconnects them, QUIT leaves recovery to the next start.
        for (var signal : List.of("TERM", "INT", "QUIT"))
            if (signal(orphan.get(), signal, Duration.ofSeconds(signal.equals("TERM") ? 3 : 10))) return;
        throw new Unusable("Process %d holds the database in %s and does not stop. End it, then start again."
                .formatted(orphan.get().pid(), data), null);
    }

    /// The port of the server that runs on `data` now.
    static OptionalInt port(Path data) {
        if (process(data).isEmpty()) return OptionalInt.empty();
        var lines = lines(data);
        return lines.size() > 3 ? OptionalInt.of(Integer.parseInt(lines.get(3).strip())) : OptionalInt.empty();
    }

    static Optional<ProcessHandle> process(Path data) {
        var lines = lines(data);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) return Optional.empty();
        // After a restart of the machine the number may belong to anybody: only a postgres is ours to stop.
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.isAlive() && process.info().command().map(c -> c.contains("postgres")).orElse(false));
    }

    private static List<String> lines(Path data) {
        try {
            var file = data.resolve("postmaster.pid");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean signal(ProcessHandle process, String signal, Duration patience) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (IOException e) {
            return !process.destroy() && !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
