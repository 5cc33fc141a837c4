package demarc.app.work.web;

import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Reading;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One promise as it is shown: words that were true when the page was made, and the instants from which the browser counts on.
///
/// @param name  `Respond` or `Resolve`
/// @param due   null when nothing is promised
/// @param soon  from when it counts as near; null when nothing is counted
/// @param used  how much of the time is gone, 0 to 100
/// @param note  what the words leave out, or empty
public record Promise(String name, Tone tone, String words, @Nullable Instant due, @Nullable Instant soon, int used, String note) {

    public enum Tone {
        RUNNING, SOON, LATE, PAUSED, KEPT, BROKEN, NONE;

        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Whether the browser counts on.
    public boolean ticks() {
        return tone == Tone.RUNNING || tone == Tone.SOON || tone == Tone.LATE;
    }

    static Promise of(String name, Reading.@Nullable Clock clock, Instant now) {
        if (clock == null) return new Promise(name, Tone.NONE, "nothing promised", null, null, 0, "");
        var due = clock.due();
        var used = (int) Math.min(100, Math.round(clock.used() * 100));
        var left = clock.allowance().minus(clock.elapsed());
        var note = "%s of %s working time used".formatted(clock.elapsed().toMinutes() < 1 ? "nothing" : Words.span(clock.elapsed()), Words.span(clock.allowance()));
        var met = clock.metAt();
        return switch (clock.state()) {
            case MET -> new Promise(name, Tone.KEPT, "kept", due, null, used, note);
            case STOPPED -> new Promise(name, Tone.NONE, "stopped", due, null, used, note);
            case PAUSED -> new Promise(name, Tone.PAUSED, "paused with %s left".formatted(Words.span(left)), due, null, used, note);
            case BREACHED -> met == null
                    ? new Promise(name, Tone.LATE, "late by " + Words.span(Duration.between(due, now)), due, due, 100, note)
                    : new Promise(name, Tone.BROKEN, "done late by " + Words.span(Duration.between(due, met)), due, null, 100, note);
            case RUNNING -> running(name, due, used >= 75 ? now : soon(now, due), now, used, note);
        };
    }

    /// The next promise of a row.
    static Promise of(Queue.Row row, Instant now) {
        var due = row.due();
        if (!row.status().isOpen()) return ended(row);
        if (due != null) {
            var respond = row.respondedAt() == null && due.equals(row.respondDue());
            return running(respond ? "Respond" : "Resolve", due, soon(row.openedAt(), due), now, 0, "");
        }
        var resolve = row.resolveDue();
        if (row.resolveBroken() != null && resolve != null) return running("Resolve", resolve, resolve, now, 100, "");
        if (row.status() == Status.WAITING) return new Promise("Resolve", Tone.PAUSED, "paused", null, null, 0, "");
        return new Promise("Resolve", Tone.NONE, "nothing promised", null, null, 0, "");
    }

    private static Promise ended(Queue.Row row) {
        var broken = row.respondBroken() != null || row.resolveBroken() != null;
        return new Promise("Resolve", broken ? Tone.BROKEN : Tone.KEPT, broken ? "done late" : "done", row.resolveDue(), null, 100, "");
    }

    private static Promise running(String name, Instant due, Instant soon, Instant now, int used, String note) {
        if (now.isAfter(due)) return new Promise(name, Tone.LATE, "late by " + Words.span(Duration.between(due, now)), due, soon, 100, note);
        return new Promise(name, now.isBefore(soon) ? Tone.RUNNING : Tone.SOON, "in " + Words.span(Duration.between(now, due)), due, soon, used, note);
    }

    /// A quarter of the way before it is due.
    private static Instant soon(Instant from, Instant due) {
        return due.minus(Duration.between(from, due).dividedBy(4));
    }
}
