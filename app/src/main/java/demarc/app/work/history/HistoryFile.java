package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A table in a file, as it is: plain, gzip or a zip with one table in it; a CSV of any delimiter in UTF-8, UTF-16 or Windows-1252, an event log
/// (XES) or JSON.
///
/// It is read again for each pass; nothing of it is kept.
///
/// @param encoding what the text turned out to be written in, for people
record HistoryFile(Path path, Packed packed, String encoding, Layout layout) {

    private static final int HEAD = 1 << 16;

    static HistoryFile of(Path path) {
        return of(path, (_, _) -> {});
    }

    /// @param watch told now and then how far the recognising is, which takes one pass
    static HistoryFile of(Path path, Watch watch) {
        if (!Files.isRegularFile(path)) throw new Refused("There is no file %s.".formatted(path));
        try {
            if (Files.size(path) == 0) throw new Refused("%s is empty.".formatted(path));
            var packed = Packed.of(path);
            var head = head(path, packed);
            if (head.length == 0) throw new Refused("%s is empty.".formatted(path.getFileName()));
            try (var in = packed.open(path, watch)) {
                return switch (begin(head)) {
                    case '<' -> new HistoryFile(path, packed, "XML", XesLayout.of(path, in));
                    case '{', '[' -> new HistoryFile(path, packed, "JSON", JsonLayout.of(path, in));
                    default -> {
                        var encoding = Encoding.of(path, in, head);
                        yield new HistoryFile(path, packed, encoding.words(), CsvLayout.of(path, encoding, text(head, encoding)));
                    }
                };
            }
        } catch (UncheckedIOException e) {
            throw unreadable(path, e.getCause());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static byte[] head(Path path, Packed packed) throws IOException {
        try (var in = packed.open(path, (_, _) -> {})) {
            return in.readNBytes(HEAD);
        }
    }

    /// The first sign that is no blank and no byte-order mark.
    private static char begin(byte[] head) {
        for (byte each : head) {
            int sign = each & 0xFF;
            if (sign > ' ' && sign != 0xEF && sign != 0xBB && sign != 0xBF && sign != 0xFE && sign != 0xFF) return (char) sign;
        }
        return ' ';
    }

    /// Without the last line, which is cut off.
    private static String text(byte[] head, Encoding encoding) {
        var text = new String(head, encoding.charset());
        if (text.startsWith("\ufeff")) text = text.substring(1);
        int lastLine = text.lastIndexOf('\n');
        return head.length < HEAD || lastLine < 0 ? text : text.substring(0, lastLine);
    }

    /// Reads the names of the columns, then every row in order.
    ///
    /// @param watch told now and then how far it is
    void read(Consumer<List<String>> header, Consumer<Cells> row, Watch watch) {
        var rows = new long[1];
        try (var in = packed.open(path, (_, share) -> watch.at(rows[0], share))) {
            layout.read(in, header, each -> {
                rows[0]++;
                row.accept(each);
            });
        } catch (UncheckedIOException e) {
            throw unreadable(path, e.getCause());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// How far a pass over the file is. It may end the pass by throwing.
    @FunctionalInterface
    interface Watch {
        /// @param share of the file, 0 to 1
        void at(long rows, double share);
    }

    static Refused unreadable(Path path, IOException e) {
        return new Refused("%s cannot be read: %s.".formatted(path.getFileName(), e.getMessage()));
    }
}
