package demarc.app.signals.triage;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.OccasionPlace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What causes hear of their tickets, and where a ticket finds its cause.
@Component
class TicketNews implements OccasionPlace {
    private final Troubles troubles;
    private final Clock clock;

    TicketNews(Troubles troubles, Clock clock) {
        this.troubles = troubles;
        this.clock = clock;
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        of(ticketed.origin()).ifPresent(id -> troubles.ticket(ticketed.client(), id, ticketed.ref()));
    }

    @EventListener
    void on(Occasion.Ended ended) {
        of(ended.origin()).ifPresent(id -> troubles.end(ended.client(), id, ended.ref() + (ended.done() ? " was resolved" : " was given up"), ended.done(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @EventListener
    void on(Occasion.Decided decided) {
        of(decided.origin()).ifPresent(id -> troubles.decision(decided.client(), id, "%s %s%s".formatted(
                decided.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), decided.approved() ? "approved" : "refused", decided.byAgreement() ? " by the agreement" : "")));
    }

    @Override public Optional<Place> find(int client, String origin) {
        return of(origin).flatMap(id -> troubles.find(client, id)).map(trouble -> new Place(trouble.members() == 1 ? "Condition" : "%d conditions".formatted(trouble.members()),
                "/signals?trouble=" + trouble.id()));
    }

    private static Optional<Long> of(String origin) {
        return origin.startsWith(Trouble.ORIGIN) ? Optional.of(Long.valueOf(origin.substring(Trouble.ORIGIN.length()))) : Optional.empty();
    }
}
