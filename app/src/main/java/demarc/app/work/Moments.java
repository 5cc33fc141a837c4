package demarc.app.work;

import demarc.app.agreement.AgreementCameIntoForce;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.work.Fact.Assigned;
import demarc.app.work.Fact.How;
import demarc.app.work.Planned.Moment;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Reading;
import demarc.core.agreement.Reading.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Comes back to tickets when a moment of theirs is due. Each ticket has its own transaction and is looked at as it stands then, so coming twice,
/// late, or on two nodes does no harm.
@Component
public class Moments {
    private static final Logger log = LoggerFactory.getLogger(Moments.class);
    private static final int BATCH = 200;
    private static final int ROUNDS = 100;

    private record Due(int client, long ticket) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TicketStore store;
    private final Recorder recorder;
    private final Rules rules;
    private final Rulings rulings;
    private final Known known;
    private final Directory directory;
    private final Clock clock;

    Moments(JdbcClient sql, TransactionTemplate transaction, TicketStore store, Recorder recorder, Rules rules, Rulings rulings, Known known,
            Directory directory, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.store = store;
        this.recorder = recorder;
        this.rules = rules;
        this.rulings = rulings;
        this.known = known;
        this.directory = directory;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        drain();
    }

    /// When the next one is due, of all clients.
    public Optional<Instant> next() {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("select due_at from work.due order by due_at limit 1")
                .query((row, _) -> SqlTime.get(row, 1)).optional())));
    }

    /// @return how many tickets were looked at
    public int drain() {
        var total = 0;
        for (var round = 0; round < ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            var due = due();
            var done = 0;
            for (var each : due) if (visit(each)) done++;
            total += done;
            if (done == 0) break;
        }
        return total;
    }

    private List<Due> due() {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("""
                select client_id, ticket_id, min(due_at) as first
                  from (select client_id, ticket_id, due_at from work.due where due_at <= :now order by due_at limit :most) d
                 group by client_id, ticket_id
                 order by first
                """)
            .param("now", SqlTime.orNull(clock.instant())).param("most", BATCH)
            .query((row, _) -> new Due(row.getInt(1), row.getLong(2))).list())));
    }

    private boolean visit(Due due) {
        try {
            return Tenancy.asSystem(() -> Boolean.TRUE.equals(transaction.execute(_ -> look(due))));
        } catch (RuntimeException e) {
            log.error("client {} ticket {}: what is due failed; trying again in five minutes", due.client, due.ticket, e);
            Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                    update work.due set due_at = :later
                     where client_id = :client and ticket_id = :ticket and due_at <= :now
                    """)
                .param("client", due.client).param("ticket", due.ticket).param("now", SqlTime.orNull(clock.instant()))
                .param("later", SqlTime.orNull(clock.instant().plusSeconds(300))).update()));
            return false;
        }
    }

    private boolean look(Due due) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var moments = sql.sql("""
                select kind, n, due_at from work.due
                 where client_id = :client and ticket_id = :ticket and due_at <= :now
                 order by due_at
                   for update skip locked
                """)
            .param("client", due.client).param("ticket", due.ticket).param("now", SqlTime.orNull(now))
            .query((row, _) -> new Planned(Moment.valueOf(row.getString(1)), row.getInt(2), SqlTime.get(row, 3)))
            .list();
        if (moments.isEmpty()) return false;
        for (var moment : moments) {
            var ticket = store.find(due.client, due.ticket).orElseThrow();
            var at = ticket.now(now);
            // One moment may have settled the next one; recording with no new facts still plans what is due anew.
            recorder.record(ticket, facts(ticket, moment, at), null, at, null);
        }
        return true;
    }

    private List<Fact> facts(Ticket ticket, Planned moment, Instant at) {
        var course = ticket.course;
        return switch (moment.moment()) {
            // A broken promise is noticed by recording itself.
            case RESPOND, RESOLVE -> List.of();
            case WARN -> warn(ticket, Fact.Promise.values()[moment.n()], at);
            case ESCALATE -> escalate(ticket, moment, at);
            case DECISION -> course.rulings.containsKey(moment.n()) && course.closedAt == null && isOver(course, moment.n(), at) ? rulings.timeOut(course, moment.n()) : List.of();
            case REVIEW -> {
                var ruling = course.rulings.get(moment.n());
                yield ruling != null && ruling.awaitsReview() && !ruling.reviewOverdue ? List.of(new Fact.ReviewOverdue(moment.n())) : List.of();
            }
            case BOUNDARY -> {
                var moved = course.status().isOpen() ? rules.atBoundary(known.client(ticket.client), course, at) : null;
                yield moved == null ? List.of() : List.of(moved);
            }
            case WAKE -> course.waiting != null && course.waiting.until() != null && !course.waiting.until().isAfter(at) ? List.of(new Fact.Resumed()) : List.of();
            case CLOSE -> course.status() == Status.RESOLVED ? List.of(new Fact.Closed()) : List.of();
        };
    }

    private static boolean isOver(Course course, int n, Instant at) {
        var ruling = course.rulings.get(n);
        var deadline = ruling == null ? null : ruling.deadline;
        return deadline != null && !deadline.isAfter(at);
    }

    private List<Fact> warn(Ticket ticket, Fact.Promise promise, Instant at) {
        var reading = recorder.reading(ticket, at);
        Reading.@Nullable Clock clock = promise == Fact.Promise.RESPOND ? reading.respond() : reading.resolve();
        if (clock == null || clock.state() != State.RUNNING || ticket.course.warned.contains(promise)) return List.of();
        return List.of(new Fact.Warned(promise, clock.due()));
    }

    private List<Fact> escalate(Ticket ticket, Planned moment, Instant at) {
        var course = ticket.course;
        if (!course.status().isOpen() || course.waiting != null || course.escalations != moment.n()) return List.of();
        var step = rules.escalation(ticket.client, course);
        var signed = rules.inForce(ticket.client, course.progressAt);
        if (step == null || signed == null || step.at().isAfter(at)) return List.of();
        var client = known.client(ticket.client);
        var assignment = Rules.assignment(signed.inForce(), course, course.progressAt);
        var accountable = assignment == null ? null : rules.party(client, assignment.accountable());
        var because = rules.because(client, signed, step.because(), "escalate, step %d".formatted(moment.n() + 1),
                accountable == null ? client.id() : accountable, List.of(), List.of());
        var party = rules.party(client, step.to().party());
        var name = Rules.name(step.to());
        if (step.to() instanceof Agreement.Person person) {
            var holder = party == null ? null : directory.findPerson(party, person.key()).map(Person::id).orElse(null);
            return List.of(new Fact.Escalated(moment.n(), name, null, holder, because));
        }
        var team = party == null ? null : rules.team(party, step.to().key());
        var facts = new ArrayList<Fact>(List.of(new Fact.Escalated(moment.n(), name, team, null, because)));
        if (party != null && team != null && !team.equals(course.team())) facts.add(new Assigned(How.ESCALATION, team, party, because, null));
        return facts;
    }

    /// Between versions is an edge like the edge of hours: open work is looked at again, and each version's `at-boundary` says what moves.
    @EventListener
    void on(AgreementCameIntoForce version) {
        sql.sql("""
                insert into work.due (client_id, ticket_id, kind, n, due_at)
                select client_id, id, 'BOUNDARY', 0, :at from work.ticket where client_id = :client and status in ('NEW', 'OPEN', 'WAITING')
                    on conflict (client_id, ticket_id, kind, n) do update set due_at = excluded.due_at
                """)
            .param("client", version.clientId()).param("at", SqlTime.orNull(version.at())).update();
    }
}
