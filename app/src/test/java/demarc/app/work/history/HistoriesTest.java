package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.work.history.Histories.Choices;
import demarc.core.simulation.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file in, tickets as columns out, without any agreement.
class HistoriesTest {

    private static final Choices UTC = Choices.in(ZoneOffset.UTC, "as you said", Told.NOW);
    @TempDir Path folder;

    @Test void aTicketIsWhatTheLogSaidFirstAndEndsWhereItEndedLast() throws Exception {
        var read = read("""
                number,incident_state,opened_at,sys_updated_at,category,priority,assignment_group,assigned_to
                INC1,New,29/2/2016 08:00,29/2/2016 08:05,Network,3 - Moderate,Desk,
                INC1,Active,29/2/2016 08:00,29/2/2016 09:00,Network,3 - Moderate,Desk,Ada
                INC1,Awaiting User Info,29/2/2016 08:00,29/2/2016 10:00,Mail,2 - High,Engineers,Ada
                INC1,Active,29/2/2016 08:00,29/2/2016 10:30,Mail,2 - High,Engineers,Bo
                INC1,Resolved,29/2/2016 08:00,29/2/2016 12:00,Mail,2 - High,Engineers,Bo
                INC1,Active,29/2/2016 08:00,29/2/2016 13:00,Mail,2 - High,Engineers,Bo
                INC1,Resolved,29/2/2016 08:00,29/2/2016 14:00,Mail,2 - High,Engineers,Cy
                INC1,Closed,29/2/2016 08:00,7/3/2016 14:00,Mail,2 - High,Engineers,System
                """, UTC);
        var history = history(read);
        assertThat(history.services()).containsExactly("network-monitoring");
        assertThat(history.groups().get(history.group(0))).isEqualTo("Desk");
        assertThat(history.agents().get(history.agent(0))).isEqualTo("Cy");
        assertThat(at(history.answered(0))).isEqualTo("2016-02-29T09:00:00Z");
        assertThat(at(history.resolved(0))).isEqualTo("2016-02-29T14:00:00Z");
        assertThat(history.waited(0)).isEqualTo(1800);
        assertThat(history.hands(0)).isEqualTo(1);
        assertThat(history.reopened(0)).isTrue();
        assertThat(history.priority(0)).isEqualTo(2);
        assertThat(history.to()).hasToString("2016-03-07T14:00:00Z");
    }

    @Test void namesAreServicesWhereTheySaySoAndTheirOwnWhereNot() throws Exception {
        var table = "id,opened,category,team\n1,2026-01-01,VPN and Wi-Fi,A\n2,2026-01-02,Category 7,Server team\n3,2026-01-03,Category 8,B\n4,2026-01-04,,B\n";
        assertThat(history(read(table, UTC)).services()).containsExactlyInAnyOrder("network-monitoring", "help-desk", "Category 8", "other");
        assertThat(history(read(table, UTC.with(Map.of("Category 8", "cloud", "B", "hardware")))).services())
                .containsExactlyInAnyOrder("network-monitoring", "help-desk", "cloud", "hardware");
        assertThat(history(read("id,opened\n1,2026-01-01\n", UTC)).services()).containsExactly("help-desk");
    }

    @Test void aFileWithoutAUsableRowHasNoHistoryButReasons() throws Exception {
        var read = read("id,opened\n1,2099-01-01\n2,soon\n", UTC);
        assertThat(read.history()).isNull();
        assertThat(read.refused()).extracting(PastRead.Refused::reason).containsExactlyInAnyOrder("in the future", "not a date");
        assertThat(read.refused().getFirst().examples()).containsExactly("row 2, ticket 1: 2099-01-01");
    }

    @Test void progressOnlyGrowsAndReadingEndsWhenTheWatcherSaysSo() throws Exception {
        var rows = new StringBuilder("id,opened\n");
        for (int i = 0; i < 30_000; i++) rows.append(i).append(",2026-01-01 08:00\n");
        var last = new AtomicReference<>(0.0);
        read(rows.toString(), UTC, (share, _) -> {
            assertThat(share).isBetween(last.get(), 1.0);
            last.set(share);
        });
        assertThat(last.get()).isGreaterThan(0.8);
        var stopped = new IllegalStateException("stop");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read(rows.toString(), UTC, (share, _) -> {
            if (share > 0.5) throw stopped;
        })).isSameAs(stopped);
    }

    @Test void aRealLogOfServiceNow() {
        var file = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/uci-servicenow-incidents/incident_event_log.csv.gz");
        assumeTrue(Files.exists(file), () -> "skipped: the shared data is not here (" + file + "); name its folder with -Ddemarc.shared");
        var read = Histories.read(file, Choices.in(ZoneId.of("America/Sao_Paulo"), "as you said", Told.NOW), (_, _) -> {});
        var history = history(read);
        assertThat(history.size()).isEqualTo(24_918);
        assertThat(history.services()).hasSizeLessThanOrEqualTo(14).contains("Category 42", "other");
        assertThat(history.groups()).hasSizeBetween(60, 80);
    }

    private PastRead read(String text, Choices choices) throws Exception {
        return read(text, choices, (_, _) -> {});
    }

    private PastRead read(String text, Choices choices, Histories.Watch watch) throws Exception {
        return Histories.read(Files.writeString(folder.resolve("export.csv"), text), choices, watch);
    }

    private static History history(PastRead read) {
        return Objects.requireNonNull(read.history());
    }

    private static String at(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
