package demarc.app.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Exits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class WhoCommandTest {

    private static final String HARBOR = "../examples/agreements/harbor-dental.yaml";

    private record Ran(int exit, String out, String err) {}

    @Test
    void theAnswerNamesWhoAndUntilWhenAndQuotesTheLine() {
        var ran = who(HARBOR, "--activity", "help-desk/intake", "--priority", "P1", "--at", "2026-07-04T22:10");
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.out).contains("service-desk of Northwind IT", "Harbor Dental Group (client)", "Saturday 4 July 2026, 22:25", "a public holiday", "Until        Monday 6 July 2026, 08:00, then it-team", "- otherwise:");
    }

    @Test
    void programsGetTheSame() {
        var ran = who(HARBOR, "--activity", "SEC-03", "--priority", "P1", "--at", "2026-07-05T03:10Z", "--format", "json");
        var json = JsonMapper.builder().build().readTree(ran.out);
        assertThat(json.get("responsible").asString()).isEqualTo("soc");
        assertThat(json.get("accountable").asString()).isEqualTo("northwind");
        assertThat(json.get("respondBy").asString()).isEqualTo("2026-07-04T22:25:00-05:00");
        assertThat(json.get("decision").get("by").asString()).isEqualTo("it-manager");
        assertThat(json.get("decision").get("then").asString()).isEqualTo("proceed");
        assertThat(json.get("because").get("file").asString()).isEqualTo(HARBOR);
        assertThat(json.get("because").get("line").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            --activity=backup/restore-tset --priority=P1          | Did you mean backup/restore-test?
            --activity=backup/restore-test --priority=P1 --at=now | 2026-07-04T22:10
            --activity=backup/restore-test --priority=P9          | P9
            --activity=backup/restore-test                        | --priority
            --activity=BDR-06 --priority=P1 --site=moon           | no site 'moon'
            --activity=BDR-06 --priority=P1 --decision=spending   | Did you mean spend?
            --activity=BDR-06 --priority=P1 --amount=much         | --amount
            --activity=BDR-06 --priority=P1 --decision=spend --amount=-5USD | below zero
            --activity=BDR-06 --priority=P1 --at=9999-12-31T00:00 | Check the year
            --activity=zzzzzz --priority=P1                       | such as
            """)
    void aQuestionThatCannotBeAskedSaysHowToAskIt(String arguments, String says) {
        var words = (HARBOR + " " + arguments).split(" ");
        var ran = who(words);
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        assertThat(ran.err).contains(says);
    }

    /// The promise of a request is the agreement's own for requests, as on the ticket.
    @Test
    void aRequestIsPromisedAsRequestsAre() {
        var incident = who(HARBOR, "--activity", "help-desk/intake", "--priority", "P1", "--at", "2026-07-06T09:00").out;
        var request = who(HARBOR, "--activity", "help-desk/intake", "--priority", "P1", "--at", "2026-07-06T09:00", "--request").out;
        assertThat(incident).contains("Respond by   Monday 6 July 2026, 09:15");
        assertThat(request).contains("P1 request", "Respond by   Monday 6 July 2026, 13:00", "Resolve by   Thursday 9 July 2026, 09:00");
    }

    @Test
    void beforeItsFirstDayTheAnswerSaysSo() {
        var ran = who(HARBOR, "--activity", "SEC-03", "--priority", "P1", "--at", "2026-06-30T12:00", "--format", "json");
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.err).contains("holds from 2026-07-01 only");
        assertThat(JsonMapper.shared().readTree(ran.out).get("responsible").asString()).isEqualTo("soc");
    }

    @Test
    void aFileThatCannotBeReadOrHoldsErrorsIsNotAnswered(@TempDir Path dir) throws Exception {
        var broken = Files.writeString(dir.resolve("broken.yaml"), "extends: internl");
        var binary = Files.write(dir.resolve("binary.yaml"), new byte[] {1, 0, 2});
        var latin = Files.write(dir.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThat(asked(broken).exit).isEqualTo(Exits.FINDINGS);
        assertThat(asked(broken).err).contains("unknown-name", "demarc check");
        assertThat(asked(binary).err).contains("binary");
        assertThat(asked(latin).err).contains("UTF-8");
        assertThat(asked(dir).err).contains("directory");
        assertThat(asked(dir.resolve("none.yaml")).err).contains("no file");
        assertThat(asked(dir.resolve("none.yaml")).exit).isEqualTo(Exits.USAGE);
    }

    private static Ran asked(Path file) {
        return who(file.toString(), "--activity", "x/y", "--priority", "P1");
    }

    private static Ran who(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Exits.run(new CommandLine(new WhoCommand()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), arguments);
        return new Ran(exit, out.toString(), err.toString());
    }
}
