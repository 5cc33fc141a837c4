package demarc.core.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyHoursTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mon-fri 08:00-18:00, sat 09:00-13:00    | mon-fri 08:00-18:00, sat 09:00-13:00
            MON-FRI 8:00 – 18:00                    | mon-fri 08:00-18:00
            weekdays 08:00-12:00, 13:00-17:00       | mon-fri 08:00-12:00 13:00-17:00
            wednesday, mon 08:00-12:00              | mon,wed 08:00-12:00
            daily 22:00-06:00                       | daily 22:00-06:00
            fri-mon 00:00-24:00                     | mon,fri-sun 00:00-24:00
            mon 08:00-12:00, mon 11:00-14:00        | mon 08:00-14:00
            weekends,holidays 10:00-14:00           | sat-sun,holidays 10:00-14:00
            24/7                                    | 24x7
            daily 00:00-24:00, holidays 00:00-24:00 | 24x7
            never                                   | never
            """)
    void hoursAreWrittenInOneWay(String written, String canonical) {
        assertThat(WeeklyHours.parse(written)).hasToString(canonical).isEqualTo(WeeklyHours.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mon-fri 08:00-18:00, sat 09:00-13:00 | Sat 13:00 to Mon 08:00; holidays all day
            daily 22:00-06:00                    | holidays all day
            mon-fri 00:00-24:00                  | Sat to Sun all day; holidays all day
            fri 18:00-24:00, sat-sun 00:00-24:00 | Mon 00:00 to Fri 18:00; holidays all day
            holidays 10:00-14:00                 | Mon to Sun all day; holidays 00:00 to 10:00; holidays 14:00 to 24:00
            24x7                                 | never
            never                                | at all hours
            """)
    void whatIsLeftIsToldAcrossMidnightAndTheWeeksEnd(String open, String closed) {
        assertThat(WeeklyHours.parse(open).complement().describe()).endsWith(closed);
    }

    @Test
    void holidaysAreADayOfTheirOwn() {
        assertThat(WeeklyHours.parse("daily 00:00-24:00").openAt(Week.slot(Week.HOLIDAY, 600))).isFalse();
        assertThat(WeeklyHours.ALWAYS.openAt(Week.slot(Week.HOLIDAY, 600))).isTrue();
    }

    @Test
    void aNightOnSundayEndsOnMonday() {
        var night = WeeklyHours.parse("sun 22:00-06:00");
        assertThat(night.ranges()).singleElement().hasToString("Sun 22:00 to Mon 06:00");
        assertThat(night.minutesPerWeek()).isEqualTo(8 * 60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | 0  | Write for example 'mon-fri 08:00-18:00
            mon-fri                   | 7  | Times are missing
            mun 08:00-10:00           | 0  | maybe 'mon'
            mon-fri 8-18              | 8  | Write '08:00-18:00'
            mon 08:00-25:00           | 10 | from 00:00 to 24:00
            mon 08:60-10:00           | 4  | from 00:00 to 24:00
            mon 08:00-08:00           | 4  | For the whole day write '00:00-24:00'
            holidays 22:00-06:00      | 9  | Write 'holidays 22:00-24:00'
            mon 08:00-18:00 sat       | 16 | with a comma
            mon 08:00-10:00,          | 16 | A day is missing
            mon-holidays 08:00-10:00  | 4  | holidays apart
            """)
    void aMistakeHasAPlaceAndAWayOut(String text, int offset, String wayOut) {
        var error = catchThrowableOfType(HoursError.class, () -> WeeklyHours.parse(text));
        assertThat(error).hasMessageContaining(wayOut);
        assertThat(error.offset()).isEqualTo(offset);
    }

    @Test
    void slotsOutsideTheWeekAreRefused() {
        assertThatThrownBy(() -> WeeklyHours.of(10, Week.SLOTS + 1)).hasMessageContaining("(11521)");
    }
}
