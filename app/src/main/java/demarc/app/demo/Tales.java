package demarc.app.demo;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Tenancy;
import demarc.app.work.ChangeType;
import demarc.app.work.Kind;
import demarc.app.work.NewTicket;
import demarc.app.work.Queue;
import demarc.app.work.TicketView;
import demarc.app.work.Tickets;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import demarc.core.worktime.Holidays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The tickets of the last two weeks, by `demo/tickets.txt`.
@Component
class Tales {
    private final Tickets tickets;
    private final Queue queue;
    private final Directory directory;
    private final Cast cast;

    Tales(Tickets tickets, Queue queue, Directory directory, Cast cast) {
        this.tickets = tickets;
        this.queue = queue;
        this.directory = directory;
        this.cast = cast;
    }

    /// What is to come after `now` is left out.
    List<Beat> beats(Instant now) {
        var clients = Tenancy.asSystem(directory::clients).stream().collect(Collectors.toMap(Client::code, client -> client));
        var refs = new HashMap<String, String>();
        var beats = new ArrayList<Beat>();
        var number = 0;
        for (var tale : Tale.read(Resources.text("tickets.txt"))) {
            var told = new Told(tale, Objects.requireNonNull(clients.get(tale.client()), tale.client()), number++, refs);
            var opened = opened(tale.when(), told.client, now);
            beats.add(new Beat(opened, 0, told.name() + " opened", told::open));
            for (var line : tale.lines()) {
                var at = opened.plus(line.after());
                if (at.isBefore(now)) beats.add(new Beat(at, beats.size(), told.name() + ": " + line.who() + " " + line.verb(), () -> told.act(line)));
            }
        }
        return beats;
    }

    private static Instant opened(Tale.When when, Client client, Instant now) {
        return switch (when) {
            case Tale.When.Before(var ago) -> now.minus(ago);
            case Tale.When.Night(var minute) -> at(Night.last(now, client.zone()), minute, client.zone());
            case Tale.When.Day(var ago, var minute) -> at(LocalDate.ofInstant(now, client.zone()).minusDays(ago), minute, client.zone());
            case Tale.When.Workday(var ago, var minute) -> at(workday(client, LocalDate.ofInstant(now, client.zone()), ago), minute, client.zone());
        };
    }

    private static LocalDate workday(Client client, LocalDate today, int ago) {
        var place = client.holidays();
        var holidays = place == null ? Holidays.none() : Holidays.of(place);
        var day = today;
        for (var left = ago; left > 0; ) {
            day = day.minusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !holidays.on(day)) left--;
        }
        return day;
    }

    private static Instant at(LocalDate day, int minute, ZoneId zone) {
        return day.atTime(LocalTime.ofSecondOfDay(minute * 60L)).atZone(zone).toInstant();
    }

    /// One tale while it is told.
    private final class Told {
        private final Tale tale;
        private final Client client;
        private final int number;
        private final Map<String, String> refs;
        private String ref = "";

        Told(Tale tale, Client client, int number, Map<String, String> refs) {
            this.tale = tale;
            this.client = client;
            this.number = number;
            this.refs = refs;
        }

        String name() {
            return tale.client() + " " + tale.subject();
        }

        void open() {
            if (tale.kind().equals("seen")) {
                var following = Queue.Filter.OPEN.ofClient(client.key()).seenItself().about(tale.subject());
                ref = queue.page(cast.actor(tale.by()), following, Queue.Sort.NEWEST, null, 1).items().getFirst().ref();
                return;
            }
            var about = tale.about();
            var change = switch (tale.kind()) {
                case "standard-change" -> ChangeType.STANDARD;
                case "emergency-change" -> ChangeType.EMERGENCY;
                default -> null;
            };
            var kind = tale.kind().endsWith("change") ? Kind.CHANGE : Kind.valueOf(tale.kind().toUpperCase(Locale.ROOT));
            ref = tickets.open(cast.actor(tale.by()), new NewTicket(client.key(), tale.subject(), tale.description(), kind, null, tale.activity(), tale.priority(), null, null,
                    tale.site(), about == null ? null : cast.person(about).email(), change, tale.amount())).ref();
            if (tale.label() != null) refs.put(tale.label(), ref);
        }

        void act(Tale.Line line) {
            var by = line.who().equals("desk") ? desk() : cast.actor(line.who());
            var text = line.text();
            switch (line.verb()) {
                case "takes" -> tickets.take(by, ref, null);
                case "gives" -> tickets.assign(by, ref, null, cast.person(line.object()).id());
                case "replies" -> tickets.reply(by, ref, null, text);
                case "notes" -> tickets.note(by, ref, null, text, List.of());
                // A note that the other side may read, too.
                case "tells" -> tickets.note(by, ref, null, text, List.of(Tenancy.asSystem(() -> directory.findParty(line.object())).orElseThrow().id()));
                case "waits" -> tickets.waitFor(by, ref, null, WaitingOn.valueOf(line.object().replace("for ", "").toUpperCase(Locale.ROOT)), text, null);
                case "continues" -> tickets.goOn(by, ref, null);
                case "offers" -> tickets.handOff(by, ref, null, team(line.object()).id(), text);
                case "accepts" -> tickets.accept(by, ref, null, Objects.requireNonNull(view().offer()).n());
                case "declines" -> tickets.decline(by, ref, null, Objects.requireNonNull(view().offer()).n(), text);
                case "asks" -> ask(by, line.object(), text);
                case "approves" -> tickets.decide(by, ref, null, pending(), true, text);
                case "refuses" -> tickets.decide(by, ref, null, pending(), false, text);
                case "reviews" -> tickets.review(by, ref, null, view().decisions().stream().filter(TicketView.Decision::awaitsReview).findFirst().orElseThrow().n(), true, text);
                case "raises" -> tickets.reprioritise(by, ref, null, Priority.valueOf(line.object().replace("to ", "")), text);
                case "links" -> tickets.link(by, ref, null, Objects.requireNonNull(refs.get(line.object()), line.object()));
                case "logs" -> tickets.logTime(by, ref, null, Integer.parseInt(line.object()), text, null);
                case "resolves" -> tickets.resolve(by, ref, null, text);
                case "reopens" -> tickets.reopen(by, ref, null, text);
                case "cancels" -> tickets.cancel(by, ref, null, text);
                default -> throw new IllegalArgumentException("the script knows no verb (%s)".formatted(line.verb()));
            }
        }

        /// `spend 4200 USD`
        private void ask(Actor by, String object, String question) {
            var words = object.split(" ", 2);
            var kind = DecisionKind.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            tickets.askDecision(by, ref, null, kind, words.length > 1 ? words[1] : null, question);
        }

        private int pending() {
            return view().decisions().stream().filter(decision -> decision.state() == TicketView.Ruling.PENDING).findFirst().orElseThrow().n();
        }

        private Actor desk() {
            var view = view();
            var assignee = view.assignee();
            if (assignee != null) return cast.actor(assignee.id());
            var team = Objects.requireNonNull(view.team(), "nobody holds " + ref);
            // Managers lead; the others take turns.
            var members = Tenancy.asSystem(() -> directory.membersOf(team.id())).stream().map(Person::id).map(cast::actor)
                    .filter(member -> member.worksTickets() && (member.role() == demarc.app.platform.Role.TECHNICIAN || !member.isProvider())).toList();
            return members.get(number % members.size());
        }

        /// A team of a party that works for this client, by its key.
        private Team team(String key) {
            return Tenancy.asSystem(() -> {
                var parties = new ArrayList<>(List.of(client.party()));
                // The holder's other teams come last.
                parties.addAll(directory.providersOf(client.id()));
                return parties.stream().map(party -> directory.findTeam(party.id(), key)).flatMap(java.util.Optional::stream).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no team (%s) works for (%s)".formatted(key, client.name())));
            });
        }

        private TicketView view() {
            return tickets.get(cast.actor("maya"), ref);
        }
    }
}
