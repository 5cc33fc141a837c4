package demarc.app.signals.checks.look;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends what takes too long as a whole, though each of its steps may be quick: a server that sends one byte a second.
final class Deadline implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor WATCH = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("check-deadlines").factory());

    static {
        WATCH.setRemoveOnCancelPolicy(true);
    }

    private final Future<?> alarm;
    private volatile boolean passed;

    Deadline(Duration within, Closeable what) {
        alarm = WATCH.schedule(() -> {
            passed = true;
            // Closing may wait for whoever it disturbs; the watch goes on.
            Thread.ofVirtual().start(() -> {
                try {
                    what.close();
                } catch (IOException e) {
                    // it is given up either way
                }
            });
        }, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean passed() {
        return passed;
    }

    @Override public void close() {
        alarm.cancel(false);
    }
}
