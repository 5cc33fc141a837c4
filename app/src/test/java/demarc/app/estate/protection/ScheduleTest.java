package demarc.app.estate.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a backup is expected.
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every 24h                  | 2026-11-24T22:00 | 2026-11-25T22:00
            daily 22:00                | 2026-11-24T21:50 | 2026-11-25T22:00 # ten minutes early is that night's run
            daily 22:00                | 2026-11-24T21:30 | 2026-11-24T22:00
            mon-fri 22:00, sat 2:00    | 2026-11-27T23:00 | 2026-11-28T02:00
            mon-fri 22:00              | 2026-11-27T23:00 | 2026-11-30T22:00
            daily 02:30                | 2026-03-28T12:00 | 2026-03-29T03:30 # does not exist that night
            daily 02:30                | 2026-10-24T12:00 | 2026-10-25T02:30 # exists twice: the first
            """)
    void theNextRunIsExpected(String schedule, String after, String expected) {
        var next = Schedule.parse(schedule).next(LocalDateTime.parse(after).atZone(BERLIN).toInstant(), BERLIN);
        assertThat(next.atZone(BERLIN).toLocalDateTime()).hasToString(expected.split(" #")[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every 0h             | between 5 minutes and 31 days
            nightly              | cannot be read
            mon-fri              | cannot be read
            daily 25:00          | cannot be read
            daily 22:00 22:10    | less than half an hour
            """)
    void whatCannotBeReadIsRefused(String schedule, String says) {
        assertThatThrownBy(() -> Schedule.parse(schedule)).isInstanceOf(Refused.class).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every 2d             | every 2d                | PT48H
            Every 90 minutes     | every 90m               | PT1H30M
            daily 22:00          | daily 22:00             | PT24H
            tuesday-thu 9:00 8:00 | tue-thu 08:00 09:00    | PT119H
            sat sun 04:00        | sat sun 04:00           | PT144H
            """)
    void isWrittenOneWayAndKnowsItsLongestGap(String written, String text, Duration gap) {
        var schedule = Schedule.parse(written);
        assertThat(schedule.text()).isEqualTo(text);
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
        assertThat(schedule.gap()).isEqualTo(gap);
    }

    /// Over a year with both changes of the clock, each local day has exactly the runs that the schedule names, in order.
    @Property(tries = 60) void eachDayHasItsRunsWhateverTheClockDoes(@ForAll("zones") ZoneId zone, @ForAll("weeks") String text) {
        var schedule = (Schedule.Weekly) Schedule.parse(text);
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var end = Instant.parse("2027-01-01T00:00:00Z");
        var moments = new ArrayList<Instant>();
        while (at.isBefore(end)) {
            var next = schedule.next(at, zone);
            assertThat(next).isAfter(at);
            moments.add(next);
            at = next;
        }
        for (var day = moments.getFirst().atZone(zone).toLocalDate().plusDays(1); day.isBefore(end.atZone(zone).toLocalDate().minusDays(1)); day = day.plusDays(1)) {
            var here = day;
            assertThat(moments.stream().filter(each -> each.atZone(zone).toLocalDate().equals(here)).count()).as(here.toString()).isEqualTo(schedule.times(here.getDayOfWeek()).size());
        }
    }

    /// Asked at any moment, the answer is the first run after it, and stays so until it comes.
    @Property(tries = 300) void theNextIsTheFirst(@ForAll("zones") ZoneId zone, @ForAll("weeks") String text, @ForAll @LongRange(max = 366 * 86_400) long second) {
        var schedule = Schedule.parse(text);
        var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
        var next = schedule.next(from, zone);
        assertThat(schedule.next(next.minus(Schedule.EARLY).minusSeconds(1), zone)).isEqualTo(next);
        assertThat(Duration.between(from, next)).isLessThanOrEqualTo(schedule.gap().plus(Schedule.EARLY).plusHours(1));
    }

    @Provide Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo", "Asia/Tokyo").map(ZoneId::of);
    }

    @Provide Arbitrary<String> weeks() {
        return Arbitraries.of("daily 02:30", "daily 01:00 13:00", "mon-fri 22:00, sat 02:00 14:00", "sun 02:00", "daily 03:00 23:30", "tue thu 09:15");
    }
}
