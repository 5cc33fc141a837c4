package demarc.app.estate.inventory;

import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reports of a client's own agents that were not understood, with the reason. The newest hundred.
@Component
class KeptReports {
    private static final int BEGINNING = 64 * 1024;
    private static final int MOST = 100;

    record Item(long id, Instant at, String why, String saidBy, int size) {}

    private final JdbcClient sql;
    private final Clock clock;

    KeptReports(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void keep(int client, String saidBy, String why, byte[] body) {
        sql.sql("insert into estate.kept (client_id, at, why, said_by, size, body) values (:client, :now, :why, :by, :size, :body)")
            .param("client", client).param("now", SqlTime.of(clock.instant())).param("why", why).param("by", saidBy).param("size", body.length)
            .param("body", body.length > BEGINNING ? Arrays.copyOf(body, BEGINNING) : body).update();
        sql.sql("delete from estate.kept where client_id = :client and id <= (select id from estate.kept where client_id = :client order by id desc offset %d limit 1)".formatted(MOST))
            .param("client", client).update();
    }

    List<Item> of(int client) {
        return sql.sql("select id, at, why, said_by, size from estate.kept where client_id = :client order by id desc limit 20").param("client", client).query(Item.class).list();
    }

    List<byte[]> body(int client, long id) {
        return sql.sql("select body from estate.kept where client_id = :client and id = :id").param("client", client).param("id", id)
            .query((row, _) -> row.getBytes("body")).list();
    }
}
