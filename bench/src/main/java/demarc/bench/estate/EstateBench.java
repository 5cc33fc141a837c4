package demarc.bench.estate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/// `EstateBench HOME PID assets=10000 packages=300` reports as many machines as the GLPI agent does (JSON, packed by zlib), then all of them unchanged, then all with five
/// packages updated, and asks for lists.
final class EstateBench {
    private static final String CLIENT = "harbor-dental";
    private static final int VOCABULARY = 4_000;
    private static final int SENDERS = 4;
    private static final int LOOKS = 40;
    private static final List<String> SYSTEMS = List.of("Microsoft Windows 11 Pro|24H2|10.0.26100|Laptop", "Microsoft Windows 10 Pro|22H2|10.0.19045|Desktop", "Microsoft Windows 11 Enterprise|25H2|10.0.26200|Laptop",
            "Debian GNU/Linux 12 (bookworm)|12|6.1.0|Rack Mount Chassis", "Ubuntu 22.04.5 LTS|22.04|5.15.0|Rack Mount Chassis", "Microsoft Windows Server 2019 Standard|1809|10.0.17763|Rack Mount Chassis");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String token;
    private final String pid;
    private final String postmaster;
    private final int packages;

    private EstateBench(Path home, String pid, int packages) throws IOException {
        var sheet = Files.readString(home.resolve("demo.json"));
        url = value(sheet, "url");
        token = value(sheet.lines().collect(Collectors.joining(" ")).replaceFirst("(?s).*(\\{[^{}]*\"role\" *: *\"[^\"]*service manager[^\"]*\"[^{}]*}).*", "$1"), "token");
        this.pid = pid;
        postmaster = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid")).getFirst().strip();
        this.packages = packages;
    }

    public static void main(String... arguments) throws Exception {
        var bench = new EstateBench(Path.of(arguments[0]), arguments[1], number(arguments, "packages", 300));
        var assets = number(arguments, "assets", 10_000);
        var key = value(bench.send("POST", "/api/v1/clients/%s/inventory-keys".formatted(CLIENT), null), "secret");
        bench.round("new machines", key, assets, n -> bench.report(n, 0));
        bench.round("the same again", key, assets, n -> bench.report(n, 0));
        bench.round("five packages updated", key, assets, n -> bench.report(n, 5));
        bench.lists();
        System.exit(0);
    }

    private void round(String what, String key, int assets, IntFunction<byte[]> report) throws IOException, InterruptedException {
        var took = new long[assets];
        var refused = new AtomicInteger();
        var before = processor();
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(SENDERS)) {
            for (var n = 0; n < assets; n++) {
                var number = n;
                threads.execute(() -> {
                    var body = report.apply(number);
                    var at = System.nanoTime();
                    if (!post("/api/v1/inventory/" + key, body)) refused.incrementAndGet();
                    took[number] = System.nanoTime() - at;
                });
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(took);
        System.out.printf(Locale.ROOT, "%-22s %,6d in %5.0f s: %6.1f a second, median %.0f ms, p99 %.0f ms; processor of one %.1f ms; %d refused; resident %d MB%n", what, assets, seconds, assets / seconds,
                took[assets / 2] / 1e6, took[assets * 99 / 100] / 1e6, (processor() - before) * 1000 / assets, refused.get(), resident());
    }

    private void lists() {
        var asked = List.of("", "?kind=server", "?state=unsupported", "?state=ending", "?state=software-ended", "?state=ageless", "?state=silent", "?state=look", "?state=retired", "?software=package-7", "?software=package-3999",
                "?q=machine-77", "?q=debian", "?q=nobody", "?state=unsupported&kind=computer");
        for (var each : asked) look("/api/v1/assets" + each);
        look("/api/v1/assets?client=" + CLIENT + "&software=package-3999");
        var first = Pattern.compile("\"id\":(\\d+)").matcher(send("GET", "/api/v1/assets?q=machine-77&limit=1", null));
        if (first.find()) {
            look("/api/v1/assets/" + first.group(1));
            look("/api/v1/assets/" + first.group(1) + "/software");
        }
        look("/api/v1/clients/%s/refresh-plan".formatted(CLIENT));
        System.out.println("resident " + resident() + " MB");
    }

    private void look(String path) {
        var took = new ArrayList<Long>();
        for (var n = 0; n < LOOKS; n++) {
            var at = System.nanoTime();
            send("GET", path, null);
            took.add(System.nanoTime() - at);
        }
        took.sort(null);
        System.out.printf(Locale.ROOT, "GET %-60s median %6.1f ms, worst %6.1f ms%n", path, took.get(LOOKS / 2) / 1e6, took.getLast() / 1e6);
    }

    /// The same machine has the same packages each time, but for the first `updated` of them.
    private byte[] report(int number, int updated) {
        var random = new Random(number);
        var system = SYSTEMS.get(random.nextInt(SYSTEMS.size())).split("\\|");
        var softwares = new StringBuilder();
        var chosen = random.ints(0, VOCABULARY).map(n -> Math.min(n, random.nextInt(VOCABULARY))).distinct().limit(packages).toArray();
        for (var n = 0; n < chosen.length; n++)
            softwares.append(n == 0 ? "" : ",").append("{\"name\":\"package-%d\",\"version\":\"%d.%d.%d\",\"from\":\"%s\",\"publisher\":\"Somebody\",\"arch\":\"x86_64\"}".formatted(chosen[n], 1 + chosen[n] % 9,
                    random.nextInt(3), n < updated ? 99 : 0, system[0].startsWith("Microsoft") ? "registry" : "deb"));
        return packed("""
                {"action":"inventory","deviceid":"machine-%1$d-2026-01-01-00-00-00","itemtype":"Computer","content":{"hardware":{"name":"machine-%1$d","uuid":"4c4c4544-0000-4000-8000-%1$012d","memory":16384,"chassis_type":"%6$s"},
                "bios":{"ssn":"SER%1$08d","smanufacturer":"Dell Inc.","smodel":"Latitude 5440","bversion":"1.9.0"},"operatingsystem":{"full_name":"%2$s","version":"%3$s","kernel_version":"%4$s"},
                "networks":[{"mac":"a0:36:9f:%7$02x:%8$02x:%9$02x","ipaddress":"10.%7$d.%8$d.%9$d","type":"ethernet","description":"eth0"}],
                "drives":[{"type":"/","total":500000,"free":%5$d}],"softwares":[%10$s]}}
                """.formatted(number, system[0], system[1], system[2], 100_000 + new Random().nextInt(300_000), system[3], number >> 16 & 255, number >> 8 & 255, number & 255, softwares));
    }

    private static byte[] packed(String text) {
        var to = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(to)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return to.toByteArray();
    }

    private boolean post(String path, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).header("Content-Type", "application/x-compress-zlib").POST(BodyPublishers.ofByteArray(body)).build();
        try {
            return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) throw new IllegalStateException("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Seconds of processor time of the server so far, its database and all.
    private double processor() throws IOException {
        var all = 0.0;
        try (var processes = Files.list(Path.of("/proc"))) {
            for (var each : processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    var stat = Files.readString(each.resolve("stat"));
                    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    var own = List.of(pid, postmaster).contains(each.getFileName().toString());
                    if (own || below(fields[1])) all += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
                } catch (IOException e) {
                    // it ended meanwhile
                }
            }
        }
        return all;
    }

    /// Of the server, or of its database, which is a process of its own.
    private boolean below(String parent) throws IOException {
        for (var up = parent; !up.equals("0") && !up.equals("1"); ) {
            if (up.equals(pid) || up.equals(postmaster)) return true;
            var stat = Files.readString(Path.of("/proc", up, "stat"));
            up = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[1];
        }
        return false;
    }

    private long resident() {
        try {
            return Files.readString(Path.of("/proc", pid, "status")).lines().filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String[] arguments, String name, int otherwise) {
        return Arrays.stream(arguments).filter(each -> each.startsWith(name + "=")).mapToInt(each -> Integer.parseInt(each.substring(name.length() + 1))).findFirst().orElse(otherwise);
    }

    private static String value(String json, String name) {
        var found = Pattern.compile("\"" + name + "\" *: *\"([^\"]+)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("no (%s) in (%s)".formatted(name, json));
        return found.group(1);
    }
}
