package demarc.app.work;

import demarc.app.platform.Actor;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.work.Fact.Assigned;
import demarc.app.work.Fact.How;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One ticket, as its timeline tells it. Each verb decides and returns the facts that would follow, or is [Refused]; nothing changes here.
final class Ticket {
    private static final Duration LONGEST_WAIT = Duration.ofDays(730);

    /// In the place of a requester: nobody asked, the product saw it itself.
    static final int NOBODY = 0;
    static final String ITSELF = "Monitoring";

    final int client;
    final long id;
    final String ref;
    final int version;
    final List<Recorded> facts;
    final Course course;
    private final Known known;

    Ticket(int client, long id, String ref, int version, List<Recorded> facts, Known known) {
        this.client = client;
        this.id = id;
        this.ref = ref;
        this.version = version;
        this.facts = facts;
        this.known = known;
        course = Course.of(facts);
    }

    /// Time never goes backwards on a timeline, whatever the node's clock says.
    Instant now(Instant clock) {
        var last = facts.getLast().at();
        return clock.isBefore(last) ? last : clock;
    }

    boolean touchedByPeople() {
        return facts.stream().anyMatch(each -> each.actor() != null);
    }

    Ticket with(List<Fact> more, @Nullable Integer actor, Instant at) {
        var all = new ArrayList<>(facts);
        var seq = version;
        for (var fact : more) all.add(new Recorded(++seq, at, actor, fact));
        return new Ticket(client, id, ref, seq, all, known);
    }

    List<Fact> take(Actor by) {
        mustBeOpen("taking it");
        mustHold(by);
        if (Objects.equals(course.assignee, by.personId())) throw new Refused("You have %s already.".formatted(ref));
        return List.of(new Fact.Taken(by.personId()));
    }

    /// Given to a colleague of the party that holds it.
    List<Fact> give(Actor by, int person, int personsParty, String name) {
        mustBeOpen("assigning it");
        mustHold(by);
        if (personsParty != course.party())
            throw new Refused("assignee", "%s works for %s, but %s is held by %s. Offer it across the line first.".formatted(name, known.partyName(personsParty), ref, known.partyName(course.party())));
        if (Objects.equals(course.assignee, person)) throw new Refused("assignee", "%s has %s already.".formatted(name, ref));
        return List.of(new Fact.Taken(person));
    }

    List<Fact> release(Actor by) {
        mustBeOpen("letting it go");
        mustHold(by);
        if (course.assignee == null) throw new Refused("Nobody has %s.".formatted(ref));
        return List.of(new Fact.Released());
    }

    /// A public message. The requester's answer ends the waiting for it.
    List<Fact> reply(Actor by) {
        mustNotBeClosed();
        var staff = by.worksTickets() && by.personId() != course.opened.requester();
        var facts = new ArrayList<Fact>(List.of(new Fact.Replied(staff)));
        var waiting = course.waiting;
        var answered = waiting != null && !staff && (waiting.on() == WaitingOn.REQUESTER || waiting.on() == WaitingOn.CLIENT);
        if (answered) facts.add(new Fact.Resumed());
        return facts;
    }

    List<Fact> note(Actor by, Visibility visibility, List<Integer> parties) {
        if (!by.seesAgreements()) throw new Refused("visibility", "Your messages are public.");
        return List.of(new Fact.Noted(visibility, parties));
    }

    List<Fact> waitFor(Actor by, WaitingOn on, int charged, @Nullable String note, @Nullable Instant until, Instant at) {
        mustBeOpen("waiting");
        mustHold(by);
        if (on == WaitingOn.DECISION) throw new Refused("on", "Ask for the decision; then the ticket waits for it by itself.");
        if (!course.pending().isEmpty() && course.waitsOn(WaitingOn.DECISION)) throw new Refused("on", "%s waits for a decision already.".formatted(ref));
        if (until != null && !until.isAfter(at)) throw new Refused("until", "The moment to look again, 'until' %s, is past.".formatted(until));
        if (until != null && until.isAfter(at.plus(LONGEST_WAIT))) throw new Refused("until", "The moment to look again, 'until' %s, is more than two years away.".formatted(until));
        return List.of(new Fact.Waiting(on, charged, note, until));
    }

    List<Fact> goOn(Actor by) {
        mustHold(by);
        if (course.waiting == null) throw new Refused("%s is not waiting.".formatted(ref));
        if (course.waitsOn(WaitingOn.DECISION) && !course.pending().isEmpty()) throw new Refused("%s waits for a decision. It goes on when that is made.".formatted(ref));
        return List.of(new Fact.Resumed());
    }

    /// To another team: at once inside the party, offered across the line.
    List<Fact> handOff(Actor by, int team, int teamsParty, String reason) {
        mustBeOpen("handing it over");
        mustHold(by);
        if (reason.isBlank()) throw new Refused("reason", "Say why, so that %s can judge it.".formatted(known.teamName(team)));
        if (course.offer != null) throw new Refused("%s is offered to %s already. Withdraw that first.".formatted(ref, known.teamName(course.offer.team())));
        if (Objects.equals(course.team(), team)) throw new Refused("team", "%s has %s already.".formatted(known.teamName(team), ref));
        if (teamsParty == course.party()) return List.of(new Assigned(How.GIVEN, team, teamsParty, null, reason.strip()));
        return List.of(new Fact.HandoffOffered(course.handoffs + 1, team, teamsParty, reason.strip()));
    }

    List<Fact> accept(Actor by, int n) {
        var offer = offer(n);
        mustAnswerFor(by, offer);
        return List.of(new Fact.HandoffAccepted(n), new Assigned(How.HANDOFF, offer.team(), offer.party(), null, offer.reason()));
    }

    List<Fact> decline(Actor by, int n, String reason) {
        mustAnswerFor(by, offer(n));
        if (reason.isBlank()) throw new Refused("reason", "Say why not, so that %s knows what to do.".formatted(known.partyName(course.party())));
        return List.of(new Fact.HandoffDeclined(n, reason.strip()));
    }

    List<Fact> withdraw(Actor by, int n, String reason) {
        offer(n);
        mustHold(by);
        return List.of(new Fact.HandoffWithdrawn(n, reason.strip()));
    }

    List<Fact> reprioritise(Actor by, Priority to, @Nullable String reason) {
        mustBeOpen("changing its priority");
        mustWork(by);
        if (course.priority == to) throw new Refused("priority", "%s is %s already.".formatted(ref, to));
        return List.of(new Fact.Reprioritised(course.priority, to, reason));
    }

    List<Fact> reclassify(Actor by, String to) {
        mustBeOpen("changing its activity");
        mustWork(by);
        var from = course.activity;
        if (to.equals(from)) throw new Refused("activity", "%s is %s already.".formatted(ref, to));
        return List.of(new Fact.Reclassified(from == null ? "" : from, to));
    }

    /// By whoever holds it, or by the requester for whom it works again.
    List<Fact> resolve(Actor by, String summary) {
        mustBeOpen("resolving it");
        var own = by.personId() == course.opened.requester();
        if (!own) mustHold(by);
        if (summary.isBlank()) throw new Refused("summary", "Say what was done, in a sentence the requester understands.");
        return List.of(new Fact.Resolved(summary.strip()));
    }

    List<Fact> reopen(Actor by, String reason, Instant until, Instant at) {
        var status = course.status();
        if (status == Status.CLOSED || status == Status.CANCELLED || course.resolvedAt != null && at.isAfter(until))
            throw new Refused("%s was %s and stays so: five working days have passed or it was given up. Open a new ticket and mention it.".formatted(ref, status.label().toLowerCase(java.util.Locale.ROOT)));
        if (status != Status.RESOLVED) throw new Refused("%s is not resolved.".formatted(ref));
        if (by.personId() != course.opened.requester()) mustWork(by);
        if (reason.isBlank()) throw new Refused("reason", "Say what is still wrong.");
        return List.of(new Fact.Reopened(reason.strip()));
    }

    List<Fact> cancel(Actor by, String reason) {
        mustBeOpen("cancelling it");
        if (by.personId() != course.opened.requester()) mustHold(by);
        if (reason.isBlank()) throw new Refused("reason", "Say why it is given up.");
        return List.of(new Fact.Cancelled(reason.strip()));
    }

    List<Fact> link(Actor by, Ticket problem) {
        mustWork(by);
        if (problem.course.opened.kind() != Kind.PROBLEM) throw new Refused("problem", "%s is no problem but a %s.".formatted(problem.ref, problem.course.opened.kind().label().toLowerCase(java.util.Locale.ROOT)));
        if (problem.client != client) throw new Refused("problem", "%s belongs to another client.".formatted(problem.ref));
        if (course.opened.kind() == Kind.PROBLEM) throw new Refused("problem", "%s is a problem itself.".formatted(ref));
        if (Objects.equals(course.problem, problem.id)) throw new Refused("problem", "%s is linked to %s already.".formatted(ref, problem.ref));
        return List.of(new Fact.Linked(problem.id));
    }

    List<Fact> unlink(Actor by) {
        mustWork(by);
        var problem = course.problem;
        if (problem == null) throw new Refused("%s is linked to no problem.".formatted(ref));
        return List.of(new Fact.Unlinked(problem));
    }

    List<Fact> logTime(Actor by, int minutes, String note, @Nullable String activity) {
        mustWork(by);
        if (minutes < 1 || minutes > 24 * 60) throw new Refused("minutes", "%d minutes cannot be: write 1 to 1440, and a day's work on its own day.".formatted(minutes));
        return List.of(new Fact.TimeLogged(minutes, note.strip(), activity == null ? course.activity : activity));
    }

    void mustBeOpen(String doing) {
        if (course.status().isOpen()) return;
        throw new Refused("%s is %s. %s before %s.".formatted(ref, course.status().label().toLowerCase(java.util.Locale.ROOT),
                course.status() == Status.RESOLVED ? "Reopen it" : "Open a new ticket", doing));
    }

    private void mustNotBeClosed() {
        if (course.closedAt != null) throw new Refused("%s is %s. Open a new ticket and mention it.".formatted(ref, course.status().label().toLowerCase(java.util.Locale.ROOT)));
    }

    private static void mustWork(Actor by) {
        if (!by.worksTickets()) throw new Refused("Only people who work tickets may do that. Write a reply instead.");
    }

    void mustHold(Actor by) {
        mustWork(by);
        if (by.party().id() != course.party())
            throw new Refused("%s is held by %s (%s), not by %s. Write a note, or ask them to hand it over."
                    .formatted(ref, known.teamName(course.team()), known.partyName(course.party()), by.party().name()));
    }

    private Course.Offer offer(int n) {
        var offer = course.offer;
        if (n < 1 || n > course.handoffs) throw new Refused("%s has no handoff %d; it has had %d.".formatted(ref, n, course.handoffs));
        if (offer == null || offer.n() != n)
            throw new Refused("Handoff %d of %s is not open: it was answered or withdrawn.".formatted(n, ref));
        return offer;
    }

    private void mustAnswerFor(Actor by, Course.Offer offer) {
        var manager = by.party().id() == offer.party() && (by.role() == Role.SERVICE_MANAGER || by.role() == Role.IT_MANAGER);
        if (!by.isIn(offer.team()) && !manager)
            throw new Refused("%s is offered to %s of %s: somebody of that team answers.".formatted(ref, known.teamName(offer.team()), known.partyName(offer.party())));
    }
}
