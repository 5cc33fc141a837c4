package demarc.bench.desk;

import com.sun.management.ThreadMXBean;
import demarc.core.simulation.Desk;
import demarc.core.simulation.Desk1;
import demarc.core.simulation.Engine;
import demarc.core.simulation.Kernel;
import demarc.core.simulation.Lanes;
import demarc.core.simulation.Sheet;
import demarc.core.simulation.Shift;
import demarc.core.simulation.Streams;
import demarc.core.simulation.Tally;
import demarc.core.simulation.World;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/// Tickets simulated a second of processor time, on one thread, by SSJ, the engine and the search kernel in turns; then what the kernel allocates and
/// how two of them get on beside each other. `DeskBench [rounds]`
public final class DeskBench {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DeskBench() {}

    /// @param run does some replications and says how many tickets they had
    private record Contender(String name, LongSupplier run, List<Double> rates) {
        Contender(String name, LongSupplier run) {
            this(name, run, new ArrayList<>());
        }

        void round() {
            long before = THREADS.getCurrentThreadCpuTime();
            long tickets = run.getAsLong();
            rates.add(tickets * 1e9 / (THREADS.getCurrentThreadCpuTime() - before));
        }

        double median() {
            var sorted = rates.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        System.out.printf("%s %s, %d processors, load %.1f%n%n", System.getProperty("java.vm.name"), System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        sameTickets();
        compare("desk-1", 1, 3, 5, 40, rounds);
        compare("desk-100h", 100, 270, 430, 1, Math.max(3, rounds / 2));
        allocation();
        twoThreads(rounds);
        System.out.printf("%nload %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// A race only counts between those who do the same work.
    private static void sameTickets() {
        var world = Desk1.draw(Streams.of(1), 0, 1);
        var outcome = Engine.run(world, Desk1.desk(3, 5));
        var tickets = new SsjDesk(1, 3, 5).replay(world);
        double worst = 0;
        for (int i = 0; i < tickets.length; i++) {
            worst = Math.max(worst, Math.abs(tickets[i].start - (outcome.start(i) - world.from()) / 3_600_000.0));
            if (outcome.escalated(i)) worst = Math.max(worst, Math.abs(tickets[i].secondStart - (outcome.secondStart(i) - world.from()) / 3_600_000.0));
            if (outcome.escalated(i) == Double.isNaN(tickets[i].secondStart)) throw new IllegalStateException("ticket (%d) escalates in one of them only".formatted(i));
        }
        System.out.printf("the same %,d tickets given to both: begun at the same times, to %.0e h%n%n", tickets.length, worst);
    }

    private static void compare(String name, int times, int internal, int provider, int replications, int rounds) {
        var desk = Desk1.desk(internal, provider);
        var ssj = new SsjDesk(times, internal, provider);
        int[] next = {0};
        var worlds = new World[replications];
        var kernels = new Kernel[replications];
        for (int i = 0; i < replications; i++) {
            worlds[i] = Desk1.draw(Streams.of(2), i, times);
            kernels[i] = new Kernel(new Sheet(Desk1.promises(worlds[i]), Desk1.OFFICE), Desk1.LANES);
        }
        var following = Arrays.stream(worlds).map(world -> new Kernel(new Sheet(Desk1.promises(world), Desk1.OFFICE),
                new Lanes(Desk1.OFFICE, 2, Desk1.LANES.first(), Desk1.LANES.next(), true))).toArray(Kernel[]::new);
        var candidates = List.of(desk, Desk1.desk(internal + Math.max(1, internal / 10), provider), Desk1.desk(internal, provider + Math.max(1, provider / 10)));
        var tally = new Tally();
        var contenders = List.of(
                new Contender("SSJ 3.3.2: draws, 23 outputs", () -> {
                    long tickets = 0;
                    for (int i = 0; i < replications; i++) tickets += (long) ssj.run()[0];
                    return tickets;
                }),
                new Contender("Engine: draws, 23 outputs", () -> {
                    long tickets = 0;
                    for (int i = 0; i < replications; i++) tickets += (long) Outputs.of(Desk1.draw(Streams.of(1), next[0]++, times), desk)[0];
                    return tickets;
                }),
                new Contender("Engine: given tickets, no outputs", () -> {
                    long tickets = 0;
                    for (var world : worlds) {
                        Engine.run(world, desk);
                        tickets += world.size();
                    }
                    return tickets;
                }),
                new Contender("Kernel: given tickets, dealt once, each of three staffings", () -> candidates(worlds, kernels, candidates, tally, false)),
                new Contender("Kernel: given tickets, dealt anew for each staffing", () -> candidates(worlds, kernels, candidates, tally, true)),
                new Contender("Kernel: given tickets, work moves at the edge of hours", () -> together(worlds, following, candidates)));
        for (int round = -2; round < rounds; round++)
            for (var contender : contenders) {
                contender.round();
                if (round < 0) contender.rates().clear();
            }
        System.out.printf("%s, %,d tickets, median of %d rounds in turns%n", name, worlds[0].size(), rounds);
        double base = contenders.getFirst().median();
        for (var each : contenders)
            System.out.printf("  %-60s %7.2f million tickets/s   %5.1f x   %s%n", each.name(), each.median() / 1e6, each.median() / base,
                    Arrays.toString(each.rates().stream().mapToLong(rate -> Math.round(rate / 1e5)).mapToDouble(rate -> rate / 10.0).sorted().toArray()));
        System.out.println();
    }

    private static long candidates(World[] worlds, Kernel[] kernels, List<Desk> candidates, Tally tally, boolean anew) {
        long tickets = 0;
        for (int i = 0; i < worlds.length; i++)
            for (var candidate : candidates) {
                if (anew) kernels[i].deal(Desk1.LANES);
                tally.clear();
                for (int crew = 0; crew < 2; crew++) kernels[i].serve(crew, candidate.crews().get(crew).shift(), tally);
                tickets += worlds[i].size();
            }
        return tickets;
    }

    private static long together(World[] worlds, Kernel[] kernels, List<Desk> candidates) {
        long tickets = 0;
        var tallies = new Tally[] {new Tally(), new Tally()};
        for (int i = 0; i < worlds.length; i++)
            for (var candidate : candidates) {
                for (var tally : tallies) tally.clear();
                kernels[i].serve(candidate.crews().stream().map(crew -> crew.shift()).toArray(Shift[]::new), tallies);
                tickets += worlds[i].size();
            }
        return tickets;
    }

    private static void allocation() {
        var world = Desk1.draw(Streams.of(2), 0, 1);
        var kernel = new Kernel(new Sheet(Desk1.promises(world), Desk1.OFFICE), Desk1.LANES);
        var shifts = Desk1.desk(3, 5).crews().stream().map(crew -> crew.shift()).toList();
        var tally = new Tally();
        long tickets = 0;
        long before = 0;
        for (int round = 0; round < 2; round++) {
            before = THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
            tickets = 0;
            for (int i = 0; i < 200; i++) {
                tally.clear();
                for (int crew = 0; crew < 2; crew++) kernel.serve(crew, shifts.get(crew), tally);
                tickets += world.size();
            }
        }
        System.out.printf("kernel, 200 candidates: %.4f bytes allocated per ticket%n%n", (double) (THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before) / tickets);
    }

    /// Per second of its own processor time, so that what else runs on the machine does not count against it.
    private static void twoThreads(int rounds) throws InterruptedException {
        var alone = new ArrayList<Double>();
        var beside = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            double one = rates(1)[0];
            double two = Arrays.stream(rates(2)).sum();
            if (round == 0) continue;
            alone.add(one);
            beside.add(two);
        }
        alone.sort(null);
        beside.sort(null);
        double one = alone.get(rounds / 2);
        double two = beside.get(rounds / 2);
        System.out.printf("kernel, one thread %.1f million tickets/s, two threads %.1f, %.2f x%n", one / 1e6, two / 1e6, two / one);
    }

    private static double[] rates(int count) throws InterruptedException {
        var rates = new double[count];
        var ready = new CountDownLatch(count);
        var threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            threads[i] = Thread.ofPlatform().start(() -> {
                var world = Desk1.draw(Streams.of(2), number, 1);
                var kernels = new Kernel[] {new Kernel(new Sheet(Desk1.promises(world), Desk1.OFFICE), Desk1.LANES)};
                var desks = List.of(Desk1.desk(3, 5), Desk1.desk(4, 5));
                var tally = new Tally();
                candidates(new World[] {world}, kernels, desks, tally, false);
                ready.countDown();
                await(ready);
                long tickets = 0;
                long before = THREADS.getCurrentThreadCpuTime();
                for (int j = 0; j < 400; j++) tickets += candidates(new World[] {world}, kernels, desks, tally, false);
                rates[number] = tickets * 1e9 / (THREADS.getCurrentThreadCpuTime() - before);
            });
        }
        for (var thread : threads) thread.join();
        return rates;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
