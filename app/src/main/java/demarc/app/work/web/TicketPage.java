package demarc.app.work.web;

import demarc.app.agreement.OccasionPlace;
import demarc.app.directory.Person;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.work.TicketView;
import demarc.app.work.TicketView.Who;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A ticket's page.
///
/// @param talk       only what people wrote is shown
/// @param colleagues who could have it, of the viewer's party; empty when the viewer's party does not hold it
/// @param targets    the other teams it could go to, by party
/// @param readers    the other parties a note could be for
/// @param activities what the agreement in force names, for a change of activity
/// @param seen       what the product saw that the ticket stands for
public record TicketPage(
        TicketView ticket, Why why, List<Promise> promises, Course course, List<Share> shares, List<Entry> entries, boolean talk, May may, List<Person> colleagues,
        List<Target> targets, List<Party> readers, List<Activity> activities, List<OccasionPlace.Place> seen) {

    /// @param href to the line of the agreement; null when there is none
    public record Why(String team, String accountable, boolean accountableIsProvider, List<String> consulted, List<String> informed, String rule, String line, @Nullable String href, String link) {}

    /// One party's part of the time, as a piece of a bar 1000 wide.
    public record Share(Party party, String tone, String time, String working, int x, int width, int percent) {}

    /// The way of the ticket as a bar 1000 wide, from its opening to now or to its last promise.
    ///
    /// @param marks where the promises are due
    public record Course(Instant from, Instant to, List<Segment> segments, List<Integer> marks, List<TicketView.Stretch> pauses) {
        public String length(TicketView.Stretch pause) {
            return Words.span(Duration.between(pause.from(), pause.to()));
        }
    }

    public record Segment(String tone, int x, int width) {}

    /// @param side `client`, `provider` or `agreement`
    public record Entry(int seq, Instant at, String icon, String side, String who, String party, String sentence, TicketView.@Nullable Message message, String audience) {
        Entry saying(String words) {
            return new Entry(seq, at, icon, side, who, party, words, message, audience);
        }
    }

    public record Target(Party party, List<Team> teams, boolean across) {}

    public record Activity(String key, String title) {}

    /// What this person may do here now.
    public record May(
            boolean take, boolean release, boolean assign, boolean handOver, boolean withdraw, boolean await, boolean goOn, boolean ask, boolean resolve,
            boolean reopen, boolean cancel, boolean change, boolean logTime, boolean reply, boolean note) {

        static May of(Actor by, TicketView ticket) {
            var open = ticket.status().isOpen();
            var holds = ticket.holds();
            var mine = ticket.assignee() != null && ticket.assignee().id() == by.personId();
            var works = by.worksTickets();
            var closed = switch (ticket.status()) {
                case CLOSED, CANCELLED -> true;
                case NEW, OPEN, WAITING, RESOLVED -> false;
            };
            var waiting = ticket.waiting();
            var requester = ticket.requester().id() == by.personId();
            return new May(open && holds && !mine, open && holds && ticket.assignee() != null, open && holds, open && holds && ticket.offer() == null,
                    holds && ticket.offer() != null, open && holds && (waiting == null || waiting.on() != WaitingOn.DECISION),
                    open && holds && waiting != null && waiting.on() != WaitingOn.DECISION, open && holds, open && (holds || requester),
                    !open && !closed && !by.isReadOnly(), open && (holds || requester), open && works, works, !closed && !by.isReadOnly(), by.seesAgreements() && !by.isReadOnly());
        }
    }

    static TicketPage of(Actor by, TicketView ticket, boolean talk, Instant now, List<Party> parties, List<Team> teams, List<Person> colleagues, List<Activity> activities, List<OccasionPlace.Place> seen) {
        var promises = List.of(Promise.of("Respond", ticket.reading().respond(), now), Promise.of("Resolve", ticket.reading().resolve(), now));
        return new TicketPage(ticket, why(ticket), promises, course(ticket, promises, now, parties), shares(ticket, parties), entries(ticket, talk), talk, May.of(by, ticket), colleagues,
                targets(by, ticket, parties, teams), parties.stream().filter(party -> party.id() != by.party().id()).toList(), activities, seen);
    }

    public List<Priority> priorities() {
        return List.of(Priority.values());
    }

    public List<WaitingOn> reasons() {
        return Arrays.stream(WaitingOn.values()).filter(on -> on != WaitingOn.DECISION).toList();
    }

    public List<DecisionKind> decisionKinds() {
        return List.of(DecisionKind.values());
    }

    public String reason(WaitingOn on) {
        return switch (on) {
            case REQUESTER -> "The requester has to answer";
            case CLIENT -> "The client has to do something";
            case VENDOR -> "A vendor has to do something";
            case PARTS -> "Parts have to arrive";
            case SCHEDULED -> "It is agreed for a later moment";
            case DECISION -> "A decision";
        };
    }

    public String words(DecisionKind kind) {
        return Words.capital(Words.of(kind));
    }

    public String activity() {
        var key = ticket.activity();
        if (key == null) return "none";
        return activities.stream().filter(each -> each.key.equals(key)).map(Activity::title).findFirst().orElse(key);
    }

    public String logged() {
        return ticket.minutes() == 0 ? "none yet" : Words.span(Duration.ofMinutes(ticket.minutes()));
    }

    public String sideOf(Party party) {
        return party.isProvider() ? "provider" : "client";
    }

    private static Why why(TicketView ticket) {
        var team = ticket.team() == null ? "Nobody yet" : ticket.team().name();
        var because = ticket.because();
        var accountable = ticket.accountable();
        if (because == null || accountable == null) return new Why(team, ticket.party().name(), ticket.party().isProvider(), List.of(), List.of(), "", "People put it here.", null, "");
        var file = because.file();
        var href = Words.address(because, ticket.client().key());
        var link = href == null || file == null ? "" : "line %d of %s".formatted(because.line(),
                file.startsWith("template:") ? file.substring("template:".length()) : "version " + because.version());
        return new Why(team, accountable.name(), accountable.isProvider(), because.consulted(), because.informed(), because.rule(), because.text(), href, link);
    }

    private static Course course(TicketView ticket, List<Promise> promises, Instant now, List<Party> parties) {
        var from = ticket.openedAt();
        var dues = promises.stream().map(Promise::due).filter(Objects::nonNull).toList();
        var last = ticket.stretches().isEmpty() ? now : ticket.stretches().getLast().to();
        var to = Stream.concat(dues.stream(), Stream.of(last)).max(Comparator.naturalOrder()).orElse(last);
        var length = Math.max(1, Duration.between(from, to).toSeconds());
        var segments = ticket.stretches().stream().map(each -> {
            var x = place(from, each.from(), length);
            return new Segment(tone(each.party(), parties) + (each.paused() ? " paused" : ""), x, Math.max(3, place(from, each.to(), length) - x));
        }).toList();
        return new Course(from, to, segments, dues.stream().map(due -> place(from, due, length)).toList(), ticket.stretches().stream().filter(TicketView.Stretch::paused).toList());
    }

    private static int place(Instant from, Instant at, long length) {
        return (int) (Duration.between(from, at).toSeconds() * 1000 / length);
    }

    private static List<Share> shares(TicketView ticket, List<Party> parties) {
        var shares = new ArrayList<Share>();
        var total = Math.max(1, ticket.held().stream().mapToLong(TicketView.Held::wallMinutes).sum());
        int x = 0;
        for (var held : ticket.held()) {
            int width = (int) (held.wallMinutes() * 1000 / total);
            shares.add(new Share(held.party(), tone(held.party(), parties), Words.span(Duration.ofMinutes(held.wallMinutes())),
                    Words.span(Duration.ofMinutes(held.workingMinutes())), x, Math.max(width, 4), Math.round(width / 10f)));
            x += width;
        }
        return List.copyOf(shares);
    }

    /// The first provider has the provider's colour, each further one a lighter shade.
    private static String tone(Party party, List<Party> parties) {
        if (!party.isProvider()) return "client";
        var providers = parties.stream().filter(Party::isProvider).map(Party::id).toList();
        return providers.indexOf(party.id()) > 0 ? "provider second" : "provider";
    }

    static List<Entry> entries(TicketView ticket, boolean talk) {
        var entries = new ArrayList<Entry>();
        for (var line : ticket.timeline()) {
            if (talk && line.message() == null) continue;
            entries.add(new Entry(line.seq(), line.at(), icon(line.kind()), side(ticket, line.actor()), line.actor() == null ? itself(ticket, line.kind()) : line.actor().name(),
                    line.actor() == null ? "" : line.actor().party(), sentence(line), line.message(), line.message() == null ? "" : audience(line.message())));
        }
        return List.copyOf(entries);
    }

    /// What happens without a person is the agreement's doing; what was seen, nobody's but the product's.
    private static String itself(TicketView ticket, String kind) {
        return switch (kind) {
            case "Opened", "Observed", "Resolved", "Reopened", "Reprioritised" -> ticket.requester().name();
            default -> "The agreement";
        };
    }

    private static String sentence(TicketView.Line line) {
        var own = line.actor() != null && line.kind().equals("Taken") && line.sentence().equals("gave it to " + line.actor().name());
        return own ? "took it" : line.sentence();
    }

    private static String side(TicketView ticket, @Nullable Who who) {
        if (who == null) return "agreement";
        return who.party().equals(ticket.client().name()) ? "client" : "provider";
    }

    private static String audience(TicketView.Message message) {
        return switch (message.visibility()) {
            case PUBLIC -> "Public";
            case INTERNAL -> "Only " + String.join(", ", message.readers());
            case PARTIES -> "For " + String.join(", ", message.readers());
        };
    }

    private static String icon(String kind) {
        return switch (kind) {
            case "Opened" -> "ticket";
            case "Assigned" -> "route";
            case "Taken" -> "user";
            case "Released" -> "user-off";
            case "Replied" -> "message";
            case "Noted" -> "lock";
            case "Observed" -> "activity";
            case "Waiting" -> "player-pause";
            case "Resumed" -> "player-play";
            case "HandoffOffered", "HandoffAccepted", "HandoffDeclined", "HandoffWithdrawn" -> "arrows-exchange";
            case "Escalated" -> "bell-ringing";
            case "DecisionAsked", "Decided", "DecisionTimedOut", "Reviewed", "ReviewOverdue" -> "gavel";
            case "Warned" -> "clock";
            case "Breached" -> "alert-triangle";
            case "Reprioritised", "Reclassified" -> "flag";
            case "Resolved", "ProblemResolved" -> "circle-check";
            case "Reopened" -> "refresh";
            case "Closed", "Cancelled" -> "circle-x";
            case "Linked", "Unlinked" -> "link";
            case "TimeLogged" -> "hourglass";
            default -> "circle-dot";
        };
    }

    private static List<Target> targets(Actor by, TicketView ticket, List<Party> parties, List<Team> teams) {
        var targets = new ArrayList<Target>();
        for (var party : parties) {
            var there = teams.stream().filter(team -> team.partyId() == party.id() && (ticket.team() == null || team.id() != ticket.team().id())).toList();
            if (!there.isEmpty()) targets.add(new Target(party, there, party.id() != by.party().id()));
        }
        return List.copyOf(targets);
    }
}
