package demarc.app.work;

import demarc.app.work.Fact.Assigned;
import demarc.app.work.Fact.DecisionAsked;
import demarc.app.work.Fact.HandoffOffered;
import demarc.app.work.Fact.How;
import demarc.app.work.Fact.Opened;
import demarc.app.work.Fact.Promise;
import demarc.app.work.Fact.Waiting;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a timeline has led so far: the facts, folded. Changes only while it folds.
final class Course {
    /// A decision on its way.
    static final class Ruling {
        final DecisionAsked asked;
        final @Nullable Integer asker;
        final Instant at;
        Fact.Decider decider;
        @Nullable Instant deadline;
        Fact.Then then;
        @Nullable Boolean approved;
        boolean reviewed;
        boolean reviewOverdue;

        Ruling(DecisionAsked asked, @Nullable Integer asker, Instant at) {
            this.asked = asked;
            this.asker = asker;
            this.at = at;
            decider = asked.decider();
            deadline = asked.deadline();
            then = asked.then();
        }

        boolean pending() {
            return approved == null;
        }

        /// An approved decision that somebody still has to look back on.
        boolean awaitsReview() {
            return Boolean.TRUE.equals(approved) && asked.reviewer() != null && !reviewed;
        }
    }

    record Offer(int n, int team, int party, String reason, @Nullable Integer by, Instant at) {}

    final Opened opened;
    final Instant openedAt;
    @Nullable String activity;
    Priority priority;
    Assigned place;
    Instant placedAt;
    /// The last word of the agreement on where it belongs, which "why here" shows.
    @Nullable Because because;
    Instant heldSince;
    @Nullable Instant crossedAt;
    @Nullable Integer assignee;
    boolean started;
    @Nullable Waiting waiting;
    @Nullable Offer offer;
    int handoffs;
    final Map<Integer, Ruling> rulings = new TreeMap<>();
    @Nullable Instant respondedAt;
    @Nullable Instant resolvedAt;
    @Nullable Instant closedAt;
    boolean cancelled;
    final Map<Promise, Fact.Breached> breached = new EnumMap<>(Promise.class);
    final Set<Promise> warned = EnumSet.noneOf(Promise.class);
    /// When somebody last moved it: what escalation counts from.
    Instant progressAt;
    int escalations;
    @Nullable Long problem;
    int minutes;

    private Course(Recorded first, Assigned placed) {
        opened = (Opened) first.fact();
        openedAt = first.at();
        activity = opened.activity();
        priority = opened.priority();
        place = placed;
        placedAt = first.at();
        because = placed.because();
        heldSince = first.at();
        progressAt = first.at();
    }

    /// A timeline begins with the opening and the first assignment.
    static Course of(List<Recorded> facts) {
        var course = new Course(facts.get(0), (Assigned) facts.get(1).fact());
        for (var each : facts.subList(2, facts.size())) course.take(each);
        return course;
    }

    Status status() {
        if (cancelled) return Status.CANCELLED;
        if (closedAt != null) return Status.CLOSED;
        if (resolvedAt != null) return Status.RESOLVED;
        if (waiting != null) return Status.WAITING;
        return started ? Status.OPEN : Status.NEW;
    }

    int party() {
        return place.party();
    }

    @Nullable Integer team() {
        return place.team();
    }

    boolean waitsOn(WaitingOn reason) {
        return waiting != null && waiting.on() == reason;
    }

    List<Ruling> pending() {
        return rulings.values().stream().filter(Ruling::pending).toList();
    }

    /// Somebody meant it to be where it is, so the edge of hours and a new priority leave it there.
    boolean placedByPeople() {
        return place.how() == How.GIVEN || place.how() == How.HANDOFF;
    }

    private void take(Recorded each) {
        var at = each.at();
        switch (each.fact()) {
            case Opened again -> throw new IllegalStateException("a ticket opens once (%s)".formatted(again));
            case Assigned assigned -> assign(assigned, at);
            case Fact.Taken taken -> {
                assignee = taken.person();
                // Nobody waits for a word: whoever takes it has seen it.
                if (opened.requester() == Ticket.NOBODY && respondedAt == null) respondedAt = at;
                start(at);
            }
            case Fact.Released _ -> assignee = null;
            case Fact.Replied replied -> {
                if (!replied.staff()) return;
                if (respondedAt == null) respondedAt = at;
                start(at);
            }
            case Fact.Noted _ -> progress(at);
            case Fact.Observed _ -> {}
            case Waiting wait -> {
                waiting = wait;
                progress(at);
            }
            case Fact.Resumed _ -> {
                waiting = null;
                progress(at);
            }
            case HandoffOffered offered -> {
                offer = new Offer(offered.n(), offered.team(), offered.party(), offered.reason(), each.actor(), at);
                handoffs = offered.n();
                progress(at);
            }
            case Fact.HandoffAccepted _, Fact.HandoffDeclined _, Fact.HandoffWithdrawn _ -> {
                offer = null;
                progress(at);
            }
            case Fact.Escalated _ -> escalations++;
            case DecisionAsked asked -> rulings.put(asked.n(), new Ruling(asked, each.actor(), at));
            case Fact.Decided decided -> ruling(decided.n()).approved = decided.approved();
            case Fact.DecisionTimedOut timedOut -> timeOut(ruling(timedOut.n()), timedOut.then());
            case Fact.Reviewed reviewed -> ruling(reviewed.n()).reviewed = true;
            case Fact.ReviewOverdue overdue -> ruling(overdue.n()).reviewOverdue = true;
            case Fact.Warned warning -> warned.add(warning.promise());
            case Fact.Breached breach -> breached.put(breach.promise(), breach);
            case Fact.Reclassified reclassified -> activity = reclassified.to();
            case Fact.Reprioritised reprioritised -> {
                priority = reprioritised.to();
                warned.clear();
            }
            case Fact.Resolved _ -> {
                resolvedAt = at;
                if (respondedAt == null) respondedAt = at;
                waiting = null;
                offer = null;
                started = true;
            }
            case Fact.Reopened _ -> {
                resolvedAt = null;
                start(at);
            }
            case Fact.Closed _ -> closedAt = at;
            case Fact.Cancelled _ -> {
                cancelled = true;
                closedAt = at;
                waiting = null;
                offer = null;
            }
            case Fact.Linked linked -> problem = linked.problem();
            case Fact.Unlinked _ -> problem = null;
            case Fact.ProblemResolved _ -> {}
            case Fact.TimeLogged logged -> minutes += logged.minutes();
            case Fact.AtSource there -> {
                if (there.what() == Fact.There.TAKEN && respondedAt == null) respondedAt = at;
            }
            case Fact.Imported _ -> {
                closedAt = at;
                waiting = null;
            }
        }
    }

    private void assign(Assigned assigned, Instant at) {
        if (assigned.party() != place.party()) {
            heldSince = at;
            crossedAt = at;
        }
        place = assigned;
        placedAt = at;
        assignee = null;
        offer = null;
        if (assigned.because() != null) because = assigned.because();
        if (assigned.how() != How.ESCALATION) progress(at);
    }

    private void start(Instant at) {
        started = true;
        progress(at);
    }

    private void progress(Instant at) {
        progressAt = at;
        escalations = 0;
    }

    private static void timeOut(Ruling ruling, Fact.Then then) {
        ruling.deadline = null;
        var next = ruling.asked.escalateTo();
        if (then == Fact.Then.ESCALATE && next != null) {
            ruling.decider = next;
            ruling.then = Fact.Then.WAIT;
        }
    }

    private Ruling ruling(int n) {
        var ruling = rulings.get(n);
        if (ruling == null) throw new IllegalStateException("no decision (%d) was asked".formatted(n));
        return ruling;
    }
}
