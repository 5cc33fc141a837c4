package demarc.app.signals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Refused;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each tool says, read from what the tool itself sends.
class KindsTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        zabbix     | zabbix_problem.json                | FIRING  | srv-erp-01  | High CPU utilization (over …% for 5m) | HIGH | trigger 23911 | 2026-11-24T02:10:07Z
        zabbix     | zabbix_recovery.json               | CLEARED | srv-erp-01  | High CPU utilization (over …% for 5m) | HIGH | trigger 23911 | 2026-11-24T02:25:07Z
        zabbix     | zabbix_update.json                 | FIRING  | srv-erp-01  | High CPU utilization (over …% for 5m) | CRITICAL | trigger 23911 | 2026-11-24T02:10:07Z
        pagerduty  | pagerduty_trigger.json             | FIRING  | prod-datapipe03.example.com | disk | CRITICAL | samplekeyhere | 2026-11-24T02:11:36.171Z
        pagerduty  | pagerduty_resolve.json             | CLEARED |             |                   | MEDIUM   | samplekeyhere |
        pagerduty  | pagerduty_webhook_v3.json          | FIRING  | API Service | A little bump in the road | HIGH | incident PGR0VU2 | 2026-11-24T02:12:10.109Z
        grafana    | shared:grafana_alerting.json       | FIRING  | zeta.domain | Zeta CPU alert    | MEDIUM   | rule 7        |
        grafana    | shared:grafana_ok.json             | CLEARED | Zeta CPU alert | Zeta CPU alert | MEDIUM   | rule 7        |
        grafana    | shared:grafana_example.json        | FIRING  | Load peaking! | Load peaking!   | MEDIUM   | rule 1        |
        uptimekuma | uptimekuma_down.json               | FIRING  | Public / Web shop | http        | CRITICAL | monitor 29    | 2026-11-24T02:10:35.527Z
        uptimekuma | uptimekuma_up.json                 | CLEARED | Public / Web shop | http        | CRITICAL | monitor 29    | 2026-11-24T02:10:35.527Z
        uptimekuma | uptimekuma_certificate.json        | FIRING  | Web shop    | certificate       | MEDIUM   | Web shop / certificate |
        wazuh      | shared:wazuh_alert_full.json       | FIRING  | centqiang   | rule 5716         | LOW      | centqiang / rule 5716 | 2021-12-13T11:52:38.852Z
        wazuh      | shared:wazuh_integration_message.json | FIRING | test      | rule 2902         | MEDIUM   | test / rule 2902 | 2025-02-03T20:41:42.853014Z
        wazuh      | wazuh5_finding.json                | FIRING  | srv-web-01  | rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | HIGH | srv-web-01 / rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | 2026-11-24T02:10:41Z
        wazuh      | wazuh5_beta_finding.json           | FIRING  | srv-web-01  | rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | CRITICAL | srv-web-01 / rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | 2026-11-24T02:10:41Z
        wazuh      | wazuh5_flat.json                   | FIRING  | srv-web-01  | rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | INFO | srv-web-01 / rule 8d1487f1-7664-4bda-83b5-cb2f79491b6a | 2026-11-24T02:10:41Z
        wazuh      | wazuh5_hits.json                   | FIRING  | srv-web-02  | rule Unusual process | MEDIUM | srv-web-02 / rule Unusual process | 2026-11-24T02:10:41Z
        checkmk    | shared:checkmk_host_recovery.json  | CLEARED | server1     | host              | MEDIUM   | server1 / host | 2024-10-26T23:20:39Z
        checkmk    | checkmk_service_problem.json       | FIRING  | srv-db-01   | Filesystem /var   | CRITICAL | srv-db-01 / Filesystem /var | 2026-11-24T02:10:07Z
        pingdom    | shared:pingdom_down.json           | FIRING  | api.alerta.io | Alerta API on OpenShift | HIGH | check 803318 | 2017-06-30T22:25:43Z
        pingdom    | shared:pingdom_up.json             | CLEARED | api.alerta.io | Alerta API on OpenShift | HIGH | check 803318 | 2017-06-30T22:30:43Z
        cloudwatch | shared:cloudwatch_sns_alarm.json   | FIRING  | StandardStorage, try.alerta.io | bucketbytesAlarm | MEDIUM | EU (Ireland) bucketbytesAlarm | 2019-02-15T23:53:45.093Z
        cloudwatch | cloudwatch_eventbridge.json        | FIRING  | ServerCpuTooHigh | ServerCpuTooHigh | CRITICAL | arn:aws:cloudwatch:eu-central-1:123456789012:alarm:ServerCpuTooHigh | 2026-11-24T02:10:48Z
        """)
    void oneBodySaysOneThing(String kind, String file, Signal.State state, String thing, String check, String severity, String key, Instant at) throws IOException {
        var bytes = Kinds.payload(file);
        assumeTrue(bytes != null, "skipped: the shared data is not here");
        assertThat(Kinds.read(kind, bytes)).singleElement().satisfies(signal -> {
            assertThat(signal.state()).isEqualTo(state);
            assertThat(signal.thing()).isEqualTo(thing == null ? "" : thing);
            assertThat(signal.check()).isEqualTo(check == null ? "" : check);
            assertThat(signal.severity()).hasToString(severity);
            assertThat(signal.key()).isEqualTo(key);
            assertThat(signal.at()).isEqualTo(at);
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "pagerduty, pagerduty_acknowledge.json", "pagerduty, pagerduty_change.json", "uptimekuma, uptimekuma_test.json", "cloudwatch, shared:cloudwatch_sns_subscription.json"})
    void whatIsNoAlarmMakesNone(String kind, String file) throws IOException {
        var bytes = Kinds.payload(file);
        assumeTrue(bytes != null, "skipped: the shared data is not here");
        assertThat(Kinds.read(kind, bytes)).isEmpty();
    }

    @Test void severalInOneBodyAreSeveral() throws IOException {
        assertThat(Kinds.read("grafana", Kinds.payload("grafana_unified.json"))).extracting(Signal::state, Signal::thing, Signal::check, Signal::key).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Signal.State.FIRING, "srv-file-02", "High memory usage", "c6eadffa33fcdf37"),
                org.assertj.core.groups.Tuple.tuple(Signal.State.CLEARED, "Room temperature", "Room temperature", "bc97ff14869b13e3"));
        var events = Kinds.payload("shared:zabbix_event_get.json");
        assumeTrue(events != null, "skipped: the shared data is not here");
        assertThat(Kinds.read("zabbix", events)).extracting(signal -> signal.key() + " " + signal.state())
                .containsExactly("trigger 13491 FIRING", "trigger 13560 FIRING", "trigger 13560 CLEARED");
        assertThat(Kinds.read("pagerduty", Kinds.payload("shared:pagerduty_webhook.json"))).extracting(signal -> signal.key() + " " + signal.state())
                .containsExactly("incident PIJ90N7 CLEARED");
    }

    @Test void linesOfJsonAreABatch() throws IOException {
        var alert = new String(Kinds.payload("wazuh5_finding.json"), StandardCharsets.UTF_8).replaceAll("\\n\\s*", "");
        assertThat(Kinds.read("wazuh", (alert + "\n" + alert.replace("srv-web-01", "srv-web-02") + "\n").getBytes(StandardCharsets.UTF_8)))
                .extracting(Signal::thing).containsExactly("srv-web-01", "srv-web-02");
        assertThatThrownBy(() -> Kinds.read("wazuh", (alert + "\n{\"rule\": {\"id\"}\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class).hasMessageStartingWith("Object 2 of 2, one a line: The body is not JSON at line 1, column");
    }

    @Test void aSubscriptionIsAWordToWhoeverSetsItUp() throws IOException {
        var bytes = Kinds.payload("shared:cloudwatch_sns_subscription.json");
        assumeTrue(bytes != null, "skipped: the shared data is not here");
        assertThat(note(bytes)).startsWith("Amazon asks whether it may send here.").contains("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription");
        assertThat(note(new String(bytes, StandardCharsets.UTF_8).replace("https://sns.eu-west-1.amazonaws.com/?", "https://sns.amazonaws.com.evil.example/?").getBytes(StandardCharsets.UTF_8)))
                .contains("does not lead to Amazon").doesNotContain("evil");
    }

    static Stream<String> kinds() {
        return Kinds.ALL.keySet().stream();
    }

    @ParameterizedTest @MethodSource("kinds")
    void whateverComesIsReadOrRefusedWithAWord(String kind) throws IOException {
        var bodies = new ArrayList<>(List.of("", " ", "{", "[", "null", "7", "\"text\"", "[1]", "[]", "{}", "[{}]", "{\"a\": NaN}", "<?xml version=\"1.0\"?><a/>", "a=b&c=d",
                "\0\0\0", "{\"alerts\": {}}", "{\"alerts\": [7]}", "{\"alerts\": [{}]}", "{\"messages\": [{}]}", "{\"event\": {\"event_type\": 7}}", "[".repeat(20_000),
                "{\"a\":".repeat(5000), "{\"a\": 1" + "0".repeat(5000) + "}"));
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of("../examples/payloads"))) {
            for (var file : files.sorted().toList()) {
                var body = java.nio.file.Files.readString(file);
                bodies.addAll(List.of(body, body.substring(0, body.length() / 2), body.replaceAll(": \"[^\"]*\"", ": \"<script>alert(1)</script>\\\\u0000\""), body.replaceAll(": \"[^\"]*\"", ": null"),
                        body.replaceAll(": \"[^\"]*\"", ": {}"), body.replaceAll("\\d", "9")));
                // Each kind knows its own best, so only there a text of a megabyte gets far.
                if (file.getFileName().toString().startsWith(kind)) bodies.add(body.replaceFirst(": \"[^\"]{4,}\"", ": \"" + "x".repeat(1 << 20) + "\""));
            }
        }
        for (var body : bodies) {
            try {
                Kinds.read(kind, body.getBytes(StandardCharsets.UTF_8)).forEach(signal -> assertThat(signal.key()).as(kind).isNotBlank());
            } catch (Refused refused) {
                assertThat(refused.message()).as(kind).endsWith(".").hasSizeLessThan(3 << 20);
            }
        }
    }

    @ParameterizedTest @MethodSource("kinds")
    void aSetUpCarriesTheAddressAndTheKey(String kind) {
        var setUp = Kinds.of(kind).setUp("https://demarc.test", "abcdefghabcdefghabcdefghabcdefgh");
        assertThat(setUp.steps() + " " + setUp.file()).contains("demarc.test").contains("abcdefghabcdefghabcdefghabcdefgh").doesNotContain("demarc.example");
    }

    private static String note(byte[] bytes) {
        return String.valueOf(Kinds.of("cloudwatch").note(new SourceKind.Body(bytes, "text/plain", Map.of(), null)));
    }
}
