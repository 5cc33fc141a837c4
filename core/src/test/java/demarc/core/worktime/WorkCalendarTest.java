package demarc.core.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    private static final String OFFICE = "mon-fri 08:00-18:00, sat 09:00-13:00";

    // March 2026: the 6th is a Friday. On the 8th clocks in Chicago go forward at 02:00. 3 July is a holiday, and 4 July a Saturday.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-06T16:00 | 1h  | 2026-03-06T17:00
            2026-03-06T08:00 | 10h | 2026-03-06T18:00
            2026-03-06T17:00 | 2h  | 2026-03-07T10:00
            2026-03-07T12:00 | 2h  | 2026-03-09T09:00
            2026-03-08T12:00 | 1h  | 2026-03-09T09:00
            2026-07-02T16:00 | 4h  | 2026-07-06T10:00
            2026-07-03T10:00 | 1h  | 2026-07-06T09:00
            """)
    void workingTimePassesOnlyInHours(LocalDateTime start, String working, LocalDateTime due) {
        var calendar = calendar(OFFICE, "America/Chicago", "US-IL");
        assertThat(local(calendar, calendar.after(at(calendar, start), hours(working)))).isEqualTo(due);
        assertThat(calendar.worked(at(calendar, start), at(calendar, due))).isEqualTo(hours(working));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-06T16:00 | 1  | 2026-03-07T13:00
            2026-03-06T16:00 | 2  | 2026-03-09T16:00
            2026-03-07T09:30 | 1  | 2026-03-09T09:30
            2026-03-07T15:00 | 1  | 2026-03-10T08:00
            2026-03-06T08:30 | 1  | 2026-03-07T09:00
            2026-07-02T16:00 | 1  | 2026-07-06T16:00
            2026-03-08T10:00 | 0  | 2026-03-09T08:00
            2026-03-02T10:00 | 10 | 2026-03-13T10:00
            """)
    void workingDaysKeepTheTimeOfDayWithinTheDaysHours(LocalDateTime start, int days, LocalDateTime due) {
        var calendar = calendar(OFFICE, "America/Chicago", "US-IL");
        assertThat(local(calendar, calendar.afterWorkingDays(at(calendar, start), days))).isEqualTo(due);
    }

    @Test
    void aTimeOfDayInABreakMovesToItsEnd() {
        var calendar = calendar("mon 08:00-18:00, tue 08:00-12:00 13:00-17:00", "Europe/London", "none");
        assertThat(local(calendar, calendar.afterWorkingDays(at(calendar, "2026-03-02T12:30"), 1))).isEqualTo("2026-03-03T13:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            America/Chicago     | 2026-03-07T22:00 | 2026-03-08T06:00 | 7
            America/Chicago     | 2026-10-31T22:00 | 2026-11-01T06:00 | 9
            Australia/Lord_Howe | 2026-04-04T22:00 | 2026-04-05T06:00 | 8.5
            Europe/London       | 2026-03-28T22:00 | 2026-03-29T06:00 | 7
            Pacific/Apia        | 2011-12-29T22:00 | 2011-12-31T06:00 | 8
            """)
    void aNightIsAsLongAsTheClocksMakeIt(String zone, LocalDateTime from, LocalDateTime to, double hours) {
        var calendar = calendar("daily 22:00-06:00", zone, "none");
        assertThat(calendar.worked(at(calendar, from), at(calendar, to))).isEqualTo(Duration.ofMinutes((long) (hours * 60)));
    }

    @Test
    void aSkippedDateIsNoWorkingDay() {
        var calendar = calendar("daily 09:00-17:00", "Pacific/Apia", "none");
        assertThat(local(calendar, calendar.afterWorkingDays(at(calendar, "2011-12-29T10:00"), 1))).isEqualTo("2011-12-31T10:00");
    }

    @Test
    void timeToADueMomentThatIsPastIsNegative() {
        var calendar = calendar(OFFICE, "Europe/London", "none");
        assertThat(calendar.worked(at(calendar, "2026-03-09T09:00"), at(calendar, "2026-03-06T17:00"))).isEqualTo(Duration.ofHours(-6));
    }

    @Test
    void hoursOpenAndCloseAcrossTablesOfAYear() {
        var calendar = calendar(OFFICE, "America/Chicago", "US-IL");
        assertThat(local(calendar, calendar.nextChange(at(calendar, "2026-07-02T10:00")))).isEqualTo("2026-07-02T18:00");
        assertThat(local(calendar, calendar.nextChange(at(calendar, "2026-07-02T18:00")))).isEqualTo("2026-07-06T08:00");
        assertThat(local(calendar, calendar.nextOpen(at(calendar, "2026-07-02T18:00")))).isEqualTo("2026-07-06T08:00");
        assertThat(calendar("24x7", "Europe/London", "GB-ENG").nextChange(Instant.EPOCH)).isEqualTo(Instant.MAX);
    }

    @Test
    void holidayHoursReplaceTheWeekdays() {
        var calendar = calendar("weekdays 08:00-18:00, holidays 10:00-14:00", "America/Chicago", "US");
        assertThat(calendar.worked(at(calendar, "2026-12-25T00:00"), at(calendar, "2026-12-26T00:00"))).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void hoursThatNeverOpenSaySo() {
        var never = calendar("never", "Europe/London", "none");
        var holidaysWithoutAny = calendar("holidays 10:00-14:00", "Europe/London", "none");
        assertThat(never.worked(Instant.EPOCH, Instant.EPOCH.plusSeconds(1_000_000))).isZero();
        assertThatThrownBy(() -> never.after(Instant.EPOCH, Duration.ofHours(1))).hasMessageContaining("give the clock hours that are open");
        assertThatThrownBy(() -> holidaysWithoutAny.nextOpen(Instant.EPOCH)).hasMessageContaining("not open again");
        assertThatThrownBy(() -> holidaysWithoutAny.afterWorkingDays(Instant.EPOCH, 3)).hasMessageContaining("not open again");
        assertThat(never.nextChange(Instant.EPOCH)).isEqualTo(Instant.MAX);
    }

    @Test
    void datesNobodyMeansAreRefused() {
        var calendar = calendar(OFFICE, "Europe/London", "none");
        assertThatThrownBy(() -> calendar.worked(Instant.EPOCH, Instant.MAX)).hasMessageContaining("years 1 to 9999");
        assertThatThrownBy(() -> calendar.after(Instant.EPOCH, Duration.ofDays(900_000))).hasMessageContaining("Check the amount");
    }

    @Test
    void addedAndRemovedHolidaysCount() {
        var holidays = Holidays.of("US").plus(LocalDate.of(2026, 12, 24)).minus(LocalDate.of(2026, 11, 11));
        assertThat(holidays.on(LocalDate.of(2026, 12, 24))).isTrue();
        assertThat(holidays.on(LocalDate.of(2026, 11, 11))).isFalse();
        assertThat(holidays.minus(LocalDate.of(2026, 12, 24)).on(LocalDate.of(2026, 12, 24))).isFalse();
        assertThat(holidays).hasToString("US +2026-12-24 -2026-11-11");
    }

    private static WorkCalendar calendar(String hours, String zone, String holidays) {
        return new WorkCalendar(WeeklyHours.parse(hours), new LocalWeek(ZoneId.of(zone), Holidays.of(holidays)));
    }

    private static Instant at(WorkCalendar calendar, String local) {
        return at(calendar, LocalDateTime.parse(local));
    }

    private static Instant at(WorkCalendar calendar, LocalDateTime local) {
        return local.atZone(calendar.week().zone()).toInstant();
    }

    private static LocalDateTime local(WorkCalendar calendar, Instant at) {
        return LocalDateTime.ofInstant(at, calendar.week().zone());
    }

    private static Duration hours(String text) {
        return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
    }
}
