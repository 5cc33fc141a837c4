package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Priority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A history comes in once, whole, as closed history of one client, and only by somebody who keeps that client.
@DemarcTest
@Import(Desk.Maker.class)
class ImportTest {
    private static final String LOG = """
            number,incident_state,sys_mod_count,opened_at,sys_updated_at,category,priority,assignment_group,caller_id
            INC1,New,0,29/2/2016 08:00,29/2/2016 08:05,Zebra printer,3 - Moderate,Desk,Caller 7
            INC1,Active,1,29/2/2016 08:00,29/2/2016 09:00,Zebra printer,2 - High,Engineers,Caller 7
            INC1,Resolved,2,29/2/2016 08:00,29/2/2016 10:00,Zebra printer,2 - High,Engineers,Caller 7
            INC1,Closed,3,29/2/2016 08:00,7/3/2016 10:00,Zebra printer,2 - High,Engineers,Caller 7
            INC2,New,0,1/3/2016 08:00,1/3/2016 08:00,<script>alert(1)</script>,1 - Critical,Desk,Caller 8
            INC2,Awaiting Vendor,1,1/3/2016 08:00,1/3/2016 09:00,<script>alert(1)</script>,1 - Critical,Desk,Caller 8
            INC3,-100,0,1/3/2016 08:00,1/3/2016 09:00,x,1 - Critical,Desk,Caller 8
            """;

    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private final Fixture fixture;
    private final Desk.Maker desks;
    private final Queue queue;
    private final Tickets tickets;

    ImportTest(Fixture fixture, Desk.Maker desks, Queue queue, Tickets tickets) {
        this.fixture = fixture;
        this.desks = desks;
        this.queue = queue;
        this.tickets = tickets;
    }

    private Ran run(Desk desk, Actor by, Path file, String... more) {
        var out = new StringWriter();
        var err = new StringWriter();
        var token = Objects.requireNonNull(fixture.api(by).token());
        var arguments = new java.util.ArrayList<>(List.of("tickets", "--client", desk.client.key(), file.toString(), "--url", fixture.url(), "--token", token, "--format", "json"));
        arguments.addAll(List.of(more));
        int exit = new CommandLine(new ImportCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    private List<Queue.Row> all(Desk desk, Actor by, Queue.Filter filter) {
        return queue.page(by, filter.ofClient(desk.client.key()), Queue.Sort.NEWEST, null, 50).items();
    }

    @Test void eachTicketComesInOnceAndIsNobodysWork(@TempDir Path folder) throws Exception {
        var desk = desks.desk();
        var file = Files.writeString(folder.resolve("log.csv"), LOG);

        var tried = run(desk, desk.serviceManager, file, "--dry-run").json();
        assertThat(tried.at("/tickets").asInt()).isEqualTo(2);
        assertThat(tried.at("/imported").asInt()).isZero();
        assertThat(all(desk, desk.serviceManager, Queue.Filter.OPEN.with(Set.of(Status.CLOSED)))).isEmpty();

        var first = run(desk, desk.serviceManager, file);
        assertThat(first.exit).as(first.err).isEqualTo(1); // one row was refused
        assertThat(first.json().at("/imported").asInt()).isEqualTo(2);
        assertThat(first.json().at("/refused")).hasSize(2);
        assertThat(first.json().at("/refused/0/line").asInt()).isEqualTo(8);
        assertThat(first.json().at("/teams/0/team").asString()).isEqualTo("it-team");

        var again = run(desk, desk.serviceManager, file).json();
        assertThat(again.at("/imported").asInt()).isZero();
        assertThat(again.at("/alreadyThere").asInt()).isEqualTo(2);

        assertThat(all(desk, desk.serviceManager, Queue.Filter.OPEN)).isEmpty();
        assertThat(all(desk, desk.serviceManager, Queue.Filter.OPEN.with(Set.of(Status.CLOSED)))).extracting(Queue.Row::subject, Queue.Row::priority)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("<script>alert(1)</script>", Priority.P1), org.assertj.core.groups.Tuple.tuple("Zebra printer", Priority.P2));
        assertThat(all(desk, desk.technician, Queue.Filter.OPEN.about("zebra"))).hasSize(1);
        assertThat(all(desk, desk.technician, Queue.Filter.OPEN.about("INC2"))).hasSize(1);
    }

    @Test void aTicketFromElsewhereTellsItsStory(@TempDir Path folder) throws Exception {
        var desk = desks.desk();
        run(desk, desk.itManager, Files.writeString(folder.resolve("log.csv"), LOG), "--source", "old desk");
        var ref = all(desk, desk.technician, Queue.Filter.OPEN.about("INC2")).getFirst().ref();
        var ticket = fixture.api(desk.technician).get("/api/v1/tickets/" + ref);
        assertThat(ticket.status()).isEqualTo(200);
        assertThat(ticket.at("/status")).isEqualTo("CLOSED");
        assertThat(ticket.text()).contains("brought it in from old desk as history, where it was INC2 and last seen as Awaiting Vendor");
        assertThat(fixture.api(desk.technician).put("/api/v1/tickets/" + ref + "/assignee", Map.of("person", "me")).status()).isEqualTo(422);
    }

    @Test void onlyWhoKeepsTheClientMayImport() {
        var desk = desks.desk();
        var path = "/api/v1/clients/" + desk.client.key() + "/imports";
        var batch = Map.of("source", "x", "tickets", List.of());
        assertThat(fixture.api(desk.serviceManager).post(path, batch).status()).isEqualTo(200);
        assertThat(fixture.api(desk.itManager).post(path, batch).status()).isEqualTo(200);
        assertThat(fixture.api(desk.technician).post(path, batch).status()).isEqualTo(403);
        assertThat(fixture.api(desk.employee).get(path).status()).isEqualTo(403);
        assertThat(fixture.api(desk.serviceManager, Scope.TICKETS_READ).post(path, batch).status()).isEqualTo(403);
        assertThat(fixture.stranger().get(path).status()).isEqualTo(401);
        var other = fixture.person(fixture.client("Other").party(), Role.IT_MANAGER);
        assertThat(fixture.api(other).post(path, batch).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "at": "2099-01-01T00:00:00Z", "kind": "CLOSED"                  | lies in the future
            "at": "2015-01-01T00:00:00Z", "kind": "CLOSED"                  | time goes backwards
            "at": "2016-03-02T00:00:00Z", "kind": "OPENED"                  | there is one
            "at": "2016-03-02T00:00:00Z", "kind": "PRIORITY", "value": "P9" | no priority 'P9'
            "at": "2016-03-02T00:00:00Z", "kind": "GROUP"                   | lacks its value
            "kind": "CLOSED"                                                | lacks its time or kind
            """)
    void aTicketThatCannotHaveHappenedIsRefusedAndTheOthersAreStored(String fact, String reason) {
        var desk = desks.desk();
        var ticket = """
                {"id": "%s", "kind": "INCIDENT", "subject": "Past", "priority": "P3", "activity": "help-desk/first-line", "facts": [
                  {"at": "2016-03-01T00:00:00Z", "kind": "OPENED"}, {%s}]}""";
        var answer = fixture.api(desk.serviceManager).post("/api/v1/clients/" + desk.client.key() + "/imports", """
                {"source": "wire", "tickets": [%s, %s]}""".formatted(ticket.formatted("BAD", fact), ticket.formatted("GOOD", "\"at\": \"2016-03-02T00:00:00Z\", \"kind\": \"CLOSED\"")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/refused/0/id")).isEqualTo("BAD");
        assertThat(answer.at("/refused/0/reason")).contains(reason);
        assertThat(answer.json().at("/imported").asInt()).isEqualTo(1);
    }

    @Test void nothingIsWrittenWhenTheFileCannotBeRead(@TempDir Path folder) throws Exception {
        var desk = desks.desk();
        var ran = run(desk, desk.serviceManager, Files.writeString(folder.resolve("log.csv"), "a,b\n1,2\n"));
        assertThat(ran.exit).isEqualTo(2);
        assertThat(ran.out).isEmpty();
        assertThat(ran.err).contains("No column gives the ticket number");
    }

    @Test void aRealHistoryComesInWhole() {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared"), "data", "helpdesk-italian-software", "helpdesk_events.csv.gz");
        assumeTrue(Files.exists(shared), "skipped: the shared data is not here; name its folder with -Ddemarc.shared");
        var desk = desks.desk();
        var first = run(desk, desk.serviceManager, shared, "--zone", "Europe/Rome");
        assertThat(first.json().at("/imported").asInt()).as(first.err).isEqualTo(4_580);
        assertThat(run(desk, desk.serviceManager, shared, "--zone", "Europe/Rome").json().at("/alreadyThere").asInt()).isEqualTo(4_580);
        assertThat(tickets.get(desk.serviceManager, all(desk, desk.serviceManager, Queue.Filter.OPEN.about("3769")).getFirst().ref()).status()).isEqualTo(Status.CLOSED);
    }
}
