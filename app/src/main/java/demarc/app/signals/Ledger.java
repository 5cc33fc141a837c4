package demarc.app.signals;

import demarc.app.platform.Live;
import demarc.app.platform.Tenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes changes down, those of many senders in one transaction: a disk that manages a few hundred commits a second then keeps thousands of changes.
/// One thread for each node, so that what is said of a condition is written in the order in which it came.
@Component
class Ledger {
    /// Signals on their way to the disk; a sender waits while there are more.
    private static final int WAITING = 20_000;
    private static final int AT_ONCE = 2_000;
    private static final int ATTEMPTS = 5;

    /// One signal that may change something.
    record Told(Cell cell, Signal signal, Instant at) {}

    /// The database does not keep up, or is away: nothing of it was taken.
    static final class Busy extends RuntimeException {
        Busy(@Nullable Throwable cause) {
            super("Signals come faster than they can be kept, or the database is away. Nothing of this was taken; send it again in a few seconds.", cause);
        }
    }

    private record Order(List<Told> told, Consumer<Map<Cell, Heard>> remember, CompletableFuture<Integer> changes) {}

    /// Ends the writer, after all that was ordered before.
    private static final Order LAST = new Order(List.of(), _ -> {}, new CompletableFuture<>());

    private final Rows rows;
    private final TransactionTemplate transaction;
    private final Live live;
    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(WAITING, true);
    private @Nullable Thread writer;

    Ledger(Rows rows, TransactionTemplate transaction, Live live) {
        this.rows = rows;
        this.transaction = transaction;
        this.live = live;
    }

    /// @param remember is told what is written, in order, before the next is
    /// @return how many changed something
    int write(List<Told> told, Consumer<Map<Cell, Heard>> remember) {
        var permits = Math.min(told.size(), WAITING);
        try {
            if (!room.tryAcquire(permits, 10, TimeUnit.SECONDS)) throw new Busy(null);
            try {
                return ask(new Order(told, remember, new CompletableFuture<>()));
            } finally {
                room.release(permits);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy(e);
        }
    }

    private int ask(Order order) {
        orders.add(order);
        try {
            return order.changes.join();
        } catch (CompletionException e) {
            throw new Busy(e.getCause());
        }
    }

    void open() {
        writer = Thread.ofPlatform().name("signals-ledger").daemon().start(this::run);
    }

    void close() {
        var thread = writer;
        if (thread == null) return;
        orders.add(LAST);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var some = new ArrayList<Order>();
        try {
            while (true) {
                some.clear();
                some.add(orders.take());
                var signals = some.getFirst().told.size();
                for (Order next; signals < AT_ONCE && (next = orders.poll()) != null; signals += next.told.size()) some.add(next);
                var last = some.remove(LAST);
                if (!some.isEmpty()) write(some);
                if (last) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Together; when that fails, each alone, so that nobody pays for what another sent.
    private void write(List<Order> together) {
        try {
            var all = together.size() == 1 ? together.getFirst().told : together.stream().flatMap(order -> order.told.stream()).toList();
            var written = transacted(all);
            together.getFirst().remember.accept(written.heard());
            var from = 0;
            for (var order : together) {
                var changes = 0;
                for (var end = from + order.told.size(); from < end; from++) if (written.changed()[from]) changes++;
                order.changes.complete(changes);
            }
        } catch (RuntimeException e) {
            if (together.size() > 1) for (var order : together) write(List.of(order));
            else {
                LoggerFactory.getLogger(Ledger.class).error("{} signals could not be kept", together.getFirst().told.size(), e);
                together.getFirst().changes.completeExceptionally(e);
            }
        }
    }

    private Rows.Written transacted(List<Told> told) {
        for (var attempt = 1; ; attempt++)
            try {
                return Tenancy.asSystem(() -> {
                    var written = transaction.execute(_ -> rows.write(told));
                    told.stream().map(each -> each.cell().client()).distinct().forEach(client -> live.changed(client, "signals"));
                    return written;
                });
            } catch (PessimisticLockingFailureException | Rows.AnotherNodeWasFaster e) {
                if (attempt == ATTEMPTS) throw e;
            }
    }

    /// Writes down how often what is known was said again. What another node has changed meanwhile, and was said here afterwards, is a change.
    void count(List<Heard> heard, Consumer<Map<Cell, Heard>> remember) {
        var counts = new HashMap<Heard, Rows.Count>();
        for (var each : heard) counts.put(each, new Rows.Count(each, each.times.getAndSet(0), each.last, each.newer.getAndSet(null)));
        List<Told> changes;
        try {
            changes = Tenancy.asSystem(() -> transaction.execute(_ -> rows.count(counts.values())));
        } catch (RuntimeException e) {
            for (var count : counts.values()) {
                count.heard().times.addAndGet(count.times());
                if (count.text() != null) count.heard().newer.compareAndSet(null, count.text());
            }
            throw e;
        }
        if (!changes.isEmpty()) write(changes, remember);
    }

    List<Cell> silence(int client, Collection<Long> ids, Instant at) {
        live.changed(client, "signals");
        return rows.silence(client, ids, at);
    }

    long silence(Source source, String key, Instant at) {
        live.changed(source.client(), "signals");
        return rows.silence(source, key, at);
    }
}
