package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two histories of real desks, whose figures are known from elsewhere.
class RealHistoriesTest {

    private static Path data(String name) {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data").resolve(name);
        assumeTrue(Files.exists(shared), () -> "skipped: the shared data is not here (" + shared + "); name its folder with -Ddemarc.shared");
        return shared;
    }

    @Test void aServiceNowLogIsReadAsItIs() {
        var told = Told.file(data("uci-servicenow-incidents/incident_event_log.csv.gz"), Mapping.none(), ZoneId.of("America/Sao_Paulo"));
        var report = told.report();
        assertThat(report.recognised().format()).isEqualTo("ServiceNow incident log, one row for each state");
        assertThat(report.recognised().dates()).isEqualTo("day first");
        assertThat(report.recognised().rows()).isEqualTo(141_712);
        assertThat(report.recognised().tickets()).isEqualTo(24_918);
        assertThat(report.tickets()).isEqualTo(24_918);
        assertThat(report.source()).isEqualTo(new Report.SourceVerdict(15_803, 9_115));
        assertThat(reasons(told)).isEqualTo(Map.of(
                "incident_state", 5L, // the state -100
                "sys_updated_at", 6L)); // five from before their opening, one out of order
        assertThat(told.tickets().stream().filter(ticket -> count(ticket, PastFact.Kind.LAST_SEEN) > 0).map(PastTicket::id)).isEmpty();
        assertThat(told.tickets().stream().filter(ticket -> count(ticket, PastFact.Kind.REOPENED) > 0).count()).isBetween(275L, 340L);
        assertThat(report.teams().stream().mapToLong(Report.TeamLine::opened).sum()).isEqualTo(24_918);
    }

    @Test void anEventLogWithADuplicateColumnIsReadAsItIs() {
        var told = Told.file(data("helpdesk-italian-software/helpdesk_events.csv.gz"), Mapping.none(), ZoneId.of("Europe/Rome"));
        var report = told.report();
        assertThat(report.recognised().repeated()).containsExactly("Variant");
        assertThat(report.recognised().rows()).isEqualTo(21_348);
        assertThat(report.tickets()).isEqualTo(4_580);
        assertThat(report.refusedCount()).isZero();
        assertThat(told.tickets().stream().filter(ticket -> count(ticket, PastFact.Kind.LAST_SEEN) > 0).count()).isBetween(20L, 26L);
        assertThat(report.mapping().unknownPriorities().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4_580);
    }

    private static long count(PastTicket ticket, PastFact.Kind kind) {
        return ticket.facts().stream().filter(fact -> fact.kind() == kind).count();
    }

    private static Map<String, Long> reasons(Told told) {
        var byColumn = new HashMap<String, Long>();
        for (var each : told.refusals().list()) byColumn.merge(String.valueOf(each.column()), 1L, Long::sum);
        return byColumn;
    }
}
