package demarc.app.work;

import demarc.core.agreement.Reading;
import demarc.core.agreement.Reading.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A moment at which a ticket must be looked at again.
///
/// @param n which one, where there may be several: the promise, the step, the decision
record Planned(Moment moment, int n, Instant at) {
    enum Moment { WARN, RESPOND, RESOLVE, ESCALATE, DECISION, REVIEW, BOUNDARY, WAKE, CLOSE }

    /// Everything a ticket has before it, as it stands.
    static List<Planned> of(int client, Course course, Reading reading, Rules rules, Instant now) {
        var plan = new ArrayList<Planned>();
        for (var ruling : course.rulings.values()) {
            var deadline = ruling.deadline;
            if (ruling.pending() && deadline != null && ruling.then != Fact.Then.WAIT && course.closedAt == null)
                plan.add(new Planned(Moment.DECISION, ruling.asked.n(), deadline));
            var review = ruling.asked.reviewDue();
            if (ruling.awaitsReview() && review != null && !ruling.reviewOverdue) plan.add(new Planned(Moment.REVIEW, ruling.asked.n(), review));
        }
        var resolved = course.resolvedAt;
        if (resolved != null && course.closedAt == null)
            plan.add(new Planned(Moment.CLOSE, 0, Clocks.closes(course, rules.promises(client, course), resolved)));
        if (!course.status().isOpen()) return plan;

        var inForce = rules.promises(client, course);
        promise(plan, Fact.Promise.RESPOND, Moment.RESPOND, reading.respond(), course, inForce, now);
        promise(plan, Fact.Promise.RESOLVE, Moment.RESOLVE, reading.resolve(), course, inForce, now);
        var boundary = rules.boundary(client, course, now);
        if (boundary != null) plan.add(new Planned(Moment.BOUNDARY, 0, boundary));
        var waiting = course.waiting;
        if (waiting == null) {
            var step = rules.escalation(client, course);
            if (step != null) plan.add(new Planned(Moment.ESCALATE, course.escalations, step.at()));
        } else if (waiting.until() != null) {
            plan.add(new Planned(Moment.WAKE, 0, waiting.until()));
        }
        return plan;
    }

    private static void promise(List<Planned> plan, Fact.Promise promise, Moment moment, Reading.@Nullable Clock clock, Course course,
            demarc.core.agreement.@Nullable InForce inForce, Instant now) {
        if (clock == null || clock.state() != State.RUNNING || course.breached.containsKey(promise)) return;
        // In time is to the very second, so a second later we know.
        plan.add(new Planned(moment, 0, clock.due().plusSeconds(1)));
        var terms = Clocks.promise(course, inForce, course.priority);
        if (terms != null && !course.warned.contains(promise)) {
            var warning = Clocks.warning(clock, terms.calendar(), now);
            if (warning.isBefore(clock.due())) plan.add(new Planned(Moment.WARN, promise.ordinal(), warning));
        }
    }
}
