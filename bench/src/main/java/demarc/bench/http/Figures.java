package demarc.bench.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one operation did at one number of clients. Every latency is kept, so percentiles are exact.
///
/// @param worked processor milliseconds of the whole run; null when nobody looked
record Figures(
        String operation, int clients, double perSecond, double p50, double p99, double most, int requests, int errors, String firstError,
        Processor.@Nullable Worked worked) {

    /// @param nanos each client's latencies
    static Figures of(String operation, double seconds, List<long[]> nanos, int errors, String firstError, Processor.@Nullable Worked worked) {
        var all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figures(operation, nanos.size(), all.length / seconds, at(all, 0.50), at(all, 0.99), at(all, 1), all.length, errors, firstError, worked);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    static String heading() {
        return "%-14s %7s %9s %9s %9s %9s %8s %7s  %s".formatted("operation", "clients", "per s", "p50 ms", "p99 ms", "max ms", "requests", "errors", "processor ms (JVM + PostgreSQL)");
    }

    String line() {
        var processor = worked == null ? "" : String.format(Locale.ROOT, "%.2f + %.2f", worked.jvm() / requests, worked.postgres() / requests);
        return String.format(Locale.ROOT, "%-14s %7d %9.1f %9.2f %9.2f %9.2f %8d %7d  %s  %s", operation, clients, perSecond, p50, p99, most, requests, errors, processor, firstError);
    }

    String json() {
        var processor = worked == null ? "" : String.format(Locale.ROOT, ", \"processorJvm\": %.3f, \"processorPostgres\": %.3f", worked.jvm() / requests, worked.postgres() / requests);
        return String.format(Locale.ROOT, "{\"operation\": \"%s\", \"clients\": %d, \"perSecond\": %.1f, \"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f, \"requests\": %d, \"errors\": %d%s}",
                operation, clients, perSecond, p50, p99, most, requests, errors, processor);
    }
}
