package demarc.app.estate.lifecycle;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import demarc.app.estate.lifecycle.Releases.Release;
import demarc.app.platform.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The life-cycle data as it is published: the product files of endoflife.date in a tar.gz, or a table of releases (CSV), packed or not.
final class ReleaseFile {
    private static final long MOST = 64L << 20;
    private static final int MOST_OF_A_PRODUCT = 2 << 20;

    private ReleaseFile() {}

    static List<Release> read(InputStream file) {
        try {
            var in = new BufferedInputStream(file, 1 << 16);
            in.mark(4);
            var packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            var plain = new BufferedInputStream(new Bounded(packed ? new GZIPInputStream(in, 1 << 16) : in), 1 << 16);
            plain.mark(512);
            var head = plain.readNBytes(512);
            plain.reset();
            return head.length > 262 && new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar") ? archive(plain) : table(plain);
        } catch (IOException e) {
            throw new Refused("file", "The file cannot be read: %s. Give endoflife.date's products as a tar.gz, or a table of releases as CSV.".formatted(e.getMessage()));
        }
    }

    private static List<Release> table(InputStream in) throws IOException {
        var releases = new ArrayList<Release>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var row : rows) {
                if (releases.isEmpty() && (row.findField("product").isEmpty() || row.findField("release_cycle").isEmpty()))
                    throw new Refused("file", "The table needs the columns product and release_cycle; it has %s.".formatted(String.join(", ", row.getHeader())));
                releases.add(new Release(text(row, "product"), text(row, "release_cycle"), text(row, "title"), label(text(row, "release_label"), text(row, "release_cycle"), text(row, "codename")),
                        day(text(row, "release_date")), end(text(row, "eol")), extended(text(row, "eoes")), text(row, "latest")));
            }
        } catch (de.siegmar.fastcsv.reader.CsvParseException e) {
            throw new Refused("file", "The table cannot be read: %s".formatted(e.getMessage()));
        }
        return releases;
    }

    private static List<Release> archive(InputStream in) throws IOException {
        var releases = new ArrayList<Release>();
        var tar = new TarArchiveInputStream(in);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (!entry.isFile() || !entry.getName().endsWith(".md") || entry.getSize() > MOST_OF_A_PRODUCT) continue;
            var text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
            var end = text.indexOf("\n---", 3);
            if (!text.startsWith("---") || end < 0) continue;
            var name = entry.getName().replaceFirst("^.*/", "").replaceFirst("\\.md$", "");
            releases.addAll(product(name, text.substring(3, end)));
        }
        return releases;
    }

    private static List<Release> product(String name, String yaml) {
        Object read;
        try {
            read = new Load(LoadSettings.builder().setLabel(name).setSchema(new org.snakeyaml.engine.v2.schema.FailsafeSchema()).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new Refused("file", "The product file %s is no YAML: %s".formatted(name, e.getMessage()));
        }
        var releases = new ArrayList<Release>();
        if (read instanceof Map<?, ?> product && product.get("releases") instanceof List<?> list)
            for (var each : list)
                if (each instanceof Map<?, ?> release) {
                    var cycle = text(release, "releaseCycle");
                    if (!cycle.isEmpty()) releases.add(new Release(name, cycle, text(product, "title"), label(text(release, "releaseLabel"), cycle, text(release, "codename")),
                            day(text(release, "releaseDate")), end(text(release, "eol")), extended(text(release, "eoes")), text(release, "latest")));
                }
        return releases;
    }

    private static String label(String written, String cycle, String codename) {
        return (written.isEmpty() ? cycle : written).replace("__RELEASE_CYCLE__", cycle).replace("'__CODENAME__'", "").replace("(__CODENAME__)", codename.isEmpty() ? "" : "(" + codename + ")")
                .replace("__CODENAME__", codename).strip();
    }

    /// A day, or `false` for still supported, or `true` for ended, who knows when.
    private static @Nullable LocalDate end(String text) {
        return text.equals("false") ? LocalDate.MAX : text.equals("true") ? LocalDate.MIN : day(text);
    }

    private static @Nullable LocalDate extended(String text) {
        return text.equals("true") ? LocalDate.MAX : text.equals("false") ? null : day(text);
    }

    private static @Nullable LocalDate day(String text) {
        if (text.isEmpty()) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null; // "true" and the like: not a day
        }
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("").strip();
    }

    private static String text(Map<?, ?> from, String field) {
        return from.get(field) instanceof String text ? text.strip() : "";
    }

    /// Ends a file that unpacks to more than anybody publishes.
    private static final class Bounded extends java.io.FilterInputStream {
        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override public int read() throws IOException {
            var one = super.read();
            if (one >= 0) count(1);
            return one;
        }

        @Override public int read(byte[] into, int from, int most) throws IOException {
            var got = super.read(into, from, most);
            if (got > 0) count(got);
            return got;
        }

        private void count(int got) throws IOException {
            read += got;
            if (read > MOST) throw new IOException("it unpacks to more than %d MB".formatted(MOST >> 20));
        }
    }
}
