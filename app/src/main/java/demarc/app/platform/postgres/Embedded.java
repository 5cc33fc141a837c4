package demarc.app.platform.postgres;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import demarc.app.platform.Home;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// The PostgreSQL that comes with Demarc, kept in the data directory. Durable and guarded like any other: its makers meant it
/// for tests, so what they switched off (fsync, passwords) is switched on again.
public final class Embedded implements AutoCloseable {
    private static final String OWNER = "demarc_owner";

    private final EmbeddedPostgres server;
    private final Database database;
    private final FileChannel lock;
    private final Path data;
    private volatile boolean closing;

    private Embedded(EmbeddedPostgres server, Database database, FileChannel lock, Path data) {
        this.server = server;
        this.database = database;
        this.lock = lock;
        this.data = data;
    }

    public Database database() {
        return database;
    }

    /// Starts the server on `home`, first stopping one that a killed process left behind.
    ///
    /// @param settings server settings beside those that durability needs
    /// @param say      told what takes long
    public static Embedded start(Path home, Map<String, String> settings, Consumer<String> say) {
        var lock = lock(home);
        hush();
        try {
            var data = home.resolve("postgres");
            var work = home.resolve("postgres-binaries");
            Files.createDirectories(work);
            Home.restrict(work, "rwx------");
            forgetHalfUnpacked(work);
            Orphan.stop(data, say);
            if (!Files.exists(data.resolve("PG_VERSION"))) say.accept("Making the database (once, 5 to 20 seconds) …");
            var secret = secret(home);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(work.toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", home.resolve("postgres.secret").toString())
                    .setLocaleConfig("encoding", "UTF8")
                    .setLocaleConfig("locale", "C")
                    .setConnectConfig("password", secret)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log(home)))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log(home)))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "192MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("random_page_cost", "1.1")
                    .setServerConfig("jit", "off");
            settings.forEach(builder::setServerConfig);
            var server = builder.start();
            Home.restrict(work, "rwx------");    // its maker opens it to everybody
            try {
                return new Embedded(server, bootstrap(server.getPort(), secret), lock, data);
            } catch (SQLException e) {
                server.close();
                throw e;
            }
        } catch (IOException | SQLException | IllegalStateException e) {
            close(lock);
            throw new Unusable("""
                    The embedded PostgreSQL did not start on %s: %s
                    Its own words are in %s. In a hardened container it may need an ordinary user instead of root;
                    or use your own PostgreSQL: DEMARC_DATABASE_URL=postgresql://user:password@host:5432/database"""
                    .formatted(home, e.getMessage(), log(home)), e);
        }
    }

    /// Deletes the database of `home`, stopping a server that a killed process left on it.
    public static void discard(Path home, Consumer<String> say) {
        var lock = lock(home);
        try {
            var data = home.resolve("postgres");
            Orphan.stop(data, say);
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new Unusable("The database in %s cannot be deleted: %s. Delete it by hand, or set DEMARC_HOME to another directory.".formatted(home, e.getMessage()), e);
        } finally {
            close(lock);
        }
    }

    /// The database of a product that runs on `home` now, for a command on the same machine.
    public static Optional<Database> running(Path home) {
        var port = Orphan.port(home.resolve("postgres"));
        var file = home.resolve("postgres.secret");
        if (port.isEmpty() || !Files.isReadable(file)) return Optional.empty();
        try {
            return Optional.of(database(port.getAsInt(), Files.readString(file).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// When the server ends though nobody closed it.
    public void whenGone(Runnable then) {
        Orphan.process(data).ifPresent(server -> server.onExit().thenRun(() -> {
            if (!closing && !isShuttingDown()) then.run();
        }));
    }

    /// Ctrl+C reaches the server too, and it may be the faster one.
    private static boolean isShuttingDown() {
        try {
            Thread.sleep(500);
            var hook = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException | InterruptedException e) {
            return true;
        }
    }

    @Override public void close() {
        closing = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        } finally {
            close(lock);
        }
    }

    /// Its maker tells each step to the log, which nobody has set up yet.
    private static void hush() {
        if (LoggerFactory.getLogger("io.zonky.test") instanceof Logger logger) logger.setLevel(Level.WARN);
    }

    private static Database bootstrap(int port, String secret) throws SQLException {
        var database = database(port, secret);
        var admin = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
        try (var connection = DriverManager.getConnection(admin, "postgres", secret); var sql = connection.createStatement()) {
            var password = database.ownerPassword();
            if (!sql.executeQuery("select 1 from pg_roles where rolname = '" + OWNER + "'").next())
                sql.execute("create role %s login createrole nosuperuser nobypassrls password '%s'".formatted(OWNER, password));
            if (!sql.executeQuery("select 1 from pg_database where datname = 'demarc'").next())
                sql.execute("create database demarc owner " + OWNER);
        }
        return database;
    }

    private static Database database(int port, String secret) {
        return new Database("jdbc:postgresql://127.0.0.1:%d/demarc".formatted(port), OWNER, secret);
    }

    /// Unpacking that was killed half-way leaves links which the next try trips over. `.exists` marks a whole one.
    private static void forgetHalfUnpacked(Path work) throws IOException {
        try (var unpacked = Files.list(work)) {
            for (var directory : unpacked.filter(Files::isDirectory).toList())
                if (!Files.exists(directory.resolve(".exists"))) FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static String secret(Path home) throws IOException {
        var file = home.resolve("postgres.secret");
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            Home.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file).strip();
    }

    private static File log(Path home) {
        return home.resolve("postgres.log").toFile();
    }

    /// Two processes on one data directory would corrupt it, or stop each other's server.
    private static FileChannel lock(Path home) {
        try {
            var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) return channel;
            channel.close();
        } catch (OverlappingFileLockException e) {
            // held by this very process: same answer
        } catch (IOException e) {
            throw new Unusable("The data directory %s cannot be written: %s".formatted(home, e.getMessage()), e);
        }
        throw new Unusable("""
                Demarc is already running on %s.
                Stop it first, or set DEMARC_HOME to another directory.""".formatted(home), null);
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock did not close", e);
        }
    }
}
