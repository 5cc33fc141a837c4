package demarc.app.work;

import demarc.app.agreement.Occasion;
import demarc.core.agreement.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Opens and follows the tickets that nobody asked for, in the transaction of whoever saw what calls for them.
@Component
class Occasions {
    private static final Duration SAME_THING = Duration.ofDays(1);
    private static final int ATTEMPTS = 5;

    private final Opening opening;
    private final Recorder recorder;
    private final Origins origins;
    private final TicketStore store;
    private final Clock clock;

    Occasions(Opening opening, Recorder recorder, Origins origins, TicketStore store, Clock clock) {
        this.opening = opening;
        this.recorder = recorder;
        this.origins = origins;
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    Occasion.Ticketed on(Occasion occasion) {
        var at = now();
        var last = ticket(occasion.client(), occasion.origin());
        if (last != null && last.course.status().isOpen()) {
            observe(last, occasion.subject(), occasion.priority());
            return new Occasion.Ticketed(occasion.client(), occasion.origin(), last.ref);
        }
        var resolvedAt = last == null ? null : last.course.resolvedAt;
        if (last != null && resolvedAt != null && last.course.closedAt == null && at.isBefore(resolvedAt.plus(SAME_THING))) {
            record(last, ticket -> ticket.course.status() == Status.RESOLVED ? List.of(new Fact.Reopened("It is there again: " + occasion.subject())) : List.of());
            return new Occasion.Ticketed(occasion.client(), occasion.origin(), last.ref);
        }
        var opened = opening.open(occasion);
        origins.point(occasion.client(), occasion.origin(), opened.id());
        return new Occasion.Ticketed(occasion.client(), occasion.origin(), opened.toString());
    }

    @EventListener
    void on(Occasion.Again again) {
        var ticket = ticket(again.client(), again.origin());
        if (ticket != null && ticket.course.closedAt == null) observe(ticket, again.what(), again.priority());
    }

    @EventListener
    void on(Occasion.Unattended unattended) {
        var ticket = ticket(unattended.client(), unattended.origin());
        if (ticket == null) return;
        record(ticket, current -> current.course.status().isOpen() && !current.touchedByPeople() ? List.of(new Fact.Observed(unattended.what())) : List.of());
    }

    @EventListener
    void on(Occasion.Over over) {
        var ticket = ticket(over.client(), over.origin());
        if (ticket == null || ticket.course.closedAt != null) return;
        record(ticket, current -> current.course.status().isOpen() && !current.touchedByPeople() && current.course.pending().isEmpty()
                ? List.of(new Fact.Resolved(over.how())) : List.of(new Fact.Observed(over.how())));
    }

    private void observe(Ticket ticket, String what, @Nullable Priority priority) {
        record(ticket, current -> {
            var facts = new ArrayList<Fact>(List.of(new Fact.Observed(what)));
            if (priority != null && priority.compareTo(current.course.priority) < 0 && current.course.status().isOpen())
                facts.add(new Fact.Reprioritised(current.course.priority, priority, "What is seen is worse than before."));
            return facts;
        });
    }

    /// People may be faster; the look is repeated on what they left.
    private void record(Ticket first, Function<Ticket, List<Fact>> decide) {
        var ticket = first;
        for (var attempt = 1; ; attempt++) {
            var facts = decide.apply(ticket);
            if (facts.isEmpty() || recorder.record(ticket, facts, null, ticket.now(now()), null) != null) return;
            if (attempt == ATTEMPTS) throw new IllegalStateException("ticket (%s) changed (%d) times while (%s) was to be written".formatted(ticket.ref, ATTEMPTS, facts));
            ticket = store.find(first.client, first.id).orElseThrow();
        }
    }

    private @Nullable Ticket ticket(int client, String origin) {
        return origins.ticketOf(client, origin).map(id -> Objects.requireNonNull(store.find(client, id).orElseThrow())).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
