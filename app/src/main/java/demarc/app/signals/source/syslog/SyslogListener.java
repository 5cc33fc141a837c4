package demarc.app.signals.source.syslog;

import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.Inflow;
import demarc.app.signals.source.Listening;
import demarc.app.signals.source.Senders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Listens on `demarc.syslog.port`, at this machine only unless `demarc.syslog.address` says otherwise.
@Component
class SyslogListener implements Listening, SmartLifecycle, Inflow.Reader<SyslogListener.Line> {
    private static final int LONGEST = 64 * 1024;
    private static final int CONNECTIONS = 200;
    private static final int IDLE_MILLIS = 600_000;
    private static final int CHECKS_OF_ONE = 1000;

    record Line(byte[] bytes, InetAddress sender) {}

    private final int port;
    private final String address;
    private final Senders senders;
    private final Inflow<Line> inflow;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    /// What each source has said so far, so that a program whose every line is new does not make a condition of each.
    private final Map<Long, Set<String>> checks = new ConcurrentHashMap<>();
    private volatile @Nullable DatagramSocket udp;
    private volatile @Nullable ServerSocket tcp;

    SyslogListener(@Value("${demarc.syslog.port:-1}") int port, @Value("${demarc.syslog.address:127.0.0.1}") String address, Sources sources, Conditions conditions, Keeping keeping, Clock clock) {
        this.port = port;
        this.address = address;
        senders = new Senders(sources, "syslog", source -> Syslog.Settings.read(source.mapping()).senders());
        inflow = new Inflow<>(this, conditions, keeping, clock);
    }

    @Override public String name() {
        return "Syslog";
    }

    @Override public @Nullable String where() {
        var socket = tcp;
        return socket == null ? null : "UDP and TCP port %d at %s".formatted(socket.getLocalPort(), address);
    }

    @Override public void start() {
        if (port < 0) return;
        try {
            var at = InetAddress.getByName(address);
            var server = new ServerSocket();
            tcp = server;
            server.bind(new InetSocketAddress(at, port), 50);
            var datagrams = new DatagramSocket(new InetSocketAddress(at, server.getLocalPort()));
            udp = datagrams;
            datagrams.setReceiveBufferSize(4 << 20);
        } catch (IOException e) {
            stop();
            throw new IllegalStateException("demarc.syslog.port %d at %s cannot be listened on: %s".formatted(port, address, e.getMessage()), e);
        }
        inflow.start("syslog");
        Thread.ofPlatform().daemon().name("syslog-udp").start(this::datagrams);
        Thread.ofVirtual().name("syslog-tcp").start(this::connections);
    }

    @Override public void stop() {
        var datagrams = udp;
        var server = tcp;
        // First forgotten, so that the threads know why their sockets end.
        udp = null;
        tcp = null;
        close(datagrams);
        close(server);
        connections.forEach(SyslogListener::close);
        inflow.close();
    }

    @Override public boolean isRunning() {
        return tcp != null;
    }

    private void datagrams() {
        var buffer = new byte[LONGEST];
        for (var socket = udp; socket != null && !socket.isClosed(); socket = udp) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                inflow.offer(new Line(Arrays.copyOf(buffer, packet.getLength()), packet.getAddress()));
            } catch (IOException e) {
                if (udp != null) LoggerFactory.getLogger(SyslogListener.class).warn("syslog over UDP: {}", e.getMessage());
            }
        }
    }

    private void connections() {
        for (var server = tcp; server != null && !server.isClosed(); server = tcp) {
            try {
                var socket = server.accept();
                if (connections.size() >= CONNECTIONS) close(socket);
                else {
                    connections.add(socket);
                    Thread.ofVirtual().name("syslog-from-" + socket.getInetAddress().getHostAddress()).start(() -> lines(socket));
                }
            } catch (IOException e) {
                if (tcp != null) LoggerFactory.getLogger(SyslogListener.class).warn("syslog over TCP: {}", e.getMessage());
            }
        }
    }

    /// Counted octets or lines, as the sender likes (RFC 6587).
    private void lines(Socket socket) {
        try (socket; var in = new BufferedInputStream(socket.getInputStream())) {
            socket.setSoTimeout(IDLE_MILLIS);
            for (var line = line(in); line != null; line = line(in)) if (line.length > 0) inflow.offer(new Line(line, socket.getInetAddress()));
        } catch (IOException _) {
            // gone, or silent for too long
        } finally {
            connections.remove(socket);
        }
    }

    private static byte @Nullable [] line(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) return null;
        if (first >= '1' && first <= '9') {
            var length = 0;
            for (var next = first; next >= '0' && next <= '9'; next = in.read()) {
                length = length * 10 + next - '0';
                if (length > LONGEST) throw new IOException("a frame of more than %d bytes".formatted(LONGEST));
            }
            return in.readNBytes(length);
        }
        var line = new ByteArrayOutputStream(256);
        for (var next = first; next >= 0 && next != '\n' && next != 0; next = in.read()) if (line.size() < LONGEST) line.write(next);
        return line.toByteArray();
    }

    @Override public Optional<Source> source(Line heard) {
        var text = new String(heard.bytes, 0, Math.min(heard.bytes.length, 2000), StandardCharsets.UTF_8);
        var at = text.indexOf("[demarc@32473 key=\"");
        var end = at < 0 ? -1 : text.indexOf('"', at + 19);
        return senders.find(end < 0 ? null : text.substring(at + 19, end), heard.sender);
    }

    @Override public List<Signal> read(Line heard, Source source, Instant at) {
        var signals = Syslog.read(Entry.read(heard.bytes, at), heard.sender.getHostAddress(), Syslog.Settings.read(source.mapping()));
        return signals.stream().map(signal -> bounded(signal, source)).toList();
    }

    private Signal bounded(Signal signal, Source source) {
        var known = checks.computeIfAbsent(source.id(), _ -> ConcurrentHashMap.newKeySet());
        if (known.contains(signal.key()) || known.size() < CHECKS_OF_ONE && known.add(signal.key())) return signal;
        var app = signal.labels().getOrDefault("app", "");
        var check = app.isEmpty() ? "further errors" : app + ": further errors";
        return new Signal(Signal.key(signal.thing(), check), signal.thing(), check, signal.state(), signal.severity(), signal.summary(), signal.details(), signal.link(),
                signal.labels(), signal.at(), signal.lasting());
    }

    @Override public byte[] bytes(Line heard) {
        return heard.bytes;
    }

    @Override public long heard() {
        return inflow.heard();
    }

    @Override public long dropped() {
        return inflow.dropped();
    }

    @Override public long strangers() {
        return inflow.strangers();
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) open.close();
        } catch (Exception _) {
            // closed enough
        }
    }
}
