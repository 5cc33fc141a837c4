package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Refused;
import demarc.app.work.history.Histories.Choices;
import demarc.core.simulation.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each desk's own export tells the same five tickets.
class FormatsTest {

    private static final List<String> TICKETS = List.of(
            "02T08:10 network-monitoring P2 answered 02T08:20 resolved 02T09:40",
            "02T09:05 identity P3 answered 02T09:06 resolved 02T09:15",
            "03T14:00 hardware P3 answered 03T14:30 resolved 05T11:00",
            "04T10:00 onboarding P4 answered 04T10:30",
            "05T22:45 cybersecurity P1 answered 05T22:50 resolved 06T01:30");
    private static final Path EXAMPLES = Path.of("../examples/histories");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            servicenow.csv   | ServiceNow export, one row for each ticket              | -        |
            jira.csv         | Jira Service Management export, one row for each ticket | answered |
            jira.jsonl       | Jira Service Management export, one row for each ticket | -        |
            zendesk.csv      | Zendesk export, one row for each ticket                 | answered |
            freshservice.csv | Freshservice export, one row for each ticket            | answered |
            glpi.csv         | GLPI export, one row for each ticket                    | -        |
            glpi-french.csv  | GLPI export, one row for each ticket                    | -        |
            zammad.csv       | Zammad export, one row for each ticket                  | answered | P2 is its highest priority
            connectwise.csv  | ConnectWise export, one row for each ticket             | -        |
            halopsa.csv      | HaloPSA export, one row for each ticket                 | answered |
            autotask.csv     | Autotask export, one row for each ticket                | answered |
            osticket.csv     | osTicket export, one row for each ticket                | -        |
            event-log.csv    | event log, one row for each activity                    | answered |
            event-log.xes    | event log, one row for each activity                    | answered |
            """)
    void everyExportTellsTheSame(String file, String format, String answered, String remark) {
        var read = Histories.read(EXAMPLES.resolve(file), Choices.in(ZoneOffset.UTC, "as you said", Told.NOW), (_, _) -> {});
        assertThat(read.seen().format()).isEqualTo(format);
        assertThat(read.refusedRows()).as(read.refused().toString()).isZero();
        var expected = TICKETS.stream().map(ticket -> answered.equals("answered") ? ticket : ticket.replaceAll(" answered \\S+", ""))
                .map(ticket -> remark == null ? ticket : ticket.replace("P1", "P2"));
        assertThat(told(read).subList(0, 5)).isEqualTo(expected.toList());
        assertThat(read.seen().agents()).isTrue();
    }

    private static List<String> told(PastRead read) {
        var history = Objects.requireNonNull(read.history());
        var told = new ArrayList<String>();
        for (int i = 0; i < history.size(); i++) {
            var text = "%s %s P%d".formatted(at(history.opened(i)), history.services().get(history.service(i)), history.priority(i) + 1);
            if (history.answered(i) != History.UNKNOWN) text += " answered " + at(history.answered(i));
            if (history.isResolved(i)) text += " resolved " + at(history.resolved(i));
            told.add(text);
        }
        return told;
    }

    private static String at(long seconds) {
        return Instant.ofEpochSecond(seconds).toString().substring(8, 16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <html><body/></html>                                   | is XML but not an event log (XES): it begins with <html>
            <log><trace><event>                                    | is not whole XML: line 1
            <!DOCTYPE log [<!ENTITY e SYSTEM "file:///etc/passwd">]><log><trace><string key="concept:name" value="&e;"/></trace></log> | x.xes
            <log/>                                                 | is an event log without events
            {"key": "A-1", "created": "2026-01-01"}{"key":         | is not whole JSON: line 1
            [1, 2]                                                 | value 1 is not an object
            """)
    void whatIsBrokenIsRefusedInWords(String text, String says) throws IOException {
        var file = Files.writeString(folder.resolve("x.xes"), text);
        assertThatThrownBy(() -> read(file, ZoneOffset.UTC)).isInstanceOf(Refused.class).hasMessageContaining(says);
    }

    @Test void anEntityOutsideTheFileIsNeverRead() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "INC-SECRET");
        var file = Files.writeString(folder.resolve("x.xes"), """
                <!DOCTYPE log [<!ENTITY e SYSTEM "%s">]>
                <log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="Closed"/>
                <date key="time:timestamp" value="2026-01-01T00:00:00Z"/><string key="product" value="a"/></event>&e;</trace></log>
                """.formatted(secret.toUri()));
        assertThat(read(file, ZoneOffset.UTC).names()).extracting(PastRead.Name::name).containsExactly("a");
    }

    @Test void aLogOfActivitiesEndsWithItsLastOne() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), """
                case id,activity,timestamp
                1,Receive form,2026-01-01 08:00
                1,Check form,2026-01-01 09:00
                1,Send letter,2026-01-02 10:00
                2,Receive form,2026-01-01 08:00
                """);
        assertThat(told(read(file, ZoneOffset.UTC))).containsExactly("01T08:00 help-desk P3 answered 01T08:00 resolved 02T10:00", "01T08:00 help-desk P3 answered 01T08:00");
    }

    @Test void aTableAndAnEventLogOfTheSameDeskAreTheSame() {
        var zone = ZoneId.of("Europe/Helsinki"); // the table has none; the log was written in one of +02:00, in summer +03:00
        var table = read(data("helpdesk-italian-software/helpdesk_events.csv.gz"), zone);
        var log = read(data("helpdesk-italian-software/helpdesk.xes.gz"), zone);
        assertThat(table.tickets()).isEqualTo(4_580);
        assertThat(different(times(table), times(log))).isEmpty();
        assertThat(log.refusedRows()).isZero();
    }

    @Test void problemsOfVolvoAreReadFromTableAndEventLog() {
        var table = read(data("bpi2013-volvo-problems/closed_problems_events.csv.gz"), ZoneOffset.UTC);
        var log = read(data("bpi2013-volvo-problems/closed_problems.xes.gz"), ZoneOffset.UTC);
        for (var read : List.of(table, log)) {
            assertThat(read.tickets()).isEqualTo(1_487);
            assertThat(read.refusedRows()).isZero();
            var history = Objects.requireNonNull(read.history());
            assertThat(java.util.stream.IntStream.range(0, history.size()).filter(history::isResolved).count()).isGreaterThan(1_400);
        }
    }

    @Test void jiraIssuesAreReadLineByLine() {
        var read = read(data("jira-it-infrastructure/infra_issues.jsonl.gz"), ZoneOffset.UTC);
        assertThat(read.tickets()).isEqualTo(236);
        assertThat(read.seen().format()).isEqualTo("Jira Service Management export, one row for each ticket");
    }

    private static List<String> different(List<String> some, List<String> others) {
        var different = new ArrayList<String>();
        for (int i = 0; i < some.size(); i++) if (!some.get(i).equals(others.get(i))) different.add(some.get(i) + " / " + others.get(i));
        return different;
    }

    private static List<String> times(PastRead read) {
        var history = Objects.requireNonNull(read.history());
        var times = new ArrayList<String>();
        for (int i = 0; i < history.size(); i++) times.add(history.opened(i) + " " + history.answered(i) + " " + history.resolved(i) + " " + history.waited(i) + " " + history.reopened(i));
        times.sort(null);
        return times;
    }

    private static PastRead read(Path file, ZoneId zone) {
        return Histories.read(file, Choices.in(zone, "as you said", Told.NOW), (_, _) -> {});
    }

    private static Path data(String name) {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data").resolve(name);
        assumeTrue(Files.exists(shared), () -> "skipped: the shared data is not here (" + shared + "); name its folder with -Ddemarc.shared");
        return shared;
    }
}
