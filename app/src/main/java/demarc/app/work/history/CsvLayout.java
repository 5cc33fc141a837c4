package demarc.app.work.history;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Cells between commas, semicolons, tabs or bars.
record CsvLayout(Path path, Encoding encoding, char delimiter) implements Layout {

    private static final int MAX_FIELD = 1 << 20;
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    static CsvLayout of(Path path, Encoding encoding, String head) {
        char best = ',';
        int most = 1;
        for (char candidate : DELIMITERS) {
            int columns = columns(head, candidate);
            if (columns > most) {
                most = columns;
                best = candidate;
            }
        }
        return new CsvLayout(path, encoding, best);
    }

    /// Columns of the header, if most of the first rows have as many.
    private static int columns(String head, char delimiter) {
        int columns = 0;
        int rows = 0;
        int same = 0;
        try (var records = csv(delimiter).ofCsvRecord(new StringReader(head))) {
            for (var each : records) {
                if (rows == 0 && isHint(each)) continue;
                if (columns == 0) columns = each.getFieldCount();
                if (each.getFieldCount() == columns) same++;
                if (++rows == 50) break;
            }
        } catch (CsvParseException | IOException e) {
            return 0;
        }
        return same * 2 > rows ? columns : 0;
    }

    @Override
    public void read(Packed.Opened in, Consumer<List<String>> header, Consumer<Cells> row) throws IOException {
        if (Encoding.hasMark(encoding.charset(), encoding.words())) in.skipNBytes(encoding.charset() == StandardCharsets.UTF_8 ? 3 : 2);
        try (var text = new InputStreamReader(in, encoding.charset()); var records = csv(delimiter).ofCsvRecord(text)) {
            boolean first = true;
            for (var each : records) {
                if (first && isHint(each)) continue;
                if (first) header.accept(each.getFields().stream().map(String::strip).toList());
                else row.accept(new Cells.Csv(each));
                first = false;
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RuntimeException ended && !(ended instanceof CsvParseException)) throw ended; // by who watches, or by a bomb
            throw new Refused(("%s: the row that begins in line %s cannot be read: it has more than a million characters. "
                    + "Most likely a quotation mark is opened there and never closed.").formatted(path.getFileName(), lineOf(e)));
        }
    }

    /// `sep=;`, which Excel writes above the header for itself.
    private static boolean isHint(CsvRecord record) {
        return record.getField(0).startsWith("sep=") && record.getFieldCount() <= 2;
    }

    private static CsvReader.CsvReaderBuilder csv(char delimiter) {
        return CsvReader.builder().fieldSeparator(delimiter).allowExtraFields(true).allowMissingFields(true).maxBufferSize(MAX_FIELD);
    }

    private static String lineOf(CsvParseException e) {
        var digits = String.valueOf(e.getMessage()).replaceAll("\\D+", " ").strip();
        return digits.isEmpty() ? "1" : digits.split(" ")[0];
    }

    @Override
    public String words() {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "bar";
        };
    }
}
