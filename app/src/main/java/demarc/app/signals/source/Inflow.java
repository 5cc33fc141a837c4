package demarc.app.signals.source;

import demarc.app.platform.Refused;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What a listener heard and has not been taken yet. Bounded: whoever listens never waits, and what comes too fast is counted and lost.
///
/// @param <T> a datagram, a line, a trap
public final class Inflow<T> implements AutoCloseable {
    private static final int ROOM = 10_000;
    private static final int BATCH = 500;

    /// How a heard thing is understood.
    public interface Reader<T> {
        Optional<Source> source(T heard);

        /// @throws Refused what is wrong with it; it is kept
        List<Signal> read(T heard, Source source, Instant at);

        byte[] bytes(T heard);
    }

    private record Heard<T>(T what, Instant at) {}

    private final ArrayBlockingQueue<Heard<T>> queue = new ArrayBlockingQueue<>(ROOM);
    private final LongAdder heard = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final Reader<T> reader;
    private final Conditions conditions;
    private final Keeping keeping;
    private final Clock clock;
    private @Nullable Thread worker;

    public Inflow(Reader<T> reader, Conditions conditions, Keeping keeping, Clock clock) {
        this.reader = reader;
        this.conditions = conditions;
        this.keeping = keeping;
        this.clock = clock;
    }

    public void start(String name) {
        worker = Thread.ofVirtual().name(name).start(this::work);
    }

    /// Never waits.
    public void offer(T what) {
        heard.increment();
        if (!queue.offer(new Heard<>(what, clock.instant()))) dropped.increment();
    }

    public long heard() {
        return heard.sum();
    }

    public long dropped() {
        return dropped.sum();
    }

    public long strangers() {
        return strangers.sum();
    }

    @Override public void close() {
        if (worker != null) worker.interrupt();
    }

    private void work() {
        var taken = new ArrayList<Heard<T>>(BATCH);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                taken.clear();
                var first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) continue;
                taken.add(first);
                queue.drainTo(taken, BATCH - 1);
                take(taken);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(Inflow.class).error("{} messages heard by a listener could not be taken", taken.size(), e);
            }
        }
    }

    private void take(List<Heard<T>> batch) {
        var bySource = new LinkedHashMap<Long, Map.Entry<Source, List<Signal>>>();
        for (var each : batch) {
            var source = reader.source(each.what);
            if (source.isEmpty()) {
                strangers.increment();
                continue;
            }
            var signals = bySource.computeIfAbsent(source.get().id(), _ -> Map.entry(source.get(), new ArrayList<>())).getValue();
            try {
                signals.addAll(reader.read(each.what, source.get(), each.at));
            } catch (Refused refused) {
                keeping.keep(source.get(), refused.message(), "", reader.bytes(each.what), 0, each.at);
            }
        }
        // Also what says nothing counts as having been heard.
        for (var entry : bySource.values()) conditions.take(entry.getKey(), entry.getValue(), batch.getLast().at);
    }
}
