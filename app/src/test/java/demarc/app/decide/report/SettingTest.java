package demarc.app.decide.report;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.past.Quality;
import demarc.app.work.history.Histories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is searched follows from how many do the work today.
class SettingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5   | 1
            73  | 10
            300 | 25
            """)
    void aTeamOfAnySizeIsTriedFromAFewPeopleToOneMoreThanToday(int people, int step) throws IOException {
        var setting = setting(people);
        var question = setting.question();
        assertThat(question.people().step()).isEqualTo(step);
        assertThat(question.people().least()).isLessThanOrEqualTo(step);
        assertThat(question.people().most()).isBetween(Math.min(people, 200), 200);
        assertThat(question.today()).isNotNull().satisfies(plan -> assertThat(plan.people()).isEqualTo(Math.min(people, 200)));
    }

    @Test void aLogThatNamesNobodyHasAsManyPeopleAsItsWorkNeeds() throws IOException {
        var setting = setting(0);
        assertThat(setting.people()).isGreaterThanOrEqualTo(1);
        assertThat(setting.peopleWhy()).contains("neither the log nor the answers say");
        assertThat(setting.question().today()).isNotNull();
    }

    /// Ten weeks in which each person resolves one ticket a day.
    private Setting setting(int people) throws IOException {
        var csv = new StringBuilder("number,opened_at,resolved_at,priority,category,assigned_to\n");
        for (int day = 0; day < 70; day++)
            for (int i = 0; i < Math.max(5, people); i++) {
                var opened = LocalDateTime.parse("2026-01-05T09:00").plusDays(day).plusMinutes(i);
                if (opened.getDayOfWeek().getValue() < 6) csv.append("INC%d,%s,%s,3,network,%s%n".formatted(1000 * day + i, opened, opened.plusHours(1), people == 0 ? "" : "Person " + i));
            }
        var file = Files.writeString(folder.resolve("desk.csv"), csv);
        var past = Histories.read(file, new Histories.Choices(ZoneOffset.UTC, "as you said", Instant.parse("2026-11-24T00:00:00Z"), null, Map.of(), null), (_, _) -> {});
        return Setting.of(new Matter("Desk", past.history(), Quality.of(past), null, null, Map.of(), Matter.Provider.NOBODY_YET, LocalDate.parse("2027-01-01"), 1, true));
    }
}
