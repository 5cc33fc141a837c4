package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Priority;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a ticket's rows tell, and which rows cannot be used.
class StoryTest {

    private static final String LOG = """
            number,incident_state,sys_mod_count,opened_at,sys_updated_at,category,priority,assignment_group,resolved_at,closed_at
            INC1,New,0,29/2/2016 08:00,29/2/2016 08:05,Network,3 - Moderate,Desk,2/3/2016 10:00,7/3/2016 10:00
            INC1,Active,1,29/2/2016 08:00,29/2/2016 09:00,Network,3 - Moderate,Desk,2/3/2016 10:00,7/3/2016 10:00
            INC1,Active,2,29/2/2016 08:00,29/2/2016 09:30,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Awaiting User Info,3,29/2/2016 08:00,29/2/2016 10:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Active,4,29/2/2016 08:00,1/3/2016 08:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Resolved,5,29/2/2016 08:00,1/3/2016 09:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Active,6,29/2/2016 08:00,2/3/2016 08:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Resolved,7,29/2/2016 08:00,2/3/2016 10:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            INC1,Closed,8,29/2/2016 08:00,7/3/2016 10:00,Network,2 - High,Engineers,2/3/2016 10:00,7/3/2016 10:00
            """;

    @Test void eventsBecomeATimelineThatBelievesOnlyWhatEachRowKnew() {
        var told = Told.csv(LOG);
        assertThat(told.tickets()).singleElement().extracting(Told::story).isEqualTo(
                "opened 29 08:00 Desk; touched 29 08:05; taken 29 09:00; group 29 09:30 Engineers; priority 29 09:30 P2; "
                        + "waiting 29 10:00 waiting on requester; resumed 01 08:00; resolved 01 09:00; reopened 02 08:00; resolved 02 10:00; closed 07 10:00");
        assertThat(told.refusals().count()).isZero();
    }

    @Test void aTicketIsToldTheSameWhereverItsRowsStand() {
        var rows = new java.util.ArrayList<String>();
        for (int ticket = 1; ticket <= 20; ticket++)
            for (var row : LOG.lines().skip(1).toList()) rows.add(row.replace("INC1", "INC" + ticket));
        var together = stories("\n", rows);
        Collections.shuffle(rows, new Random(7));
        assertThat(stories("\n", rows)).isEqualTo(together).hasSize(20);
        assertThat(holding(rows, 30)).isEqualTo(together);
    }

    private static List<String> stories(String end, List<String> rows) {
        return Told.csv(header() + String.join(end, rows)).tickets().stream().map(ticket -> ticket.id() + ": " + Told.story(ticket)).sorted().toList();
    }

    private static List<String> holding(List<String> rows, int most) {
        var ids = new java.util.ArrayList<String>();
        try {
            var file = java.nio.file.Files.writeString(java.nio.file.Files.createTempFile("holding", ".csv"), header() + String.join("\n", rows));
            var survey = Survey.of(HistoryFile.of(file), Mapping.none(), (_, _) -> {});
            var refusals = new Refusals(_ -> {});
            var teller = new Storyteller(survey, Mapping.none(), Mapping.none().in(Told.KEEP_THE_DESK), survey.moments(java.time.ZoneOffset.UTC), Told.NOW, refusals);
            Grouping.read(survey, refusals, most, (id, of) -> {
                var ticket = teller.tell(id, of);
                if (ticket != null) ids.add(id + ": " + Told.story(ticket));
            }, (_, _) -> {});
            java.nio.file.Files.delete(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Collections.sort(ids);
        return ids;
    }

    private static String header() {
        return LOG.lines().findFirst().orElseThrow() + "\n";
    }

    @Test void aTicketWhoseLogEndsEarlyIsKeptAsHistoryWithItsLastState() {
        var told = Told.csv(header() + "INC1,New,0,29/2/2016 08:00,29/2/2016 08:00,,,,,\nINC1,Awaiting Vendor,1,29/2/2016 08:00,29/2/2016 09:00,,,,,\n");
        assertThat(told.tickets()).singleElement().extracting(Told::story)
                .isEqualTo("opened 29 08:00; taken 29 09:00; waiting 29 09:00 waiting on vendor; last_seen 29 09:00 Awaiting Vendor");
    }

    @Test void aTicketClosedWithoutAResolutionIsResolvedWhenItsColumnSaysOrWhenItCloses() {
        var told = Told.csv(header()
                + "A,New,0,29/2/2016 08:00,29/2/2016 08:00,,,,1/3/2016 08:00,\nA,Closed,1,29/2/2016 08:00,2/3/2016 08:00,,,,1/3/2016 08:00,\n"
                + "B,New,0,29/2/2016 08:00,29/2/2016 08:00,,,,,\nB,Closed,1,29/2/2016 08:00,2/3/2016 08:00,,,,,\n");
        assertThat(told.tickets().stream().map(Told::story)).containsExactly(
                "opened 29 08:00; resolved 01 08:00; closed 02 08:00", "opened 29 08:00; resolved 02 08:00; closed 02 08:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INC1,New,0,29/2/2016 08:00,30/2/2016 08:00,,,,,            | line 2 sys_updated_at: no such date, read day first; line 2 : none of the ticket's rows can be used
            INC1,New,0,29/2/2016 08:00,29/2/2036 08:00,,,,,            | line 2 sys_updated_at: in the future; line 2 : none of the ticket's rows can be used
            INC1,New,0,29/2/2016 08:00,28/2/2016 08:00,,,,,            | line 2 sys_updated_at: written before the ticket was opened; line 2 : none of the ticket's rows can be used
            INC1,-100,0,29/2/2016 08:00,29/2/2016 08:00,,,,,           | line 2 incident_state: not a known state; say under states: in the mapping file what it means; line 2 : none of the ticket's rows can be used
            INC1,New,0,29/2/2016 08:00,soon,,,,,                       | line 2 sys_updated_at: not a date; line 2 : none of the ticket's rows can be used
            ?,New,0,29/2/2016 08:00,29/2/2016 08:00,,,,,               | line 2 number: no ticket number
            INC1,New,0,29/2/2016 08:00,29/2/2016 08:00                 | line 2 : the row has another number of cells than the header (10)
            """)
    void aRowThatCannotBeUsedIsRefusedWithItsReason(String row, String reasons) {
        var told = Told.csv(header() + row + "\nINC2,New,0,29/2/2016 08:00,29/2/2016 08:00,,,,,\nINC2,Closed,1,29/2/2016 08:00,29/2/2016 09:00,,,,,\n");
        assertThat(told.reasons()).isEqualTo(reasons);
        assertThat(told.tickets()).extracting(PastTicket::id).containsExactly("INC2");
    }

    @Test void anUpdateThatLiesAfterALaterOneIsRefused() {
        var told = Told.csv(header() + "A,New,1,29/2/2016 09:00,29/2/2016 11:10,,,,,\nA,New,1,29/2/2016 09:00,29/2/2016 09:52,,,,,\nA,Resolved,2,29/2/2016 09:00,29/2/2016 11:03,,,,,\n");
        assertThat(told.reasons()).isEqualTo("line 2 sys_updated_at: out of order: later than an update that follows it");
        assertThat(Told.story(told.tickets().getFirst())).isEqualTo("opened 29 09:00; touched 29 09:52; resolved 29 11:03; last_seen 29 11:03 Resolved");
    }

    @Test void oneRowForEachTicketTellsOpeningAnswerAndEnd() {
        var told = Told.csv("""
                Ticket ID;Created;First Response;Resolved;Closed;Priority;Category;Group;Subject;Type
                1;2026-03-02 08:00;2026-03-02 08:20;2026-03-03 08:00;2026-03-09 08:00;High;Password;Desk;Cannot <b>sign in</b>;Incident
                2;2026-03-02 08:00;;;2026-03-04 08:00;Low;;Desk;New mouse;Service request
                3;2026-03-02 08:00;;2026-03-01 08:00;;Low;;Desk;Back in time;
                1;2026-03-02 09:00;;;;Low;;Desk;Again;
                """);
        assertThat(told.report().recognised().format()).isEqualTo("ticket export, one row for each ticket");
        assertThat(told.tickets().stream().map(Told::story)).containsExactly(
                "opened 02 08:00 Desk; resolved 04 08:00; closed 04 08:00", "opened 02 08:00 Desk; taken 02 08:20; resolved 03 08:00; closed 09 08:00");
        assertThat(told.tickets()).extracting(PastTicket::priority).containsExactly(Priority.P4, Priority.P2);
        assertThat(told.tickets()).extracting(PastTicket::kind).containsExactly(PastTicket.Kind.REQUEST, PastTicket.Kind.INCIDENT);
        assertThat(told.reasons()).contains("line 4 Resolved: before the ticket was opened", "line 5 Ticket ID: the ticket stands in an earlier row already");
    }

    @ParameterizedTest
    @CsvSource({"1 - Critical, P1", "P2, P2", "3 - Moderate, P3", "5, P4", "Urgent, P1", "low, P4"})
    void prioritiesAreReadAsDesksWriteThem(String written, Priority priority) {
        assertThat(Weight.priority(written)).contains(priority);
    }

    @ParameterizedTest
    @CsvSource({"1 - High, 1 - High, P1", "1 - High, 3 - Low, P3", "2 - Medium, 2 - Medium, P3", "3 - Low, 3 - Low, P4", "Low, High, P3"})
    void priorityFollowsFromImpactAndUrgency(String impact, String urgency, Priority priority) {
        assertThat(Weight.priority(impact, urgency)).contains(priority);
    }

    @Test void codedPrioritiesAreNotGuessed() {
        assertThat(Arrays.asList("Value 1", "code 3", "?")).allSatisfy(written -> assertThat(Weight.priority(written)).isEmpty());
    }
}
