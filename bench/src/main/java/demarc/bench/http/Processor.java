package demarc.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The time that the server's JVM and its PostgreSQL have worked, from `/proc`: unlike a latency it does not grow when others use the machine.
final class Processor {
    /// Linux reports in hundredths of a second, whatever the kernel's own clock.
    private static final double MILLIS = 10;

    record Worked(double jvm, double postgres) {
        Worked since(Worked before) {
            return new Worked(jvm - before.jvm, postgres - before.postgres);
        }
    }

    private final long jvm;
    private final long postmaster;

    /// Of a server without a database.
    Processor(long process) {
        jvm = process;
        postmaster = -1;
    }

    /// @param jvm the server's process
    Processor(long jvm, Path home) throws IOException {
        this.jvm = jvm;
        postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid")).getFirst().strip());
    }

    /// In milliseconds.
    Worked worked() throws IOException {
        if (postmaster < 0) return new Worked(millis(jvm, 11), 0);
        // What ended meanwhile is counted with its parent.
        double postgres = millis(postmaster, 13);
        for (var process : family(postmaster)) postgres += millis(process, 11);
        return new Worked(millis(jvm, 11), postgres);
    }

    private static List<Long> family(long parent) throws IOException {
        var family = new ArrayList<>(List.of(parent));
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var id = Long.parseLong(process.getFileName().toString());
                if (parent(id) == parent) family.add(id);
            }
        }
        return family;
    }

    private static long parent(long process) {
        var fields = fields(process);
        return fields.length < 2 ? -1 : Long.parseLong(fields[1]);
    }

    /// @param field of its own time, in the program and in the kernel: 11; of its ended children's: 13
    private static double millis(long process, int field) {
        var fields = fields(process);
        return fields.length < 15 ? 0 : (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) * MILLIS;
    }

    /// Of `/proc/…/stat`, those after the name, which may hold anything; none when the process has ended.
    private static String[] fields(long process) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }
}
