package demarc.app.work;

import demarc.core.agreement.InForce;
import demarc.core.agreement.PauseRules;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.agreement.SlaClock;
import demarc.core.agreement.SlaClock.Promise;
import demarc.core.agreement.Timeline;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket's clocks, read from its facts by the one clock of the core. Parties are named by their ids.
final class Clocks {
    static final int CLOSES_AFTER_WORKING_DAYS = 5;

    private Clocks() {}

    static Reading read(List<Recorded> facts, Course course, @Nullable InForce inForce, Instant now) {
        return SlaClock.read(timeline(facts), priority -> promise(course, inForce, priority), pauses(inForce), now);
    }

    static List<Reading.Stretch> stretches(List<Recorded> facts, Course course, @Nullable InForce inForce, Instant now) {
        return SlaClock.stretches(timeline(facts), priority -> promise(course, inForce, priority), pauses(inForce), now);
    }

    private static PauseRules pauses(@Nullable InForce inForce) {
        return inForce == null ? PauseRules.standard() : inForce.agreement().pauses();
    }

    static @Nullable Promise promise(Course course, @Nullable InForce inForce, Priority priority) {
        var activity = course.activity;
        var named = inForce == null || activity == null ? null : inForce.findActivity(activity).orElse(null);
        if (inForce == null || named == null) return null;
        var requests = inForce.requestLevel();
        var level = course.opened.kind() == Kind.REQUEST && requests != null ? requests : inForce.level(named, priority);
        return new Promise(level, inForce.calendar(level.clock()));
    }

    /// When a resolved ticket closes for good; until then it can be reopened.
    static Instant closes(Course course, @Nullable InForce inForce, Instant resolved) {
        var promise = promise(course, inForce, course.priority);
        return promise == null ? resolved.plus(Duration.ofDays(7)) : promise.calendar().afterWorkingDays(resolved, CLOSES_AFTER_WORKING_DAYS);
    }

    /// When three quarters of the promise will be gone, if its clock goes on from `now`.
    static Instant warning(Reading.Clock clock, WorkCalendar calendar, Instant now) {
        var left = clock.allowance().multipliedBy(3).dividedBy(4).minus(clock.elapsed());
        return left.isPositive() ? calendar.after(now, Duration.ofSeconds(left.toSeconds())) : now;
    }

    private static Timeline timeline(List<Recorded> facts) {
        var timeline = new ArrayList<Timeline.Fact>(facts.size());
        var opened = (Fact.Opened) facts.get(0).fact();
        var placed = (Fact.Assigned) facts.get(1).fact();
        timeline.add(new Timeline.Fact.Opened(facts.get(0).at(), opened.priority(), team(placed), party(placed.party())));
        for (var each : facts.subList(2, facts.size())) {
            var fact = opened.requester() == Ticket.NOBODY && each.fact() instanceof Fact.Taken ? new Timeline.Fact.Responded(each.at()) : translated(each.fact(), each.at());
            if (fact != null) timeline.add(fact);
        }
        return new Timeline(timeline);
    }

    private static Timeline.@Nullable Fact translated(Fact fact, Instant at) {
        return switch (fact) {
            case Fact.Assigned assigned -> new Timeline.Fact.Assigned(at, team(assigned), party(assigned.party()));
            case Fact.Reprioritised changed -> new Timeline.Fact.PriorityChanged(at, changed.to());
            case Fact.Waiting waiting -> new Timeline.Fact.Waiting(at, waiting.on(), party(waiting.charged()));
            case Fact.Resumed _ -> new Timeline.Fact.Resumed(at);
            case Fact.Replied replied -> replied.staff() ? new Timeline.Fact.Responded(at) : null;
            case Fact.Resolved _ -> new Timeline.Fact.Resolved(at);
            case Fact.Reopened _ -> new Timeline.Fact.Reopened(at);
            case Fact.Cancelled _ -> new Timeline.Fact.Cancelled(at);
            case Fact.Opened _, Fact.Taken _, Fact.Released _, Fact.Noted _, Fact.Observed _, Fact.HandoffOffered _, Fact.HandoffAccepted _, Fact.HandoffDeclined _,
                    Fact.HandoffWithdrawn _, Fact.Escalated _, Fact.DecisionAsked _, Fact.Decided _, Fact.DecisionTimedOut _, Fact.Reviewed _,
                    Fact.ReviewOverdue _, Fact.Warned _, Fact.Breached _, Fact.Reclassified _, Fact.Closed _, Fact.Linked _, Fact.Unlinked _,
                    Fact.ProblemResolved _, Fact.TimeLogged _, Fact.AtSource _, Fact.Imported _ -> null;
        };
    }

    private static String team(Fact.Assigned assigned) {
        return String.valueOf(assigned.team());
    }

    private static String party(int id) {
        return String.valueOf(id);
    }
}
