package demarc.core.agreement;

import demarc.core.agreement.Reading.Breach;
import demarc.core.agreement.Reading.Clock;
import demarc.core.agreement.Reading.Share;
import demarc.core.agreement.Reading.State;
import demarc.core.agreement.Reading.Stretch;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the response and resolution clocks of a ticket from its timeline.
///
/// - The response clock runs from the opening to the first human contact (or the resolution) and never pauses.
/// - The resolution clock stands while the ticket waits for a reason that [PauseRules] let stop it under the priority of that moment. Its due
///   moment moves by the pause, counted in the clock's time; the pause is charged to the party waited for.
/// - A new priority is judged as if it had held from the opening; but a promise cannot break before it was made, so the breach lies at the
///   change at the earliest. Once kept, a promise stays judged by the priority it was kept under.
/// - A ticket reopened within five working days of its resolution goes on where its clock stopped. Reopened later it is a new ticket, and the
///   reading stays as it was.
/// - Due moments are met at the very second; facts after `now` have not happened yet.
public final class SlaClock {

    static final int REOPEN_WORKING_DAYS = 5;

    private SlaClock() {}

    /// What the agreement promises for a priority; null when it promises nothing.
    @FunctionalInterface
    public interface Promises {
        @Nullable Promise of(Priority priority);
    }

    /// @param calendar the hours that `level.clock()` names, where the ticket is
    public record Promise(ServiceLevel level, WorkCalendar calendar) {}

    public static Reading read(Timeline timeline, Promises promises, PauseRules pauses, Instant now) {
        var history = TicketHistory.of(timeline, promises, pauses, now);
        var promise = promises.of(history.resolve().priority());
        return new Reading(
                respond(history, promises.of(history.respond().priority())),
                promise == null ? null : resolve(history, promise),
                shares(history.stretches(), history.end(), promise == null ? null : promise.calendar(), true));
    }

    /// Whose time it was from the opening to the end (or to now), without what lies between a resolution and a reopening. Their sums are the shares.
    public static List<Stretch> stretches(Timeline timeline, Promises promises, PauseRules pauses, Instant now) {
        return TicketHistory.of(timeline, promises, pauses, now).stretches().stream().filter(TicketHistory.Stretch::held)
                .map(each -> new Stretch(Instant.ofEpochSecond(each.from()), Instant.ofEpochSecond(each.to()), each.charged(), !each.running())).toList();
    }

    private static @Nullable Clock respond(TicketHistory history, @Nullable Promise promise) {
        if (promise == null) return null;
        var target = promise.level().respond();
        var calendar = promise.calendar();
        long opened = history.opened();
        long due = target.due(calendar, opened);
        long elapsed = calendar.worked(opened, history.respond().end());
        return clock(history, history.respond(), calendar, target, allowance(target, calendar, opened, due), due, elapsed, false);
    }

    private static Clock resolve(TicketHistory history, Promise promise) {
        var target = promise.level().resolve();
        var calendar = promise.calendar();
        long opened = history.opened();
        long due = target.due(calendar, opened);
        long allowance = allowance(target, calendar, opened, due);
        long elapsed = calendar.worked(opened, history.end());
        for (var stretch : history.stretches()) {
            if (stretch.running()) continue;
            long paused = calendar.worked(stretch.from(), stretch.to());
            elapsed -= paused;
            if (stretch.from() <= due) due = calendar.after(due, paused);
        }
        return clock(history, history.resolve(), calendar, target, allowance, due, elapsed, true);
    }

    private static long allowance(Target target, WorkCalendar calendar, long opened, long due) {
        return switch (target) {
            case Target.Working working -> working.time().getSeconds();
            case Target.WorkingDays _ -> calendar.worked(opened, due);
        };
    }

    private static Clock clock(
            TicketHistory history, TicketHistory.Duty duty, WorkCalendar calendar, Target target, long allowance, long due, long elapsed, boolean pauses) {
        boolean late = duty.end() > due;
        var state = late ? State.BREACHED
                : duty.done() ? State.MET
                : history.cancelled() ? State.STOPPED
                : pauses && history.paused() ? State.PAUSED
                : State.RUNNING;
        return new Clock(
                target, state, Duration.ofSeconds(elapsed), Duration.ofSeconds(allowance), Instant.ofEpochSecond(due),
                duty.done() ? Instant.ofEpochSecond(duty.end()) : null,
                late ? breach(history, Math.max(due, duty.prioritySince()), calendar, pauses) : null);
    }

    private static Breach breach(TicketHistory history, long at, WorkCalendar calendar, boolean pauses) {
        return new Breach(Instant.ofEpochSecond(at), holderAt(history, at, pauses), shares(history.stretches(), at, calendar, pauses));
    }

    /// A promise breaks while its clock runs; when the ticket changed hands at that second, it broke in the hands that gave it away. Raised
    /// to a priority already overdue while it waits, it broke in the hands of the party waited for.
    private static String holderAt(TicketHistory history, long at, boolean pauses) {
        for (var stretch : history.stretches())
            if (stretch.to() >= at && (pauses ? stretch.running() : stretch.held())) return stretch.holder();
        return history.stretches().getLast().charged();
    }

    private static List<Share> shares(List<TicketHistory.Stretch> stretches, long until, @Nullable WorkCalendar calendar, boolean pauses) {
        var byParty = new LinkedHashMap<String, long[]>();
        for (var stretch : stretches) {
            if (!stretch.held() || stretch.from() >= until) continue;
            long to = Math.min(stretch.to(), until);
            long wall = to - stretch.from();
            var sums = byParty.computeIfAbsent(pauses ? stretch.charged() : stretch.holder(), _ -> new long[2]);
            sums[0] += wall;
            sums[1] += calendar == null ? wall : calendar.worked(stretch.from(), to);
        }
        var shares = new ArrayList<Share>(byParty.size());
        byParty.forEach((party, sums) -> shares.add(new Share(party, Duration.ofSeconds(sums[0]), Duration.ofSeconds(sums[1]))));
        return List.copyOf(shares);
    }
}
