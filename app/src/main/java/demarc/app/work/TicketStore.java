package demarc.app.work;

import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tickets in PostgreSQL: a change is one statement, which appends the facts and what was said, renews the row and plans what is due, if nobody was
/// faster; else it does nothing.
@Component
class TicketStore {
    private static final int LONGEST = 50_000;
    private record FactRow(int seq, String kind, @Nullable Integer actor, @Nullable List<Integer> audience, Fact data) {}

    private record DueRow(String kind, int n, String at) {}

    private record DecisionRow(
            int n, String kind, @Nullable String amount, String question, int party, String post, @Nullable Integer team, @Nullable Integer asker,
            String asked, @Nullable String deadline, String state, @Nullable Integer reviewParty, @Nullable String reviewPost, @Nullable String reviewDue) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FACTS = """
            insert into work.fact (client_id, ticket_id, seq, at, kind, actor_id, audience, data)
            select t.client_id, t.id, f.seq, :at::timestamptz, f.kind, f.actor, f.audience, jsonb_strip_nulls(f.data)
              from t, jsonb_to_recordset(:facts::jsonb) as f (seq int, kind text, actor int, audience int[], data jsonb)""";

    private static final String DECISIONS = """
            insert into work.decision (client_id, ticket_id, n, kind, amount, question, party_id, post, team_id, asked_by, asked_at, deadline, state,
                                       review_party, review_post, review_due)
            select t.client_id, t.id, d.n, d.kind, d.amount, d.question, d.party, d.post, d.team, d.asker, d.asked, d.deadline, d.state,
                   d."reviewParty", d."reviewPost", d."reviewDue"
              from t, jsonb_to_recordset(:decisions::jsonb) as d (n int, kind text, amount text, question text, party int, post text, team int,
                   asker int, asked timestamptz, deadline timestamptz, state text, "reviewParty" int, "reviewPost" text, "reviewDue" timestamptz)""";

    private static final String DUE = """
            insert into work.due (client_id, ticket_id, kind, n, due_at)
            select t.client_id, t.id, p.kind, p.n, p.at
              from t, jsonb_to_recordset(:plan::jsonb) as p (kind text, n int, at timestamptz)""";

    private static final String MESSAGE = """
            insert into work.message (client_id, ticket_id, seq, at, author_id, author_party, visibility, parties, body)
            select t.client_id, t.id, :saidSeq, :at::timestamptz, :author, :authorParty, :visibility, :addressed::int[], :body
              from t where :body <> ''""";

    private static final String CREATE = """
            with t as (
                insert into work.ticket (client_id, version, %s)
                values (:client, :version, %s)
                returning client_id, id
            ), facts as (%s
            ), message as (%s
            ), words as (
                insert into work.search (client_id, ticket_id, words)
                select t.client_id, t.id, work.lexemes(t.client_id, t.id, :code || '-' || t.id || ' ' || :words) from t
            ), decisions as (%s
            ), due as (%s
            )
            select id from t
            """.formatted(TicketRow.COLUMNS, TicketRow.VALUES, FACTS, MESSAGE, DECISIONS, DUE);

    private static final String APPEND = """
            with t as (
                update work.ticket set version = :version, (%s) = row (%s)
                 where client_id = :client and id = :id and version = :expected
                returning client_id, id
            ), facts as (%s
            ), message as (%s
            ), words as (
                select work.add_words(t.client_id, t.id, :audiences::int[], :words) from t where :body <> ''
            ), decisions as (%s
                on conflict (client_id, ticket_id, n) do update
               set party_id = excluded.party_id, post = excluded.post, team_id = excluded.team_id, deadline = excluded.deadline,
                   state = excluded.state, review_party = excluded.review_party, review_post = excluded.review_post, review_due = excluded.review_due
            ), gone as (
                delete from work.due d using t
                 where d.client_id = t.client_id and d.ticket_id = t.id
                   and (d.kind, d.n) not in (select p.kind, p.n from jsonb_to_recordset(:plan::jsonb) as p (kind text, n int))
            ), due as (%s
                on conflict (client_id, ticket_id, kind, n) do update set due_at = excluded.due_at where due.due_at <> excluded.due_at
            )
            select t.id from t left join words on true
            """.formatted(TicketRow.COLUMNS, TicketRow.VALUES, FACTS, MESSAGE, DECISIONS, DUE);

    private final JdbcClient sql;
    private final Known known;

    TicketStore(JdbcClient sql, Known known) {
        this.sql = sql;
        this.known = known;
    }

    Optional<Ticket> find(int client, long id) {
        var code = known.client(client).code();
        return sql.sql("""
                select t.version, f.seq, f.at, f.kind, f.actor_id, f.data::text
                  from work.ticket t join work.fact f on f.client_id = t.client_id and f.ticket_id = t.id
                 where t.client_id = :client and t.id = :id
                 order by f.seq
                """)
            .param("client", client).param("id", id)
            .query(extractor(client, id, code));
    }

    private ResultSetExtractor<Optional<Ticket>> extractor(int client, long id, String code) {
        return rows -> ticket(client, id, code, rows);
    }

    private Optional<Ticket> ticket(int client, long id, String code, ResultSet rows) throws SQLException {
        var facts = new ArrayList<Recorded>();
        var version = 0;
        while (rows.next()) {
            version = rows.getInt(1);
            facts.add(new Recorded(rows.getInt(2), SqlTime.get(rows, 3), rows.getObject(5, Integer.class),
                    FactJson.read(rows.getString(4), rows.getString(6))));
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(new Ticket(client, id, new Ref(code, id).toString(), version, facts, known));
    }

    /// @param facts the whole timeline so far
    long create(int client, String code, List<Recorded> facts, Course course, Reading reading, List<Planned> plan, @Nullable Said said) {
        var to = TicketRow.parameters(client, course, reading);
        to.put("code", TicketRow.text(code));
        to.put("version", facts.size());
        change(to, facts, facts.getFirst().at(), course, plan, said, 1);
        return sql.sql(CREATE).params(to).query(Long.class).single();
    }

    /// @param after the ticket with the new facts
    /// @return false when somebody else changed it first; then nothing has happened
    boolean append(Ticket before, Ticket after, Instant at, Reading reading, List<Planned> plan, @Nullable Said said) {
        var to = TicketRow.parameters(before.client, after.course, reading);
        var fresh = after.facts.subList(before.facts.size(), after.facts.size());
        to.put("id", before.id);
        to.put("expected", before.version);
        to.put("version", after.version);
        var saying = fresh.stream().filter(each -> each.fact() instanceof Fact.Replied || each.fact() instanceof Fact.Noted).findFirst();
        change(to, fresh, at, after.course, plan, said, saying.map(Recorded::seq).orElse(0));
        to.put("audiences", said == null ? array(List.of()) : array(said.audiences()));
        return sql.sql(APPEND).params(to).query(Long.class).optional().isPresent();
    }

    private static void change(Map<String, Object> to, List<Recorded> fresh, Instant at, Course course, List<Planned> plan,
            @Nullable Said said, int saidSeq) {
        to.put("at", TicketRow.text(at.toString()));
        var facts = JSON.writeValueAsString(fresh.stream().map(each ->
                new FactRow(each.seq(), FactJson.kind(each.fact()), each.actor(), audience(each.fact(), said), each.fact())).toList());
        if (facts.length() > LONGEST) throw new Refused("What you wrote is longer than %,d characters, too long for a reason, a note or a summary. Put it into a message.".formatted(LONGEST));
        to.put("facts", facts);
        to.put("plan", JSON.writeValueAsString(plan.stream().map(each -> new DueRow(each.moment().name(), each.n(), each.at().toString())).toList()));
        var deciding = fresh.stream().anyMatch(each -> each.fact() instanceof Fact.DecisionAsked || each.fact() instanceof Fact.Decided
                || each.fact() instanceof Fact.DecisionTimedOut || each.fact() instanceof Fact.Reviewed || each.fact() instanceof Fact.Cancelled);
        to.put("decisions", deciding ? JSON.writeValueAsString(course.rulings.values().stream().map(ruling -> decision(ruling, course)).toList()) : "[]");
        to.put("saidSeq", saidSeq);
        to.put("author", TicketRow.number(said == null ? null : said.author()));
        to.put("authorParty", TicketRow.number(said == null ? null : (Integer) said.authorParty()));
        to.put("visibility", TicketRow.text(said == null ? null : said.visibility().name()));
        to.put("addressed", TicketRow.text(said == null || said.visibility() == Visibility.PUBLIC ? null : array(said.parties())));
        to.put("body", said == null ? "" : said.body());
        to.put("words", Words.plain(saidSeq == 1 ? course.opened.subject() + " " + (said == null ? "" : said.body()) : said == null ? "" : said.body()));
    }

    private static @Nullable List<Integer> audience(Fact fact, @Nullable Said said) {
        return fact instanceof Fact.Noted && said != null ? said.parties() : null;
    }

    private static DecisionRow decision(Course.Ruling ruling, Course course) {
        var asked = ruling.asked;
        var reviewer = ruling.awaitsReview() ? asked.reviewer() : null;
        var state = ruling.pending() && !course.cancelled ? "PENDING" : Boolean.TRUE.equals(ruling.approved) ? "APPROVED" : "REFUSED";
        return new DecisionRow(asked.n(), asked.kind().name(), asked.amount(), asked.question(), ruling.decider.party(), ruling.decider.post(),
                ruling.decider.team(), ruling.asker, ruling.at.toString(), TicketRow.written(ruling.deadline), state,
                reviewer == null ? null : reviewer.party(), reviewer == null ? null : reviewer.post(), reviewer == null ? null : TicketRow.written(asked.reviewDue()));
    }

    private static String array(List<Integer> ids) {
        return ids.toString().replace('[', '{').replace(']', '}');
    }
}
