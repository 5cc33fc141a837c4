package demarc.app.platform;

import demarc.app.platform.postgres.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The JVM's ahead-of-time cache, made on this machine in the background of the first run: the next start takes half the
/// work. A second process, at the lowest priority, starts the product against the same database, looks at its first pages and
/// ends. The launcher names the file (`demarc.aot`) while there is none.
final class Training {
    private static final String FILE = "demarc.aot";
    private static final String TRAINEE = "demarc.trainee";
    /// Whoever has just started the product wants to see it first.
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private Training() {}

    static boolean isTrainee() {
        return Boolean.getBoolean(TRAINEE);
    }

    /// What the trainee does instead of waiting for requests.
    static void look(String address) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var path : List.of("/health", "/sign-in", "/api/v1/me", "/no/such/page"))
                for (var time = 0; time < 3; time++) http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void inBackground(Database database) {
        var file = System.getProperty(FILE);
        if (file != null) Thread.ofVirtual().name("training").start(() -> train(Path.of(file), database));
    }

    private static void train(Path file, Database database) {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Thread.sleep(PATIENCE);
            var command = new ArrayList<>(List.of("nice", "-n", "19", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> !flag.startsWith("-D" + FILE)).forEach(command::add);
            command.addAll(List.of("-XX:AOTCacheOutput=" + draft, "-D" + TRAINEE + "=true", "-cp", System.getProperty("java.class.path"), "demarc.app.Demarc", "serve", "--port", "0"));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.resolveSibling("training.log").toFile());
            builder.environment().put("DEMARC_DATABASE_URL", database.url());
            var trainee = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(trainee::destroyForcibly));
            if (trainee.waitFor() == 0 && Files.exists(draft)) Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LoggerFactory.getLogger(Training.class).info("no ahead-of-time cache was made ({}); starts stay as they are", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
