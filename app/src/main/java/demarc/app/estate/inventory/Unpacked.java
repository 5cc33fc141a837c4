package demarc.app.estate.inventory;

import demarc.app.platform.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// A report as agents send it: plain, or packed by zlib or gzip, which its first bytes say better than its headers.
final class Unpacked {
    static final int MOST = 16 * 1024 * 1024;

    private Unpacked() {}

    /// A small packet may unpack to anything; it is read no further than [#MOST].
    static byte[] of(byte[] sent) {
        if (sent.length < 2) return sent;
        try {
            var packed = new ByteArrayInputStream(sent);
            if ((sent[0] & 0xff) == 0x1f && (sent[1] & 0xff) == 0x8b) return read(new GZIPInputStream(packed));
            if ((sent[0] & 0x0f) == 8 && (((sent[0] & 0xff) << 8) + (sent[1] & 0xff)) % 31 == 0) return read(new InflaterInputStream(packed));
            return sent;
        } catch (IOException e) {
            throw new Refused("The report cannot be unpacked: %s. Send it plain, or packed by zlib or gzip.".formatted(e.getMessage()));
        }
    }

    private static byte[] read(InputStream from) throws IOException {
        try (from) {
            var all = new ByteArrayOutputStream();
            var piece = new byte[64 * 1024];
            for (var got = from.read(piece); got >= 0; got = from.read(piece)) {
                all.write(piece, 0, got);
                if (all.size() > MOST) throw new Refused("The report unpacks to more than %d MB, the most that is read. Leave categories out of it (--no-category).".formatted(MOST >> 20));
            }
            return all.toByteArray();
        }
    }
}
