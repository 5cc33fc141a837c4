package demarc.bench.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `ChecksBench HOME PID add=10000` makes checks, half of them HTTP and half TCP, each once a minute; `watch=3` says for as many minutes how many looks there were
/// and how late the latest was. What is looked at is a responder of its own, in this process; `silent=yes` lets it take connections and say nothing.
final class ChecksBench {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final int PORT = 18_099;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String token;
    private final String pid;

    private ChecksBench(Path home, String pid) throws IOException {
        var sheet = Files.readString(home.resolve("demo.json"));
        url = value(sheet, "url");
        token = value(sheet.lines().collect(Collectors.joining(" ")).replaceFirst("(?s).*(\\{[^{}]*\"role\" *: *\"[^\"]*service manager[^\"]*\"[^{}]*}).*", "$1"), "token");
        this.pid = pid;
    }

    public static void main(String... arguments) throws Exception {
        var bench = new ChecksBench(Path.of(arguments[0]), arguments[1]);
        var silent = String.join(" ", arguments).contains("silent=yes");
        respond(silent);
        for (var argument : arguments) {
            if (argument.startsWith("add=")) bench.add(Integer.parseInt(argument.substring(4)));
            if (argument.startsWith("watch=")) bench.watch(Integer.parseInt(argument.substring(6)));
        }
        System.exit(0);
    }

    private static void respond(boolean silent) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), PORT), 2_000);
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> answer(socket, silent));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void answer(Socket socket, boolean silent) {
        try (socket) {
            socket.setSoTimeout(10_000);
            var buffer = new byte[2_048];
            if (socket.getInputStream().read(buffer) <= 0) return;
            if (silent) Thread.sleep(20_000);
            socket.getOutputStream().write(ANSWER);
        } catch (IOException e) {
            // a TCP check says nothing and goes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(int checks) throws InterruptedException {
        var began = System.nanoTime();
        var refused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var n = 0; n < checks; n++) {
                var number = n;
                threads.execute(() -> {
                    var isHttp = number % 2 == 0;
                    var body = "{\"kind\": \"%s\", \"target\": \"%s\", \"thing\": \"thing-%d\", \"everySeconds\": 60}".formatted(isHttp ? "http" : "tcp",
                            isHttp ? "http://127.0.0.1:%d/health".formatted(PORT) : "127.0.0.1:%d".formatted(PORT), number);
                    if (send("POST", "/api/v1/clients/%s/checks".formatted(client()), body) == null) refused.incrementAndGet();
                });
            }
        }
        System.out.printf(Locale.ROOT, "%,d checks made in %.0f s, %d refused%n", checks, (System.nanoTime() - began) / 1e9, refused.get());
    }

    private void watch(int minutes) throws Exception {
        for (var minute = 1; minute <= minutes; minute++) {
            var before = figure("demarc_checks_late_seconds_count");
            var lateBefore = figure("demarc_checks_late_seconds_sum");
            var processorBefore = processor();
            var worst = 0.0;
            var began = System.nanoTime();
            while (System.nanoTime() - began < 60e9) {
                Thread.sleep(2_000);
                worst = Math.max(worst, figure("demarc_checks_late_seconds_max"));
            }
            var looks = figure("demarc_checks_late_seconds_count") - before;
            System.out.printf(Locale.ROOT, "minute %d: %,.0f looks, late on average %.2f s, at worst %.2f s; processor %.0f %% of one core, resident %d MB%n", minute, looks,
                    (figure("demarc_checks_late_seconds_sum") - lateBefore) / Math.max(1, looks), worst, (processor() - processorBefore) / 0.6, resident());
        }
        System.out.printf("checks said to be down: %s; conditions firing of things that are well: %s%n", count("/api/v1/clients/%s/checks?state=down&limit=200".formatted(client()), "\"state\":\"down\""),
                count("/api/v1/conditions?client=%s&state=FIRING&limit=200".formatted(client()), "\"thing\":\"thing-"));
    }

    private String client() {
        return "harbor-dental";
    }

    private int count(String path, String word) {
        var answer = send("GET", path, null);
        return answer == null ? -1 : answer.split(Pattern.quote(word), -1).length - 1;
    }

    private double figure(String name) {
        var answer = send("GET", "/metrics", null);
        if (answer == null) return 0;
        var found = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E+-]+)").matcher(answer);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private @Nullable String send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30)).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!path.equals("/metrics")) request.header("Authorization", "Bearer " + token);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Seconds of processor time of the server so far.
    private double processor() throws IOException {
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private long resident() throws IOException {
        return Files.readString(Path.of("/proc", pid, "status")).lines().filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }

    private static String value(String json, String name) {
        var found = Pattern.compile("\"" + name + "\" *: *\"([^\"]+)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("demo.json names no (%s)".formatted(name));
        return found.group(1);
    }
}
