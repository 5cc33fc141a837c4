package demarc.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// `Load DIRECTORY COUNT`: so many more tickets, all in one transaction. Most are long closed; up to four thousand of the newest are open.
public final class Load {
    private static final int CHUNK = 10_000;
    private static final int MOST_OPEN = 4_000;
    /// Below this, indexes are kept; above, making them anew is faster.
    private static final int MANY = 50_000;
    private static final Duration BETWEEN = Duration.ofSeconds(150);

    private Load() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        if (arguments.length != 2 || !arguments[1].matches("\\d{1,9}")) {
            System.err.println("usage: Load DIRECTORY COUNT, such as: Load var 100000 (Demarc must be running on the directory)");
            System.exit(2);
        }
        var count = Integer.parseInt(arguments[1]);
        var began = System.nanoTime();
        try (var connection = Server.connect(Path.of(arguments[0]))) {
            connection.setAutoCommit(false);
            load(connection, count);
            connection.setAutoCommit(true);
            // What autovacuum does in the hours such a load stands for.
            for (var table : Rows.Table.values()) run(connection, "vacuum (freeze, analyze) work." + table.plain);
            run(connection, "checkpoint");
        }
        System.out.printf("%,d tickets in %d s%n", count, (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void load(Connection connection, int count) throws SQLException, IOException {
        var desks = Desk.all(connection);
        // Everything comes from one hand, so the references hold; the rows need no looking up.
        run(connection, "set local session_replication_role = replica");
        run(connection, "set local maintenance_work_mem = '512MB'");
        var indexes = count < MANY ? List.<String>of() : dropIndexes(connection);
        var first = number(connection, "select nextval('work.ticket_number')");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int open = Math.min(MOST_OPEN, count / 4);
        var rows = new Rows();
        for (int i = 0; i < count; i++) {
            var opened = now.minus(BETWEEN.multipliedBy(count - i));
            // Of the newest, every second one.
            var isOpen = count - i <= 2 * open && (count - i) % 2 == 0;
            new Story(rows, desks, first + i, opened, isOpen, now).tell();
            if ((i + 1) % CHUNK == 0 || i + 1 == count) {
                rows.copy(connection);
                progress(i + 1, count);
            }
        }
        run(connection, "select setval('work.ticket_number', %d)".formatted(first + count));
        for (var index : indexes) {
            progress("index " + index.replaceFirst("(?s)CREATE INDEX (\\S+) .*", "$1"));
            run(connection, index);
        }
        progress("");
        connection.commit();
    }

    /// All that serve no constraint; what makes them again.
    private static List<String> dropIndexes(Connection connection) throws SQLException {
        var definitions = new ArrayList<String>();
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
                  from pg_index i join pg_class c on c.oid = i.indrelid
                 where c.relnamespace = 'work'::regnamespace and c.relname in ('ticket', 'fact', 'message', 'due', 'search')
                   and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (var name : names) run(connection, "drop index " + name);
        return definitions;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void progress(int done, int count) {
        progress("%,d of %,d".formatted(done, count));
    }

    private static void progress(String text) {
        if (System.console() != null) System.err.print("\r\033[K" + text);
    }
}
