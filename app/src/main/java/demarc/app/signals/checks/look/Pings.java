package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Java has no echo request of its own. With the right to raw sockets (as root, or by CAP_NET_RAW) the JDK sends one; else the system's `ping` command does; else a
/// connection to port 7 must do, which a host may well ignore. The answer says which it was.
final class Pings {
    private static final Pattern TIME = Pattern.compile("time[=<]([0-9.]+) ?ms");
    private static final int CAP_NET_RAW = 13;
    private static final boolean RAW = maySendRaw();
    private static final Optional<Path> COMMAND = command();

    /// Both ways block the thread that asks, which a virtual one must not. Whoever asks bounds how many there are.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("ping-", 0).factory());

    private Pings() {}

    static Answer look(Outbound outbound, Look.Ping ping) throws IOException {
        var address = outbound.resolve(ping.host());
        var timeout = ping.patience().timeout();
        var asked = THREADS.submit(() -> !RAW && COMMAND.isPresent() ? byCommand(COMMAND.get(), address, timeout) : byJava(address, timeout));
        try {
            return asked.get(timeout.toMillis() + 2000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            asked.cancel(true);
            return Answer.down(timeout.toMillis(), "No answer within %d s.".formatted(timeout.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static Answer byJava(InetAddress address, Duration timeout) throws IOException {
        var began = System.nanoTime();
        var reached = address.isReachable((int) timeout.toMillis());
        var millis = Looker.millis(began);
        var way = RAW ? "" : " (by a connection to port 7, which a host may ignore: here is no ping command that may send echo requests; install one, or give CAP_NET_RAW)";
        return reached ? Answer.up(millis, "Answered in %.1f ms%s.".formatted(millis, way)) : Answer.down(millis, "No answer within %d s%s.".formatted(timeout.toSeconds(), way));
    }

    private static Answer byCommand(Path ping, InetAddress address, Duration timeout) throws IOException {
        var began = System.nanoTime();
        var process = new ProcessBuilder(ping.toString(), "-n", "-c", "1", "-W", String.valueOf(timeout.toSeconds()), address.getHostAddress()).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readNBytes(4000), StandardCharsets.UTF_8);
            var time = TIME.matcher(said);
            if (process.waitFor() == 0 && time.find()) {
                var millis = Double.parseDouble(time.group(1));
                return Answer.up(millis, "Answered in %.1f ms.".formatted(millis));
            }
            // It sent nothing: without the right to, it ends before it counts packets.
            if (!said.contains("transmitted")) return byJava(address, timeout);
            return Answer.down(Looker.millis(began), "No answer within %d s.".formatted(timeout.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean maySendRaw() {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            var effective = status.filter(line -> line.startsWith("CapEff:")).findFirst().orElseThrow().substring(7).strip();
            return (Long.parseUnsignedLong(effective, 16) >> CAP_NET_RAW & 1) == 1;
        } catch (IOException | RuntimeException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static Optional<Path> command() {
        var path = System.getenv("PATH");
        return Arrays.stream((path == null ? "" : path).split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "ping")).filter(Files::isExecutable).findFirst();
    }
}
