package demarc.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Priority;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private static Instant hour(int hour) {
        return MONDAY.plusSeconds(hour * 3600L);
    }

    private static History.Ticket ticket(int opened, int resolved, String service) {
        return new History.Ticket(hour(opened), hour(opened), hour(resolved), 60, service, Priority.P2, 1, true, "desk", "ada");
    }

    private final History history = History.in(ZoneId.of("Europe/London"))
            .add(ticket(5, 30, "network")).add(ticket(0, 1, "help-desk")).add(ticket(2, 40, "network")).add(ticket(50, 51, "network")).build();

    @Test void ticketsStandInTheOrderOfTheirOpeningAndServicesByFrequency() {
        assertThat(history.services()).containsExactly("network", "help-desk");
        assertThat(history.opened(0)).isEqualTo(hour(0).getEpochSecond());
        assertThat(history.services().get(history.service(0))).isEqualTo("help-desk");
        assertThat(history.to()).isEqualTo(hour(51));
    }

    @Test void aCutKnowsNothingOfWhatCameAfterIt() {
        var known = history.until(hour(35));
        assertThat(known.size()).isEqualTo(3);
        assertThat(known.isResolved(1)).isFalse();
        assertThat(known.hands(1)).isZero();
        assertThat(known.agent(1)).isEqualTo(-1);
        assertThat(known.isResolved(2)).isTrue();
        assertThat(known.to()).isEqualTo(hour(35));
        assertThat(history.isResolved(1)).isTrue();
    }

    @Test void whatIsSinceAMomentBeginsWithIt() {
        assertThat(history.since(hour(2)).size()).isEqualTo(3);
        assertThat(history.since(hour(3)).opened(0)).isEqualTo(hour(5).getEpochSecond());
    }
}
