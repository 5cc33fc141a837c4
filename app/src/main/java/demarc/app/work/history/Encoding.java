package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a text is written in. A byte-order mark decides; without one it is UTF-8 if the whole file is valid UTF-8, else Windows-1252, in which
/// every older Western export is written.
///
/// @param words for people: the name, and why when it was not plain
record Encoding(Charset charset, String words) {

    private static final String MARKED = " with a byte-order mark";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /// @param in   the whole text, from its beginning
    /// @param head the first part of it
    static Encoding of(Path path, InputStream in, byte[] head) throws IOException {
        if (starts(head, 0xEF, 0xBB, 0xBF)) return new Encoding(StandardCharsets.UTF_8, "UTF-8" + MARKED);
        if (starts(head, 0xFF, 0xFE)) return new Encoding(StandardCharsets.UTF_16LE, "UTF-16LE" + MARKED);
        if (starts(head, 0xFE, 0xFF)) return new Encoding(StandardCharsets.UTF_16BE, "UTF-16BE" + MARKED);
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        if (odd > head.length / 4 && even == 0) return new Encoding(StandardCharsets.UTF_16LE, "UTF-16LE");
        if (even > head.length / 4 && odd == 0) return new Encoding(StandardCharsets.UTF_16BE, "UTF-16BE");
        if (even + odd > 0) throw new Refused("%s is not a text file: it holds zero bytes. Export the tickets as CSV.".formatted(path.getFileName()));
        long line = firstLineThatIsNotUtf8(in);
        return line == 0
                ? new Encoding(StandardCharsets.UTF_8, "UTF-8")
                : new Encoding(WINDOWS, "Windows-1252 (line %d is not UTF-8)".formatted(line));
    }

    static boolean hasMark(Charset charset, String words) {
        return words.endsWith(MARKED) && charset != WINDOWS;
    }

    /// @return 0 when all of it is
    private static long firstLineThatIsNotUtf8(InputStream in) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(1 << 16);
        var chars = CharBuffer.allocate(1 << 16);
        long line = 1;
        while (true) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read > 0) bytes.position(bytes.position() + read);
            bytes.flip();
            CoderResult result = decoder.decode(bytes, chars, read < 0);
            chars.flip();
            while (chars.hasRemaining()) if (chars.get() == '\n') line++;
            chars.clear();
            if (result.isError()) return line;
            bytes.compact();
            if (read < 0) return 0;
        }
    }

    private static boolean starts(byte[] head, int... mark) {
        if (head.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((head[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    private static int zeros(byte[] head, int parity) {
        int zeros = 0;
        for (int i = parity; i < head.length; i += 2) if (head[i] == 0) zeros++;
        return zeros;
    }
}
