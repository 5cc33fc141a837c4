package demarc.core.simulation;

import static demarc.core.simulation.Desk1.INTERNAL;
import static demarc.core.simulation.Desk1.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The engine against what is known: the 23 outputs of desk-1 over 4,000 replications of a reference loop, and queueing theory.
class Desk1Test {

    private static final double HOUR = 3_600_000;
    private static final double REFERENCE_REPLICATIONS = 4000;
    private static final int REPLICATIONS = 200;
    /// Bonferroni: 5 % over 35 tests.
    private static final double AGREE = 3.2;

    /// Name, mean, standard deviation of one replication.
    private static final String REFERENCE = """
            n       21838.7  147.4
            nesc     1546.3   39.3
            wm_I1    0.23293  0.10225
            wm_I2    0.30829  0.06135
            wm_I3    1.48428  0.23867
            wm_P1    0.04342  0.00676
            wm_P2    0.05537  0.00631
            wm_P3    0.15542  0.02170
            wq_I1    0.46132  0.04715
            wq_I2    0.63454  0.04673
            wq_I3    4.81101  3.38396
            wq_P1    0.30325  0.04789
            wq_P2    0.37661  0.03923
            wq_P3    1.05569  0.15117
            rs_1     0.90382  0.01006
            rs_2     0.95274  0.00448
            rs_3     0.96058  0.00711
            rv_1     0.94275  0.00713
            rv_2     0.98378  0.00174
            rv_3     0.99808  0.00074
            rv_all   0.99174  0.00079
            u_I      0.77283  0.01144
            u_P      0.33815  0.00534
            """;

    static double[] outputs(World world, Desk desk) {
        var outcome = Engine.run(world, desk);
        var measures = Measures.of(Desk1.promises(world), desk, outcome);
        var answered = measures.answered();
        var resolved = measures.resolved();
        var waits = measures.waits();
        var out = new ArrayList<Double>();
        out.add((double) world.size());
        int escalated = 0;
        for (int i = 0; i < world.size(); i++) if (outcome.escalated(i)) escalated++;
        out.add((double) escalated);
        for (int crew : new int[] {INTERNAL, PROVIDER}) for (int priority = 0; priority < 3; priority++) out.add(waits[crew][priority].mean() / HOUR);
        for (int crew : new int[] {INTERNAL, PROVIDER}) for (int priority = 0; priority < 3; priority++) out.add(waits[crew][priority].quantile(0.95) / HOUR);
        for (int priority = 0; priority < 3; priority++) out.add(answered.of(priority).share());
        for (int priority = 0; priority < 3; priority++) out.add(resolved.of(priority).share());
        out.add(resolved.all().share());
        for (double use : measures.use()) out.add(use);
        return out.stream().mapToDouble(each -> each).toArray();
    }

    @Test void theOutputsAgreeWithTheReferenceLoop() {
        var reference = REFERENCE.lines().map(line -> line.split(" +")).toList();
        var sum = new double[reference.size()];
        var squares = new double[reference.size()];
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            var outputs = outputs(Desk1.draw(Streams.of(1), replication, 1), Desk1.desk(3, 5));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += outputs[i];
                squares[i] += outputs[i] * outputs[i];
            }
        }
        var disagree = new ArrayList<String>();
        for (int i = 0; i < sum.length; i++) {
            double mean = sum[i] / REPLICATIONS;
            double variance = (squares[i] - mean * sum[i]) / (REPLICATIONS - 1);
            double known = Double.parseDouble(reference.get(i)[1]);
            double spread = Double.parseDouble(reference.get(i)[2]);
            double z = (mean - known) / Math.sqrt(variance / REPLICATIONS + spread * spread / REFERENCE_REPLICATIONS);
            if (!(Math.abs(z) < AGREE)) disagree.add("%s: %.5f for %.5f, z %.1f".formatted(reference.get(i)[0], mean, known, z));
        }
        assertThat(disagree).isEmpty();
    }

    /// The same seed gives the same tickets and the same fates on any machine, Java and day.
    @Test void aYearIsTheSameEverywhere() {
        var world = Desk1.draw(Streams.of(42), 7, 1);
        var outcome = Engine.run(world, Desk1.desk(3, 5));
        long hash = 0;
        for (int i = 0; i < world.size(); i++) hash = 31 * (31 * hash + world.at(i) + world.service(i) + world.priority(i)) + outcome.resolved(i);
        assertThat(world.size()).isEqualTo(21822);
        assertThat(hash).isEqualTo(-6594419516344350768L);
    }

    @Test void eachSourceOfChanceHasAStreamOfItsOwn() {
        var streams = Streams.of(42);
        var firsts = new HashSet<Long>();
        for (var source : Streams.Source.values()) for (int replication = 0; replication < 100; replication++) firsts.add(streams.of(source, replication).nextLong());
        assertThat(firsts).hasSize(100 * Streams.Source.values().length);
        assertThat(streams.of(Streams.Source.WORK, 3).nextLong()).isEqualTo(Streams.of(42).of(Streams.Source.WORK, 3).nextLong());
    }

    /// Erlang C: with 5 people at 80 % use the mean wait is 0.554113 h; Cobham: with three priorities 0.115440, 0.151895 and 0.729096 h.
    @Test void waitsOfTheSimpleQueueAgreeWithErlangAndCobhamToOnePercent() {
        var desk = Desk1.desk(0, 5);
        var everythingToTheProvider = new Desk(desk.crews(), new Lanes(Desk1.OFFICE, 2, new byte[] {1, 1}, new byte[] {-1, -1}));
        var sum = new double[3];
        var count = new long[3];
        for (int replication = 0; replication < 200; replication++) {
            var world = Desk1.drawQueue(Streams.of(2), replication);
            var waits = Measures.of(Desk1.promises(world), everythingToTheProvider, Engine.run(world, everythingToTheProvider)).waits()[PROVIDER];
            for (int priority = 0; priority < 3; priority++) {
                sum[priority] += waits[priority].mean() * waits[priority].count();
                count[priority] += waits[priority].count();
            }
        }
        var known = List.of(0.115440, 0.151895, 0.729096);
        for (int priority = 0; priority < 3; priority++) assertThat(sum[priority] / count[priority] / HOUR / known.get(priority)).isBetween(0.99, 1.01);
        assertThat((sum[0] + sum[1] + sum[2]) / (count[0] + count[1] + count[2]) / HOUR / 0.554113).isBetween(0.99, 1.01);
    }
}
