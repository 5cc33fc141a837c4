package demarc.app.signals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A condition as this node knows it, and what was heard of it since it was last written down. State and severity never change here: a change
/// makes another one.
final class Heard {
    final int client;
    final long id;
    final Condition.State state;
    final Severity severity;
    /// The newest text, while it is not the one that is written down.
    final AtomicReference<@Nullable Signal> newer = new AtomicReference<>();
    final AtomicInteger times = new AtomicInteger();
    /// By our clock, in microseconds.
    volatile long last;
    private volatile long text;

    Heard(int client, long id, Condition.State state, Severity severity, long text) {
        this.client = client;
        this.id = id;
        this.state = state;
        this.severity = severity;
        this.text = text;
    }

    /// Whether the signal tells what is known. How bad it was is only compared while it is.
    boolean tells(Signal signal) {
        return switch (signal.state()) {
            case FIRING -> state == Condition.State.FIRING && severity == signal.severity();
            case CLEARED -> state == Condition.State.CLEARED;
        };
    }

    /// @return whether it was the first since the last writing down
    boolean again(Signal signal, long at) {
        var said = text(signal);
        if (said != text && !signal.summary().isEmpty()) {
            newer.set(signal);
            text = said;
        }
        if (at > last) last = at;
        return times.getAndIncrement() == 0;
    }

    /// A number that differs when the text does.
    static long text(Signal signal) {
        long sum = signal.summary().hashCode();
        sum = sum * 31 + (signal.details() == null ? 0 : signal.details().hashCode());
        sum = sum * 31 + (signal.link() == null ? 0 : signal.link().hashCode());
        return sum * 31 + signal.labels().hashCode();
    }
}
