package demarc.app.signals;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Hears signals at the rate at which they come. What only says again what is known is counted in memory; what changes something waits for the
/// [Ledger] to have it on disk.
///
/// Memory is bounded: conditions beyond [#MOST] are looked up in the database, and a sender waits when too much is on its way there.
@Component
class Listener implements SmartLifecycle {
    /// Each takes some 300 bytes; a small heap holds fewer.
    private static final long MOST = Math.min(200_000, Runtime.getRuntime().maxMemory() / 1500);
    private static final int FLUSHED_AT_ONCE = 2_000;
    private static final long FLUSH_NANOS = 300_000_000;

    private final Ledger ledger;
    private final Tally tally;
    private final Cache<Cell, Heard> known = Caffeine.newBuilder().maximumSize(MOST).build();
    private final ConcurrentHashMap<Cell, Integer> changing = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Heard> dirty = new ConcurrentLinkedQueue<>();
    private volatile boolean running;

    Listener(Ledger ledger, Tally tally) {
        this.ledger = ledger;
        this.tally = tally;
    }

    Taken take(Source source, List<Signal> signals, Instant receivedAt) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) throw new IllegalStateException("signals of source (%d) are taken inside a transaction".formatted(source.id()));
        var at = receivedAt.truncatedTo(ChronoUnit.MICROS);
        var micros = micros(at);
        var told = new ArrayList<Ledger.Told>();
        Set<String> changed = Set.of();
        for (var signal : signals) {
            var key = Texts.key(signal.key());
            var cell = new Cell(source.client(), source.id(), key);
            // Whatever else is said of a condition that is being changed queues up behind the change.
            if ((changed.isEmpty() || !changed.contains(key)) && (changing.isEmpty() || !changing.containsKey(cell))) {
                var heard = known.getIfPresent(cell);
                if (heard != null && heard.tells(signal)) {
                    if (heard.again(signal, micros)) dirty.add(heard);
                    continue;
                }
            }
            if (changed.isEmpty()) changed = new HashSet<>();
            changed.add(key);
            told.add(new Ledger.Told(cell, Texts.fit(signal), at));
        }
        tally.heard(source, signals.size(), at, told);
        var changes = told.isEmpty() ? 0 : change(told);
        return new Taken(signals.size(), changes, signals.size() - changes);
    }

    private int change(List<Ledger.Told> told) {
        for (var each : told) changing.merge(each.cell(), 1, Integer::sum);
        try {
            return ledger.write(told, this::remember);
        } finally {
            for (var each : told) changing.compute(each.cell(), (_, times) -> times == null || times == 1 ? null : times - 1);
        }
    }

    private void remember(Map<Cell, Heard> written) {
        known.putAll(written);
    }

    int silence(int client, Collection<Long> ids, Instant at) {
        var silenced = ledger.silence(client, ids, at);
        forget(silenced);
        return silenced.size();
    }

    long silence(Source source, Instant at) {
        var cell = new Cell(source.client(), source.id(), Tally.key(source));
        var id = ledger.silence(source, cell.key(), at);
        forget(List.of(cell));
        return id;
    }

    /// Now, and again after the commit: whoever looked in between remembered what was before.
    void forget(Collection<Cell> cells) {
        known.invalidateAll(cells);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override public void afterCommit() {
                known.invalidateAll(cells);
            }
        });
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        flush(System.nanoTime() + FLUSH_NANOS);
    }

    void flush() {
        flush(Long.MAX_VALUE);
    }

    /// What is not written by then waits for the next second.
    private synchronized void flush(long until) {
        try {
            while (!dirty.isEmpty() && System.nanoTime() < until) {
                var some = new ArrayList<Heard>(Math.min(FLUSHED_AT_ONCE, 64));
                for (Heard next; some.size() < FLUSHED_AT_ONCE && (next = dirty.poll()) != null; ) some.add(next);
                try {
                    ledger.count(some, this::remember);
                } catch (RuntimeException e) {
                    dirty.addAll(some);
                    throw e;
                }
            }
            tally.write().forEach((spoke, at) -> take(spoke, List.of(Tally.speaks(spoke)), at));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Listener.class).error("what was counted could not be written down; it is tried again", e);
        }
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    @Override public void start() {
        ledger.open();
        running = true;
    }

    /// After the web server, which may still be answering.
    @Override public void stop() {
        flush();
        ledger.close();
        running = false;
    }

    @Override public boolean isRunning() {
        return running;
    }

    @Override public int getPhase() {
        return 0;
    }
}
