package demarc.app.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Failed attempts within a window, for the names that failed last. Kept by each node on its own.
public final class Attempts {
    private static final int NAMES = 20_000;

    private record Failed(int times, Instant since) {}

    private final Clock clock;
    private final int allowed;
    private final Duration window;
    private final Map<String, Failed> failed = new LinkedHashMap<>(64, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
            return size() > NAMES;
        }
    };

    public Attempts(Clock clock, int allowed, Duration window) {
        this.clock = clock;
        this.allowed = allowed;
        this.window = window;
    }

    public synchronized Optional<Duration> mustWait(String name) {
        var seen = failed.get(name);
        if (seen == null || seen.times() < allowed) return Optional.empty();
        var left = Duration.between(clock.instant(), seen.since().plus(window));
        if (left.isPositive()) return Optional.of(left);
        failed.remove(name);
        return Optional.empty();
    }

    public synchronized void failed(String name) {
        var now = clock.instant();
        var seen = failed.get(name);
        failed.put(name, seen == null || seen.since().plus(window).isBefore(now) ? new Failed(1, now) : new Failed(seen.times() + 1, seen.since()));
    }

    public synchronized void forget(String name) {
        failed.remove(name);
    }
}
