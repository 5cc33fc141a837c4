package demarc.app.work.history;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A table in a file, as it is: plain, gzip or a zip with one table in it; UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar.
///
/// It is read again for each pass; nothing of it is kept.
///
/// @param encoding what the text turned out to be written in, for people
record HistoryFile(Path path, Packed packed, Charset charset, String encoding, char delimiter) {

    private static final int MAX_FIELD = 1 << 20;
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    static HistoryFile of(Path path) {
        if (!Files.isRegularFile(path)) throw new Refused("There is no file %s.".formatted(path));
        try {
            if (Files.size(path) == 0) throw new Refused("%s is empty.".formatted(path));
            var packed = Packed.of(path);
            var encoding = Encoding.of(path, packed);
            return new HistoryFile(path, packed, encoding.charset(), encoding.words(), delimiter(path, packed, encoding));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// Reads every record in order, the header first.
    ///
    /// @param watch told now and then how far it is
    void read(Reader reader, Watch watch) {
        try (var in = open(); var text = new InputStreamReader(in, charset); var records = csv(delimiter).ofCsvRecord(text)) {
            long rows = 0;
            for (var each : records) {
                if (rows++ % 4096 == 0) watch.at(rows, in.share());
                reader.take(each);
            }
        } catch (CsvParseException e) {
            throw new Refused(("%s: the row that begins in line %s cannot be read: it has more than a million characters. "
                    + "Most likely a quotation mark is opened there and never closed.").formatted(path.getFileName(), lineOf(e)));
        } catch (UncheckedIOException e) {
            throw unreadable(path, e.getCause());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @FunctionalInterface
    interface Reader {
        void take(CsvRecord each);
    }

    /// How far a pass over the file is. It may end the pass by throwing.
    @FunctionalInterface
    interface Watch {
        /// @param share of the file, 0 to 1
        void at(long rows, double share);
    }

    private Packed.Opened open() throws IOException {
        var in = packed.open(path);
        if (Encoding.hasMark(charset, encoding)) in.skipNBytes(charset == StandardCharsets.UTF_8 ? 3 : 2);
        return in;
    }

    private static CsvReader.CsvReaderBuilder csv(char delimiter) {
        return CsvReader.builder().fieldSeparator(delimiter).allowExtraFields(true).allowMissingFields(true).maxBufferSize(MAX_FIELD);
    }

    private static char delimiter(Path path, Packed packed, Encoding encoding) throws IOException {
        String head;
        try (var in = packed.open(path)) {
            var bytes = in.readNBytes(1 << 16);
            var text = new String(bytes, encoding.charset());
            int lastLine = text.lastIndexOf('\n');
            head = bytes.length < 1 << 16 || lastLine < 0 ? text : text.substring(0, lastLine);
        }
        char best = ',';
        int most = 1;
        for (char candidate : DELIMITERS) {
            int columns = columns(head, candidate);
            if (columns > most) {
                most = columns;
                best = candidate;
            }
        }
        return best;
    }

    /// Columns of the header, if most of the first rows have as many.
    private static int columns(String head, char delimiter) {
        int columns = 0;
        int rows = 0;
        int same = 0;
        try (var records = csv(delimiter).ofCsvRecord(new StringReader(head))) {
            for (var each : records) {
                if (columns == 0) columns = each.getFieldCount();
                if (each.getFieldCount() == columns) same++;
                if (++rows == 50) break;
            }
        } catch (CsvParseException | IOException e) {
            return 0;
        }
        return same * 2 > rows ? columns : 0;
    }

    private static String lineOf(CsvParseException e) {
        var digits = String.valueOf(e.getMessage()).replaceAll("\\D+", " ").strip();
        return digits.isEmpty() ? "1" : digits.split(" ")[0];
    }

    static Refused unreadable(Path path, IOException e) {
        return new Refused("%s cannot be read: %s.".formatted(path.getFileName(), e.getMessage()));
    }
}
