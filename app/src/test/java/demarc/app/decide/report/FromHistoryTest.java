package demarc.app.decide.report;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.DecideCommand;
import demarc.app.decide.past.SmallDesk;
import demarc.core.agreement.Compilation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// `demarc decide --history`, end to end by files.
class FromHistoryTest {

    private static final String HISTORY = "../examples/histories/manufacturer.csv";
    private static final String ANSWERS = "../examples/answers/manufacturer.yaml";

    @TempDir
    Path home;

    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var commands = new CommandLine(new DecideCommand()).setCaseInsensitiveEnumValuesAllowed(true).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ran(commands.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void aHistoryAndAnswersGiveARecommendationWithEverythingItRestsOn() throws IOException {
        var report = home.resolve("report.html");
        var draft = home.resolve("draft.yaml");
        var history = SmallDesk.in(home).toString();
        var ran = run("--quick", "--history", history, "--zone", "America/New_York", "--answers", ANSWERS, "--format", "json", "--out", report.toString(), "--draft", draft.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();
        var json = JsonMapper.builder().build().readTree(ran.out());
        assertThat(json.propertyNames()).contains("recommendation", "alternatives", "frontier", "exact", "heat", "sensitivity", "lookAhead", "assumptions", "trust", "quality", "questionnaire");
        assertThat(json.get("recommendation").get("model").asString()).isIn("IN_HOUSE", "CO_MANAGED", "FULLY_MANAGED");
        assertThat(json.get("frontier").size()).isPositive();
        for (var assumption : json.get("assumptions")) assertThat(assumption.get("source").asString()).isNotBlank();
        for (var because : json.get("recommendation").get("because"))
            for (var figure : because.get("figures")) assertThat(figure.get("why").get("formula").asString()).isNotBlank();
        assertThat(Files.readString(report)).contains("Ridgeline Manufacturing").doesNotContain("src=");
        assertThat(Compilation.of("draft.yaml", Files.readString(draft)).hasErrors()).isFalse();
        var again = run("--quick", "--history", history, "--zone", "America/New_York", "--answers", ANSWERS, "--format", "json");
        assertThat(again.out()).isEqualTo(ran.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            empty      | Number,Opened,Resolved                                                         | 2 | header
            one        | Number,Opened,Resolved;1,2026-01-05 10:00,2026-01-05 11:00                       | 1 | one ticket
            one-minute | Number,Opened,Resolved;60*,2026-01-05 10:00,2026-01-05 11:00                     | 1 | within two minutes
            future     | Number,Opened,Resolved;60*,2999-01-05 10:00,2999-01-05 11:00                     | 1 | no ticket that can be used
            short      | Number,Opened,Resolved;60+,2026-01-05 10:00,2026-01-05 11:00                     | 1 | questionnaire
            """)
    void tooLittleIsSaidPlainly(String name, String rows, int exit, String says) throws IOException {
        var file = home.resolve(name + ".csv");
        Files.writeString(file, written(rows));
        var ran = run("--quick", "--history", file.toString());
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(exit);
        assertThat(ran.out() + ran.err()).containsIgnoringCase(says);
    }

    /// `60*,` repeats a row with other numbers; `60+,` an hour later each.
    private static String written(String rows) {
        var text = new StringBuilder();
        for (var row : rows.split(";")) {
            if (!row.matches("\\d+[*+],.*")) {
                text.append(row.strip()).append('\n');
                continue;
            }
            int times = Integer.parseInt(row.replaceAll("[*+].*", "").strip());
            for (int i = 0; i < times; i++)
                text.append(1000 + i).append(row.strip().substring(row.strip().indexOf(',')).replace(" 10:00", row.contains("+,") ? " %02d:%02d".formatted(1 + i / 8, i % 8) : " 10:00")).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --history no-such.csv                       | There is no file
            --history .                                 | is a directory
            --history HISTORY --zone Mars/Base          | no time zone
            --history HISTORY --out report.doc          | .html, .pdf or .json
            --history HISTORY --out /no/such/r.html     | no directory
            --history HISTORY --agreement HISTORY       | no agreement that could be in force
            --history HISTORY --backtest HISTORY        | by itself
            """)
    void whatAPersonHasToChangeIsSaidBeforeTheWork(String arguments, String says) {
        var ran = run(arguments.replace("HISTORY", HISTORY).split(" "));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(says);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aBrokenArchiveIsRefusedWithoutATrace() throws IOException {
        var file = home.resolve("broken.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("Number,Opened\n".getBytes(StandardCharsets.UTF_8));
        }
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        var ran = run("--history", file.toString(), "--out", home.resolve("never.html").toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(home.resolve("never.html")).doesNotExist();
    }
}
