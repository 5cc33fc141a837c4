package demarc.app.testing;

import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.DatabaseSupply;
import demarc.app.platform.postgres.Embedded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// One PostgreSQL for each process that runs tests (numbered from 1), kept below `target/` so that only the first run
/// has to make it; a fresh database each run.
@TestConfiguration(proxyBeanMethods = false)
@Import({Fixture.class, TestClock.class})
class TestSetting {
    /// No test outlives a power cut.
    private static final Map<String, String> HASTY = Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "shared_buffers", "64MB");

    @Bean DatabaseSupply database() {
        return () -> Running.DATABASE;
    }

    private static final class Running {
        private static final Database DATABASE = start();

        private static Database start() {
            try {
                var home = Files.createDirectories(Path.of("target", "test-home-" + System.getProperty("demarc.fork", "1")).toAbsolutePath());
                var postgres = Embedded.start(home, HASTY, System.out::println);
                SpringApplication.getShutdownHandlers().add(postgres::close); // after the contexts, whose last transactions need it
                var database = postgres.database();
                try (var connection = database.connectAsOwner(); var sql = connection.createStatement()) {
                    sql.execute("""
                        do $$ begin
                            execute (select coalesce('drop schema ' || string_agg(quote_ident(nspname), ', ') || ' cascade', 'select 1')
                                       from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public'));
                        end $$
                        """);
                }
                return database.prepared();
            } catch (Exception e) {
                throw new IllegalStateException("no PostgreSQL for the tests", e);
            }
        }
    }
}
