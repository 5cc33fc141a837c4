package demarc.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `Drive DIRECTORY [seconds=8] [clients=1,8,32] [operations=create,…] [server=PID] [json=FILE]`: prints throughput and latencies of a running demonstration,
/// and the processor time of each request where the process of the server is named.
public final class Drive {
    private static final double WARM_UP = 0.25;

    private final Demo demo;
    private final double seconds;
    private final @Nullable Processor processor;

    private Drive(Demo demo, double seconds, @Nullable Processor processor) {
        this.demo = demo;
        this.seconds = seconds;
        this.processor = processor;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.err.println("usage: Drive DIRECTORY [seconds=8] [clients=1,8,32] [operations=create,reply] [server=PID] [json=FILE] (a demo must be running on the directory)");
            System.exit(2);
        }
        var demo = new Demo(Path.of(arguments[0]));
        var server = option(arguments, "server", "");
        var drive = new Drive(demo, Double.parseDouble(option(arguments, "seconds", "8")), server.isEmpty() ? null : new Processor(Long.parseLong(server), Path.of(arguments[0])));
        var clients = Stream.of(option(arguments, "clients", "1,8,32").split(",")).map(Integer::valueOf).toList();
        var wanted = List.of(option(arguments, "operations", "").toUpperCase(java.util.Locale.ROOT).split(","));
        var operations = Stream.of(Operation.values()).filter(each -> wanted.equals(List.of("")) || wanted.contains(each.name())).toList();

        System.out.println(Machine.line());
        System.out.printf("%d open tickets and %d of every age to ask for, %d clients; %.0f s each after %.0f s of warming up%n", demo.open.size(), demo.any.size(), demo.clients.size(),
                drive.seconds, drive.seconds * WARM_UP);
        System.out.println(Figures.heading());
        for (var operation : operations) drive.run(operation, 8, drive.seconds);
        var all = new ArrayList<Figures>();
        for (var operation : operations)
            for (var many : clients) {
                drive.run(operation, many, drive.seconds * WARM_UP);
                var figures = drive.run(operation, many, drive.seconds);
                all.add(figures);
                System.out.println(figures.line());
            }
        var file = option(arguments, "json", "");
        if (!file.isEmpty())
            Files.writeString(Path.of(file), "{\"machine\": \"%s\", \"figures\": [\n  %s\n]}\n".formatted(Machine.line(), all.stream().map(Figures::json).collect(Collectors.joining(",\n  "))));
    }

    private Figures run(Operation operation, int clients, double lasting) throws InterruptedException, IOException {
        var latencies = new long[clients][];
        var errors = new AtomicInteger();
        var first = new AtomicReference<>("");
        var done = new CountDownLatch(clients);
        var before = processor == null ? null : processor.worked();
        long began = System.nanoTime();
        long end = began + (long) (lasting * 1e9);
        for (int client = 0; client < clients; client++) {
            int self = client;
            Thread.ofVirtual().start(() -> {
                latencies[self] = repeat(operation, self, clients, end, errors, first);
                done.countDown();
            });
        }
        done.await();
        var took = (System.nanoTime() - began) / 1e9;
        var worked = processor == null || before == null ? null : processor.worked().since(before);
        return Figures.of(operation.title, took, List.of(latencies), errors.get(), first.get(), worked);
    }

    private long[] repeat(Operation operation, int self, int clients, long end, AtomicInteger errors, AtomicReference<String> first) {
        var random = new Random(System.nanoTime() + self);
        var latencies = new long[1024];
        int count = 0;
        try (var connection = new Connection(demo.url)) {
            while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                var answer = operation.send(connection, demo, random, self, clients);
                if (count == latencies.length) latencies = Arrays.copyOf(latencies, count * 2);
                latencies[count++] = System.nanoTime() - sent;
                if (answer.status() >= 300) {
                    errors.incrementAndGet();
                    first.compareAndSet("", answer.status() + " " + answer.body().lines().findFirst().orElse(""));
                }
            }
        } catch (IOException e) {
            errors.incrementAndGet();
            first.compareAndSet("", e.toString());
        }
        return Arrays.copyOf(latencies, count);
    }

    private static String option(String[] arguments, String name, String otherwise) {
        return Arrays.stream(arguments).filter(each -> each.startsWith(name + "=")).map(each -> each.substring(name.length() + 1)).findFirst().orElse(otherwise);
    }
}
