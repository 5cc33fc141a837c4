package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// Ten thousand things report one check; with `-Ddemarc.storm=100000` as many as that, for the figure in docs/performance.md.
@DemarcTest
class StormTest {
    private static final int SIZE = Integer.getInteger("demarc.storm", 10_000);

    private final ApplicationContext context;
    private final TestClock clock;

    StormTest(ApplicationContext context, TestClock clock) {
        this.context = context;
        this.clock = clock;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void aStormOfOneCauseIsOneTicketAndComesAndGoesQuickly() {
        var night = new Night(context);
        send(night, Signal.State.FIRING);
        clock.set(Night.START.plusSeconds(40).toString());
        var joining = took(() -> context.getBean(Runner.class).drain());
        assertThat(night.tickets()).containsExactly("%d things report ping: first pc0".formatted(SIZE));
        assertThat(left(night)).isZero();
        clock.set(Night.START.plusSeconds(600).toString());
        send(night, Signal.State.CLEARED);
        var clearing = took(() -> context.getBean(Runner.class).drain());
        assertThat(left(night)).isZero();
        night.until(Night.START.plusSeconds(1_700));
        assertThat(night.open()).isEmpty();
        System.out.printf("Storm: %d conditions joined in %d ms (%d a second), cleared in %d ms%n", SIZE, joining.toMillis(), SIZE * 1000L / Math.max(1, joining.toMillis()), clearing.toMillis());
    }

    private void send(Night night, Signal.State state) {
        var batch = new ArrayList<Signal>();
        for (var n = 0; n < SIZE; n++) {
            batch.add(new Signal("pc" + n, "pc" + n, "ping", state, Severity.HIGH, "no answer", null, null, Map.of(), null));
            if (batch.size() == 2_000 || n == SIZE - 1) {
                context.getBean(Conditions.class).take(night.source, batch, clock.instant());
                batch.clear();
            }
        }
    }

    private static Duration took(Runnable work) {
        var started = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static int left(Night night) {
        return night.system(() -> night.sql.sql("select count(*) from signals.condition where client_id = ? and (trouble_id is null and state <> 'CLEARED' or look_at is not null)")
            .param(night.client.id()).query(Integer.class).single());
    }
}
