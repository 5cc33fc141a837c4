package demarc.app.signals.checks.probe;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.signals.checks.Order;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.Look;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Looker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at each thing when its turn comes, and tells the server; what cannot be told waits here, the oldest of too much is dropped and counted.
public final class Probe implements AutoCloseable {
    private static final int AT_ONCE = 200;
    private static final int WAITING = 20_000;
    private static final int BATCH = 1_000;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration ORDERS = Duration.ofSeconds(15);
    private static final Duration TELL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /// Not all in the second of the start.
    private static final Duration SPREAD = Duration.ofSeconds(10);

    private static final class Watched {
        private final Order.Item item;
        private Instant due;
        private int fails;
        private boolean looking;

        Watched(Order.Item item, Instant due) {
            this.item = item;
            this.due = due;
        }
    }

    private final Link link;
    private final Looker looker;
    private final Clock clock;
    private final Consumer<String> say;
    private final Map<Long, Watched> watched = new HashMap<>();
    private final ArrayDeque<Order.Look> waiting = new ArrayDeque<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("look-", 0).factory());
    private long lost;
    private @Nullable Instant awaySince;

    public Probe(Link link, Outbound outbound, Clock clock, Consumer<String> say) {
        this.link = link;
        looker = new Looker(outbound);
        this.clock = clock;
        this.say = say;
    }

    /// Until it is interrupted.
    public void run() throws InterruptedException {
        var nextOrders = Instant.EPOCH;
        var nextTell = Instant.EPOCH;
        var failed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var now = clock.instant();
            if (!now.isBefore(nextOrders) || !now.isBefore(nextTell)) {
                try {
                    if (!now.isBefore(nextOrders)) {
                        orders();
                        nextOrders = now.plus(ORDERS);
                    }
                    tell();
                    nextTell = now.plus(TELL);
                    failed = 0;
                } catch (IOException | Refused e) {
                    failed++;
                    away(e);
                    // A server that comes back finds its probes one after the other.
                    nextTell = now.plus(pause(failed));
                    if (!now.isBefore(nextOrders)) nextOrders = nextTell;
                }
            }
            lookAtWhatIsDue();
            Thread.sleep(PAUSE);
        }
    }

    private static Duration pause(int failed) {
        var pause = Duration.ofSeconds(1L << Math.min(failed, 6));
        return (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).plusMillis((long) (Math.random() * 1000));
    }

    /// Learns what to look at. What is as it was keeps its turn.
    public void orders() throws IOException, InterruptedException {
        var orders = link.orders();
        back();
        if (orders == null) return;
        var now = clock.instant();
        synchronized (watched) {
            var before = new HashMap<>(watched);
            watched.clear();
            for (var item : orders.checks()) {
                var known = before.get(item.check());
                watched.put(item.check(), known != null && known.item.version() == item.version() ? known : new Watched(item, now.plusMillis(item.phaseMillis() % SPREAD.toMillis())));
            }
        }
        say.accept("%s looks at %d things for %s.".formatted(orders.name(), orders.checks().size(), orders.client()));
    }

    /// @return how many looks were begun
    int lookAtWhatIsDue() {
        var now = clock.instant();
        var due = new ArrayList<Watched>();
        synchronized (watched) {
            for (var each : watched.values()) {
                if (each.looking || each.due.isAfter(now)) continue;
                if (!free.tryAcquire()) break;
                each.looking = true;
                each.due = turn(each.item, now);
                due.add(each);
            }
        }
        for (var each : due) threads.execute(() -> look(each));
        return due.size();
    }

    private void look(Watched each) {
        try {
            var at = clock.instant();
            var answer = look(each.item);
            synchronized (watched) {
                each.fails = answer.isDown() ? each.fails + 1 : 0;
                // One failure may be ours; the server wants to hear the next soon.
                if (answer.isDown() && each.fails < Math.max(2, each.item.fails()) && each.due.isAfter(at.plus(AGAIN))) each.due = at.plus(AGAIN);
                each.looking = false;
            }
            keep(new Order.Look(each.item.check(), at, answer.outcome().name(), answer.millis(), answer.words(), answer.value(), answer.certificateUntil()));
        } finally {
            free.release();
        }
    }

    private Answer look(Order.Item item) {
        try {
            return looker.look(Look.of(LookKind.named(item.kind()), item.target(), item.settings()));
        } catch (Refused refused) {
            return new Answer(Answer.Outcome.DOWN, 0, "Not looked at: %s This probe may be older than the server.".formatted(refused.message()), null, null);
        }
    }

    private static Instant turn(Order.Item item, Instant now) {
        var every = item.everySeconds() * 1000L;
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli() - item.phaseMillis(), every) * every + item.phaseMillis() + every);
    }

    private void keep(Order.Look look) {
        synchronized (waiting) {
            if (waiting.size() >= WAITING) {
                waiting.removeFirst();
                lost++;
            }
            waiting.addLast(look);
        }
    }

    /// Until nothing waits. What the server did not acknowledge goes on waiting.
    void tell() throws IOException, InterruptedException {
        while (true) {
            List<Order.Look> batch;
            long dropped;
            synchronized (waiting) {
                batch = waiting.stream().limit(BATCH).toList();
                dropped = lost;
            }
            if (batch.isEmpty()) return;
            link.tell(new Order.Looks(clock.instant(), dropped, batch));
            back();
            synchronized (waiting) {
                // Meanwhile some of them may have been dropped.
                for (var each : batch) if (waiting.peekFirst() == each) waiting.removeFirst();
                lost -= dropped;
            }
        }
    }

    /// Waits for the looks that were begun.
    void settle() throws InterruptedException {
        free.acquire(AT_ONCE);
        free.release(AT_ONCE);
    }

    /// Each thing once, for whoever sets the probe up.
    public Map<Order.Item, Answer> once() throws IOException, InterruptedException {
        orders();
        var answers = new LinkedHashMap<Order.Item, Answer>();
        for (var each : watched.values()) answers.put(each.item, look(each.item));
        return answers;
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void away(Exception why) {
        if (awaySince != null) return;
        awaySince = clock.instant();
        say.accept("The server cannot be told: %s. Looking goes on; up to %,d looks wait.".formatted(why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage(), WAITING));
    }

    private void back() {
        if (awaySince == null) return;
        say.accept("The server answers again after %d s; %d looks waited, %d were dropped.".formatted(Duration.between(awaySince, clock.instant()).toSeconds(), waiting(), lost));
        awaySince = null;
    }

    @Override public void close() {
        threads.shutdownNow();
        link.close();
    }
}
