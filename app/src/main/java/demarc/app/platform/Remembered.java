package demarc.app.platform;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Answers that every request needs and that seldom change, kept for a few seconds. A change is known at once on the node that made it, if it says
/// [#forget], and within [#LASTING] on the others.
public final class Remembered<K, V> {
    public static final Duration LASTING = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private record Answer<V>(V value, long until) {}

    private final ConcurrentHashMap<K, Answer<V>> answers = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    public V get(K question, Supplier<V> ask) {
        var now = System.nanoTime();
        var known = answers.get(question);
        if (known != null && known.until - now > 0) return known.value;
        var before = forgotten.get();
        var value = ask.get();
        if (answers.size() >= MOST) answers.clear();
        answers.put(question, new Answer<>(value, now + LASTING.toNanos()));
        // Asked before a change and answered after it: not to be kept.
        if (forgotten.get() != before) answers.remove(question);
        return value;
    }

    public void forget() {
        forgotten.incrementAndGet();
        answers.clear();
    }
}
