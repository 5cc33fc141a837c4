package demarc.app.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Exits;
import demarc.app.work.ImportCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckAndDiffCommandTest {

    private static final String CLEAN = "../examples/agreements/harbor-dental.yaml";
    private static final String OFF_DUTY = "../examples/agreements/broken/off-duty.yaml";

    @TempDir
    Path folder;

    private record Ran(int exit, String out, String err) {}

    @Test
    void aCleanAgreementSaysSoAndExitsWithZero() {
        var ran = run(new CheckCommand(), CLEAN);
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.out).contains("harbor-dental.yaml: clean.");
    }

    @Test
    void aFindingQuotesItsLineShowsACaseAndTheWayOut() {
        var ran = run(new CheckCommand(), OFF_DUTY);
        assertThat(ran.exit).isEqualTo(Exits.FINDINGS);
        assertThat(ran.out)
                .contains("error[off-duty]: it-team is responsible for 6 activities of help-desk")
                .contains("""
                        12 |       - { otherwise: , responsible: it-team }
                           |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                        """)
                .contains("= seen: Monday 18:00 to Tuesday 08:00")
                .contains("= help: Limit the rule to the hours of it-team")
                .contains("1 error, 0 warnings in 1 file.")
                .doesNotContain("\u001B");
    }

    @Test
    void aWarningIsAFindingToo() {
        assertThat(run(new CheckCommand(), "../examples/agreements/broken/rm-10.yaml").exit).isEqualTo(Exits.FINDINGS);
    }

    @Test
    void programsGetAListOfFindings() {
        var list = json(run(new CheckCommand(), "--format", "json", CLEAN, OFF_DUTY).out);
        assertThat(list.size()).isEqualTo(1);
        var finding = list.get(0);
        assertThat(finding.get("file").asString()).isEqualTo(OFF_DUTY);
        assertThat(finding.get("line").asInt()).isEqualTo(12);
        assertThat(finding.get("column").asInt()).isEqualTo(9);
        assertThat(finding.get("code").asString()).isEqualTo("off-duty");
        assertThat(finding.get("severity").asString()).isEqualTo("error");
        for (var key : new String[] {"message", "witness", "hint"}) assertThat(finding.get(key).asString()).isNotBlank();
    }

    @Test
    void codeHostsGetSarif() {
        var sarif = json(run(new CheckCommand(), "--format", "sarif", OFF_DUTY).out);
        assertThat(sarif.get("version").asString()).isEqualTo("2.1.0");
        var run = sarif.get("runs").get(0);
        var result = run.get("results").get(0);
        var rule = run.get("tool").get("driver").get("rules").get(result.get("ruleIndex").asInt());
        assertThat(rule.get("id").asString()).isEqualTo(result.get("ruleId").asString()).isEqualTo("off-duty");
        var place = result.get("locations").get(0).get("physicalLocation");
        assertThat(place.get("artifactLocation").get("uri").asString()).isEqualTo(OFF_DUTY);
        assertThat(place.get("region").get("startLine").asInt()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.yaml", ".", "binary", "latin-1", "utf-16"})
    void whatCannotBeReadIsSaidAndTheRestIsChecked(String name) throws Exception {
        Files.write(folder.resolve("binary"), new byte[] {'a', 0, 'b'});
        Files.write(folder.resolve("latin-1"), "client: Café\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("utf-16"), "client: Café\n".getBytes(StandardCharsets.UTF_16));
        var ran = run(new CheckCommand(), folder.resolve(name).toString(), CLEAN);
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        assertThat(ran.err).startsWith("demarc: ").contains(folder.toString());
        assertThat(ran.out).contains("clean");
    }

    @Test
    void programsAreToldWhatCouldNotBeRead() {
        var list = json(run(new CheckCommand(), "--format", "json", "nowhere.yaml", CLEAN).out);
        assertThat(list.get(0).get("code").asString()).isEqualTo("unreadable");
        assertThat(list.get(0).get("message").asString()).contains("no file nowhere.yaml");
        var sarif = json(run(new CheckCommand(), "--format", "sarif", "nowhere.yaml").out);
        assertThat(sarif.get("runs").get(0).get("invocations").get(0).get("executionSuccessful").asBoolean()).isFalse();
    }

    /// Whatever goes wrong, a program that asked for JSON reads JSON.
    @ParameterizedTest
    @ValueSource(strings = {"nowhere.yaml also-not.yaml", "only-one.yaml", "--no-such-option a b", "../examples/agreements/broken/bad-date.yaml ../examples/agreements/in-house.yaml"})
    void anErrorIsJsonToThoseWhoAskForIt(String arguments) {
        var ran = run(new DiffCommand(), ("--format json " + arguments).split(" "));
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        var error = json(ran.out).get("error");
        assertThat(error.get("exit").asInt()).isEqualTo(Exits.USAGE);
        assertThat(error.get("message").asString()).isNotBlank().doesNotContain("Usage:");
    }

    @Test
    void anUnknownCommandIsMetWithTheNearest() {
        var ran = run(new ImportCommand(), "tikets", "a.csv");
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        assertThat(ran.err).startsWith("There is no command 'tikets'. Did you mean tickets?").doesNotContain("Usage");
    }

    @Test
    void aFindingOnAnEndlessLineIsShownAtItsPlace() throws Exception {
        var file = Files.writeString(folder.resolve("deep.yaml"), "[".repeat(100_000)).toString();
        assertThat(run(new CheckCommand(), file).out).hasSizeLessThan(1_000);
    }

    @Test
    void tenMegabytesAndABillionLaughsAreAnsweredAtOnce() throws Exception {
        var large = Files.writeString(folder.resolve("large.yaml"), "client: x\n".repeat(1_000_000)).toString();
        for (var file : new String[] {large, "../examples/agreements/broken/too-large.yaml"}) {
            var ran = run(new CheckCommand(), file);
            assertThat(ran.exit).isEqualTo(Exits.FINDINGS);
            assertThat(ran.out).contains("error[too-large]");
        }
    }

    @Test
    void aFilesTextDoesNotSteerTheTerminal() throws Exception {
        var file = Files.writeString(folder.resolve("bell.yaml"), "client: \"\\e[31m\"\nagreement: [ \u0085 \n").toString();
        assertThat(run(new CheckCommand(), file).out).doesNotContain("\u001B", "\u0085");
    }

    @Test
    void diffSaysWhatChangesHandsAndWhatItCosts() throws Exception {
        var text = Files.readString(Path.of("../examples/agreements/nights.yaml"));
        var other = Files.writeString(folder.resolve("other.yaml"), text + "\nat-boundary: all\n").toString();
        var ran = run(new DiffCommand(), "../examples/agreements/nights.yaml", other, "--count", "user=40", "--month", "2026-10");
        assertThat(ran.exit).isEqualTo(Exits.FINDINGS);
        assertThat(ran.out).contains("Terms\n  work in progress at the edge of hours: unstarted → all\n").contains("Monthly price in 2026-10: ");

        var report = json(run(new DiffCommand(), "../examples/agreements/nights.yaml", other, "--format", "json").out);
        assertThat(report.get("differences").get(0).get("sentence").asString()).isEqualTo("work in progress at the edge of hours: unstarted → all");
    }

    @Test
    void agreementsThatMeanTheSameDoNotDiffer() {
        var ran = run(new DiffCommand(), CLEAN, CLEAN);
        assertThat(ran.exit).isEqualTo(Exits.DONE);
        assertThat(ran.out).contains("Nothing changes hands");
    }

    @Test
    void whatIsNoAgreementCannotBeCompared() {
        var ran = run(new DiffCommand(), CLEAN, "../examples/agreements/broken/bad-date.yaml");
        assertThat(ran.exit).isEqualTo(Exits.USAGE);
        assertThat(ran.err).contains("error[bad-date]", "cannot be compared");
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static Ran run(Object command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var commands = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = Exits.run(commands, arguments);
        return new Ran(exit, out.toString(), err.toString());
    }
}
