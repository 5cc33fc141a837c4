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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at each thing when its turn comes, and tells the server; what cannot be told waits in its [Memory].
public final class Probe implements AutoCloseable {
    private static final int AT_ONCE = 200;
    private static final int BATCH = 1_000;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration ORDERS = Duration.ofSeconds(15);
    private static final Duration TELL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /// Not all in the second of the start.
    private static final Duration SPREAD = Duration.ofSeconds(10);
    /// More than a busy machine makes of a pause.
    private static final Duration CLOCK_MOVED = Duration.ofSeconds(10);

    private static final class Watched {
        private final Order.Item item;
        private Instant due;
        private int fails;
        private boolean looking;
        private Answer.@Nullable Outcome outcome;
        private @Nullable Instant certificateUntil;

        Watched(Order.Item item, Instant due) {
            this.item = item;
            this.due = due;
        }
    }

    private final Link link;
    private final Looker looker;
    private final Clock clock;
    private final Memory memory;
    private final Consumer<String> say;
    private final Map<Long, Watched> watched = new HashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("look-", 0).factory());
    private @Nullable Instant awaySince;

    public Probe(Link link, Outbound outbound, Clock clock, Memory memory, Consumer<String> say) {
        this.link = link;
        looker = new Looker(outbound);
        this.clock = clock;
        this.memory = memory;
        this.say = say;
    }

    /// Until it is interrupted.
    public void run() throws InterruptedException {
        var nextOrders = Instant.EPOCH;
        var nextTell = Instant.EPOCH;
        var failed = 0;
        var before = clock.instant();
        var ticked = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            var now = clock.instant();
            var moved = Duration.between(before, now).minusNanos(System.nanoTime() - ticked);
            before = now;
            ticked = System.nanoTime();
            if (moved.abs().compareTo(CLOCK_MOVED) > 0) {
                clockMoved(moved);
                nextOrders = nextTell = now;
            }
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

    /// Somebody set this machine's clock: turns and what waits go by the new one.
    void clockMoved(Duration by) {
        say.accept("This machine's clock was moved by %,d s.".formatted(by.toSeconds()));
        memory.move(by);
        var now = clock.instant();
        synchronized (watched) {
            for (var each : watched.values()) each.due = now.plusMillis(each.item.phaseMillis() % SPREAD.toMillis());
        }
    }

    /// Learns what to look at, from before when the server is away.
    ///
    /// @throws IOException it is away, and nothing is known from before
    public void begin() throws IOException, InterruptedException {
        try {
            orders();
        } catch (IOException e) {
            var before = memory.orders();
            if (before == null) throw e;
            away(e);
            take(link.read(before, Order.Items.class));
        }
    }

    /// What is as it was keeps its turn.
    void orders() throws IOException, InterruptedException {
        var orders = link.orders();
        back();
        if (orders == null) return;
        memory.orders(link.write(orders));
        take(orders);
    }

    private void take(Order.Items orders) {
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
            boolean isChange;
            synchronized (watched) {
                each.fails = answer.isDown() ? each.fails + 1 : 0;
                // The failures that make the server believe it are news, each of them.
                isChange = answer.outcome() != each.outcome || answer.isDown() && each.fails <= Math.max(2, each.item.fails())
                        || answer.certificateUntil() != null && !answer.certificateUntil().equals(each.certificateUntil);
                each.outcome = answer.outcome();
                if (answer.certificateUntil() != null) each.certificateUntil = answer.certificateUntil();
                // One failure may be ours; the server wants to hear the next soon.
                if (answer.isDown() && each.fails < Math.max(2, each.item.fails()) && each.due.isAfter(at.plus(AGAIN))) each.due = at.plus(AGAIN);
                each.looking = false;
            }
            memory.add(new Order.Look(each.item.check(), at, answer.outcome().name(), answer.millis(), answer.words(), answer.value(), answer.certificateUntil()), isChange);
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

    /// Until nothing waits. What the server did not acknowledge goes on waiting; what it cannot take is set aside alone, so that it holds up nothing else.
    void tell() throws IOException, InterruptedException {
        var many = BATCH;
        while (true) {
            var batch = memory.first(many);
            if (batch.looks().isEmpty()) return;
            try {
                link.tell(new Order.Looks(clock.instant(), batch.lost(), batch.looks()));
                back();
            } catch (Link.NotTaken e) {
                if (batch.looks().size() > 1) {
                    many = batch.looks().size() / 2;
                    continue;
                }
                say.accept("One look was refused and is dropped: %s (%s)".formatted(e.getMessage(), batch.looks().getFirst()));
            }
            memory.told(batch);
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
        return memory.size();
    }

    private void away(Exception why) {
        if (awaySince != null) return;
        awaySince = clock.instant();
        say.accept("The server cannot be told: %s Looking goes on; up to %,d looks wait.".formatted(why.getMessage(), Waiting.MOST));
    }

    private void back() {
        if (awaySince == null) return;
        say.accept("The server answers again after %d s; %d looks waited, %d were dropped.".formatted(Duration.between(awaySince, clock.instant()).toSeconds(), memory.size(), memory.lost()));
        awaySince = null;
    }

    @Override public void close() {
        threads.shutdownNow();
        link.close();
        memory.close();
    }
}
