package demarc.bench;

import demarc.core.agreement.Assignment;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What one answer of a compiled agreement costs: 14 services, 121 activities, every priority and site, moments scattered across four years.
/// Two and two hundred rules of one activity show that the number of rules does not matter.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LookupBench {

    private static final int CASES = 1 << 14;
    private static final String WHO = """
            client: Ridgeline Manufacturing
            providers: { northwind: Northwind IT }
            time-zone: America/New_York
            holidays: US-OH
            effective: 2026-01-01
            extends: co-managed/nights
            sites: { plant: Plant, warehouse: Warehouse }
            """;

    private final InForce whole = Compilation.of("whole", WHO).inForce();
    private final InForce few = Compilation.of("few", WHO + rules(2)).inForce();
    private final InForce many = Compilation.of("many", WHO + rules(200)).inForce();
    private final int[] activities = new int[CASES];
    private final int[] priorities = new int[CASES];
    private final int[] sites = new int[CASES];
    private final long[] moments = new long[CASES];
    private final int fewAt = few.index("own/work");
    private final int manyAt = many.index("own/work");
    private int next;

    /// An activity whose rules each take ten minutes of a Monday or Tuesday, and the rest.
    private static String rules(int count) {
        var text = new StringBuilder("services:\n  own:\n    title: Own\n    accountable: client\n    informed: [ it-team ]\n    activities:\n      work:\n        title: Work\n        rules:\n");
        for (int i = 0; i < count; i++) {
            int from = i % 100 * 10;
            int to = from + 10;
            text.append("          - { when: \"%s %02d:%02d-%02d:%02d\", responsible: service-desk }\n".formatted(i < 100 ? "mon" : "tue",
                    from / 60, from % 60, to / 60, to % 60));
        }
        return text.append("          - { otherwise: , responsible: service-desk }\n").toString();
    }

    @Setup
    public void scatter() {
        var random = new Random(42);
        long start = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < CASES; i++) {
            activities[i] = random.nextInt(whole.activities().size());
            priorities[i] = random.nextInt(4);
            sites[i] = random.nextInt(3);
            moments[i] = start + random.nextLong(4L * 365 * 86_400);
        }
    }

    @Benchmark
    public Assignment scattered() {
        int i = next++ & CASES - 1;
        return whole.assign(activities[i], priorities[i], sites[i], moments[i]);
    }

    @Benchmark
    public Assignment oneActivityTwoRules() {
        int i = next++ & CASES - 1;
        return few.assign(fewAt, priorities[i], sites[i], moments[i]);
    }

    @Benchmark
    public Assignment oneActivityTwoHundredRules() {
        int i = next++ & CASES - 1;
        return many.assign(manyAt, priorities[i], sites[i], moments[i]);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(LookupBench.class.getSimpleName()).addProfiler(GCProfiler.class).build()).run();
    }
}
