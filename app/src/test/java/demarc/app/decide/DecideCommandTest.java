package demarc.app.decide;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Exits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecideCommandTest {

    @TempDir
    Path folder;

    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dental-group  | FULLY_MANAGED | 11.7 | 24.0 | 93.1
            manufacturer  | CO_MANAGED    | 38.1 | 94.5 | 37.9
            software-firm | IN_HOUSE      | 89.5 | 56.0 | 3.9
            law-firm      | CO_MANAGED    | 35.6 | 63.5 | 58.1
            agency        | FULLY_MANAGED | 13.0 | 32.5 | 87.7
            clinic-group  | CO_MANAGED    | 55.1 | 85.0 | 22.2
            """)
    void theExamplesGiveTheirReferenceScores(String example, String model, double inHouse, double coManaged, double fullyManaged) {
        var ran = run("--answers", "../examples/answers/%s.yaml".formatted(example), "--format", "json");
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.json().at("/model").asString()).isEqualTo(model);
        assertThat(ran.json().at("/scores/inHouse").asDouble()).isEqualTo(inHouse);
        assertThat(ran.json().at("/scores/coManaged").asDouble()).isEqualTo(coManaged);
        assertThat(ran.json().at("/scores/fullyManaged").asDouble()).isEqualTo(fullyManaged);
        assertThat(ran.json().at("/cost/coManaged/low").asLong()).isPositive().isLessThan(ran.json().at("/cost/coManaged/likely").asLong());
        assertThat(ran.json().at("/contradictions")).isEmpty();
    }

    @Test void aPersonReadsWhatWhyAndWhatWouldChangeIt() {
        var ran = run("--answers", "../examples/answers/law-firm.yaml");
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.out).contains("Co-managed, with fully managed close behind", "Why", "What would change it", "Q28", "Cost in a year");
    }

    @Test void aHistoryIsSaidWhatItIsGoodForBeforeAnythingElse() {
        var ran = run("--history", "../examples/histories/glpi.csv", "--look", "--zone", "Europe/Paris", "--format", "json");
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.json().at("/quality/tickets").asInt()).isEqualTo(5);
        assertThat(ran.json().at("/quality/seen/zone").asString()).isEqualTo("Europe/Paris");
        assertThat(ran.json().at("/quality/findings/0/key").asString()).isEqualTo("few-tickets");
        assertThat(run("--history", "../examples/histories/glpi.csv", "--look").out).contains("GLPI export, one row for each ticket", "There are 5 tickets", "What the log does not tell");
        var broken = run("--history", "../examples/answers/agency.yaml", "--look");
        assertThat(broken.exit).isEqualTo(Exits.USAGE);
        assertThat(broken.err).contains("No column gives the ticket number");
    }

    @Test void aHistoryIsLearnedOnItsFirstPartAndTriedOnTheRest() throws Exception {
        var csv = new StringBuilder("number,opened_at,resolved_at,priority,category\n");
        var start = LocalDateTime.parse("2026-01-05T09:00");
        for (int i = 0; i < 600; i++) {
            var opened = start.plusDays(i / 10 / 5 * 7 + i / 10 % 5).plusMinutes(45 * (i % 10));
            csv.append("INC%05d,%s,%s,%d,network%n".formatted(i, opened, opened.plusMinutes(30 + 113 * (i % 17)), 1 + i % 4));
        }
        var ran = run("--backtest", file(csv.toString()), "--zone", "UTC", "--format", "json");
        assertThat(ran.exit).as(ran.err).isEqualTo(Exits.DONE);
        assertThat(ran.json().at("/tickets").asInt()).isEqualTo(600);
        assertThat(ran.json().at("/cut/modelled/scores/0/measure").asString()).isEqualTo("open");
        assertThat(ran.json().at("/rolling/told/covered/of").asInt()).isPositive();
    }

    @Test void aHistoryTooShortToBeCutIsAFindingAndNoFileAUsageError() {
        assertThat(run("--backtest", "../examples/histories/servicenow.csv", "--zone", "UTC")).satisfies(ran -> assertThat(ran.exit).isEqualTo(Exits.FINDINGS)).satisfies(ran -> assertThat(ran.out).contains("weeks only"));
        assertThat(run("--backtest", "nowhere.csv")).satisfies(ran -> assertThat(ran.exit).isEqualTo(Exits.USAGE)).satisfies(ran -> assertThat(ran.err).contains("There is no file nowhere.csv"));
        assertThat(run("--backtest", "../examples/histories/servicenow.csv", "--zone", "Atlantis").err).contains("There is no time zone 'Atlantis'");
    }

    @Test void fewAnswersAreAFinding() throws Exception {
        var ran = run("--answers", file("answers: { Q01: 1 }"), "--format", "json");
        assertThat(ran.exit).isEqualTo(Exits.FINDINGS);
        assertThat(ran.json().at("/model").isNull()).isTrue();
        assertThat(ran.json().at("/unanswered").size()).isEqualTo(27);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            answers: { Q01: many }                   | answers.yaml:1: Q01 has no answer 'many'. Write one of: 1 or '0', 2 or 'part-time'
            answers: { Q29: 1 }                      | there is no question 'Q29'; they are Q01 to Q28
            answers: { Q01: 6 }                      | Q01 has no answer '6'
            answers: { Q01: 1, Q01: 2 }              | answers.yaml:1: 'Q01' stands twice
            answers: 123                             | answers.yaml:1: '123' has 3 digits; there are 28 questions
            answers: x333332212212233222332312222    | holds something else than digits
            employes: 160                            | answers.yaml:1: 'employes' means nothing here. Do you mean 'employees'?
            {answers: {}, employees: lots}           | employees: 'lots' is no number
            {answers: {}, employees: 9999999}        | 9,999,999 employees: from 1 to 1,000,000
            {answers: {}, pay: { support: [3, 2, 1]}} | pay.support takes one number, or three that do not fall
            {answers: {}, in-house-team: {boss: 1}}  | there is no post 'boss' in a team
            {answers: {}, hire-planned: maybe}       | hire-planned is yes or no, not 'maybe'
            answers: {                               | this is not YAML
            """)
    void aMistakeIsNamedWithItsLineItsValueAndTheWayOut(String text, String said) throws Exception {
        var ran = run("--answers", file(text));
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        assertThat(ran.err).contains(said);
    }

    @Test void noFileAndNothingToDecideFrom() {
        assertThat(run("--answers", folder.resolve("none.yaml").toString()).err).contains("There is no file");
        assertThat(run("--answers", folder.toString()).err).contains("it is a directory");
        assertThat(run().err).contains("--answers FILE");
    }

    @Test void numbersOfOnesOwnReplaceTheSupposedOnes() throws Exception {
        var ran = run("--format", "json", "--answers", file("""
                name: Ours
                answers: "4333312212212233222322312222"
                employees: 160
                project-hours: 0
                kept-team: { administrator: 1, support: 1 }
                fee: { fully-managed: 200 }
                """));
        assertThat(ran.json().at("/cost/coManaged/likely").asLong()).isEqualTo(397_500);
        assertThat(ran.json().at("/cost/fullyManaged/likely").asLong()).isEqualTo(160 * 200 * 12 + 4_485);
        assertThat(ran.json().at("/cost/fullyManaged/lines/0/how").asString()).isEqualTo("160 users × 200 USD × 12");
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("answers.yaml"), text).toString();
    }

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Exits.run(new CommandLine(new DecideCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), arguments);
        return new Ran(exit, out.toString(), err.toString());
    }
}
