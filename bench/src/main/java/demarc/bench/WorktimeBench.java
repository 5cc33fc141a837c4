package demarc.bench;

import demarc.core.agreement.PauseRules;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.agreement.ServiceLevel;
import demarc.core.agreement.SlaClock;
import demarc.core.agreement.Target;
import demarc.core.agreement.Timeline;
import demarc.core.agreement.Timeline.Fact;
import demarc.core.agreement.WaitingOn;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/// What a question about working time costs, over moments scattered across four years so that no branch or cache line is learnt by heart.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorktimeBench {

    private static final int MOMENTS = 1 << 14;
    private static final long A_YEAR_OF_WORK = Duration.ofHours(2_700).getSeconds();

    private final long[] moments = new long[MOMENTS];
    private final LocalWeek week = new LocalWeek(ZoneId.of("America/Chicago"), Holidays.of("US-IL"));
    private final WorkCalendar office = new WorkCalendar(WeeklyHours.parse("mon-fri 08:00-18:00, sat 09:00-13:00"), week);
    private final SlaClock.Promise promise =
            new SlaClock.Promise(new ServiceLevel(Target.parse("1h"), Target.parse("8h"), null, "office", 95), office);
    private final PauseRules pauses = PauseRules.standard();
    private final Timeline[] tickets = new Timeline[256];
    private int next;

    @Setup
    public void scatter() {
        long start = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
        long seed = 42;
        for (int i = 0; i < MOMENTS; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            moments[i] = start + (seed >>> 33) % (4 * 365 * 86_400L);
        }
        for (int i = 0; i < tickets.length; i++) tickets[i] = ticket(Instant.ofEpochSecond(moments[i]));
    }

    private static Timeline ticket(Instant opened) {
        return Timeline.of(
                new Fact.Opened(opened, Priority.P2, "service-desk", "northwind"),
                new Fact.Responded(opened.plusSeconds(1_800)),
                new Fact.Waiting(opened.plusSeconds(9_000), WaitingOn.CLIENT, "client"),
                new Fact.Resumed(opened.plusSeconds(90_000)),
                new Fact.Assigned(opened.plusSeconds(95_000), "it-team", "client"));
    }

    private long moment() {
        return moments[next++ & (MOMENTS - 1)];
    }

    @Benchmark
    public int slot() {
        return week.slot(moment());
    }

    @Benchmark
    public long workedOverAYear() {
        long from = moment();
        return office.worked(from, from + 365 * 86_400L);
    }

    @Benchmark
    public long dueAfterAYearOfWork() {
        return office.after(moment(), A_YEAR_OF_WORK);
    }

    @Benchmark
    public long dueAfterTenWorkingDays() {
        return office.afterWorkingDays(moment(), 10);
    }

    @Benchmark
    public long nextChange() {
        return office.nextChange(moment());
    }

    /// Both clocks and all shares of a ticket that was answered, waited a day and changed hands.
    @Benchmark
    public Reading readTicket() {
        var ticket = tickets[next++ & (tickets.length - 1)];
        return SlaClock.read(ticket, _ -> promise, pauses, ticket.opened().at().plusSeconds(200_000));
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(WorktimeBench.class.getSimpleName()).addProfiler(GCProfiler.class).build()).run();
    }
}
