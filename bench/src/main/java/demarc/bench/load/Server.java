package demarc.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The embedded PostgreSQL of a data directory, entered as its superuser: row-level security is forced, and COPY refuses to write below it.
final class Server {
    private Server() {}

    static Connection connect(Path home) throws IOException, SQLException {
        var pid = home.resolve("postgres").resolve("postmaster.pid");
        if (!Files.exists(pid)) throw new IllegalStateException("no PostgreSQL runs on (%s): start Demarc there first, with DEMARC_HOME=%s ./demarc demo".formatted(home, home));
        var port = Files.readAllLines(pid).get(3).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%s/demarc".formatted(port), "postgres", Files.readString(home.resolve("postgres.secret")).strip());
    }
}
