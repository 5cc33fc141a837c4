package demarc.app.signals.checks.probe;

import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import demarc.app.signals.checks.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a probe must not forget when it is stopped, killed or loses its power: looks that nobody was told of, and what it was told to look at. Without a
/// directory it remembers only while it runs.
///
/// The looks are a journal, a line each; what was told is a line too, and when nothing waits the file is emptied. A line that was half written is skipped.
public final class Memory implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /// Either a look, or how far what waits was told.
    private record Line(@Nullable Long number, boolean changes, Order.@Nullable Look look, @Nullable Long upTo, long lost) {}

    private final Waiting waiting;
    private final Consumer<String> say;
    private final int most;
    private final @Nullable Path looks;
    private final @Nullable Path orders;
    private final Sealed sealed;
    private final @Nullable FileChannel lock;
    private @Nullable FileChannel journal;
    private int lines;
    private boolean hasFailed;

    private Memory(String key, Consumer<String> say, int most, @Nullable Path directory, @Nullable FileChannel lock) {
        sealed = new Sealed(key);
        this.say = say;
        this.most = most;
        this.lock = lock;
        waiting = new Waiting(most);
        looks = directory == null ? null : directory.resolve("looks.jsonl");
        orders = directory == null ? null : directory.resolve("orders");
    }

    /// For one that looks once, and for one that has nowhere to write.
    public static Memory none(Consumer<String> say) {
        return new Memory("", say, Waiting.MOST, null, null);
    }

    public static Memory in(Path directory, String key, Consumer<String> say) {
        return in(directory, key, say, Waiting.MOST);
    }

    static Memory in(Path directory, String key, Consumer<String> say, int most) {
        FileChannel lock;
        try {
            Files.createDirectories(directory);
            Home.restrict(directory, "rwx------");
            lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(lock)) {
                lock.close();
                throw new Refused("Another probe keeps its looks in %s. Stop it, or give this one a place of its own with --keep.".formatted(directory));
            }
        } catch (IOException e) {
            say.accept("Looks are kept only while this probe runs: %s cannot be written (%s). Say --keep, or set DEMARC_HOME, to a directory of its own.".formatted(directory, e.getClass().getSimpleName()));
            return none(say);
        }
        var memory = new Memory(key, say, most, directory, lock);
        memory.read();
        return memory;
    }

    synchronized void add(Order.Look look, boolean isChange) {
        var kept = waiting.add(look, isChange);
        write(new Line(kept.number(), kept.changes(), look, null, 0), isChange);
        if (lines > most * 2) rewrite();
    }

    Waiting.Batch first(int many) {
        return waiting.first(many);
    }

    synchronized void told(Waiting.Batch batch) {
        waiting.told(batch.upTo(), batch.lost());
        if (waiting.size() == 0) empty();
        else write(new Line(null, false, null, batch.upTo(), batch.lost()), false);
    }

    /// The clock they were seen by was wrong.
    synchronized void move(Duration by) {
        waiting.move(by);
        if (waiting.size() > 0) rewrite();
    }

    int size() {
        return waiting.size();
    }

    long lost() {
        return waiting.lost();
    }

    /// Sealed, for it holds what opens the client's devices.
    void orders(byte[] body) {
        if (orders == null) return;
        try {
            Home.write(orders, sealed.seal(body));
        } catch (UncheckedIOException e) {
            say.accept("%s cannot be written: after a restart this probe looks at nothing until the server answers.".formatted(orders));
        }
    }

    byte @Nullable [] orders() {
        try {
            return orders == null || !Files.isRegularFile(orders) ? null : sealed.open(Files.readString(orders));
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read() {
        if (looks != null && Files.isRegularFile(looks)) read(looks);
        rewrite();
    }

    private void read(Path looks) {
        var unreadable = 0;
        try (var reader = Files.newBufferedReader(looks)) {
            for (String text; (text = reader.readLine()) != null; ) {
                try {
                    var line = JSON.readValue(text, Line.class);
                    if (line.look != null && line.number != null) waiting.put(new Waiting.Kept(line.number, line.changes, line.look));
                    else if (line.upTo != null) waiting.told(line.upTo, line.lost);
                    else waiting.lost(line.lost);
                } catch (JacksonException e) {
                    unreadable++;
                }
            }
        } catch (IOException e) {
            say.accept("%s cannot be read to its end (%s); what follows is lost.".formatted(looks, e.getMessage()));
        }
        if (unreadable > 0) say.accept("%d of the looks kept in %s cannot be read and are left out.".formatted(unreadable, looks));
        if (waiting.size() > 0) say.accept("%,d looks wait from before.".formatted(waiting.size()));
    }

    private void rewrite() {
        if (looks == null) return;
        var draft = looks.resolveSibling("looks.new");
        try {
            close(journal);
            journal = null;
            var all = waiting.all();
            try (var writer = Files.newBufferedWriter(draft)) {
                if (waiting.lost() > 0) writer.append(JSON.writeValueAsString(new Line(null, false, null, null, waiting.lost()))).append('\n');
                for (var kept : all) writer.append(JSON.writeValueAsString(new Line(kept.number(), kept.changes(), kept.look(), null, 0))).append('\n');
            }
            Home.restrict(draft, "rw-------");
            Files.move(draft, looks, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            journal = FileChannel.open(looks, StandardOpenOption.APPEND);
            lines = all.size();
            if (hasFailed) say.accept("Looks are written to %s again.".formatted(looks));
            hasFailed = false;
        } catch (IOException e) {
            failed(e);
        }
    }

    private void empty() {
        if (journal == null) {
            // It failed before; perhaps there is room now.
            rewrite();
            return;
        }
        try {
            journal.truncate(0);
            lines = 0;
        } catch (IOException e) {
            failed(e);
        }
    }

    /// What changes must be on the disk; of repeats a power failure may take the last.
    private void write(Line line, boolean isForced) {
        lines++;
        if (journal == null) return;
        try {
            var bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) journal.write(bytes);
            if (isForced) journal.force(false);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        if (!hasFailed) say.accept("Looks can no longer be written to %s (%s); they are kept only while this probe runs.".formatted(looks, e.getMessage()));
        hasFailed = true;
        close(journal);
        journal = null;
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            // what was written to it was said to be written
        }
    }

    @Override public synchronized void close() {
        close(journal);
        close(lock);
    }
}
