package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.work.Fact.Decider;
import demarc.app.work.Fact.DecisionAsked;
import demarc.app.work.Fact.Then;
import demarc.core.agreement.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What awaits a decision, or a look back on one, of somebody's party: the most urgent first, with everything needed to decide.
@Component
public class Docket {
    private static final int MOST = 200;

    /// @param version of the ticket, so that nobody decides on something that has changed meanwhile
    public record Case(String ref, int version, Client client, Kind kind, String subject, Priority priority, TicketView.Decision decision) {}

    private record Row(
            int client, long ticket, int version, Kind kind, String subject, Priority priority, boolean pending, @Nullable Integer asker,
            Instant askedAt, @Nullable Instant deadline, String post, @Nullable Instant reviewDue, DecisionAsked asked) {

        /// Its time may have run out since it was asked; then it is the next one's.
        Decider decider() {
            var next = asked.escalateTo();
            return next == null || asked.decider().post().equals(post) ? asked.decider() : next;
        }

        Then then() {
            return decider() == asked.decider() ? asked.then() : Then.WAIT;
        }
    }

    private final JdbcClient sql;
    private final Deciders deciders;
    private final Known known;
    private final Directory directory;
    private final TransactionTemplate transaction;

    Docket(JdbcClient sql, Deciders deciders, Known known, Directory directory, TransactionTemplate transaction) {
        this.sql = sql;
        this.deciders = deciders;
        this.known = known;
        this.directory = directory;
        this.transaction = transaction;
    }

    public List<Case> of(Actor by) {
        return Tenancy.as(by, () -> Objects.requireNonNull(transaction.execute(_ -> {
            var rows = rows(by);
            var names = names(rows);
            Map<Decider, Boolean> own = new HashMap<>();
            Map<Decider, String> words = new HashMap<>();
            return rows.stream().map(row -> {
                var decider = row.decider();
                var reviewer = row.asked.reviewer();
                var others = row.asker == null || row.asker != by.personId();
                return new Case(new Ref(known.client(row.client).code(), row.ticket).toString(), row.version, known.client(row.client), row.kind, row.subject, row.priority,
                        new TicketView.Decision(row.asked.n(), row.asked.kind(), row.asked.amount(), row.asked.question(), row.asker == null ? null : names.get(row.asker),
                                row.askedAt, words.computeIfAbsent(decider, deciders::words), row.deadline, row.then(),
                                row.pending ? TicketView.Ruling.PENDING : TicketView.Ruling.APPROVED, row.asked.because(),
                                reviewer == null ? null : words.computeIfAbsent(reviewer, deciders::words), row.reviewDue, !row.pending,
                                row.pending && others && own.computeIfAbsent(decider, each -> deciders.isOne(by, each)),
                                !row.pending && others && reviewer != null && own.computeIfAbsent(reviewer, each -> deciders.isOne(by, each))));
            }).toList();
        })));
    }

    private List<Row> rows(Actor by) {
        return sql.sql("""
                with waiting as (
                    select client_id, ticket_id, n, deadline as by_when from work.decision where state = 'PENDING' and party_id = :party
                    union all
                    select client_id, ticket_id, n, review_due from work.decision where review_due is not null and review_party = :party
                    order by 4 nulls last limit :most
                )
                select t.client_id, t.id, t.version, t.kind, t.subject, t.priority, d.state, d.asked_by, d.asked_at, d.deadline, d.post, d.review_due, f.data::text as asked
                  from waiting w
                  join work.decision d on d.client_id = w.client_id and d.ticket_id = w.ticket_id and d.n = w.n
                  join work.ticket t on t.client_id = w.client_id and t.id = w.ticket_id
                  join work.fact f on f.client_id = w.client_id and f.ticket_id = w.ticket_id and f.kind = 'DecisionAsked' and (f.data ->> 'n')::int = w.n
                 order by w.by_when nulls last, d.asked_at
                """)
            .param("party", by.party().id()).param("most", MOST).query(Docket::row).list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getInt("client_id"), row.getLong("id"), row.getInt("version"), Kind.valueOf(row.getString("kind")), row.getString("subject"),
                Priority.values()[row.getInt("priority") - 1], row.getString("state").equals("PENDING"), row.getObject("asked_by", Integer.class),
                SqlTime.get(row, "asked_at"), SqlTime.find(row, "deadline"), row.getString("post"), SqlTime.find(row, "review_due"),
                (DecisionAsked) FactJson.read("DecisionAsked", row.getString("asked")));
    }

    private Map<Integer, TicketView.Who> names(List<Row> rows) {
        var ids = new HashSet<Integer>();
        for (var row : rows) if (row.asker != null) ids.add(row.asker);
        var names = new HashMap<Integer, TicketView.Who>();
        for (var person : directory.people(ids)) names.put(person.id(), new TicketView.Who(person.id(), person.name(), known.partyName(person.partyId())));
        return names;
    }
}
