package demarc.app.work;

import demarc.app.platform.SqlTime;
import demarc.app.work.Fact.There;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Replay;
import demarc.core.agreement.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tickets told again without the hands they went through, so that another agreement can be asked what it would have done with them.
@Component
public class Retelling {

    /// @param minutes worked on it, as far as people logged their time
    /// @param past    null when the ticket names no activity
    public record Told(String ref, String subject, Priority priority, Instant opened, int minutes, Replay.@Nullable Past past) {}

    private final JdbcClient sql;
    private final Known known;

    Retelling(JdbcClient sql, Known known) {
        this.sql = sql;
        this.known = known;
    }

    /// Tickets of one client opened from `from` up to `until`, newest first, at most `limit`; cancelled ones too. Open ones end at `until`.
    ///
    /// @return whether there were more
    @Transactional(readOnly = true)
    public boolean each(int client, Instant from, Instant until, int limit, Consumer<Told> hearer) {
        var code = known.client(client).code();
        var teller = new Teller(code, until, hearer, limit);
        sql.sql("""
                select t.id, f.seq, f.at, f.kind, f.actor_id, f.data::text
                  from (select client_id, id, opened_at
                          from work.ticket
                         where client_id = :client and opened_at >= :from and opened_at < :until
                         order by opened_at desc, id desc
                         limit :limit) t
                  join work.fact f on f.client_id = t.client_id and f.ticket_id = t.id
                 order by t.opened_at desc, t.id desc, f.seq
                """)
            .param("client", client).param("from", SqlTime.of(from)).param("until", SqlTime.of(until)).param("limit", limit + 1)
            .query(teller::take);
        teller.end();
        return teller.tickets > limit;
    }

    /// Facts come row by row; a ticket is told when the next one begins.
    private static final class Teller {
        private final String code;
        private final Instant now;
        private final Consumer<Told> hearer;
        private final int limit;
        private final List<Recorded> facts = new ArrayList<>();
        private long id;
        private int tickets;

        Teller(String code, Instant now, Consumer<Told> hearer, int limit) {
            this.code = code;
            this.now = now;
            this.hearer = hearer;
            this.limit = limit;
        }

        void take(ResultSet row) throws SQLException {
            if (row.getLong(1) != id) {
                end();
                id = row.getLong(1);
                tickets++;
            }
            if (tickets > limit) return;
            facts.add(new Recorded(row.getInt(2), SqlTime.get(row, 3), row.getObject(5, Integer.class), FactJson.read(row.getString(4), row.getString(6))));
        }

        void end() {
            if (!facts.isEmpty()) hearer.accept(told(new Ref(code, id).toString(), facts, now));
            facts.clear();
        }
    }

    static Told told(String ref, List<Recorded> facts, Instant now) {
        var course = Course.of(facts);
        var opened = course.opened;
        var past = opened.activity() == null ? null : new Replay.Past(opened.activity(), opened.priority(), opened.site(), opened.kind() == Kind.REQUEST, course.openedAt, steps(facts), lastSeen(facts, course, now));
        return new Told(ref, opened.subject(), course.priority, course.openedAt, course.minutes, past);
    }

    /// A closed ticket ends with what was last known of it, not with the day on which it was imported.
    private static Instant lastSeen(List<Recorded> facts, Course course, Instant now) {
        if (course.closedAt == null) return now;
        return facts.reversed().stream().filter(each -> !(each.fact() instanceof Fact.Imported) && !(each.fact() instanceof Fact.Closed)).findFirst().orElseThrow().at();
    }

    private static List<Replay.Step> steps(List<Recorded> facts) {
        var steps = new ArrayList<Replay.Step>(facts.size());
        for (var each : facts.subList(2, facts.size())) {
            var step = step(each.fact(), each.at());
            if (step != null) steps.add(step);
        }
        return steps;
    }

    private static Replay.@Nullable Step step(Fact fact, Instant at) {
        return switch (fact) {
            case Fact.Taken _, Fact.Noted _, Fact.HandoffOffered _, Fact.HandoffAccepted _, Fact.HandoffDeclined _, Fact.HandoffWithdrawn _, Fact.TimeLogged _ -> new Replay.Touched(at);
            case Fact.Reclassified reclassified -> new Replay.Turned(at, reclassified.to());
            case Fact.Waiting waiting -> new Replay.Waited(at, waiting.on());
            case Fact.Reprioritised changed -> happened(new Timeline.Fact.PriorityChanged(at, changed.to()));
            case Fact.Resumed _ -> happened(new Timeline.Fact.Resumed(at));
            case Fact.Resolved _ -> happened(new Timeline.Fact.Resolved(at));
            case Fact.Reopened _ -> happened(new Timeline.Fact.Reopened(at));
            case Fact.Cancelled _ -> happened(new Timeline.Fact.Cancelled(at));
            case Fact.Replied replied -> replied.staff() ? happened(new Timeline.Fact.Responded(at)) : null;
            case Fact.AtSource there -> there.what() == There.TAKEN ? happened(new Timeline.Fact.Responded(at)) : there.what() == There.MOVED ? new Replay.Touched(at) : null;
            case Fact.Opened _, Fact.Assigned _, Fact.Released _, Fact.Observed _, Fact.Escalated _, Fact.DecisionAsked _, Fact.Decided _, Fact.DecisionTimedOut _, Fact.Reviewed _,
                    Fact.ReviewOverdue _, Fact.Warned _, Fact.Breached _, Fact.Closed _, Fact.Linked _, Fact.Unlinked _, Fact.ProblemResolved _, Fact.Imported _ -> null;
        };
    }

    private static Replay.Step happened(Timeline.Fact fact) {
        return new Replay.Happened(fact);
    }
}
