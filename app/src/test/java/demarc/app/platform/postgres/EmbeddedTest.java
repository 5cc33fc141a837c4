package demarc.app.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedTest {
    /// A product that dies without a word: the process is gone, its PostgreSQL is not.
    static final class Killed {
        public static void main(String... arguments) throws Exception {
            var embedded = Embedded.start(Path.of(arguments[0]), Map.of(), _ -> {});
            try (var connection = embedded.database().connectAsOwner(); var sql = connection.createStatement()) {
                sql.execute("create table acknowledged (ref text)");
                sql.execute("insert into acknowledged values ('HDG-1')");
            }
            Runtime.getRuntime().halt(137);
        }
    }

    @Test void whatAKilledProductAcknowledgedIsThereAfterTheNextStart(@TempDir Path home) throws Exception {
        var killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Killed.class.getName(), home.toString()).redirectErrorStream(true)
                .redirectOutput(home.resolve("killed.log").toFile()).start();
        assertThat(killed.waitFor()).as(() -> read(home.resolve("killed.log"))).isEqualTo(137);
        assertThat(Embedded.running(home)).isPresent();

        var said = new ArrayList<String>();
        try (var embedded = Embedded.start(home, Map.of(), said::add)) {
            assertThat(said).containsExactly("Stopping the PostgreSQL that a killed Demarc left running …");
            var database = embedded.database();
            try (var connection = database.connectAsOwner(); var sql = connection.createStatement()) {
                var row = sql.executeQuery("select ref, current_setting('fsync'), current_setting('synchronous_commit'), current_setting('data_checksums') from acknowledged");
                assertThat(row.next()).isTrue();
                assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4))).containsExactly("HDG-1", "on", "on", "on");
                assertThat(row.next()).isFalse();
            }
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.owner(), "guessed")).hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> Embedded.start(home, Map.of(), said::add)).isInstanceOf(Unusable.class).hasMessageContaining("already running on " + home);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres.secret")))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres")))).isEqualTo("rwx------");
        }
        assertThat(Embedded.running(home)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://ada:s%40crt@db.example:5433/demarc                       | jdbc:postgresql://db.example:5433/demarc                  | ada | s@crt
            postgres://ada@db.example/demarc?sslmode=require                      | jdbc:postgresql://db.example:5432/demarc?sslmode=require  | ada | ''
            jdbc:postgresql://db.example/demarc?user=ada&password=pw&sslmode=require | jdbc:postgresql://db.example:5432/demarc?sslmode=require | ada | pw
            """)
    void aDatabaseUrlIsReadInEitherManner(String url, String jdbc, String owner, String password) {
        assertThat(Database.at(url)).isEqualTo(new Database(jdbc, owner, password));
        assertThat(Database.at(Database.at(url).url())).isEqualTo(Database.at(url));
    }

    @ParameterizedTest
    @CsvSource({"mysql://db/demarc,must begin with postgresql://", "postgresql://ada@db.example,must name a host and a database", "postgresql://db.example/demarc,must name a user"})
    void aDatabaseUrlThatCannotBeUsedSaysWhy(String url, String why) {
        assertThatThrownBy(() -> Database.at(url)).isInstanceOf(Unusable.class).hasMessageContaining(why);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
