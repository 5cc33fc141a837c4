package demarc.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One keep-alive connection that sends requests made beforehand and looks at nothing but the status and the end of the answer.
final class Wire implements AutoCloseable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.US_ASCII);

    private final URI server;
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;
    private InputStream in;

    Wire(URI server) throws IOException {
        this.server = server;
        socket = open();
        in = socket.getInputStream();
    }

    /// @param head whole lines, each ended by `\r\n`
    static byte[] request(URI server, String path, String head, byte[] body) {
        var start = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n".formatted(path, server.getAuthority(), head, body.length)
                .getBytes(StandardCharsets.UTF_8);
        var request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    /// @return the status
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var filled = 0;
        var end = -1;
        while (end < 0) {
            var got = in.read(buffer, filled, buffer.length - filled);
            if (got < 0) throw new EOFException("the server ended the connection");
            filled += got;
            end = end(filled);
        }
        var left = length(end) - (filled - end);
        while (left > 0) {
            var got = in.read(buffer, 0, Math.min(left, buffer.length));
            if (got < 0) throw new EOFException("the server ended the connection");
            left -= got;
        }
        var status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
        if (find(CLOSE, end) >= 0) {
            socket.close();
            socket = open();
            in = socket.getInputStream();
        }
        return status;
    }

    private Socket open() throws IOException {
        var opened = new Socket(server.getHost(), server.getPort());
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(60_000);
        return opened;
    }

    private int end(int filled) {
        for (var i = 3; i < filled; i++) if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') return i + 1;
        return -1;
    }

    private int length(int end) {
        var at = find(LENGTH, end);
        if (at < 0) return 0;
        var length = 0;
        for (at += LENGTH.length; buffer[at] != '\r'; at++) if (buffer[at] != ' ') length = length * 10 + buffer[at] - '0';
        return length;
    }

    private int find(byte[] words, int end) {
        next:
        for (var i = 0; i < end - words.length; i++) {
            for (var j = 0; j < words.length; j++) if (Character.toLowerCase(buffer[i + j]) != words[j]) continue next;
            return i;
        }
        return -1;
    }

    @Override public void close() throws IOException {
        socket.close();
    }
}
