package demarc.core.agreement;

import demarc.core.agreement.Timeline.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A timeline up to one moment, as stretches of who held the ticket and whether its resolution clock ran. Times are epoch seconds.
///
/// @param end when the resolution clock stopped, or now
record TicketHistory(
        long opened, long end, Duty respond, Duty resolve, boolean cancelled, boolean paused, List<Stretch> stretches) {

    /// @param end           when it was done, or given up, or now
    /// @param prioritySince since when the priority it is judged by has held
    record Duty(boolean done, long end, Priority priority, long prioritySince) {}

    enum Kind { RUNNING, PAUSED, RESOLVED }

    /// @param holder  the party the ticket was assigned to
    /// @param charged the party whose time it is: the holder, or the one waited for
    record Stretch(long from, long to, String holder, String charged, Kind kind) {

        boolean running() {
            return kind == Kind.RUNNING;
        }

        /// Somebody held the ticket, as nobody does between a resolution and a reopening.
        boolean held() {
            return kind != Kind.RESOLVED;
        }
    }

    static TicketHistory of(Timeline timeline, SlaClock.Promises promises, PauseRules pauses, Instant now) {
        return new Walk(timeline.opened(), promises, pauses).over(timeline.facts(), now);
    }

    private static final class Walk {

        private final SlaClock.Promises promises;
        private final PauseRules pauses;
        private final long opened;
        private final List<Stretch> stretches = new ArrayList<>();
        private long since;
        private String holder;
        private Priority priority;
        private long prioritySince;
        private Fact.@Nullable Waiting waiting;
        private @Nullable Duty responded;
        private @Nullable Duty resolved;
        private boolean cancelled;

        Walk(Fact.Opened opening, SlaClock.Promises promises, PauseRules pauses) {
            this.promises = promises;
            this.pauses = pauses;
            opened = opening.at().getEpochSecond();
            since = opened;
            holder = opening.party();
            priority = opening.priority();
            prioritySince = opened;
        }

        TicketHistory over(List<Fact> facts, Instant now) {
            for (var fact : facts) {
                if (fact.at().isAfter(now) || cancelled) break;
                if (resolved != null && fact instanceof Fact.Reopened reopened && tooLate(resolved, reopened)) break;
                take(fact, fact.at().getEpochSecond());
            }
            long at = resolved != null ? resolved.end() : cancelled ? since : Math.max(opened, now.getEpochSecond());
            if (resolved == null) closeStretch(at);
            var pending = new Duty(false, at, priority, prioritySince);
            return new TicketHistory(
                    opened, at,
                    responded == null ? pending : responded,
                    resolved == null ? pending : resolved,
                    cancelled, pausing(), List.copyOf(stretches));
        }

        private void take(Fact fact, long at) {
            if (resolved == null) closeStretch(at);
            switch (fact) {
                case Fact.Opened _ -> {}
                case Fact.Assigned assigned -> holder = assigned.party();
                case Fact.PriorityChanged changed -> {
                    if (changed.to() != priority) prioritySince = at;
                    priority = changed.to();
                }
                case Fact.Waiting wait -> waiting = wait;
                case Fact.Resumed _ -> waiting = null;
                case Fact.Responded _ -> respond(at);
                case Fact.Resolved _ -> {
                    respond(at);
                    if (resolved == null) resolved = new Duty(true, at, priority, prioritySince);
                    waiting = null;
                }
                case Fact.Reopened _ -> reopen(at);
                case Fact.Cancelled _ -> cancelled = true;
            }
        }

        private void respond(long at) {
            if (responded == null) responded = new Duty(true, at, priority, prioritySince);
        }

        private void reopen(long at) {
            if (resolved == null) return;
            stretches.add(new Stretch(resolved.end(), at, holder, holder, Kind.RESOLVED));
            resolved = null;
            waiting = null;
            since = at;
        }

        private boolean tooLate(Duty resolved, Fact.Reopened reopened) {
            var promise = promises.of(resolved.priority());
            return promise != null
                    && reopened.at().getEpochSecond() > promise.calendar().afterWorkingDays(resolved.end(), SlaClock.REOPEN_WORKING_DAYS);
        }

        private void closeStretch(long at) {
            if (at > since) stretches.add(stretch(at));
            since = at;
        }

        private Stretch stretch(long to) {
            return waiting != null && pausing()
                    ? new Stretch(since, to, holder, waiting.charged(), Kind.PAUSED)
                    : new Stretch(since, to, holder, holder, Kind.RUNNING);
        }

        private boolean pausing() {
            return waiting != null && resolved == null && pauses.stops(waiting.on(), priority);
        }
    }
}
