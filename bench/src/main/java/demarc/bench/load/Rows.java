package demarc.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/// Rows of several tables, gathered and then copied table by table.
final class Rows {
    enum Table {
        TICKET("ticket", """
                client_id, id, version, kind, subject, activity, priority, requester_id, team_id, party_id, assignee_id, status, waiting_on, opened_at, held_since,
                resolve_due_at, due_at, responded_at, resolved_at, agreement"""),
        FACT("fact", "client_id, ticket_id, seq, at, kind, actor_id, data"),
        MESSAGE("message", "client_id, ticket_id, seq, at, author_id, author_party, visibility, body"),
        DUE("due", "client_id, ticket_id, kind, n, due_at"),
        SEARCH("search", "client_id, ticket_id, audience, words"),
        WORD("word", "client_id, word");

        final String plain;
        private final String columns;

        Table(String plain, String columns) {
            this.plain = plain;
            this.columns = columns;
        }
    }

    /// Those written so far, each once a client.
    final Set<String> words = new HashSet<>();
    private final Map<Table, StringBuilder> gathered = new EnumMap<>(Table.class);

    Rows() {
        for (var table : Table.values()) gathered.put(table, new StringBuilder());
    }

    void add(Table table, Object... values) {
        var to = gathered.get(table);
        for (int i = 0; i < values.length; i++) to.append(i == 0 ? "" : "\t").append(values[i]);
        to.append('\n');
    }

    void copy(Connection connection) throws SQLException, IOException {
        var copying = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var table : Table.values()) {
            var rows = gathered.get(table);
            copying.copyIn("copy work.%s (%s) from stdin".formatted(table.plain, table.columns),
                    new java.io.ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
            rows.setLength(0);
        }
    }
}
