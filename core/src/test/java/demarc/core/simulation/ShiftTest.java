package demarc.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ShiftTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final WorkCalendar LONDON = new WorkCalendar(WeeklyHours.parse("mon-fri 09:00-17:00"), new LocalWeek(ZoneId.of("Europe/London"), Holidays.of("GB-ENG")));

    private static long at(String utc) {
        return Instant.parse(utc + "Z").toEpochMilli();
    }

    private final Shift year = Shift.of(LONDON, 3, at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"));

    @Test void peopleComeAsTheHoursOfTheirPlaceOpen() {
        assertThat(year.at(at("2026-03-27T09:00:00"))).as("Friday before the clocks change, 09:00").isEqualTo(3);
        assertThat(year.at(at("2026-03-30T08:00:00"))).as("Monday after, 09:00 there").isEqualTo(3);
        assertThat(year.at(at("2026-03-30T16:00:00"))).as("17:00 there").isZero();
        assertThat(year.at(at("2026-12-25T12:00:00"))).as("Christmas").isZero();
        assertThat(year.nextChange(at("2026-03-28T12:00:00"))).isEqualTo(at("2026-03-30T08:00:00"));
        assertThat(year.time(at("2026-03-23T00:00:00"), at("2026-03-30T12:00:00"))).isEqualTo(3 * 44 * HOUR);
    }

    @Test void anAbsenceIsASmallerShiftAndAHireALargerOne() {
        var away = Shift.steps(new long[] {at("2026-03-24T00:00:00"), at("2026-03-25T00:00:00")}, new int[] {2, 0});
        var hired = Shift.steps(new long[] {at("2026-03-26T00:00:00")}, new int[] {1});
        var shift = year.minus(away).plus(hired);
        assertThat(shift.at(at("2026-03-24T12:00:00"))).isEqualTo(1);
        assertThat(shift.at(at("2026-03-24T20:00:00"))).isZero();
        assertThat(shift.at(at("2026-03-25T12:00:00"))).isEqualTo(3);
        assertThat(shift.at(at("2026-03-26T20:00:00"))).isEqualTo(1);
        assertThat(shift.most()).isEqualTo(4);
    }

    @Test void nothingOpensBeforeTheBeginningOrAfterTheEnd() {
        var morning = Shift.of(LONDON, 2, at("2026-03-24T10:00:00"), at("2026-03-24T11:00:00"));
        assertThat(morning.time(at("2026-03-01T00:00:00"), at("2026-04-01T00:00:00"))).isEqualTo(2 * HOUR);
        assertThat(Shift.always(2).time(0, HOUR)).isEqualTo(2 * HOUR);
        assertThat(Shift.always(0).most()).isZero();
    }
}
