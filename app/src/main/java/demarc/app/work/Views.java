package demarc.app.work;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.work.TicketView.Who;
import demarc.core.agreement.Reading;
import demarc.core.agreement.WaitingOn;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tickets as people may see them.
@Component
class Views {
    private record Text(int seq, Visibility visibility, List<Integer> parties, String body) {}

    private final JdbcClient sql;
    private final Rules rules;
    private final Deciders deciders;
    private final Known known;
    private final Directory directory;
    private final Origins origins;
    private final Clock clock;

    Views(JdbcClient sql, Rules rules, Deciders deciders, Known known, Directory directory, Origins origins, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.deciders = deciders;
        this.known = known;
        this.directory = directory;
        this.origins = origins;
        this.clock = clock;
    }

    TicketView of(Actor by, Ticket ticket) {
        var course = ticket.course;
        var opened = course.opened;
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var promises = rules.promises(ticket.client, course);
        var reading = Clocks.read(ticket.facts, course, promises, now);
        var people = people(ticket);
        var because = course.because;
        // How the sides arrange it between them is not the requester's to read.
        var offer = by.seesAgreements() ? course.offer : null;
        return new TicketView(ticket.ref, ticket.id, ticket.version, known.client(ticket.client), opened.kind(), opened.change(), course.status(),
                opened.subject(), course.activity, course.priority, opened.impact(), opened.urgency(), opened.site(), who(people, opened.requester()),
                team(course.team()), known.party(course.party()), course.assignee == null ? null : who(people, course.assignee), course.openedAt,
                course.heldSince, course.respondedAt, course.resolvedAt, waiting(by, ticket), offer == null ? null : offer(people, offer), because,
                because == null ? null : known.party(because.accountable()), reading, held(reading), stretches(Clocks.stretches(ticket.facts, course, promises, now)), by.seesAgreements() ? decisions(by, course, people) : List.of(),
                course.problem == null ? null : ref(ticket, course.problem), incidents(ticket), course.minutes, timeline(by, ticket, people),
                by.seesAgreements() && opened.requester() == Ticket.NOBODY ? origins.of(ticket.client, ticket.id) : List.of(),
                by.worksTickets() && by.party().id() == course.party(),
                offer != null && (by.isIn(offer.team()) || by.party().id() == offer.party() && (by.role() == Role.SERVICE_MANAGER || by.role() == Role.IT_MANAGER)));
    }

    private @Nullable Team team(@Nullable Integer id) {
        return id == null ? null : known.findTeam(id).orElse(null);
    }

    private TicketView.Offer offer(Map<Integer, Person> people, Course.Offer offer) {
        return new TicketView.Offer(offer.n(), known.findTeam(offer.team()).orElseThrow(), known.party(offer.party()), offer.reason(),
                offer.by() == null ? null : who(people, offer.by()), offer.at());
    }

    private TicketView.@Nullable Wait waiting(Actor by, Ticket ticket) {
        var waiting = ticket.course.waiting;
        if (waiting == null) return null;
        Instant since = ticket.course.openedAt;
        for (var each : ticket.facts) if (each.fact() == waiting) since = each.at();
        return new TicketView.Wait(waiting.on(), Telling.words(waiting.on()), known.party(waiting.charged()), since, waiting.until(), noteFor(by, waiting));
    }

    private List<TicketView.Held> held(Reading reading) {
        return reading.held().stream().map(share ->
                new TicketView.Held(known.party(Integer.parseInt(share.party())), share.wall().toMinutes(), share.working().toMinutes())).toList();
    }

    private List<TicketView.Stretch> stretches(List<Reading.Stretch> stretches) {
        return stretches.stream().map(each -> new TicketView.Stretch(each.from(), each.to(), known.party(Integer.parseInt(each.party())), each.paused())).toList();
    }

    private List<TicketView.Decision> decisions(Actor by, Course course, Map<Integer, Person> people) {
        var decisions = new ArrayList<TicketView.Decision>();
        for (var ruling : course.rulings.values()) {
            var asked = ruling.asked;
            var state = ruling.pending() ? TicketView.Ruling.PENDING : Boolean.TRUE.equals(ruling.approved) ? TicketView.Ruling.APPROVED : TicketView.Ruling.REFUSED;
            var reviewer = asked.reviewer();
            var others = ruling.asker == null || ruling.asker != by.personId();
            decisions.add(new TicketView.Decision(asked.n(), asked.kind(), asked.amount(), asked.question(), ruling.asker == null ? null : who(people, ruling.asker),
                    ruling.at, deciders.words(ruling.decider), ruling.deadline, ruling.then, state, asked.because(),
                    reviewer == null ? null : deciders.words(reviewer), asked.reviewDue(), ruling.awaitsReview(),
                    ruling.pending() && course.closedAt == null && others && deciders.isOne(by, ruling.decider),
                    ruling.awaitsReview() && reviewer != null && others && deciders.isOne(by, reviewer)));
        }
        return List.copyOf(decisions);
    }

    private String ref(Ticket ticket, long id) {
        return new Ref(known.client(ticket.client).code(), id).toString();
    }

    private List<String> incidents(Ticket ticket) {
        if (ticket.course.opened.kind() != Kind.PROBLEM) return List.of();
        return sql.sql("select id from work.ticket where client_id = :client and problem_id = :id order by id limit 200")
            .param("client", ticket.client).param("id", ticket.id).query(Long.class).stream().map(id -> ref(ticket, id)).toList();
    }

    private List<TicketView.Line> timeline(Actor by, Ticket ticket, Map<Integer, Person> people) {
        var texts = texts(ticket);
        var telling = new Telling(id -> who(people, id).name(), known::teamName, known::partyName);
        var lines = new ArrayList<TicketView.Line>();
        for (var each : ticket.facts) {
            if (!by.seesAgreements() && !isForRequesters(each.fact())) continue;
            var text = texts.get(each.seq());
            var actor = each.actor() == null ? null : who(people, each.actor());
            var fact = toldTo(by, each.fact());
            lines.add(new TicketView.Line(each.seq(), each.at(), FactJson.kind(fact), actor, telling.sentence(fact), telling.plainly(fact, actor == null ? "The agreement" : actor.name()), text == null ? null : new TicketView.Message(text.visibility(),
                            text.parties().stream().map(known::partyName).toList(), text.body())));
        }
        return List.copyOf(lines);
    }

    /// What an employee is told: how it goes, not how the sides arrange it between them.
    private static boolean isForRequesters(Fact fact) {
        return switch (fact) {
            case Fact.Opened _, Fact.Assigned _, Fact.Taken _, Fact.Replied _, Fact.Waiting _, Fact.Resumed _, Fact.Resolved _, Fact.Reopened _,
                    Fact.Closed _, Fact.Cancelled _, Fact.Reprioritised _ -> true;
            case Fact.Released _, Fact.Noted _, Fact.Observed _, Fact.HandoffOffered _, Fact.HandoffAccepted _, Fact.HandoffDeclined _, Fact.HandoffWithdrawn _,
                    Fact.Escalated _, Fact.DecisionAsked _, Fact.Decided _, Fact.DecisionTimedOut _, Fact.Reviewed _, Fact.ReviewOverdue _,
                    Fact.Warned _, Fact.Breached _, Fact.Reclassified _, Fact.Linked _, Fact.Unlinked _, Fact.ProblemResolved _, Fact.TimeLogged _,
                    Fact.AtSource _, Fact.Imported _ -> false;
        };
    }

    private static Fact toldTo(Actor by, Fact fact) {
        return fact instanceof Fact.Waiting waiting
                ? new Fact.Waiting(waiting.on(), waiting.charged(), noteFor(by, waiting), waiting.until())
                : fact;
    }

    /// Why it waits for a vendor or a part is between the sides; what the requester is asked is theirs to read.
    private static @Nullable String noteFor(Actor by, Fact.Waiting waiting) {
        return by.seesAgreements() || waiting.on() == WaitingOn.REQUESTER ? waiting.note() : null;
    }

    private Map<Integer, Text> texts(Ticket ticket) {
        var texts = new HashMap<Integer, Text>();
        sql.sql("select seq, visibility, parties, body from work.message where client_id = :client and ticket_id = :id")
            .param("client", ticket.client).param("id", ticket.id)
            .query((row, _) -> {
                var parties = row.getArray(3);
                return new Text(row.getInt(1), Visibility.valueOf(row.getString(2)),
                        parties == null ? List.of() : List.of((Integer[]) parties.getArray()), row.getString(4));
            })
            .list().forEach(text -> texts.put(text.seq(), text));
        return texts;
    }

    private Map<Integer, Person> people(Ticket ticket) {
        Set<Integer> ids = new HashSet<>();
        ids.add(ticket.course.opened.requester());
        for (var each : ticket.facts) {
            if (each.actor() != null) ids.add(each.actor());
            if (each.fact() instanceof Fact.Taken taken) ids.add(taken.person());
        }
        var people = new HashMap<Integer, Person>();
        directory.people(ids).forEach(person -> people.put(person.id(), person));
        return people;
    }

    private Who who(Map<Integer, Person> people, int id) {
        if (id == Ticket.NOBODY) return new Who(id, Ticket.ITSELF, "");
        var person = people.get(id);
        return person == null ? new Who(id, "Somebody", "") : new Who(id, person.name(), known.partyName(person.partyId()));
    }
}
