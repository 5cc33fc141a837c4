package demarc.bench.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// `Signals DIRECTORY server=PID key=KEY [alertmanager=URL alertmanagerPid=PID] [seconds=8] [connections=16] [conditions=10000] [storm=100000]`: the same alerts to
/// Alertmanager and to the running demonstration, from the same driver: repeats and changes of state, in batches of 100 and one by one. Then a storm of new conditions,
/// with pages looked at meanwhile.
public final class Signals {
    private static final int BATCH = 100;

    /// @param took seconds
    private record Told(long signals, double took, long[] nanos, int errors) {}

    private interface Form {
        byte[] body(int from, int many, boolean firing);
    }

    private record Target(String name, URI url, String path, String head, Form form, Processor processor, long process) {}

    private final double seconds;
    private final int connections;
    private final int conditions;

    private Signals(double seconds, int connections, int conditions) {
        this.seconds = seconds;
        this.connections = connections;
        this.conditions = conditions;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var home = Path.of(arguments[0]);
        var signals = new Signals(Double.parseDouble(option(arguments, "seconds", "8")), Integer.parseInt(option(arguments, "connections", "16")), Integer.parseInt(option(arguments, "conditions", "10000")));
        var server = Long.parseLong(option(arguments, "server", "0"));
        var demo = new Demo(home);
        System.out.println(Machine.line());
        System.out.printf("%d connections, %d alerts, %.0f s each; µs of processor time a signal: of the server, of its PostgreSQL, of the driver%n", signals.connections, signals.conditions, signals.seconds);
        System.out.printf("%-13s %-22s %10s %9s %9s %8s %8s %8s %7s %7s%n", "", "", "signals/s", "p50 ms", "p99 ms", "server", "database", "driver", "RSS MB", "errors");
        var alertmanager = option(arguments, "alertmanager", "");
        if (!alertmanager.isEmpty()) {
            var process = Long.parseLong(option(arguments, "alertmanagerPid", "0"));
            signals.measure(new Target("Alertmanager", URI.create(alertmanager), "/api/v2/alerts", "", Alerts::toAlertmanager, new Processor(process), process));
        }
        var demarc = new Target("Demarc", demo.url, "/api/v1/signals/alertmanager", "Authorization: Bearer %s\r\n".formatted(option(arguments, "key", "")), Alerts::toDemarc,
                new Processor(server, home), server);
        signals.measure(demarc);
        var storm = Integer.parseInt(option(arguments, "storm", "100000"));
        if (storm > 0) signals.storm(demarc, demo, storm);
    }

    private void measure(Target to) throws IOException, InterruptedException {
        if (seconds == 0) return;
        run(to, "first", BATCH, seconds / 4, true, false);
        run(to, "repeats, by 100", BATCH, seconds, true, false);
        run(to, "changes, by 100", BATCH, seconds, true, true);
        run(to, "repeats, one by one", 1, seconds, true, false);
        run(to, "changes, one by one", 1, seconds, true, true);
    }

    /// Each connection has alerts of its own and tells them again and again; when they change, every round is the other way about.
    private void run(Target to, String what, int batch, double lasting, boolean firing, boolean changing) throws IOException, InterruptedException {
        var bodies = IntStream.range(0, conditions / batch).mapToObj(n -> Wire.request(to.url, to.path, to.head, to.form.body(n * batch, batch, firing))).toArray(byte[][]::new);
        var others = changing ? IntStream.range(0, conditions / batch).mapToObj(n -> Wire.request(to.url, to.path, to.head, to.form.body(n * batch, batch, !firing))).toArray(byte[][]::new) : bodies;
        // Repeats are repeats from the start.
        tell(to, bodies, bodies, batch, 0);
        tell(to, others, bodies, batch, lasting / 4);
        tell(to, bodies, bodies, batch, 0);
        var before = to.processor.worked();
        var driver = driver();
        var told = tell(to, others, bodies, batch, lasting);
        var worked = to.processor.worked().since(before);
        Arrays.sort(told.nanos);
        System.out.println(String.format(Locale.ROOT, "%-13s %-22s %10.0f %9.2f %9.2f %8.1f %8.1f %8.1f %7d %7d", to.name, what, told.signals / told.took, at(told.nanos, 0.5), at(told.nanos, 0.99),
                worked.jvm() * 1000 / told.signals, worked.postgres() * 1000 / told.signals, (driver() - driver) * 1000 / told.signals, memory(to.process), told.errors));
    }

    /// @param lasting 0 for each body once
    private Told tell(Target to, byte[][] first, byte[][] second, int batch, double lasting) throws InterruptedException {
        var latencies = new long[connections][];
        var errors = new AtomicInteger();
        var done = new CountDownLatch(connections);
        long began = System.nanoTime();
        long end = lasting == 0 ? Long.MAX_VALUE : began + (long) (lasting * 1e9);
        for (int connection = 0; connection < connections; connection++) {
            int self = connection;
            Thread.ofPlatform().start(() -> {
                latencies[self] = repeat(to, first, second, self, end, errors);
                done.countDown();
            });
        }
        done.await();
        var took = (System.nanoTime() - began) / 1e9;
        var all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).toArray();
        return new Told((long) all.length * batch, took, all, errors.get());
    }

    private long[] repeat(Target to, byte[][] first, byte[][] second, int self, long end, AtomicInteger errors) {
        var latencies = new long[1024];
        int count = 0;
        try (var wire = new Wire(to.url)) {
            for (int round = 0; System.nanoTime() < end; round++) {
                var bodies = round % 2 == 0 ? first : second;
                for (int n = self; n < bodies.length && System.nanoTime() < end; n += connections) {
                    long sent = System.nanoTime();
                    if (wire.send(bodies[n]) >= 300) errors.incrementAndGet();
                    if (count == latencies.length) latencies = Arrays.copyOf(latencies, count * 2);
                    latencies[count++] = System.nanoTime() - sent;
                }
                if (end == Long.MAX_VALUE) break;
            }
        } catch (IOException e) {
            System.err.println(e);
            errors.incrementAndGet();
        }
        return Arrays.copyOf(latencies, count);
    }

    /// As many different things report the same at once; somebody looks at pages meanwhile.
    private void storm(Target to, Demo demo, int many) throws IOException, InterruptedException {
        var bodies = IntStream.range(0, many / BATCH).mapToObj(n -> Wire.request(to.url, to.path, to.head, to.form.body(1_000_000 + n * BATCH, BATCH, true))).toArray(byte[][]::new);
        var pages = List.of("/queue", "/signals");
        for (var page : pages) look(demo, page, 20);
        var going = new AtomicBoolean(true);
        var seen = new long[pages.size()][];
        var lookers = IntStream.range(0, seen.length).mapToObj(n -> Thread.ofPlatform().start(() -> seen[n] = look(demo, pages.get(n), going))).toList();
        var before = to.processor.worked();
        var told = tell(to, bodies, bodies, BATCH, 0);
        var worked = to.processor.worked().since(before);
        // What is made of them goes on behind.
        Thread.sleep(40_000);
        going.set(false);
        for (var looker : lookers) looker.join();
        Arrays.sort(told.nanos);
        System.out.println(String.format(Locale.ROOT, "storm of %d new conditions: %.1f s, %.0f a second, p99 %.1f ms a batch, processor µs a condition %.0f + %.0f, RSS %d MB, errors %d", many, told.took,
                many / told.took, at(told.nanos, 0.99), worked.jvm() * 1000 / many, worked.postgres() * 1000 / many, memory(to.process), told.errors));
        for (int n = 0; n < seen.length; n++) {
            Arrays.sort(seen[n]);
            System.out.println(String.format(Locale.ROOT, "meanwhile and 40 s after, %s: %d looks, p50 %.1f ms, p99 %.1f ms, max %.1f ms", pages.get(n), seen[n].length, at(seen[n], 0.5), at(seen[n], 0.99),
                    at(seen[n], 1)));
        }
    }

    /// Again and again, until it is over.
    private static long[] look(Demo demo, String page, AtomicBoolean going) {
        var seen = new ArrayList<Long>();
        try {
            while (going.get()) {
                for (var nanos : look(demo, page, 5)) seen.add(nanos);
                Thread.sleep(20);
            }
        } catch (IOException e) {
            System.err.println(page + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] look(Demo demo, String page, int times) throws IOException {
        var nanos = new long[times];
        try (var connection = new Connection(demo.url)) {
            for (int n = 0; n < times; n++) {
                long asked = System.nanoTime();
                var answer = connection.send("GET", page, demo.session, null);
                nanos[n] = System.nanoTime() - asked;
                if (answer.status() != 200) throw new IOException("%s answered %d".formatted(page, answer.status()));
            }
        }
        return nanos;
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    /// Milliseconds of this process.
    private static double driver() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    private static long memory(long process) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(process), "status")).lines().filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElse(0);
    }

    private static String option(String[] arguments, String name, String otherwise) {
        return Arrays.stream(arguments).filter(each -> each.startsWith(name + "=")).map(each -> each.substring(name.length() + 1)).findFirst().orElse(otherwise);
    }
}
