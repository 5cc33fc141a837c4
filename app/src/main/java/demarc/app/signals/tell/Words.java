package demarc.app.signals.tell;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.Occasion.Progress.Step;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is to be told, and what became of it.
@Component
public class Words {
    /// Of one ticket at once; more of a storm are not told one by one.
    static final int MOST_ABOUT = 500;
    private static final int LONGEST = 1500;
    private static final int AT_ONCE = 20;
    static final Duration CLAIM = Duration.ofMinutes(5);
    private static final String COLUMNS = "w.id, w.step, w.ticket, w.who, w.words, w.about, w.at, w.due_at, w.attempts, w.problem, w.told_at";

    private final JdbcClient sql;
    private final Audit audit;
    private final Clock clock;

    Words(JdbcClient sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /// In the transaction of the deed. What the person may not see is not told either.
    void add(Occasion.Progress progress, long trouble, long source, String numberedBy) {
        var words = progress.words().strip();
        sql.sql("""
                insert into signals.word (client_id, source_id, step, ticket, who, words, about, at, due_at)
                select :client, :source, :step, :ticket, :who, :words, array_agg(distinct number), :now, :now
                  from (select labels ->> :label as number from signals.condition
                         where client_id = :client and trouble_id = :trouble and source_id = :source order by id limit :most) c
                 where number is not null
                having count(*) > 0
                """)
            .param("client", progress.client()).param("source", source).param("step", progress.step().name()).param("ticket", progress.ref()).param("who", progress.who())
            .param("words", words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words).param("label", numberedBy).param("trouble", trouble)
            .param("now", SqlTime.of(now())).param("most", MOST_ABOUT).update();
    }

    /// Sources of these kinds that a cause's conditions came from.
    List<Long> sources(int client, long trouble, List<String> kinds) {
        return sql.sql("""
                select s.id from signals.source s
                 where s.client_id = :client and s.kind = any (:kinds) and s.enabled and s.mapping is not null
                   and exists (select 1 from signals.condition c where c.client_id = s.client_id and c.trouble_id = :trouble and c.source_id = s.id)
                """)
            .param("client", client).param("kinds", kinds.toArray(String[]::new)).param("trouble", trouble).query(Long.class).list();
    }

    /// A source that has something to say now and that nobody speaks for.
    record Waiting(int client, long source) {}

    List<Waiting> waiting() {
        return sql.sql("select client_id as client, source_id as source from signals.word where due_at <= :now group by client_id, source_id order by min(due_at) limit 100")
            .param("now", SqlTime.of(now())).query(Waiting.class).list();
    }

    /// The oldest of one source's; nobody else has any of them for [#CLAIM].
    List<Word> claim(Waiting of) {
        sql.sql("select pg_advisory_xact_lock(hashtext('signals.word'), :source)").param("source", (int) of.source).query().listOfRows();
        return sql.sql("""
                with mine as (
                    select client_id, id from signals.word
                     where client_id = :client and source_id = :source and due_at <= :now
                       and not exists (select 1 from signals.word c where c.client_id = :client and c.source_id = :source and c.due_at is not null and c.claimed_until > :now)
                     order by id limit :most)
                update signals.word w set claimed_until = :until, attempts = w.attempts + 1
                  from mine where w.client_id = mine.client_id and w.id = mine.id
                returning %s
                """.formatted(COLUMNS))
            .param("client", of.client).param("source", of.source).param("now", SqlTime.of(now())).param("until", SqlTime.of(now().plus(CLAIM))).param("most", AT_ONCE)
            .query(Words::word).stream().sorted(Comparator.comparingLong(Word::id)).toList();
    }

    /// @param but what did not work besides
    void told(int client, long id, @Nullable String but) {
        sql.sql("update signals.word set told_at = :now, due_at = null, claimed_until = null, problem = :but where client_id = :client and id = :id")
            .param("now", SqlTime.of(now())).param("but", but).param("client", client).param("id", id).update();
    }

    /// @param again when it is tried again, it and all that waits behind it; null gives it up
    void failed(Waiting of, List<Long> ids, String problem, @Nullable Instant again) {
        sql.sql("""
                update signals.word set due_at = :again::timestamptz, claimed_until = null, problem = :problem where client_id = :client and id = any (:ids)
                """)
            .param("again", again == null ? null : SqlTime.of(again)).param("problem", problem.length() > 1000 ? problem.substring(0, 1000) : problem)
            .param("client", of.client).param("ids", ids.toArray(Long[]::new)).update();
        if (again != null)
            sql.sql("update signals.word set due_at = :again where client_id = :client and source_id = :source and due_at < :again")
                .param("again", SqlTime.of(again)).param("client", of.client).param("source", of.source).update();
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Word> of(Actor by, Source source, int most) {
        if (!by.sees(source.client())) return List.of();
        return sql.sql("select %s from signals.word w where w.client_id = :client and w.source_id = :source order by w.id desc limit :most".formatted(COLUMNS))
            .param("client", source.client()).param("source", source.id()).param("most", most).query(Words::word).list();
    }

    /// What waits is tried now, and what was given up within the last week once more.
    ///
    /// @return how many
    @Transactional
    public int retry(Actor by, Source source) {
        if (!by.worksTickets() || by.isReadOnly()) throw new Forbidden("Sources are kept by those who work tickets. Ask one of them.");
        var tried = sql.sql("""
                update signals.word set due_at = :now, at = case when due_at is null then :now else at end
                 where client_id = :client and source_id = :source and told_at is null and at > :since
                """)
            .param("now", SqlTime.of(now())).param("since", SqlTime.of(now().minus(Duration.ofDays(7)))).param("client", source.client()).param("source", source.id()).update();
        if (tried > 0) audit.record(by, source.client(), "tried again", "what " + source.name() + " is told", String.valueOf(tried));
        return tried;
    }

    private static Word word(ResultSet row, int n) throws SQLException {
        return new Word(row.getLong("id"), Step.valueOf(row.getString("step")), row.getString("ticket"), row.getString("who"), row.getString("words"),
                List.of((String[]) row.getArray("about").getArray()), Objects.requireNonNull(instant(row, "at")), instant(row, "due_at"), row.getInt("attempts"),
                row.getString("problem"), instant(row, "told_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
