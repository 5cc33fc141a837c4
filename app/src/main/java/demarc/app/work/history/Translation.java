package demarc.app.work.history;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.work.Fact;
import demarc.app.work.Kind;
import demarc.app.work.PastTickets;
import demarc.app.work.Recorded;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Another desk's facts in Demarc's words. What comes over the wire is not trusted: a ticket that makes no sense is refused.
final class Translation {

    private static final int MAX_FACTS = 10_000;
    private static final int MAX_TEXT = 200;

    private record Holder(@Nullable Integer team, int party) {}

    private final Actor by;
    private final Client client;
    private final String source;
    private final Instant now;
    private final Map<String, Holder> teams;

    Translation(Actor by, Client client, String source, Optional<InForce> inForce, Directory directory, Instant now) {
        this.by = by;
        this.client = client;
        this.source = source;
        this.now = now;
        teams = inForce.map(agreed -> Tenancy.as(by, () -> holders(agreed, directory))).orElse(Map.of());
    }

    private Map<String, Holder> holders(InForce inForce, Directory directory) {
        var holders = new HashMap<String, Holder>();
        inForce.agreement().teams().forEach((key, team) -> {
            var party = team.party().isClient() ? Optional.of(client.party()) : directory.findParty(team.party().key());
            party.map(Party::id).flatMap(id -> directory.findTeam(id, key)).map((Team each) -> new Holder(each.id(), each.partyId()))
                    .ifPresent(holder -> holders.put(key, holder));
        });
        return holders;
    }

    /// @throws Refused when it cannot have happened
    PastTickets.Past of(@Nullable PastTicket ticket) {
        if (ticket == null) throw new Refused("there is no ticket");
        check(ticket);
        var holder = ticket.team() == null ? new Holder(null, client.id()) : teams.getOrDefault(ticket.team(), new Holder(null, client.id()));
        var facts = new ArrayList<Recorded>(ticket.facts().size() + 2);
        add(facts, ticket.opened(), new Fact.Opened(Kind.valueOf(ticket.kind().name()), ticket.subject(), ticket.activity(), ticket.priority(), null, null,
                ticket.site(), by.personId(), null, null));
        add(facts, ticket.opened(), new Fact.Assigned(Fact.How.GIVEN, holder.team(), holder.party(), null, "as %s recorded it".formatted(source)));
        var activity = ticket.activity();
        var priority = ticket.priority();
        for (var each : ticket.facts()) {
            var fact = fact(each, activity, priority, holder);
            if (fact == null) continue;
            if (fact instanceof Fact.Reclassified changed) activity = changed.to();
            if (fact instanceof Fact.Reprioritised changed) priority = changed.to();
            add(facts, each.at(), fact);
        }
        var last = ticket.facts().getLast();
        add(facts, last.at(), new Fact.Imported(source, ticket.id(), ticket.requester(), ticket.category(),
                last.kind() == PastFact.Kind.LAST_SEEN ? Objects.requireNonNullElse(last.value(), "open") : null));
        return new PastTickets.Past(ticket.id(), facts, Stream.of(ticket.category(), ticket.group(), ticket.requester(), ticket.site())
                .filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    private static void add(List<Recorded> facts, Instant at, Fact fact) {
        facts.add(new Recorded(facts.size() + 1, at, null, fact));
    }

    private @Nullable Fact fact(PastFact past, String activity, Priority priority, Holder holder) {
        var words = "as %s recorded it".formatted(source);
        return switch (past.kind()) {
            case OPENED, TOUCHED, LAST_SEEN -> null;
            case GROUP -> new Fact.AtSource(Fact.There.MOVED, value(past));
            case ACTIVITY -> new Fact.Reclassified(activity, value(past));
            case PRIORITY -> new Fact.Reprioritised(priority, priority(value(past)), null);
            case TAKEN -> new Fact.AtSource(Fact.There.TAKEN, null);
            case WAITING -> {
                var on = Condition.ofWords(value(past)).map(Condition::on).orElse(null);
                yield on == null ? null : new Fact.Waiting(on, charged(on, holder), null, null);
            }
            case RESUMED -> new Fact.Resumed();
            case RESOLVED -> new Fact.Resolved(words);
            case REOPENED -> new Fact.Reopened(words);
            case CLOSED -> new Fact.AtSource(Fact.There.CLOSED, null);
            case CANCELLED -> new Fact.Cancelled(words);
        };
    }

    private int charged(WaitingOn on, Holder holder) {
        return switch (on) {
            case REQUESTER, CLIENT, DECISION -> client.id();
            case VENDOR, PARTS, SCHEDULED -> holder.party();
        };
    }

    private void check(PastTicket ticket) {
        text(ticket.id(), "id", 100);
        text(ticket.subject(), "subject", MAX_TEXT);
        text(ticket.activity(), "activity", MAX_TEXT);
        for (var each : new @Nullable String[] {ticket.category(), ticket.group(), ticket.team(), ticket.requester(), ticket.site()})
            if (each != null) text(each, "a name", MAX_TEXT);
        if (ticket.kind() == null || ticket.priority() == null) throw new Refused("the ticket lacks its kind or priority");
        if (ticket.facts().isEmpty() || ticket.facts().size() > MAX_FACTS) throw new Refused("a ticket has 1 to %,d facts, not %,d".formatted(MAX_FACTS, ticket.facts().size()));
        Instant before = null;
        for (var fact : ticket.facts()) {
            if (fact.at() == null || fact.kind() == null) throw new Refused("a fact lacks its time or kind");
            if ((before == null) != (fact.kind() == PastFact.Kind.OPENED)) throw new Refused("a ticket's facts begin with its opening, and there is one");
            if (before != null && fact.at().isBefore(before)) throw new Refused("time goes backwards at %s".formatted(fact.at()));
            if (fact.at().isAfter(now)) throw new Refused("%s lies in the future".formatted(fact.at()));
            if (fact.value() != null) text(fact.value(), "a fact's value", MAX_TEXT);
            before = fact.at();
        }
    }

    private static void text(@Nullable String text, String what, int most) {
        if (text == null || text.isBlank() || text.length() > most || text.indexOf(0) >= 0)
            throw new Refused("%s must be text of 1 to %d characters".formatted(what, most));
    }

    private static Priority priority(String name) {
        try {
            return Priority.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new Refused("there is no priority '%s'".formatted(name));
        }
    }

    private static String value(PastFact fact) {
        if (fact.value() == null) throw new Refused("a fact (%s) lacks its value".formatted(fact.kind()));
        return fact.value();
    }
}
