package demarc.app.signals;

import demarc.app.platform.Actor;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Bodies of known sources that could not be read: the newest of each source, for whoever looks for what is wrong.
@Component
public class Keeping {
    static final int EACH = 200;
    private static final int MOST_BYTES = 64 * 1024;

    /// @param cut bytes that came besides
    public record Kept(long id, Instant at, String problem, String contentType, byte[] body, long cut) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Tally tally;

    Keeping(JdbcClient sql, TransactionTemplate transaction, Tally tally) {
        this.sql = sql;
        this.transaction = transaction;
        this.tally = tally;
    }

    /// By a commit of its own: the answer says no, and the body stays.
    ///
    /// @param more bytes that came besides
    public void keep(Source source, String problem, String contentType, byte[] body, long more, Instant at) {
        var kept = body.length > MOST_BYTES ? Arrays.copyOf(body, MOST_BYTES) : body;
        tally.unreadable(source, at);
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> {
            sql.sql("""
                    insert into signals.kept (client_id, source_id, at, problem, content_type, body, cut) values (:client, :source, :at, :problem, :type, :body, :cut)
                    """)
                .param("client", source.client()).param("source", source.id()).param("at", SqlTime.of(at)).param("problem", Texts.plain(problem, 2000, true))
                .param("type", Texts.plain(contentType, 100, false)).param("body", kept).param("cut", body.length - kept.length + more).update();
            sql.sql("""
                    delete from signals.kept where client_id = :client and source_id = :source and id <= (
                        select id from signals.kept where client_id = :client and source_id = :source order by id desc offset :each limit 1)
                    """)
                .param("client", source.client()).param("source", source.id()).param("each", EACH).update();
        }));
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Kept> of(Actor by, Source source) {
        if (!by.sees(source.client())) return List.of();
        return sql.sql("""
                select id, at, problem, content_type, body, cut from signals.kept where client_id = :client and source_id = :source order by id desc
                """)
            .param("client", source.client()).param("source", source.id())
            .query((row, _) -> new Kept(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getString("problem"), row.getString("content_type"), row.getBytes("body"),
                    row.getLong("cut")))
            .list();
    }
}
