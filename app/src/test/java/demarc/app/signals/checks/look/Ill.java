package demarc.app.signals.checks.look;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Real things to look at, on ports of this machine, well and ill.
public final class Ill implements AutoCloseable {
    private final List<AutoCloseable> open = new ArrayList<>();

    /// Whether `/switch` answers.
    public volatile boolean well = true;

    /// `/well` answers 200 and `all is well`, `/ill` 500, `/away?URL` redirects, `/slow` takes 300 ms, `/drip` never ends.
    public int http() throws IOException {
        return serve(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50));
    }

    /// The same with a certificate made by keytool that ends in so many days, and that nobody trusts.
    public int https(int days) throws Exception {
        var folder = Files.createTempDirectory("demarc-certificate");
        var file = folder.resolve("key.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(tool.toString(), "-genkeypair", "-alias", "web", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                "-validity", String.valueOf(days), "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit")
                .redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) throw new IllegalStateException(said);
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        Files.delete(file);
        Files.delete(folder);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return serve(server);
    }

    private int serve(HttpServer server) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/well", exchange -> answer(exchange, 200, "all is well"));
        server.createContext("/ill", exchange -> answer(exchange, 500, "panic"));
        server.createContext("/switch", exchange -> answer(exchange, well ? 200 : 503, well ? "on" : "off"));
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getQuery());
            answer(exchange, 302, "");
        });
        server.createContext("/slow", exchange -> {
            pause(300);
            answer(exchange, 200, "at last");
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (var n = 0; n < 100; n++) {
                    body.write('.');
                    body.flush();
                    pause(100);
                }
            }
        });
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    /// Knows `www.test` with two addresses, its TXT, and nothing else.
    public int dns() throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        open.add(socket);
        Thread.ofPlatform().daemon().start(() -> {
            var buffer = new byte[4096];
            while (!socket.isClosed()) {
                try {
                    var packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    var asked = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                    var answer = answer(asked).toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException e) {
                    if (!socket.isClosed()) throw new IllegalStateException(e);
                }
            }
        });
        return socket.getLocalPort();
    }

    private static Message answer(Message asked) throws IOException {
        var question = asked.getQuestion();
        var answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        if (!question.getName().equals(Name.fromString("www.test."))) answer.getHeader().setRcode(Rcode.NXDOMAIN);
        else if (question.getType() == Type.A) for (var address : List.of("192.0.2.1", "192.0.2.2")) answer.addRecord(record(question, Type.A, address), Section.ANSWER);
        else if (question.getType() == Type.TXT) answer.addRecord(record(question, Type.TXT, "\"v=spf1 -all\""), Section.ANSWER);
        else if (question.getType() == Type.MX) answer.addRecord(record(question, Type.MX, "10 mail.test."), Section.ANSWER);
        return answer;
    }

    private static Record record(Record question, int type, String text) throws IOException {
        return Record.fromString(question.getName(), type, question.getDClass(), 60, text, Name.root);
    }

    /// Debian's snmpd with the community `quagga-free` and the user `watcher`; its chassis (ENTITY-MIB) is said to be a switch.
    public int snmpd() throws Exception {
        var program = Path.of("/usr/sbin/snmpd");
        if (!Files.isExecutable(program)) {
            if (System.getenv("CI") != null) throw new IllegalStateException("snmpd is missing, and CI promises it");
            Assumptions.abort("snmpd is not installed (Debian: apt-get install snmpd)");
        }
        int port;
        try (var probe = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = probe.getLocalPort();
        }
        var folder = Files.createTempDirectory("demarc-snmpd");
        Files.writeString(folder.resolve("snmpd.conf"), """
                rocommunity quagga-free 127.0.0.1
                createUser watcher SHA-256 "watch-password" AES "private-password"
                rouser watcher
                sysLocation Rack 4
                override 1.3.6.1.2.1.47.1.1.1.1.5.1 integer 3
                override 1.3.6.1.2.1.47.1.1.1.1.10.1 octet_str "15.2(7)E3"
                override 1.3.6.1.2.1.47.1.1.1.1.11.1 octet_str "FOC1234X0AB"
                override 1.3.6.1.2.1.47.1.1.1.1.12.1 octet_str "Cisco"
                override 1.3.6.1.2.1.47.1.1.1.1.13.1 octet_str "WS-C2960X-24TS-L"
                """);
        var builder = new ProcessBuilder(program.toString(), "-f", "-Lo", "-C", "-c", folder.resolve("snmpd.conf").toString(), "udp:127.0.0.1:" + port);
        builder.environment().put("SNMP_PERSISTENT_DIR", folder.toString());
        var process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        open.add(() -> {
            process.destroy();
            if (!process.waitFor(3, TimeUnit.SECONDS)) process.destroyForcibly();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        });
        return port;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") || bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD")) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override public void close() throws Exception {
        for (var each : open.reversed()) each.close();
    }
}
