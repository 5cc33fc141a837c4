package demarc.app.work;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which ticket stands for what was seen.
@Component
class Origins {
    private final JdbcClient sql;

    Origins(JdbcClient sql) {
        this.sql = sql;
    }

    /// Waits for whoever opens a ticket for the same thing at this moment, so that there is one.
    Optional<Long> ticketOf(int client, String origin) {
        sql.sql("select pg_advisory_xact_lock(:client, hashtext(:origin))").param("client", client).param("origin", origin).query((row, _) -> true).single();
        return sql.sql("select ticket_id from work.occasion where client_id = :client and origin = :origin")
            .param("client", client).param("origin", origin).query(Long.class).optional();
    }

    List<String> of(int client, long ticket) {
        return sql.sql("select origin from work.occasion where client_id = :client and ticket_id = :ticket")
            .param("client", client).param("ticket", ticket).query(String.class).list();
    }

    void point(int client, String origin, long ticket) {
        sql.sql("""
                insert into work.occasion (client_id, origin, ticket_id) values (:client, :origin, :ticket)
                    on conflict (client_id, origin) do update set ticket_id = excluded.ticket_id
                """)
            .param("client", client).param("origin", origin).param("ticket", ticket).update();
    }
}
