package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import demarc.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of work: every verb loads a ticket, lets it decide, records the facts and tells whoever watches, in one transaction.
///
/// `expected` is the version the person was looking at; null to act on whatever there is now. Somebody faster in between is a
/// [demarc.app.platform.Conflict] that says who did what.
@Component
public class Tickets {
    private final Opening opening;
    private final Recorder recorder;
    private final Rules rules;
    private final Rulings rulings;
    private final Views views;
    private final Known known;
    private final Directory directory;
    private final TransactionTemplate transaction;

    Tickets(Opening opening, Recorder recorder, Rules rules, Rulings rulings, Views views, Known known, Directory directory, TransactionTemplate transaction) {
        this.opening = opening;
        this.recorder = recorder;
        this.rules = rules;
        this.rulings = rulings;
        this.views = views;
        this.known = known;
        this.directory = directory;
        this.transaction = transaction;
    }

    public OpenedTicket open(Actor by, NewTicket ticket) {
        return as(by, () -> opening.open(by, ticket));
    }

    /// Who would get it, and why, without opening anything.
    public OpenedTicket preview(Actor by, NewTicket ticket) {
        return as(by, () -> opening.preview(by, ticket));
    }

    public TicketView get(Actor by, String ref) {
        return as(by, () -> views.of(by, recorder.load(by, ref)));
    }

    public Changed take(Actor by, String ref, @Nullable Integer expected) {
        return change(by, ref, expected, (ticket, _) -> ticket.take(by));
    }

    public Changed assign(Actor by, String ref, @Nullable Integer expected, int person) {
        return change(by, ref, expected, (ticket, _) -> {
            if (person == by.personId()) return ticket.take(by);
            var colleague = directory.findPerson(person).filter(Person::active).orElseThrow(() -> new NotFound("person", person));
            return ticket.give(by, person, colleague.partyId(), colleague.name());
        });
    }

    public Changed release(Actor by, String ref, @Nullable Integer expected) {
        return change(by, ref, expected, (ticket, _) -> ticket.release(by));
    }

    public Changed reply(Actor by, String ref, @Nullable Integer expected, String body) {
        var said = new Said(by.personId(), by.party().id(), Visibility.PUBLIC, List.of(), text("body", body));
        return recorder.change(by, ref, expected, said, (ticket, _) -> ticket.reply(by));
    }

    /// A note for one's own party, or for the parties named as well.
    public Changed note(Actor by, String ref, @Nullable Integer expected, String body, List<Integer> parties) {
        var own = by.party().id();
        var readers = Stream.concat(Stream.of(own), parties.stream()).distinct().toList();
        var visibility = readers.size() == 1 ? Visibility.INTERNAL : Visibility.PARTIES;
        var said = new Said(by.personId(), own, visibility, readers, text("body", body));
        return recorder.change(by, ref, expected, said, (ticket, _) -> {
            for (var party : readers)
                if (!by.parties().contains(party) && party != own) throw new Refused("parties", "There is no party %d that you can see.".formatted(party));
            return ticket.note(by, visibility, readers);
        });
    }

    public Changed waitFor(Actor by, String ref, @Nullable Integer expected, WaitingOn on, @Nullable String note, @Nullable Instant until) {
        return change(by, ref, expected, (ticket, at) -> ticket.waitFor(by, on, charged(ticket, on), note, until, at));
    }

    public Changed goOn(Actor by, String ref, @Nullable Integer expected) {
        return change(by, ref, expected, (ticket, _) -> ticket.goOn(by));
    }

    /// To a team of one's own party at once; to another party's as an offer.
    public Changed handOff(Actor by, String ref, @Nullable Integer expected, int team, String reason) {
        var to = known.findTeam(team).filter(found -> by.parties().contains(found.partyId())).orElseThrow(() -> new NotFound("team", team));
        var changed = change(by, ref, expected, (ticket, _) -> {
            if (to.partyId() != ticket.client && directory.providersOf(ticket.client).stream().noneMatch(party -> party.id() == to.partyId()))
                throw new Refused("team", "%s does not work for this client.".formatted(known.partyName(to.partyId())));
            return ticket.handOff(by, team, to.partyId(), reason);
        });
        return to.partyId() == by.party().id() ? changed
                : new Changed(changed.ref(), changed.version(), "Offered to %s. It stays yours until they accept.".formatted(to.name()));
    }

    public Changed accept(Actor by, String ref, @Nullable Integer expected, int n) {
        return change(by, ref, expected, (ticket, _) -> ticket.accept(by, n));
    }

    public Changed decline(Actor by, String ref, @Nullable Integer expected, int n, String reason) {
        return change(by, ref, expected, (ticket, _) -> ticket.decline(by, n, reason));
    }

    public Changed withdraw(Actor by, String ref, @Nullable Integer expected, int n, String reason) {
        return change(by, ref, expected, (ticket, _) -> ticket.withdraw(by, n, reason));
    }

    /// @param amount `1200 USD`, for spend and vendor commitments
    public Changed askDecision(Actor by, String ref, @Nullable Integer expected, DecisionKind kind, @Nullable String amount, String question) {
        return change(by, ref, expected, (ticket, at) -> {
            ticket.mustBeOpen("asking for a decision");
            ticket.mustHold(by);
            if (question.isBlank()) throw new Refused("question", "Say what is to be decided.");
            return rulings.ask(known.client(ticket.client), ticket.course, by.personId(), kind, money(amount), question.strip(), at);
        });
    }

    public Changed decide(Actor by, String ref, @Nullable Integer expected, int n, boolean approved, String reason) {
        return change(by, ref, expected, (ticket, _) -> rulings.decide(ticket.course, by, n, approved, reason));
    }

    public Changed review(Actor by, String ref, @Nullable Integer expected, int n, boolean fine, String note) {
        return change(by, ref, expected, (ticket, _) -> rulings.review(ticket.course, by, n, fine, note));
    }

    /// Changing the case asks the agreement anew; it moves unless people have put it where it is.
    public Changed reprioritise(Actor by, String ref, @Nullable Integer expected, Priority to, @Nullable String reason) {
        return change(by, ref, expected, (ticket, _) -> ticket.reprioritise(by, to, reason));
    }

    public Changed reclassify(Actor by, String ref, @Nullable Integer expected, String activity) {
        return change(by, ref, expected, (ticket, at) -> {
            var named = Rules.activity(rules.inForce(ticket.client, at), null, activity);
            return ticket.reclassify(by, named == null ? activity : named);
        });
    }

    public Changed resolve(Actor by, String ref, @Nullable Integer expected, String summary) {
        return change(by, ref, expected, (ticket, _) -> {
            var facts = ticket.resolve(by, summary);
            rulings.mustBeDecided(ticket.course);
            return facts;
        });
    }

    public Changed reopen(Actor by, String ref, @Nullable Integer expected, String reason) {
        return change(by, ref, expected, (ticket, at) -> {
            var resolved = ticket.course.resolvedAt;
            var until = resolved == null ? at : Clocks.closes(ticket.course, rules.promises(ticket.client, ticket.course), resolved);
            return ticket.reopen(by, reason, until, at);
        });
    }

    public Changed cancel(Actor by, String ref, @Nullable Integer expected, String reason) {
        return change(by, ref, expected, (ticket, _) -> ticket.cancel(by, reason));
    }

    public Changed link(Actor by, String ref, @Nullable Integer expected, String problem) {
        return change(by, ref, expected, (ticket, _) -> ticket.link(by, recorder.load(by, problem)));
    }

    public Changed unlink(Actor by, String ref, @Nullable Integer expected) {
        return change(by, ref, expected, (ticket, _) -> ticket.unlink(by));
    }

    public Changed logTime(Actor by, String ref, @Nullable Integer expected, int minutes, String note, @Nullable String activity) {
        return change(by, ref, expected, (ticket, _) -> ticket.logTime(by, minutes, note, activity));
    }

    private Changed change(Actor by, String ref, @Nullable Integer expected, Recorder.Verb verb) {
        return recorder.change(by, ref, expected, null, verb);
    }

    private <T> T as(Actor by, Supplier<T> work) {
        return Tenancy.as(by, () -> Optional.ofNullable(transaction.execute(_ -> work.get())).orElseThrow());
    }

    /// Whose time it is: the client's while it owes something; a supplier's is the time of whoever manages it.
    private int charged(Ticket ticket, WaitingOn on) {
        return switch (on) {
            case REQUESTER, CLIENT, DECISION -> ticket.client;
            case VENDOR, PARTS, SCHEDULED -> ticket.course.party();
        };
    }

    static String text(String field, String body) {
        var stripped = body.strip();
        if (stripped.isEmpty()) throw new Refused(field, "There is nothing written yet.");
        if (stripped.length() > 100_000) throw new Refused(field, "The text has %,d characters; 100,000 is the most. Attach the rest elsewhere.".formatted(stripped.length()));
        return clean(stripped);
    }

    /// PostgreSQL keeps every character but this one.
    static String clean(String text) {
        return text.replace("\u0000", "");
    }

    static @Nullable Money money(@Nullable String amount) {
        if (amount == null || amount.isBlank()) return null;
        try {
            var money = Money.parse(amount);
            // Nobody needs leave to spend nothing, and a smaller limit than any must not be passed by going below it.
            if (money.isNegative() || money.isZero()) throw new Refused("amount", "'%s' is nothing to spend. Write an amount above zero.".formatted(amount.strip()));
            return money;
        } catch (IllegalArgumentException e) {
            throw new Refused("amount", String.valueOf(e.getMessage()));
        }
    }

    static Client visible(Actor by, Client client) {
        if (!by.sees(client.id())) throw new NotFound("client", client.key());
        return client;
    }
}
