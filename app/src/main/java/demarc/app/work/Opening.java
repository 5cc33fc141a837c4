package demarc.app.work;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.Signed;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Live;
import demarc.app.platform.Refused;
import demarc.app.work.Fact.Assigned;
import demarc.app.work.Fact.How;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How a ticket begins: the case is settled, the agreement asked, the decision it needs asked for, and all of it written at once.
@Component
class Opening {
    /// A settled case, whoever asked for it.
    private record Asked(
            @Nullable Integer by, Client client, @Nullable Signed signed, Kind kind, String subject, @Nullable String activity, Priority priority,
            @Nullable Scale impact, @Nullable Scale urgency, @Nullable String site, int requester, @Nullable ChangeType change, @Nullable Money amount,
            @Nullable DecisionKind decision) {}

    private record Begun(Client client, List<Recorded> facts, Course course, Reading reading) {}

    private static final int LONGEST_SUBJECT = 200;
    private static final String REORDERING = "[\\u202A-\\u202E\\u2066-\\u2069]";

    private final TicketStore store;
    private final Rules rules;
    private final Rulings rulings;
    private final Known known;
    private final Directory directory;
    private final Live live;
    private final Clock clock;

    Opening(TicketStore store, Rules rules, Rulings rulings, Known known, Directory directory, Live live, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.rulings = rulings;
        this.known = known;
        this.directory = directory;
        this.live = live;
        this.clock = clock;
    }

    OpenedTicket open(Actor by, NewTicket wanted) {
        var at = now();
        var begun = begin(asked(by, wanted, at), at);
        var description = wanted.description();
        var said = description == null || description.isBlank() ? null
                : new Said(by.personId(), by.party().id(), Visibility.PUBLIC, List.of(), Tickets.text("description", description));
        return answer(new Ref(begun.client.code(), create(begun, said, at)).toString(), begun);
    }

    OpenedTicket preview(Actor by, NewTicket wanted) {
        var at = now();
        return answer("", begin(asked(by, wanted, at), at));
    }

    /// What nobody asked for. Its case never fails for want of a name: what the agreement does not know goes where its everyday work comes in.
    Ref open(Occasion occasion) {
        var at = now();
        var client = known.client(occasion.client());
        var signed = rules.inForce(client.id(), at);
        var change = change(occasion.kind());
        var kind = change != null ? Kind.CHANGE : occasion.kind() == Occasion.Kind.REQUEST ? Kind.REQUEST : Kind.INCIDENT;
        var site = occasion.site() != null && isSite(client, signed, occasion.site()) ? occasion.site() : null;
        var begun = begin(new Asked(null, client, signed, kind, shortened(occasion.subject()), Rules.firstKnown(signed, occasion.activities()), occasion.priority(),
                null, null, site, Ticket.NOBODY, change, null, occasion.decision()), at);
        var said = occasion.description().isBlank() ? null
                : new Said(null, begun.course.party(), Visibility.PUBLIC, List.of(), Tickets.text("description", occasion.description()));
        return new Ref(client.code(), create(begun, said, at));
    }

    private long create(Begun begun, @Nullable Said said, Instant at) {
        var client = begun.client;
        var plan = Planned.of(client.id(), begun.course, begun.reading, rules, at);
        var id = store.create(client.id(), client.code(), begun.facts, begun.course, begun.reading, plan, said);
        live.changed(client.id(), "tickets");
        return id;
    }

    private Asked asked(Actor by, NewTicket wanted, Instant at) {
        var key = wanted.client();
        if (key == null && by.party().isProvider()) throw new Refused("client", "Say whose ticket it is: the client's key.");
        var client = Tickets.visible(by, key == null ? known.client(by.party().id()) : known.client(key));
        var amount = Tickets.money(wanted.amount());
        var signed = rules.inForce(client.id(), at);
        var kind = wanted.kind() == null ? Kind.INCIDENT : wanted.kind();
        var priority = priority(wanted);
        var activity = Rules.activity(signed, wanted.service(), wanted.activity());
        var site = site(client, signed, wanted.site());
        var change = kind != Kind.CHANGE ? null : wanted.change() == null ? ChangeType.NORMAL : wanted.change();
        return new Asked(by.personId(), client, signed, kind, subject(wanted.subject()), activity, priority, wanted.impact(), wanted.urgency(), site,
                requester(by, client, wanted.requester()), change, amount, null);
    }

    private Begun begin(Asked asked, Instant at) {
        var client = asked.client;
        var signed = asked.signed;
        var opened = new Fact.Opened(asked.kind, asked.subject, asked.activity, asked.priority, asked.impact, asked.urgency, asked.site,
                asked.requester, asked.change, signed == null ? null : signed.number());
        var facts = new ArrayList<>(List.of(
                new Recorded(1, at, asked.by, opened),
                new Recorded(2, at, null, rules.route(client, signed, How.ROUTED, asked.activity, asked.priority, asked.site, at))));
        for (var kindOfDecision : decisions(signed, opened, asked.decision)) {
            var course = Course.of(facts);
            for (var fact : ask(asked, client, course, kindOfDecision, at))
                facts.add(new Recorded(facts.size() + 1, at, fact instanceof Fact.DecisionAsked ? asked.by : null, fact));
        }
        var course = Course.of(facts);
        return new Begun(client, facts, course, Clocks.read(facts, course, signed == null ? null : signed.inForce(), at));
    }

    /// What was seen is somebody's work though nobody can be asked.
    private List<Fact> ask(Asked asked, Client client, Course course, DecisionKind kind, Instant at) {
        try {
            return rulings.ask(client, course, asked.by, kind, asked.amount, course.opened.subject(), at);
        } catch (Refused nobody) {
            if (asked.by != null) throw nobody;
            return List.of(new Fact.Observed(nobody.message()));
        }
    }

    /// What the case itself waits for: the kind of change, and what the agreement asks of the activity.
    private static LinkedHashSet<DecisionKind> decisions(@Nullable Signed signed, Fact.Opened opened, @Nullable DecisionKind besides) {
        var kinds = new LinkedHashSet<DecisionKind>();
        if (signed == null) return kinds;
        if (opened.change() != null) kinds.add(opened.change().decision());
        var activity = opened.activity();
        var named = activity == null ? null : signed.inForce().findActivity(activity).orElse(null);
        var needed = named == null ? null : named.decision();
        if (needed != null && !(opened.change() != null && isChange(needed))) kinds.add(needed);
        if (besides != null && named != null) kinds.add(besides);
        return kinds;
    }

    private static boolean isChange(DecisionKind kind) {
        return kind == DecisionKind.STANDARD_CHANGE || kind == DecisionKind.NORMAL_CHANGE || kind == DecisionKind.EMERGENCY_CHANGE;
    }

    private OpenedTicket answer(String ref, Begun begun) {
        var place = (Assigned) begun.facts.get(1).fact();
        var because = Objects.requireNonNull(place.because());
        var team = place.team();
        var respond = begun.reading.respond();
        var resolve = begun.reading.resolve();
        return new OpenedTicket(ref, team == null ? null : known.findTeam(team).map(Team::key).orElse(null), known.party(because.accountable()).key(),
                begun.course.priority, new OpenedTicket.Due(respond == null ? null : respond.due(), resolve == null ? null : resolve.due()), because);
    }

    private static Priority priority(NewTicket wanted) {
        if (wanted.priority() != null) return wanted.priority();
        if (wanted.impact() == null && wanted.urgency() == null) return Priority.P3;
        if (wanted.impact() == null) throw new Refused("impact", "Urgency needs impact beside it: HIGH (everybody or a site), MEDIUM (several) or LOW (one or two).");
        if (wanted.urgency() == null) throw new Refused("urgency", "Impact needs urgency beside it: HIGH (work stopped), MEDIUM (a workaround) or LOW (irritation).");
        return Scale.priority(wanted.impact(), wanted.urgency());
    }

    /// One line that reads as it is written: no control characters, and none that turns the rest of a list around.
    private static String subject(@Nullable String subject) {
        var line = line(subject == null ? "" : subject);
        if (line.isEmpty()) throw new Refused("subject", "Say in a few words what it is about.");
        if (line.length() > LONGEST_SUBJECT) throw new Refused("subject", "The subject has %d characters; 200 is the most. Put the rest into the description.".formatted(line.length()));
        return line;
    }

    /// What a machine says may be longer than a subject is.
    private static String shortened(String subject) {
        var line = line(subject);
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private static String line(String text) {
        return Tickets.clean(text).replaceAll("[\\p{Cntrl}\\s]+", " ").replaceAll(REORDERING, "").strip();
    }

    private @Nullable String site(Client client, @Nullable Signed signed, @Nullable String site) {
        if (site == null || site.isBlank()) return null;
        if (isSite(client, signed, site)) return site;
        throw new Refused("site", "%s has no site '%s'.".formatted(client.name(), site));
    }

    private boolean isSite(Client client, @Nullable Signed signed, String site) {
        return signed != null && signed.inForce().agreement().sites().containsKey(site) || directory.findSite(client.id(), site).isPresent();
    }

    private static @Nullable ChangeType change(Occasion.Kind kind) {
        return switch (kind) {
            case STANDARD_CHANGE -> ChangeType.STANDARD;
            case NORMAL_CHANGE -> ChangeType.NORMAL;
            case EMERGENCY_CHANGE -> ChangeType.EMERGENCY;
            case INCIDENT, REQUEST -> null;
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private int requester(Actor by, Client client, @Nullable String email) {
        if (email == null || email.isBlank() || email.equalsIgnoreCase(by.email())) return by.personId();
        if (!by.seesAgreements()) throw new Refused("requester", "You ask for yourself. Your colleague can ask the same way.");
        var person = directory.findPerson(email).filter(found -> found.active() && (found.partyId() == client.id() || found.partyId() == by.party().id()));
        return person.orElseThrow(() -> new Refused("requester", "Nobody at %s has the email '%s'.".formatted(client.name(), email))).id();
    }
}
