package demarc.app.estate.protection.report;

import demarc.app.estate.protection.Operation;
import demarc.app.estate.protection.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A command that runs as it would without us: its words go through as they come, its input is ours, its exit code is kept, and a request to stop reaches
/// it.
final class Wrapped {
    private static final int NOT_FOUND = 127;
    private static final Set<String> BEFORE = Set.of("sudo", "nice", "ionice", "env", "chrt", "time", "timeout", "systemd-inhibit", "systemd-run");
    private static final long BY_ITSELF_MILLIS = 1_000;
    private static final long TO_REPORT_SECONDS = 60;

    /// @param added what was added to its arguments; empty when nothing was
    record Command(List<String> words, Tool tool, Operation operation, List<String> added) {}

    record Ended(Instant startedAt, Instant endedAt, int exit, String output, String errors) {}

    private Wrapped() {}

    /// A tool that can speak JSON is made to, where its own words do not forbid it.
    static Command command(List<String> words, boolean untouched) {
        var at = tool(words);
        var own = words.subList(at, words.size());
        var tool = Tool.of(own);
        var rehearsed = own.contains("--dry-run") || own.contains("-n") && tool != Tool.OTHER;
        var operation = rehearsed ? Operation.OTHER : tool.operation(own);
        var added = new ArrayList<String>();
        if (!untouched && !rehearsed && !own.contains("--json") && operation != Operation.OTHER) {
            if (tool == Tool.RESTIC) added.add("--json");
            if (tool == Tool.BORG && own.contains("create")) {
                added.add("--json");
                // Borg takes --json beside these only when its log is JSON too.
                if (!own.contains("--log-json") && own.stream().anyMatch(Set.of("--list", "--progress", "-p", "-v", "--verbose", "--info")::contains)) added.add("--log-json");
            }
        }
        if (added.isEmpty()) return new Command(List.copyOf(words), tool, operation, List.of());
        var changed = new ArrayList<>(words);
        var verb = at + 1;
        while (verb < words.size() && !Set.of("backup", "copy", "check", "forget", "create").contains(words.get(verb))) verb++;
        if (verb == words.size()) return new Command(List.copyOf(words), tool, operation, List.of());
        changed.addAll(verb + 1, added);
        return new Command(List.copyOf(changed), tool, operation, List.copyOf(added));
    }

    private static int tool(List<String> words) {
        if (words.isEmpty() || !BEFORE.contains(words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1))) return 0;
        for (var at = 1; at < words.size(); at++) if (Tool.of(words.subList(at, words.size())) != Tool.OTHER) return at;
        return 0;
    }

    /// @param finished counted down by whoever reports, so that a request to stop waits for the report
    static Ended run(List<String> words, OutputStream out, OutputStream err, Clock clock, CountDownLatch finished) throws InterruptedException {
        var started = clock.instant();
        Process process;
        try {
            process = new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            var why = "%s cannot be started: %s".formatted(words.getFirst(), e.getMessage());
            pass(err, (why + "\n").getBytes(), 0, why.length() + 1);
            return new Ended(started, clock.instant(), NOT_FOUND, "", why);
        }
        var stopping = stopping(process, finished);
        Runtime.getRuntime().addShutdownHook(stopping);
        var output = new Kept();
        var errors = new Kept();
        var first = copy(process.getInputStream(), out, output);
        var second = copy(process.getErrorStream(), err, errors);
        var exit = process.waitFor();
        first.join();
        second.join();
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException e) {
            // Already stopping: the hook waits for the report and leaves with the command's own exit code.
        }
        return new Ended(started, clock.instant(), exit, output.text(), errors.text());
    }

    /// A terminal and systemd tell the whole group, so the command may be stopping by itself; else it is told.
    private static Thread stopping(Process process, CountDownLatch finished) {
        return Thread.ofPlatform().unstarted(() -> {
            try {
                if (!process.waitFor(BY_ITSELF_MILLIS, TimeUnit.MILLISECONDS)) process.toHandle().destroy(); // the process's own destroy would close its last words off
                var exit = process.waitFor();
                finished.await(TO_REPORT_SECONDS, TimeUnit.SECONDS);
                Runtime.getRuntime().halt(exit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Thread copy(InputStream from, OutputStream to, Kept kept) {
        return Thread.ofPlatform().start(() -> {
            var buffer = new byte[8192];
            var open = true;
            try (from) {
                for (int got; (got = from.read(buffer)) >= 0; ) {
                    kept.add(buffer, 0, got);
                    // Whoever read us went away; the command shall not die of it.
                    if (open) open = pass(to, buffer, 0, got);
                }
            } catch (IOException e) {
                // The command closed its end in its own way.
            }
        });
    }

    private static boolean pass(OutputStream to, byte[] bytes, int from, int count) {
        try {
            to.write(bytes, from, count);
            to.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
