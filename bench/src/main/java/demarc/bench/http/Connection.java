package demarc.bench.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One keep-alive HTTP/1.1 connection and nothing more, so that on a machine shared with the server nearly all the time is the server's.
final class Connection implements AutoCloseable {
    /// @param headers as they came, with lower-case names
    record Answer(int status, String headers, byte[] bytes) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Nullable String header(String name) {
            int at = headers.indexOf("\n" + name + ": ");
            return at < 0 ? null : headers.substring(at + name.length() + 3, headers.indexOf('\n', at + 1)).strip();
        }
    }

    private final URI server;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Connection(URI server) {
        this.server = server;
    }

    /// @param headers whole lines, each ended by `\r\n`
    Answer send(String method, String path, String headers, @Nullable String body) throws IOException {
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var head = "%s %s HTTP/1.1\r\nHost: %s\r\n%s%s\r\n".formatted(method, path, server.getAuthority(), headers, body == null ? "" : "Content-Length: " + bytes.length + "\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(bytes);
        var to = open();
        to.getOutputStream().write(request.toByteArray());
        return read();
    }

    private Socket open() throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        }
        return socket;
    }

    private Answer read() throws IOException {
        var status = line();
        var headers = new StringBuilder("\n");
        int length = 0;
        boolean chunked = false;
        boolean ends = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            headers.append(name).append(": ").append(value).append('\n');
            if (name.equals("content-length")) length = Integer.parseInt(value);
            if (name.equals("transfer-encoding")) chunked = value.equalsIgnoreCase("chunked");
            if (name.equals("connection")) ends = value.equalsIgnoreCase("close");
        }
        var answer = new Answer(Integer.parseInt(status.substring(9, 12)), headers.toString(), chunked ? chunks() : in.readNBytes(length));
        if (ends) close();
        return answer;
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            whole.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return whole.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("the server ended the connection");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override public void close() throws IOException {
        if (socket != null) socket.close();
        socket = null;
    }
}
