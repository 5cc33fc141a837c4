package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// How a file is packed, told by its first bytes and not by its name.
sealed interface Packed {

    record Plain() implements Packed {}

    record Gzip() implements Packed {}

    /// @param entry the one table in the archive
    record Zip(String entry) implements Packed {}

    /// The bit of a zip entry's flags that says so.
    int LOCKED = 1;

    static Packed of(Path path) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(path)) {
            head = in.readNBytes(8);
        }
        if (head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) return new Gzip();
        var name = path.getFileName();
        if (begins(head, 'P', 'K', 3, 4)) {
            if (head.length > 6 && (head[6] & LOCKED) != 0) throw new Refused("%s is locked with a password. Pack it again without one.".formatted(name));
            return zip(path);
        }
        if (begins(head, 'P', 'K', 5, 6)) throw new Refused("%s is an archive with nothing in it.".formatted(name));
        if (begins(head, 0xd0, 0xcf, 0x11, 0xe0)) throw new Refused("%s is an Excel workbook of the old kind, or one that is locked with a password. Save the sheet as \"CSV UTF-8\" and import that.".formatted(name));
        if (begins(head, '7', 'z', 0xbc, 0xaf)) throw new Refused("%s is a 7-Zip archive. Pack the table as zip or gzip, or import it as it is.".formatted(name));
        if (begins(head, 'R', 'a', 'r', '!')) throw new Refused("%s is a RAR archive. Pack the table as zip or gzip, or import it as it is.".formatted(name));
        if (begins(head, '%', 'P', 'D', 'F')) throw new Refused("%s is a PDF. Export the tickets as CSV.".formatted(name));
        return new Plain();
    }

    private static boolean begins(byte[] head, int... with) {
        if (head.length < with.length) return false;
        for (int i = 0; i < with.length; i++) if (head[i] != (byte) with[i]) return false;
        return true;
    }

    private static Packed zip(Path path) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            List<String> names = zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("__MACOSX/")).toList();
            if (names.contains("xl/workbook.xml"))
                throw new Refused("%s is an Excel workbook. Save the sheet as \"CSV UTF-8\" and import that.".formatted(path.getFileName()));
            var tables = names.stream().filter(name -> name.toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv|txt|xes|json|jsonl|ndjson)")).toList();
            if (tables.size() != 1)
                throw new Refused("%s holds %s. Pack exactly one table into it, or import the file itself.".formatted(
                        path.getFileName(), tables.isEmpty() ? "no table" : tables.size() + " tables (" + String.join(", ", tables.subList(0, Math.min(3, tables.size()))) + ")"));
            return new Zip(tables.getFirst());
        } catch (ZipException e) {
            throw new Refused("%s begins like a zip archive but is not one: %s.".formatted(path.getFileName(), e.getMessage()));
        }
    }

    /// @param watch told now and then how far the reading is; it may end it by throwing
    default Opened open(Path path, HistoryFile.Watch watch) throws IOException {
        long size = Files.size(path);
        return switch (this) {
            case Plain _ -> {
                var raw = new Counted(Files.newInputStream(path));
                yield new Opened(new BufferedInputStream(raw, 1 << 16), raw, size, watch);
            }
            case Gzip _ -> {
                var raw = new Counted(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
                try {
                    yield new Unpacking(path, new GZIPInputStream(raw, 1 << 16), raw, size, watch);
                } catch (ZipException e) {
                    raw.close();
                    throw new Refused("%s begins like a gzip file but is not one: %s.".formatted(path.getFileName(), e.getMessage()));
                }
            }
            case Zip(var name) -> {
                var zip = new ZipFile(path.toFile());
                var entry = zip.getEntry(name);
                var packed = new Counted(InputStream.nullInputStream(), Math.max(1, entry.getCompressedSize()));
                yield new Unpacking(path, zip.getInputStream(entry), packed, Math.max(1, entry.getSize()), watch) {
                    @Override
                    double share() {
                        return Math.min(1, (double) soFar() / size());
                    }

                    @Override
                    public void close() throws IOException {
                        super.close();
                        zip.close();
                    }
                };
            }
        };
    }

    /// A file being read, which knows how far it is.
    class Opened extends FilterInputStream {
        private static final long EVERY = 1 << 18;
        private final Counted raw;
        private final long size;
        private final HistoryFile.Watch watch;
        private long read;

        Opened(InputStream in, Counted raw, long size, HistoryFile.Watch watch) {
            super(in);
            this.raw = raw;
            this.size = size;
            this.watch = watch;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) count(1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = super.read(into, from, length);
            if (got > 0) count(got);
            return got;
        }

        void count(int more) {
            if ((read + more) / EVERY != read / EVERY) watch.at(0, share());
            read += more;
        }

        long soFar() {
            return read;
        }

        long size() {
            return size;
        }

        /// 0 to 1.
        double share() {
            return size == 0 ? 1 : Math.min(1, (double) raw.bytes / size);
        }
    }

    /// Bytes that were read from the file.
    final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            this(in, 0);
        }

        Counted(InputStream in, long bytes) {
            super(in);
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) bytes++;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            if (read > 0) bytes += read;
            return read;
        }
    }

    /// Stops a file that unpacks to far more than a table would: real ticket logs pack 10 to 50 times.
    class Unpacking extends Opened {
        private static final long MAX_BYTES = 4L << 30;
        private static final long MAX_RATIO = 200;
        private static final long SMALL = 16L << 20;
        private final Path path;
        private final Counted packed;

        Unpacking(Path path, InputStream in, Counted packed, long size, HistoryFile.Watch watch) {
            super(in, packed, size, watch);
            this.path = path;
            this.packed = packed;
        }

        @Override
        void count(int more) {
            super.count(more);
            if (soFar() > MAX_BYTES)
                throw new Refused("%s unpacks to more than 4 GB. Split the export, by year perhaps.".formatted(path.getFileName()));
            if (soFar() > SMALL && soFar() / Math.max(1, packed.bytes) > MAX_RATIO)
                throw new Refused("%s unpacks to more than %d times its size, which no ticket log does. It was not read any further.".formatted(path.getFileName(), MAX_RATIO));
        }
    }
}
