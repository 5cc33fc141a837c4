package demarc.app.durability;

import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.Embedded;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `demarc serve` as a process of its own on a data directory of its own.
final class Product {
    private static final Pattern UP = Pattern.compile("http://localhost:(\\d+)");

    private final Path home;
    private final Process process;
    private final String url;

    private Product(Path home, Process process, String url) {
        this.home = home;
        this.process = process;
        this.url = url;
    }

    static Product start(Path home) throws IOException, InterruptedException {
        return start(home, "serve", UP);
    }

    /// Waits until it says something like `sign`; its address is known when that holds one.
    static Product start(Path home, String command, Pattern sign) throws IOException, InterruptedException {
        var said = Files.createTempFile(home.getParent(), command, ".log");
        var process = process(home, command, "--port", "0").redirectErrorStream(true).redirectOutput(said.toFile()).start();
        for (var waited = 0; waited < 1800 && process.isAlive(); waited++) {
            var found = sign.matcher(Files.readString(said));
            if (found.find()) return new Product(home, process, found.group());
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("it did not come up: " + Files.readString(said));
    }

    /// Runs a command to its end and gives its exit code.
    static int run(Path home, String... command) throws IOException, InterruptedException {
        return process(home, command).redirectErrorStream(true).redirectOutput(home.resolveSibling(command[0] + ".log").toFile()).start().waitFor();
    }

    private static ProcessBuilder process(Path home, String... command) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var start = List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classes(), "demarc.app.Demarc");
        var builder = new ProcessBuilder(Stream.concat(start.stream(), Arrays.stream(command)).toList());
        builder.environment().put("DEMARC_HOME", home.toString());
        builder.environment().remove("DEMARC_DATABASE_URL");
        return builder;
    }

    /// What the product is made of: this run's class path without the tests.
    private static String classes() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator)).filter(entry -> !entry.replaceAll("/$", "").endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    String url() {
        return url;
    }

    Database database() {
        return Embedded.running(home).orElseThrow();
    }

    /// SIGKILL: no hook runs, nothing is flushed.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGKILL to the PostgreSQL below it; then what it exits with.
    int withoutItsDatabase() throws IOException, InterruptedException {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid")).getFirst())).orElseThrow().destroyForcibly();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) kill();
    }
}
