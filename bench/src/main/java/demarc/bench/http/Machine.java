package demarc.bench.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Where and when it was measured. A figure without it says nothing.
final class Machine {
    private Machine() {}

    static String line() throws IOException {
        var cpuInfo = Path.of("/proc/cpuinfo");
        var processor = Files.exists(cpuInfo) ? Files.readString(cpuInfo).lines().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("") : "";
        return String.format(Locale.ROOT, "%s, %d processors%s, %s %s, Java %s, load before %.2f", Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(), processor.isEmpty() ? "" : " (" + processor + ")", System.getProperty("os.name"), System.getProperty("os.version"),
                Runtime.version().feature(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
