package demarc.app.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what is sent, so that no number of senders and no body however large or however well packed takes more memory than there is.
@Component
class Bodies {
    static final int MOST = 8 * 1024 * 1024;
    /// An eighth of the heap; as trees, bodies take several times their size.
    private static final int IN_MEMORY_KB = (int) Math.max(2L * MOST / 1024, Runtime.getRuntime().maxMemory() / 8 / 1024);
    private static final int STEP = 64 * 1024;

    /// @param bytes   the beginning of it when it was too large
    /// @param more    bytes that came besides, as far as is known
    /// @param problem why it cannot be read; null when it can
    record Read(byte[] bytes, long more, @Nullable String problem) {}

    /// A sender that is slower than this holds room that others want.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Semaphore room = new Semaphore(IN_MEMORY_KB);
    /// For those of whom nobody knows yet who they are: whatever they do, the others have their room.
    private final Semaphore hall = new Semaphore(IN_MEMORY_KB / 4);
    private final Duration patience;

    Bodies() {
        this(PATIENCE);
    }

    Bodies(Duration patience) {
        this.patience = patience;
    }

    /// Something done with a body while it has room in memory.
    interface Use<T> {
        T with(Read body) throws IOException;
    }

    <T> T read(HttpServletRequest request, int most, Use<T> use) throws IOException {
        return read(room, request, most, use);
    }

    <T> T readFromAnybody(HttpServletRequest request, int most, Use<T> use) throws IOException {
        return read(hall, request, most, use);
    }

    private <T> T read(Semaphore room, HttpServletRequest request, int most, Use<T> use) throws IOException {
        // Without either header there is no body, as of most pings.
        var length = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null ? 0 : request.getContentLengthLong();
        var packed = request.getHeader("Content-Encoding");
        var kilobytes = (int) ((length < 0 || packed != null ? most : Math.min(length, most)) / 1024) + 1;
        try {
            if (!room.tryAcquire(kilobytes, 10, TimeUnit.SECONDS)) throw new Ledger.Busy(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ledger.Busy(e);
        }
        try {
            return use.with(read(request, length, packed, most));
        } finally {
            room.release(kilobytes);
        }
    }

    private Read read(HttpServletRequest request, long length, @Nullable String packed, int most) throws IOException {
        var body = new InTime(request.getInputStream(), patience);
        try {
            return read(body, length, packed, most);
        } catch (TooSlow slow) {
            return new Read(new byte[0], Math.max(length, 0), "The body did not come within %d s. Send less at once.".formatted(patience.toSeconds()));
        }
    }

    private static Read read(InputStream body, long length, @Nullable String packed, int most) throws IOException {
        if (length > most) {
            var some = body.readNBytes(STEP);
            return new Read(some, length - some.length, tooLarge(most));
        }
        if (packed == null || packed.isBlank() || packed.equalsIgnoreCase("identity")) {
            if (length >= 0) {
                var bytes = new byte[(int) length];
                var got = body.readNBytes(bytes, 0, bytes.length);
                return got == bytes.length ? new Read(bytes, 0, null) : new Read(bytes, 0, "The body ends after %d of %d bytes.".formatted(got, length));
            }
            return limited(body.readNBytes(most + 1), most);
        }
        if (!packed.equalsIgnoreCase("gzip")) {
            var some = body.readNBytes(STEP);
            return new Read(some, 0, "The body is packed as '%s'. Send it plain, or as gzip.".formatted(packed));
        }
        var raw = body.readNBytes(most + 1);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(raw), STEP)) {
            return limited(unpacked.readNBytes(most + 1), most);
        } catch (EOFException e) {
            return new Read(raw, 0, "The body is said to be gzip, and ends in the middle of it.");
        } catch (IOException e) {
            return new Read(raw, 0, "The body is said to be gzip and is not: %s.".formatted(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)));
        }
    }

    private static final class TooSlow extends RuntimeException {}

    private static final class InTime extends FilterInputStream {
        private final long until;

        InTime(InputStream body, Duration patience) {
            super(body);
            until = System.nanoTime() + patience.toNanos();
        }

        @Override public int read() throws IOException {
            return judged(super.read());
        }

        @Override public int read(byte[] into, int from, int most) throws IOException {
            return judged(super.read(into, from, most));
        }

        /// What ended in time has come in time.
        private int judged(int got) {
            if (got >= 0 && System.nanoTime() - until > 0) throw new TooSlow();
            return got;
        }
    }

    private static Read limited(byte[] bytes, int most) {
        return bytes.length <= most ? new Read(bytes, 0, null) : new Read(bytes, 0, tooLarge(most));
    }

    static String tooLarge(int most) {
        return "The body is larger than %s, the most that is read. Send less at once.".formatted(most % (1024 * 1024) == 0 ? most / 1024 / 1024 + " MB" : most / 1024 + " KB");
    }

    /// Without parameters, lower case.
    static String type(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null) return "";
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Of the query and, for a form, of the body.
    static Map<String, String> parameters(HttpServletRequest request, String type, byte[] body) {
        var query = request.getQueryString();
        var form = type.equals("application/x-www-form-urlencoded");
        if (query == null && !form) return Map.of();
        var parameters = new LinkedHashMap<String, String>();
        if (query != null) add(query, parameters);
        if (form) add(new String(body, StandardCharsets.UTF_8), parameters);
        return parameters;
    }

    private static void add(String text, Map<String, String> parameters) {
        for (var each : text.split("&", 1001)) {
            var equals = each.indexOf('=');
            if (parameters.size() < 1000 && !each.isEmpty()) parameters.put(decoded(equals < 0 ? each : each.substring(0, equals)), equals < 0 ? "" : decoded(each.substring(equals + 1)));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
