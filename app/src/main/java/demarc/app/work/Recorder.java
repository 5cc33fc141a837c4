package demarc.app.work;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.Occasion.Progress.Step;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Conflict;
import demarc.app.platform.Live;
import demarc.app.platform.NotFound;
import demarc.app.platform.Tenancy;
import demarc.core.agreement.Reading;
import demarc.core.agreement.Reading.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Carries a decision out: the facts, what the agreement says follows from them, the promises that broke meanwhile, the row and what is due next.
@Component
class Recorder {
    /// What a ticket decides at a moment.
    @FunctionalInterface
    interface Verb {
        List<Fact> decide(Ticket ticket, Instant at);
    }

    private final TicketStore store;
    private final Rules rules;
    private final Known known;
    private final Directory directory;
    private final Origins origins;
    private final ApplicationEventPublisher events;
    private final JdbcClient sql;
    private final Live live;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Recorder(TicketStore store, Rules rules, Known known, Directory directory, Origins origins, ApplicationEventPublisher events, JdbcClient sql, Live live, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        this.known = known;
        this.directory = directory;
        this.origins = origins;
        this.events = events;
        this.sql = sql;
        this.live = live;
        this.clock = clock;
        this.transaction = transaction;
    }

    Ticket load(Actor by, String ref) {
        var named = Ref.parse(ref);
        var client = known.clientOfCode(named.code()).filter(found -> by.sees(found.id())).orElseThrow(() -> new NotFound("ticket", ref));
        return store.find(client.id(), named.id()).orElseThrow(() -> new NotFound("ticket", ref));
    }

    Changed change(Actor by, String ref, @Nullable Integer expected, @Nullable Said said, Verb verb) {
        return Tenancy.as(by, () -> Objects.requireNonNull(transaction.execute(_ -> {
            var before = load(by, ref);
            if (expected != null && expected != before.version) throw overtaken(before);
            var at = before.now(clock.instant().truncatedTo(ChronoUnit.MICROS));
            var after = record(before, verb.decide(before, at), by.personId(), at, said);
            if (after == null) throw overtaken(load(by, ref));
            return new Changed(after.ref, after.version, null);
        })));
    }

    /// The ticket after the facts; null when somebody was faster and nothing was recorded.
    @Nullable Ticket record(Ticket before, List<Fact> facts, @Nullable Integer actor, Instant at, @Nullable Said said) {
        var after = settled(before, at).with(facts, actor, at);
        if (facts.stream().anyMatch(fact -> fact instanceof Fact.Reprioritised || fact instanceof Fact.Reclassified)) {
            var moved = rules.rerouted(known.client(before.client), after.course, at);
            if (moved != null) after = after.with(List.of(moved), null, at);
        }
        after = settled(after, at);
        var reading = reading(after, at);
        if (!store.append(before, after, at, reading, Planned.of(after.client, after.course, reading, rules, at), said)) return null;
        if (after.course.opened.kind() == Kind.PROBLEM)
            for (var fact : facts) if (fact instanceof Fact.Resolved resolved) tellIncidents(after, resolved.summary(), at);
        if (after.course.opened.requester() == Ticket.NOBODY) {
            tellWhoSawIt(after, facts, actor);
            if (actor != null) tellProgress(after, facts, actor, said);
        }
        live.changed(after.client, "tickets");
        live.changed(after.client, "ticket/" + after.ref);
        return after;
    }

    Reading reading(Ticket ticket, Instant at) {
        return Clocks.read(ticket.facts, ticket.course, rules.promises(ticket.client, ticket.course), at);
    }

    /// With the promises that broke before `at` and are not on the timeline yet.
    private Ticket settled(Ticket ticket, Instant at) {
        var reading = reading(ticket, at);
        var broken = new ArrayList<Fact>();
        broken(broken, ticket, Fact.Promise.RESPOND, reading.respond());
        broken(broken, ticket, Fact.Promise.RESOLVE, reading.resolve());
        return broken.isEmpty() ? ticket : ticket.with(broken, null, at);
    }

    private static void broken(List<Fact> to, Ticket ticket, Fact.Promise promise, Reading.@Nullable Clock clock) {
        var breach = clock == null || clock.state() != State.BREACHED ? null : clock.breach();
        if (breach != null && !ticket.course.breached.containsKey(promise))
            to.add(new Fact.Breached(promise, breach.at(), Integer.parseInt(breach.party())));
    }

    private void tellWhoSawIt(Ticket after, List<Fact> facts, @Nullable Integer actor) {
        for (var fact : facts)
            for (var origin : fact instanceof Fact.Decided || fact instanceof Fact.Resolved || fact instanceof Fact.Cancelled ? origins.of(after.client, after.id) : List.<String>of())
                if (fact instanceof Fact.Decided decided)
                    events.publishEvent(new Occasion.Decided(after.client, origin, after.ref, Objects.requireNonNull(after.course.rulings.get(decided.n())).asked.kind(),
                            decided.approved(), decided.byAgreement(), actor));
                else events.publishEvent(new Occasion.Ended(after.client, origin, after.ref, fact instanceof Fact.Resolved, actor));
    }

    private void tellProgress(Ticket after, List<Fact> facts, int actor, @Nullable Said said) {
        for (var fact : facts) {
            var step = fact instanceof Fact.Taken ? Step.TAKEN : fact instanceof Fact.Replied(boolean staff) && staff ? Step.REPLIED : fact instanceof Fact.Resolved ? Step.RESOLVED : null;
            if (step == null) continue;
            var person = fact instanceof Fact.Taken(int taker) ? taker : actor;
            var words = fact instanceof Fact.Resolved(String summary) ? summary : step == Step.REPLIED && said != null && said.visibility() == Visibility.PUBLIC ? said.body() : "";
            for (var origin : origins.of(after.client, after.id))
                events.publishEvent(new Occasion.Progress(after.client, origin, after.ref, step, directory.findPerson(person).map(Person::name).orElse("Somebody"), words));
        }
    }

    private void tellIncidents(Ticket problem, String summary, Instant at) {
        var incidents = sql.sql("""
                select id from work.ticket
                 where client_id = :client and problem_id = :problem and status in ('NEW', 'OPEN', 'WAITING')
                 order by id
                """)
            .param("client", problem.client).param("problem", problem.id).query(Long.class).list();
        for (var id : incidents) {
            // Whoever is faster on an incident makes us look again; the row is ours once the append succeeds.
            for (var attempt = 0; attempt < 5; attempt++) {
                var incident = store.find(problem.client, id).orElseThrow();
                if (record(incident, List.of(new Fact.ProblemResolved(problem.id, summary)), null, incident.now(at), null) != null) break;
            }
        }
    }

    private Conflict overtaken(Ticket now) {
        var last = now.facts.getLast();
        var who = last.actor() == null ? "The agreement" : directory.findPerson(last.actor()).map(Person::name).orElse("Somebody");
        return new Conflict("%s was faster on %s: %s. Look again, then repeat what still makes sense."
                .formatted(who, now.ref, Telling.briefly(last.fact())));
    }
}
