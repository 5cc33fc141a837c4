package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Tenancy;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Sources;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.TestClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nights that really were: how few tickets they become, and whether what mattered is in them. The figures stand in docs/signals.md.
@DemarcTest
class RecordedNightsTest {
    private static final Path DATA = Path.of(System.getProperty("demarc.shared", "../../shared"), "data").toAbsolutePath().normalize();
    private static final DateTimeFormatter WAZUH = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApplicationContext context;
    private final TestClock clock;

    RecordedNightsTest(ApplicationContext context, TestClock clock) {
        this.context = context;
        this.clock = clock;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    /// 738 alerts of one server, 239 of them labelled attacks by whoever published them; their tool makes 95 cases of it.
    @Test void aNightOfAttacksIsAFewTicketsAndEveryLabelledAttackIsInOne() throws Exception {
        var alerts = lines("alert-storm-wazuh/wazuh_alerts_738.jsonl.gz").stream().map(JSON::readTree).toList();
        var night = new Night(context);
        clock.set("2026-03-01T00:00:00Z");
        var mapping = Files.readString(Path.of("..", "examples", "signals", "wazuh-night.yaml"));
        var made = Tenancy.as(night.technician, () -> context.getBean(Sources.class).create(night.technician, night.client.key(),
                new Sources.Wanted("json", "Wazuh", Concern.SECURITY, mapping, null, null, null)));
        night.source = made.source();
        // A year and a day later, when the agreement holds.
        var batch = new ArrayList<JsonNode>();
        Instant at = null;
        for (var alert : alerts) {
            var said = OffsetDateTime.parse(alert.at("/timestamp").asString(), WAZUH).toInstant().plus(Duration.ofDays(366));
            if (at != null && said.isAfter(at.plusSeconds(1))) {
                send(night, made.key(), at, batch);
                batch.clear();
                at = null;
            }
            if (at == null) at = said;
            batch.add(alert);
        }
        send(night, made.key(), at == null ? clock.instant() : at, batch);
        night.until(clock.instant().plus(Duration.ofMinutes(5)));

        var tickets = new HashMap<String, String>();
        night.system(() -> night.sql.sql("select c.key, t.ticket from signals.condition c join signals.trouble t on t.client_id = c.client_id and t.id = c.trouble_id where c.client_id = ?")
            .param(night.client.id()).query((row, _) -> tickets.put(row.getString(1).strip(), row.getString(2))).list());
        var attacks = alerts.stream().filter(alert -> alert.at("/source_label").asString().equals("True Positive")).toList();
        var kept = attacks.stream().filter(alert -> tickets.containsKey(key(alert))).count();
        var noise = new HashSet<>(tickets.values());
        attacks.forEach(alert -> noise.remove(tickets.get(key(alert))));
        var opened = night.tickets().size();
        System.out.printf("Wazuh night: %d alerts, %d tickets (%d with no labelled attack); %d of %d labelled attacks are in a ticket%n%s%n", alerts.size(), opened, noise.size(), kept,
                attacks.size(), String.join("\n", night.tickets()));
        assertThat(kept).isEqualTo(attacks.size()).isEqualTo(239);
        assertThat(opened).isLessThan(20);
        assertThat(noise).hasSizeLessThan(3);
    }

    private static String key(JsonNode alert) {
        return "%s %s".formatted(alert.at("/rule_name").asString(), alert.at("/source_ip").asString("")).strip();
    }

    private void send(Night night, String key, Instant at, List<JsonNode> alerts) throws Exception {
        night.until(at);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(night.fixture.url() + "/api/v1/signals/json")).header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(alerts))).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    /// Five months of nine web services, whose common causes fell together and some of which came and went.
    @Test void fiveMonthsOfComingAndGoingAreFarFewerTicketsThanChanges() throws Exception {
        var night = new Night(context);
        var down = new HashMap<String, Boolean>();
        var changes = 0;
        for (var line : lines("monitoring-uptime/3deling_status_events.csv.gz").stream().skip(1).toList()) {
            var row = line.split(",");
            var wrong = row[2].equals("down");
            if (!wrong && !down.containsKey(row[1])) continue;
            if (down.getOrDefault(row[1], false) != wrong) changes++;
            down.put(row[1], wrong);
            // Five years later, when the agreement holds.
            night.until(OffsetDateTime.parse(row[0]).plusYears(5).toInstant());
            night.say(wrong ? Signal.State.FIRING : Signal.State.CLEARED, row[1], "http", Severity.HIGH, wrong ? "does not answer" : "answers again");
        }
        night.until(clock.instant().plus(Duration.ofDays(2)));
        var tickets = night.tickets().size();
        var storms = night.tickets().stream().filter(subject -> subject.contains("things report")).count();
        System.out.printf("Uptime: %d changes of state, %d tickets, %d of them for a common cause; %d still open%n", changes, tickets, storms, night.open().size());
        assertThat(tickets).isLessThan(changes / 2);
        assertThat(storms).isEqualTo(6);
    }

    private static List<String> lines(String file) throws IOException {
        var path = DATA.resolve(file);
        assumeTrue(Files.exists(path), () -> "the recorded data are not here: " + path);
        try (var in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
