package demarc.app.platform;

import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.Embedded;
import demarc.app.platform.postgres.Unusable;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "audit", description = "The audit log.", mixinStandardHelpOptions = true, subcommands = AuditCommand.Verify.class, synopsisSubcommandLabel = "verify")
public final class AuditCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exits.USAGE;
    }

    @Command(
            name = "verify",
            description = "Follows the chain of seals and names the first entry that was changed or removed. Works while the product runs and while it does not.",
            mixinStandardHelpOptions = true,
            footer = {"", "Exit codes: 0 whole, 1 broken, 3 the database cannot be read."})
    static final class Verify implements Callable<Integer> {
        @Option(names = "--anchor", paramLabel = "SEQ:HASH", description = "An anchor kept earlier: the chain must pass through it.")
        private Optional<String> anchor = Optional.empty();

        @Option(names = "--format", defaultValue = "human", paramLabel = "human|json", description = "For people or programs (default ${DEFAULT-VALUE}).")
        private Format format = Format.HUMAN;

        enum Format { HUMAN, JSON }

        @Spec private CommandSpec spec;

        @Override public Integer call() {
            var url = System.getenv("DEMARC_DATABASE_URL");
            if (url != null && !url.isBlank()) return verify(Database.at(url));
            var home = Home.directory();
            var running = Embedded.running(home);
            if (running.isPresent()) return verify(running.get());
            if (!Files.exists(home.resolve("postgres").resolve("PG_VERSION")))
                throw new Unusable("There is no database in %s. Set DEMARC_HOME or DEMARC_DATABASE_URL to the one to verify.".formatted(home), null);
            try (var postgres = Embedded.start(home, Map.of(), spec.commandLine().getErr()::println)) {
                return verify(postgres.database());
            }
        }

        private int verify(Database database) {
            try (var connection = database.connectAsOwner()) {
                var reading = AuditChain.read(connection);
                if (reading.broken() != null)
                    return say(false, reading, "The audit log is broken: %s%nThe %d entries before it are whole.".formatted(reading.broken(), reading.entries()));
                if (anchor.isPresent() && !passes(anchor.get(), connection))
                    return say(false, reading, "The audit log does not pass through the anchor %s: it was cut or rewritten since.".formatted(anchor.get()));
                return say(true, reading, "The audit log is whole: %d entries sealed, %d not yet. Newest seal %d:%s"
                        .formatted(reading.entries(), reading.unsealed(), reading.entries(), reading.newest()));
            } catch (SQLException e) {
                throw new Unusable("The database at %s cannot be read: %s".formatted(database.jdbcUrl(), e.getMessage()), e);
            }
        }

        private int say(boolean whole, AuditChain.Reading reading, String words) {
            spec.commandLine().getOut().println(format == Format.HUMAN ? words
                    : JsonMapper.shared().writeValueAsString(Map.of("whole", whole, "sealed", reading.entries(), "unsealed", reading.unsealed(), "newest", String.valueOf(reading.newest()), "says", words)));
            return whole ? Exits.DONE : Exits.FINDINGS;
        }

        private static boolean passes(String anchor, Connection connection) throws SQLException {
            if (!anchor.matches("\\d{1,18}:[0-9a-f]{64}")) throw new Refused("An anchor is written SEQ:HASH, as `audit verify` and /api/v1/audit/anchor give it.");
            var parts = anchor.split(":");
            connection.setAutoCommit(false);
            try (var scope = connection.createStatement();
                    var sql = connection.prepareStatement("select 1 from platform.audit where seq = ? and hash = decode(?, 'hex')")) {
                scope.execute("select set_config('demarc.scope', 'system', true)");
                sql.setLong(1, Long.parseLong(parts[0]));
                sql.setString(2, parts[1]);
                return sql.executeQuery().next();
            }
        }
    }
}
