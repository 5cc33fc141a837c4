package demarc.core.agreement;

import demarc.core.agreement.Agreement.Boundary;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Timeline.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agreement would have done with a ticket of the past: the team it would have gone to, the moves the agreement itself would have made,
/// and whether its promises would have been kept had the work taken the time it took.
///
/// The past is replayed as if the agreement had been in force all along, whatever its effective date. Live work is routed by the same lookup
/// and its clocks are read by the same [SlaClock].
public final class Replay {

    /// A ticket of the past without the hands it really went through.
    ///
    /// @param activity `service/activity`, which the agreement must know
    /// @param site     ignored when the agreement does not know it
    /// @param steps    in order of time, none before the opening
    /// @param lastSeen nothing is known after this moment
    public record Past(String activity, Priority priority, @Nullable String site, boolean request, Instant opened, List<Step> steps, Instant lastSeen) {
        public Past {
            steps = List.copyOf(steps);
        }
    }

    public sealed interface Step {
        Instant at();
    }

    /// Somebody worked on it.
    public record Touched(Instant at) implements Step {}

    /// It turned out to be other work: another activity from here on.
    public record Turned(Instant at, String activity) implements Step {}

    /// It waits; the agreement says whose time that is.
    public record Waited(Instant at, WaitingOn on) implements Step {}

    /// Anything that does not depend on who holds it.
    public record Happened(Fact fact) implements Step {
        @Override
        public Instant at() {
            return fact.at();
        }
    }

    /// Why the agreement moves work: it became another activity's, the hours changed (`at-boundary:`), or nothing happened for too long (`escalate:`).
    public enum Why { TURNED, BOUNDARY, ESCALATED }

    public record Move(Instant at, Team from, Team to, Why why) {

        /// Whether it goes from one party to another.
        public boolean crosses() {
            return !from.party().key().equals(to.party().key());
        }
    }

    /// @param first where the ticket would have gone when it was opened
    public record Outcome(Assignment first, List<Move> moves, Timeline timeline, Reading reading) {}

    private final InForce inForce;

    public Replay(InForce inForce) {
        this.inForce = inForce;
    }

    public Outcome of(Past past) {
        return new Walk(past).outcome();
    }

    private final class Walk {
        private final Past past;
        private final @Nullable Site site;
        private final Assignment first;
        private final List<Fact> facts = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();
        private Agreement.Activity activity;
        private Priority priority;
        private Team holder;
        private Assignment assignment;
        /// How far the past has been replayed.
        private Instant now;
        private boolean started;
        private boolean still;

        Walk(Past past) {
            this.past = past;
            site = past.site() == null ? null : inForce.agreement().sites().get(past.site());
            activity = inForce.activity(past.activity());
            priority = past.priority();
            first = inForce.assign(activity, priority, site, past.opened());
            assignment = first;
            holder = first.responsible();
            now = past.opened();
            facts.add(new Fact.Opened(past.opened(), priority, holder.key(), holder.party().key()));
        }

        Outcome outcome() {
            for (var step : past.steps()) {
                if (!still) moveUntil(step.at());
                now = step.at();
                take(step);
            }
            var timeline = new Timeline(facts);
            return new Outcome(first, List.copyOf(moves), timeline, SlaClock.read(timeline, this::promise, inForce.agreement().pauses(), past.lastSeen()));
        }

        private SlaClock.Promise promise(Priority priority) {
            var requested = past.request() ? inForce.requestLevel() : null;
            var level = requested == null ? inForce.level(activity, priority) : requested;
            return new SlaClock.Promise(level, inForce.calendar(level.clock()));
        }

        private void take(Step step) {
            switch (step) {
                case Touched _ -> started = true;
                case Turned(var at, var key) -> turn(at, inForce.activity(key), priority);
                case Waited(var at, var on) -> {
                    facts.add(new Fact.Waiting(at, on, charged(on)));
                    still = true;
                }
                case Happened(var fact) -> {
                    facts.add(fact);
                    switch (fact) {
                        case Fact.PriorityChanged changed -> turn(changed.at(), activity, changed.to());
                        case Fact.Responded _ -> started = true;
                        case Fact.Resolved _, Fact.Cancelled _, Fact.Waiting _ -> still = true;
                        case Fact.Resumed _, Fact.Reopened _ -> still = false;
                        case Fact.Opened _, Fact.Assigned _ -> {}
                    }
                }
            }
        }

        private String charged(WaitingOn on) {
            return switch (on) {
                case REQUESTER, CLIENT, DECISION -> inForce.agreement().client().key();
                case VENDOR, PARTS, SCHEDULED -> holder.party().key();
            };
        }

        /// Only what the work is decides here; the hour has its own say at the edge of hours.
        private void turn(Instant at, Agreement.Activity newActivity, Priority newPriority) {
            var before = inForce.assign(activity, priority, site, at).responsible();
            activity = newActivity;
            priority = newPriority;
            if (!inForce.assign(activity, priority, site, at).responsible().key().equals(before.key())) reassign(at, Why.TURNED);
        }

        private void reassign(Instant at, Why why) {
            assignment = inForce.assign(activity, priority, site, at);
            move(at, assignment.responsible(), why);
        }

        private void move(Instant at, Team to, Why why) {
            if (to.key().equals(holder.key())) return;
            moves.add(new Move(at, holder, to, why));
            facts.add(new Fact.Assigned(at, to.key(), to.party().key()));
            holder = to;
        }

        /// What the agreement does by itself before the log goes on. While a ticket waits or is resolved, it does nothing.
        private void moveUntil(Instant next) {
            for (var due : inForce.escalationsFrom(assignment, now)) {
                if (!due.at().isBefore(next)) break;
                boundariesUntil(due.at());
                if (due.to() instanceof Team team) move(due.at(), team, Why.ESCALATED);
            }
            boundariesUntil(next);
        }

        private void boundariesUntil(Instant next) {
            var boundary = inForce.agreement().boundary();
            if (boundary == Boundary.STAY || boundary == Boundary.UNSTARTED && started) return;
            while (true) {
                var change = inForce.nextChange(activity, priority, site, now);
                if (change == null || !change.isBefore(next)) return;
                now = change;
                reassign(change, Why.BOUNDARY);
            }
        }
    }
}
