package demarc.core.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    /// Tickets opened in each week, all resolved within an hour; the whole story lies between two weeks.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 28 33 31 29 30                       | 0 | 6
            1 0 1 0 2 30 28 33 31 29 30             | 5 | 11
            30 28 33 31 29 30 1 0 1 0 1             | 0 | 6
            30 28 33 31 29 30 1 0                   | 0 | 8
            30 28 33 31 29 30 0 1 0 0 1 0 0 0 9 20  | 0 | 6
            30 28 33 31 29 30 0 0 30 31 29          | 0 | 11
            """)
    void stragglersBeforeAndAfterDoNotBelongToTheStory(String weeks, int from, int to) {
        var history = History.in(ZoneId.of("UTC"));
        int week = 0;
        for (var count : weeks.split(" ")) {
            for (int i = 0; i < Integer.parseInt(count); i++) {
                var opened = Made.START.plus(Duration.ofDays(7L * week)).plus(Duration.ofHours(5L * i));
                history.add(new History.Ticket(opened, null, opened.plusSeconds(3600), 0, "help-desk", Priority.P3, 0, false, null, null));
            }
            week++;
        }
        var window = Window.of(history.seen(Made.START.plus(Duration.ofDays(7L * week)).minusSeconds(1)).build());
        assertThat((window.from() - Made.START.getEpochSecond()) / Window.WEEK).isEqualTo(from);
        assertThat((window.to() - Made.START.getEpochSecond()) / Window.WEEK).isEqualTo(to);
    }
}
