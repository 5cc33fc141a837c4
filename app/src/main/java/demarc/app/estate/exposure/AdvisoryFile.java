package demarc.app.estate.exposure;

import demarc.app.platform.Refused;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of advisories, however it is packed, read from its beginning to its end: only one record of it is ever in memory. What it is, its content says and
/// not its name.
final class AdvisoryFile {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HEAD = 1 << 16;
    private static final int LARGEST_RECORD = 16 << 20;
    private static final long MOST = 6L << 30;
    private static final long MOST_RATIO = 200;
    private static final long SMALL = 32L << 20;
    private static final int MOST_REFUSALS = 100;
    private static final Pattern TRACKER = Pattern.compile("^\\s*\\{\\s*\"[^\"]+\"\\s*:\\s*\\{\\s*\"(CVE|TEMP)-");
    private static final Pattern PACKAGES = Pattern.compile("^(\\s*|(?s).*\\n)Package: ");

    private final String name;
    private final long size;
    private final Consumer<Known> heard;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private int read;
    private int refused;
    private long unpacked;

    private AdvisoryFile(String name, long size, Consumer<Known> heard) {
        this.name = name;
        this.size = size;
        this.heard = heard;
    }

    /// @param kind     what it was: `OSV`, `KEV`…
    /// @param read     records
    /// @param refusals why a record could not be read; the first hundred
    record Summary(String kind, int read, int refused, List<String> refusals) {}

    /// @param name as people call it
    static Summary read(Path path, String name, Consumer<Known> heard) throws IOException {
        var file = new AdvisoryFile(name, Files.size(path), heard);
        try (var in = Files.newInputStream(path)) {
            file.open(in, name, 0);
        } catch (ZipException | java.io.EOFException e) {
            throw new Refused("file", "%s is damaged: %s. Fetch it again.".formatted(name, e.getMessage()));
        }
        if (file.read == 0)
            throw new Refused("file", "%s. Give OSV records (JSON, zip or tar.gz), CISA's KEV list, CVE records, Debian's tracker or a list of Debian packages."
                    .formatted(file.refusals.isEmpty() ? name + " holds nothing that is known here" : file.refusals.getFirst()));
        return new Summary(String.join(", ", file.kinds), file.read, file.refused, List.copyOf(file.refusals));
    }

    private void open(InputStream raw, String entry, int depth) throws IOException {
        var in = new BufferedInputStream(raw, HEAD);
        var head = head(in);
        if (starts(head, 0x1f, 0x8b) || starts(head, 'P', 'K', 3, 4)) {
            if (depth > 0) throw new Refused("file", "%s holds another archive (%s). Unpack it once.".formatted(name, entry));
            if (head[0] == 'P') zip(in);
            else packed(new BufferedInputStream(bounded(new GZIPInputStream(in, HEAD)), HEAD), entry);
        } else packed(in, entry);
    }

    private void packed(BufferedInputStream in, String entry) throws IOException {
        var head = head(in);
        if (head.length > 262 && new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) tar(in);
        else document(in, entry);
    }

    private void zip(InputStream in) throws IOException {
        var zip = new ZipInputStream(in);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
            if (!entry.isDirectory() && isDocument(entry.getName())) document(new BufferedInputStream(bounded(zip), HEAD), entry.getName());
    }

    private void tar(InputStream in) throws IOException {
        var tar = new TarArchiveInputStream(in);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
            if (entry.isFile() && isDocument(entry.getName())) document(new BufferedInputStream(new Unclosed(tar), HEAD), entry.getName());
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".json") && !name.contains("__MACOSX/");
    }

    private void document(BufferedInputStream in, String entry) throws IOException {
        var head = new String(head(in), StandardCharsets.UTF_8);
        try {
            if (TRACKER.matcher(head).find()) tracker(in);
            else if (head.contains("\"cveID\"") || head.contains("\"catalogVersion\"")) list(in);
            else if (head.stripLeading().startsWith("{") && head.contains("\"CVE_RECORD\"")) one(in, entry, "CVE");
            else if (head.stripLeading().startsWith("{")) one(in, entry, "OSV");
            else if (head.stripLeading().startsWith("[")) many(in, entry);
            else if (PACKAGES.matcher(head).find()) {
                kind("Debian packages");
                DebianTracker.packages(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), this::hear);
            } else refuse(entry, "it is none of the kinds that are known here");
        } catch (JacksonException e) {
            // What was heard of a list would be taken for the whole of it.
            throw new Refused("file", "%s: %s. Nothing was changed.".formatted(name, broken(e)));
        }
    }

    private void one(InputStream in, String entry, String kind) throws IOException {
        var bytes = in.readNBytes(LARGEST_RECORD + 1);
        if (bytes.length > LARGEST_RECORD) {
            refuse(entry, "a record of more than 16 MB is none");
            return;
        }
        try {
            record(JSON.readTree(bytes), entry, kind);
        } catch (JacksonException e) {
            refuse(entry, broken(e));
        }
    }

    private static String broken(JacksonException e) {
        return "it is not JSON: %s (line %d)".formatted(e.getOriginalMessage().lines().findFirst().orElse(""), e.getLocation() == null ? 1 : e.getLocation().getLineNr());
    }

    private void many(InputStream in, String entry) {
        try (var parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode record = parser.readValueAsTree();
                record(record, "%s, record %d".formatted(entry, read + refused + 1), record.path("dataType").asString("").equals("CVE_RECORD") ? "CVE" : "OSV");
            }
        }
    }

    private void record(JsonNode record, String entry, String kind) {
        attempt(entry, () -> {
            var known = kind.equals("CVE") ? Cisa.assessed(record) : new Known.Flaw(Osv.read(record), print(record));
            kind(kind);
            hear(known);
        });
    }

    /// CISA says how many there are: if they are all here, what is not among them has been taken off the list.
    private void list(InputStream in) {
        var before = read;
        var said = -1;
        try (var parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = parser.currentName();
                var token = parser.nextToken();
                if (token == JsonToken.VALUE_NUMBER_INT && "count".equals(field)) said = parser.getIntValue();
                if (token != JsonToken.START_ARRAY || !"vulnerabilities".equals(field)) {
                    parser.skipChildren();
                    continue;
                }
                kind("KEV");
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    JsonNode entry = parser.readValueAsTree();
                    attempt("entry %d".formatted(read + refused + 1), () -> hear(Cisa.listed(entry)));
                }
            }
        }
        if (said == read - before) heard.accept(new Known.WholeList());
    }

    private void tracker(InputStream in) {
        kind("Debian tracker");
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var source = parser.currentName();
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                JsonNode vulnerabilities = parser.readValueAsTree();
                attempt(source, () -> hear(new Known.Tracked(source, DebianTracker.advisories(source, vulnerabilities), print(vulnerabilities))));
            }
        }
    }

    private void attempt(String entry, Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            refuse(entry, refused.message());
        }
    }

    private void hear(Known known) {
        read++;
        heard.accept(known);
    }

    private void kind(String kind) {
        if (!kinds.contains(kind)) kinds.add(kind);
    }

    private void refuse(String entry, String why) {
        refused++;
        if (refusals.size() < MOST_REFUSALS) refusals.add("%s: %s".formatted(entry, why));
        if (kinds.isEmpty() && read == 0 && refused > 1000) throw new Refused("file", "%s holds nothing that is known here: a thousand entries were none.".formatted(name));
    }

    private static String print(JsonNode node) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(node)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        var head = in.readNBytes(4096);
        in.reset();
        return head;
    }

    private static boolean starts(byte[] head, int... signs) {
        for (var i = 0; i < signs.length; i++) if (head.length <= i || (head[i] & 0xff) != signs[i]) return false;
        return true;
    }

    /// Stops what unpacks to far more than advisories would: they pack 5 to 30 times.
    private InputStream bounded(InputStream in) {
        return new Unclosed(in) {
            @Override public int read() throws IOException {
                var one = super.read();
                if (one >= 0) count(1);
                return one;
            }

            @Override public int read(byte[] into, int from, int length) throws IOException {
                var got = super.read(into, from, length);
                if (got > 0) count(got);
                return got;
            }

            private void count(int more) {
                unpacked += more;
                if (unpacked > MOST || unpacked > SMALL && unpacked / Math.max(1, size) > MOST_RATIO)
                    throw new Refused("file", "%s unpacks to more than %d times its size or 6 GB, which no advisories do. It was not read any further.".formatted(name, MOST_RATIO));
            }
        };
    }

    /// The archive goes on when an entry is read.
    private static class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override public void close() {}
    }
}
