package demarc.core.simulation.choice;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Does tasks on several threads, each with trials of its own. Tasks know where their results belong, so the number of threads changes nothing.
final class Workers {

    interface Task {
        void run(int task, Trials with);
    }

    private final Trials[] trials;

    Workers(int threads) {
        trials = new Trials[Math.max(1, threads)];
        for (int i = 0; i < trials.length; i++) trials[i] = new Trials();
    }

    void run(int tasks, Task task) {
        var next = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        var others = new Thread[Math.min(trials.length, tasks) - 1 < 0 ? 0 : Math.min(trials.length, tasks) - 1];
        for (int i = 0; i < others.length; i++) {
            var with = trials[i + 1];
            others[i] = Thread.ofPlatform().daemon().name("search-" + (i + 1)).start(() -> work(next, tasks, task, with, failure));
        }
        work(next, tasks, task, trials[0], failure);
        boolean interrupted = false;
        for (var other : others)
            while (true)
                try {
                    other.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
        if (interrupted) Thread.currentThread().interrupt();
        if (failure.get() != null) throw new IllegalStateException("a simulation failed", failure.get());
    }

    private static void work(AtomicInteger next, int tasks, Task task, Trials with, AtomicReference<Throwable> failure) {
        try {
            for (int i = next.getAndIncrement(); i < tasks && failure.get() == null; i = next.getAndIncrement()) task.run(i, with);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /// Tickets simulated so far, counted as often as a crew had them.
    long simulated() {
        long all = 0;
        for (var each : trials) all += each.simulated;
        return all;
    }
}
