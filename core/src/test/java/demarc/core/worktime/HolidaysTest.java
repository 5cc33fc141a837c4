package demarc.core.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            US     | 2026-07-03 | true
            US     | 2026-07-04 | true
            US     | 2021-12-31 | true
            US     | 2022-01-01 | true
            US     | 2026-11-27 | false
            GB-ENG | 2026-04-06 | true
            GB-SCT | 2026-04-06 | false
            DE-BY  | 2026-01-06 | true
            DE     | 2026-01-06 | false
            de-by  | 2026-01-06 | true
            none   | 2026-12-25 | false
            """)
    void publicHolidaysAndTheDaysTheyAreObservedCloseAnOffice(String place, LocalDate date, boolean holiday) {
        assertThat(Holidays.of(place).on(date)).isEqualTo(holiday);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            XX       | Maybe 'MX'; or 'none'
            US-ILL   | Maybe 'US-IL'
            GB-SCOT  | Maybe 'GB-SCT'
            NL-NH    | Write 'NL'
            US-IL-ZZ | Write 'US-IL'
            """)
    void anUnknownPlaceNamesTheNearest(String place, String wayOut) {
        assertThatThrownBy(() -> Holidays.of(place)).hasMessageContaining(wayOut);
    }

    /// Where jollyday and an independent list differ on a day other than a Sunday, the difference stands here, so that a change of either
    /// shows: Easter Monday is not one of Scotland's, Columbus Day is a matter of each state.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AT     |
            BE     |
            DE     |
            DE-BY  |
            DK     |
            FR     |
            GB-ENG |
            GB-SCT |
            IT     |
            CH-ZH  |
            GB     | -2024-04-01 -2025-04-21 -2026-04-06 -2027-03-29
            IE     | +2024-02-01 +2025-02-01
            NL     | +2025-05-05 +2026-05-05 +2027-05-05
            US     | -2024-10-14 -2025-10-13 -2026-10-12 -2027-10-11
            US-CA  | +2025-10-13 +2026-10-12 +2027-10-11
            """)
    void agreesWithAnIndependentList(String place, String differences) throws IOException {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/public-holidays");
        assumeThat(shared).as("the shared list of public holidays is not beside the repository").isDirectory();
        var found = new TreeSet<String>();
        for (int year = 2024; year <= 2027; year++) {
            var file = shared.resolve(place + "-" + year + ".json");
            if (!Files.exists(file)) continue;
            var listed = publicHolidays(Files.readString(file));
            for (var date : Holidays.of(place).in(year)) if (!listed.contains(date)) found.add("+" + date);
            for (var date : listed) if (!Holidays.of(place).on(date)) found.add("-" + date);
        }
        found.removeIf(difference -> LocalDate.parse(difference.substring(1)).getDayOfWeek() == DayOfWeek.SUNDAY);
        assertThat(String.join(" ", found)).isEqualTo(differences == null ? "" : differences);
    }

    private static TreeSet<LocalDate> publicHolidays(String json) {
        var dates = new TreeSet<LocalDate>();
        var entry = Pattern.compile("\"date\": \"(\\d{4}-\\d{2}-\\d{2}) .*?\"type\": \"(\\w+)\"", Pattern.DOTALL).matcher(json);
        while (entry.find()) if (entry.group(2).equals("public")) dates.add(LocalDate.parse(entry.group(1)));
        return dates;
    }
}
