package demarc.app.platform;

import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.DatabaseSupply;
import demarc.app.platform.postgres.Embedded;
import demarc.app.platform.postgres.Unusable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/// Brings the product up: the database and the application at the same time, for each waits on its own things.
final class Start {
    private final int port;
    private final PrintWriter say;

    Start(int port, PrintWriter say) {
        this.port = port;
        this.say = say;
    }

    /// @param url your own PostgreSQL, or null for the embedded one
    ConfigurableApplicationContext run(String command, @Nullable String url) {
        if (port < 0 || port > 65_535) throw new Unusable("--port %d is no port. Choose one from 1 to 65535, or 0 to let the system choose.".formatted(port), null);
        if (port != 0) refuseTakenPort(command);
        var started = CompletableFuture.supplyAsync(() -> url == null ? embedded(command) : Database.at(url).prepared(), Thread.ofPlatform().name("database")::start);
        DatabaseSupply database = () -> {
            try {
                return started.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
        try {
            return Server.start(database, Map.of("server.port", port, "demarc.jobs", !Training.isTrainee(),
                    // A failed start is told once, at the console, by whoever catches it.
                    "logging.level.org.springframework.boot.SpringApplication", "off",
                    "logging.level.org.springframework.boot.diagnostics", "off",
                    "logging.level.org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext", "off"));
        } catch (RuntimeException e) {
            // Half a start would leave the server behind.
            started.handle((_, _) -> true).join();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Unusable unusable) throw unusable;
                if (cause instanceof PortInUseException) throw taken(command);
            }
            throw e;
        }
    }

    private Database embedded(String command) {
        var home = Home.create();
        Consumer<String> tell = message -> {
            say.println(message);
            say.flush();
        };
        if (command.equals("demo")) HalfTold.startOver(home, tell);
        else HalfTold.end(home);
        var postgres = Embedded.start(home, Map.of(), tell);
        postgres.whenGone(() -> {
            tell.accept("""
                    The embedded PostgreSQL has ended, and Demarc cannot go on without it. What was acknowledged is on disk.
                    Its last words are in %s. Start again: demarc %s""".formatted(home.resolve("postgres.log"), command));
            Runtime.getRuntime().halt(Exits.FAILED);
        });
        // After the context, whose last transactions need it.
        SpringApplication.getShutdownHandlers().add(postgres::close);
        return postgres.database().prepared();
    }

    private void refuseTakenPort(String command) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw taken(command);
        }
    }

    private Unusable taken(String command) {
        return new Unusable("Port %d is taken by another program. Choose a free one: demarc %s --port %d".formatted(port, command, port + 1), null);
    }
}
