package demarc.app.reporting;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.reporting.HomePage.Line;
import demarc.app.reporting.HomePage.Tickets;
import demarc.app.work.Queue;
import demarc.core.agreement.WaitingOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The head of a list: its first few tickets, and where the rest is.
@Component
class Lines {
    private static final int SHOWN = 6;

    private final Queue queue;
    private final Directory directory;
    private final Clock clock;

    Lines(Queue queue, Directory directory, Clock clock) {
        this.queue = queue;
        this.directory = directory;
        this.clock = clock;
    }

    Tickets of(Actor by, String title, Queue.Filter filter, Queue.Sort sort, String all, String empty) {
        return new Tickets(title, all, read(by, filter, sort, SHOWN), empty);
    }

    /// What is due first stands first.
    List<Line> page(Actor by, Queue.Filter filter, int most) {
        return read(by, filter, Queue.Sort.DUE, most);
    }

    private List<Line> read(Actor by, Queue.Filter filter, Queue.Sort sort, int most) {
        var rows = queue.page(by, filter, sort, null, most).items();
        var assignees = directory.people(rows.stream().map(Queue.Row::assignee).filter(Objects::nonNull).distinct().toList()).stream()
                .collect(Collectors.toMap(Person::id, Person::name));
        var providers = directory.parties().stream().filter(Party::isProvider).map(Party::id).collect(Collectors.toSet());
        var now = clock.instant();
        return rows.stream().map(row -> line(row, assignees.get(row.assignee() == null ? -1 : row.assignee()), providers, now)).toList();
    }

    private static Line line(Queue.Row row, @Nullable String assignee, Set<Integer> providers, Instant now) {
        var broken = row.respondBroken() != null || row.resolveBroken() != null;
        var due = row.due();
        var tone = broken ? "bad" : due != null && Duration.between(now, due).toMinutes() < 60 ? "warn" : "";
        return new Line(row, providers.contains(row.partyId()) ? "provider" : "client", assignee, words(row, due, broken, now), tone);
    }

    private static String words(Queue.Row row, @Nullable Instant due, boolean broken, Instant now) {
        if (row.status().name().equals("WAITING") && !broken) return "waits for " + waitsFor(row.waitingOn());
        if (due == null) return broken ? "promise broken" : "no promise runs";
        var left = Duration.between(now, due);
        return left.isNegative() ? "late by " + span(left.negated()) : (broken ? "next in " : "due in ") + span(left);
    }

    private static String waitsFor(@Nullable WaitingOn on) {
        return switch (on) {
            case REQUESTER -> "an answer";
            case CLIENT -> "the client";
            case DECISION -> "a decision";
            case VENDOR -> "a vendor";
            case PARTS -> "parts";
            case SCHEDULED -> "its time";
            case null -> "somebody";
        };
    }

    /// `2 days`, `3 h 10 min`, `25 min`.
    static String span(Duration time) {
        if (time.toHours() >= 48) return time.toDays() + " days";
        if (time.toHours() >= 1) return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
        return time.toMinutes() + " min";
    }

    /// Open work, thinned out.
    static Queue.Filter filter(boolean mine, boolean nobody, boolean myTeams, @Nullable Duration dueWithin, boolean breached, boolean offered,
            @Nullable Instant crossedSince) {
        return new Queue.Filter(null, null, null, Set.of(), null, null, null, null, mine, nobody, myTeams, dueWithin, breached, offered, crossedSince, null, false);
    }
}
