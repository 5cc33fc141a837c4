package demarc.app.decide.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.decide.past.Finding.Severity;
import demarc.app.decide.past.Quality.How;
import demarc.app.platform.Refused;
import demarc.app.work.history.Histories;
import demarc.app.work.history.Histories.Choices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a history lacks, there is a word on what can still be said.
class QualityTest {

    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 9, 0);

    @TempDir Path folder;

    /// `0` to `2` in the last columns: arrivals, durations, answers: YES, ROUGHLY, NO.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sound             |                                   | 0 | 0 | 0
            one ticket        | one-ticket                        | 2 | 2 | 0
            ten tickets       | few-tickets,short                 | 2 | 2 | 0
            one minute        | one-minute                        | 2 | 2 | 0
            no resolutions    | no-resolutions                    | 0 | 2 | 2
            all in the future | no-tickets,future                 | 2 | 2 | 2
            some in the future| future                            | 0 | 0 | 0
            mixed dates       | mixed-dates                       | 1 | 1 | 0
            days only         | no-hours                          | 1 | 1 | 0
            nights            | zone                              | 1 | 0 | 0
            a silent month    | gaps                              | 1 | 0 | 0
            a flood           | bursts                            | 0 | 0 | 0
            tidied up         | bulk-closing,open-for-months      | 0 | 1 | 0
            duplicates        | duplicates                        | 0 | 0 | 0
            closed only       | closing-only                      | 0 | 1 | 2
            """)
    void everyLackIsNamedWithWhatCanStillBeSaid(String kind, String keys, int arrivals, int durations, int answers) throws IOException {
        var quality = quality(file(kind));
        assertThat(quality.findings().stream().map(Finding::key).filter(key -> !key.equals("no-priorities") && !key.equals("many-refused") && !key.equals("no-season")))
                .as(quality.findings().toString()).containsExactlyInAnyOrder(keys == null ? new String[0] : keys.split(","));
        assertThat(IntStream.range(0, 3).mapToObj(i -> quality.says().get(i).how())).as(quality.says().toString())
                .containsExactly(How.values()[arrivals], How.values()[durations], How.values()[answers]);
        assertThat(quality.findings()).allSatisfy(finding -> assertThat(finding.means()).isNotBlank());
    }

    private static String file(String kind) {
        return switch (kind) {
            case "one ticket" -> csv(1, i -> line(i, START, 60));
            case "ten tickets" -> csv(10, i -> line(i, START.plusHours(i * 3L), 60));
            case "one minute" -> csv(500, i -> line(i, START.plusSeconds(i % 50), 60 + i));
            case "no resolutions" -> "id,opened,priority\n" + lines(500, i -> "%d,%s,%s".formatted(i, at(usual(i)), i % 3 == 0 ? "High" : "Low"));
            case "all in the future" -> csv(50, i -> line(i, START.plusYears(40).plusHours(i), 60));
            case "some in the future" -> csv(600, i -> line(i, i % 50 == 0 ? START.plusYears(40) : usual(i), 60));
            case "mixed dates" -> csv(600, i -> i % 10 == 0 ? "%d,%d/%d/2024 09:00,,,High".formatted(i, 13 + i % 15, 1 + i % 12) : line(i, usual(i), 60).replaceAll("(\\d{4})-(\\d\\d)-(\\d\\d) ", "$2/$3/$1 "));
            case "days only" -> csv(600, i -> line(i, usual(i).toLocalDate().atStartOfDay(), 60));
            case "nights" -> csv(600, i -> line(i, usual(i).plusHours(14), 60));
            case "a silent month" -> csv(600, i -> line(i, usual(i).plusDays(i > 300 ? 42 : 0), 60));
            case "a flood" -> csv(660, i -> line(i, i >= 600 ? START.plusDays(108).plusMinutes(i) : usual(i), 60));
            case "tidied up" -> csv(600, i -> i >= 80 ? line(i, usual(i), 60) : "%d,%s,%s,%s,Low".formatted(i, at(usual(i)), at(usual(i)), at(START.plusDays(200))));
            case "duplicates" -> csv(600, i -> line(i - i % 20 / 19, usual(i), 60));
            case "closed only" -> "id,opened,closed,priority\n" + lines(600, i -> "%d,%s,%s,%s".formatted(i, at(usual(i)), at(usual(i).plusDays(5)), i % 3 == 0 ? "High" : "Low"));
            default -> csv(600, i -> line(i, usual(i), 60));
        };
    }

    /// Two tickets each working day, for over a year.
    private static LocalDateTime usual(int i) {
        int day = i / 2;
        return START.plusDays(day / 5 * 7 + day % 5).plusMinutes(i % 2 * 90 + i % 60);
    }

    private static String csv(int tickets, IntFunction<String> line) {
        return "id,opened,first response,resolved,priority\n" + lines(tickets, line);
    }

    private static String lines(int tickets, IntFunction<String> line) {
        return IntStream.range(0, tickets).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String line(int i, LocalDateTime opened, int minutes) {
        return "%d,%s,%s,%s,%s".formatted(i, at(opened), at(opened.plusMinutes(Math.min(5, minutes))), at(opened.plusMinutes(minutes + i % 17)), i % 3 == 0 ? "High" : "Medium");
    }

    private static String at(LocalDateTime at) {
        return at.toString().replace('T', ' ');
    }

    @Test void anEmptyLogIsRefusedBeforeAnything() {
        assertThatThrownBy(() -> quality("")).isInstanceOf(Refused.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> quality("id,opened\n")).isInstanceOf(Refused.class).hasMessageContaining("holds a header and no rows");
    }

    @Test void whatNoLogTellsIsAlwaysSaid() throws IOException {
        assertThat(quality(file("sound")).assumed()).extracting(Quality.Assumed::unknown).anySatisfy(unknown -> assertThat(unknown).startsWith("How long somebody worked on a ticket"));
    }

    @Test void picturesCountEachTicketOnce() throws IOException {
        var quality = quality(file("sound"));
        var pictures = Objects.requireNonNull(quality.pictures());
        assertThat(pictures.weeks().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(pictures.hours().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(pictures.took().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(pictures.hours().subList(5 * 24, 7 * 24)).containsOnly(0);
        assertThat(pictures.weeks()).startsWith(10).hasSize(60);
    }

    @Test void theServiceNowLogIsSoundButForItsEdge() {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/uci-servicenow-incidents/incident_event_log.csv.gz");
        assumeTrue(Files.exists(shared), () -> "skipped: the shared data is not here (" + shared + "); name its folder with -Ddemarc.shared");
        var quality = Quality.of(Histories.read(shared, Choices.in(ZoneId.of("America/Sao_Paulo"), "as you said", Instant.parse("2026-06-01T00:00:00Z")), (_, _) -> {}));
        assertThat(quality.findings()).extracting(Finding::key).containsExactlyInAnyOrder("thin-edges", "one-priority", "unknown-states", "backwards", "open-for-months", "no-season");
        assertThat(quality.findings()).noneMatch(finding -> finding.severity() == Severity.STOPS);
        assertThat(quality.findings().stream().filter(finding -> finding.key().equals("thin-edges")).findFirst().orElseThrow().title())
                .isEqualTo("The export is whole only from 29 Feb 2016 to 5 Jun 2016");
        assertThat(quality.rowsUsed()).isEqualTo(141_712 - 11);
        assertThat(quality.isUseless()).isFalse();
    }

    private Quality quality(String text) throws IOException {
        return Quality.of(Histories.read(Files.writeString(folder.resolve("t.csv"), text), Choices.in(ZoneOffset.UTC, "as you said", Instant.parse("2026-06-01T00:00:00Z")), (_, _) -> {}));
    }
}
