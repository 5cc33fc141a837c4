package demarc.app.work.history;

import demarc.app.agreement.Agreements;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.work.PastTickets;
import demarc.core.agreement.InForce;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Takes histories in on behalf of a client: checks who asks, checks every ticket, stores a batch.
@Component
class Imports {
    private static final int MOST_TICKETS = 1_000;
    private static final int MOST_FACTS = 50_000;

    private final Directory directory;
    private final Agreements agreements;
    private final PastTickets past;
    private final Clock clock;

    Imports(Directory directory, Agreements agreements, PastTickets past, Clock clock) {
        this.directory = directory;
        this.agreements = agreements;
        this.past = past;
        this.clock = clock;
    }

    /// The client, if the actor may bring in its history: its own IT manager, or a service manager of a provider it engages.
    Client client(Actor by, String key) {
        var client = Tenancy.as(by, () -> directory.client(by, key));
        if (!by.mayManageClient(client.id()))
            throw new Forbidden("Only %s's IT manager, or a service manager of its provider, may import its history.".formatted(client.name()));
        return client;
    }

    Optional<InForce> inForce(Actor by, Client client) {
        return Tenancy.as(by, () -> agreements.inForce(client.id(), clock.instant())).map(signed -> signed.inForce());
    }

    Batch.Answer store(Actor by, Client client, Batch batch) {
        if (batch.source() == null || !batch.source().matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}"))
            throw new Refused("source", "The source is a name of up to 40 letters and digits, such as servicenow.");
        if (batch.tickets() == null || batch.tickets().size() > MOST_TICKETS)
            throw new Refused("tickets", "A batch has up to %,d tickets.".formatted(MOST_TICKETS));
        long facts = 0;
        for (var ticket : batch.tickets()) facts += ticket == null || ticket.facts() == null ? 0 : ticket.facts().size();
        if (facts > MOST_FACTS) throw new Refused("tickets", "A batch has up to %,d facts, not %,d. Send fewer tickets at once.".formatted(MOST_FACTS, facts));
        var translation = new Translation(by, client, batch.source(), inForce(by, client), directory, clock.instant());
        var good = new ArrayList<PastTickets.Past>();
        var refused = new ArrayList<Batch.No>();
        for (var ticket : batch.tickets()) {
            try {
                good.add(translation.of(ticket));
            } catch (Refused no) {
                refused.add(new Batch.No(ticket == null || ticket.id() == null ? "(none)" : Storyteller.shortened(ticket.id()), no.message()));
            }
        }
        var stored = past.store(by, client, batch.source(), good);
        return new Batch.Answer(stored.imported(), stored.alreadyThere(), List.copyOf(refused));
    }
}
