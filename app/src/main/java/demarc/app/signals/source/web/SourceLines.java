package demarc.app.signals.source.web;

import demarc.app.directory.Directory;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.SourceKinds;
import demarc.app.signals.source.Listening;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How sources and kinds read in a list.
@Component
class SourceLines {
    /// In the order in which they are shown; a kind that is not here comes after them.
    private static final List<String> ORDER = List.of("heartbeat", "json", "zabbix", "alertmanager", "grafana", "uptimekuma", "checkmk", "wazuh", "pagerduty", "cloudwatch",
            "pingdom", "syslog", "snmp", "probe", "mail");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("heartbeat", "A job that must run, such as a backup or an import, pings an address. When the ping does not come, that is the alarm."),
            Map.entry("json", "Anything that can send JSON, with a mapping where its fields have other names."),
            Map.entry("zabbix", "Import a media type into Zabbix 6 or newer."),
            Map.entry("alertmanager", "Prometheus sends by its Alertmanager's webhook."),
            Map.entry("grafana", "A contact point of Grafana's alerting, or an older notification channel."),
            Map.entry("uptimekuma", "Uptime Kuma's webhook."),
            Map.entry("checkmk", "A notification script for Checkmk."),
            Map.entry("wazuh", "Security alerts of Wazuh 4, findings of Wazuh 5."),
            Map.entry("pagerduty", "Any tool that can send to PagerDuty: give it this address and this key instead."),
            Map.entry("cloudwatch", "Alarms of Amazon's cloud, through an SNS topic."),
            Map.entry("pingdom", "Pingdom's webhook."),
            Map.entry("syslog", "Errors in the logs of firewalls, switches and servers (RFC 5424 and 3164)."),
            Map.entry("snmp", "Traps of network gear and power supplies (SNMP v2c and v3)."),
            Map.entry("probe", "Demarc itself looks at your things from inside your network: the same program, started as a probe."),
            Map.entry("mail", "A mail box that is read, for tools that can only send mail. The last resort."));
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("heartbeat", "heartbeat"), Map.entry("json", "writing"), Map.entry("zabbix", "server"), Map.entry("alertmanager", "bell-ringing"),
            Map.entry("grafana", "chart-bar"), Map.entry("uptimekuma", "world"), Map.entry("checkmk", "checklist"), Map.entry("wazuh", "shield"), Map.entry("pagerduty", "bell"),
            Map.entry("cloudwatch", "cloud"), Map.entry("pingdom", "world"), Map.entry("syslog", "file-text"), Map.entry("snmp", "network"), Map.entry("probe", "target"), Map.entry("mail", "mail"));

    private final SourceKinds kinds;
    private final Directory directory;
    private final List<Listening> listeners;
    private final Clock clock;

    SourceLines(SourceKinds kinds, Directory directory, List<Listening> listeners, Clock clock) {
        this.kinds = kinds;
        this.directory = directory;
        this.listeners = listeners;
        this.clock = clock;
    }

    List<SourcesPage.Row> of(List<Source> sources) {
        return sources.stream().map(this::row).toList();
    }

    List<SourcesPage.Card> cards() {
        return kinds.all().stream().sorted(Comparator.comparingInt(kind -> ORDER.contains(kind.key()) ? ORDER.indexOf(kind.key()) : ORDER.size()))
                .map(kind -> new SourcesPage.Card(kind.key(), kind.label(), WORDS.getOrDefault(kind.key(), ""), ICONS.getOrDefault(kind.key(), "activity"))).toList();
    }

    List<SourcesPage.Listening> listening() {
        return listeners.stream().map(each -> new SourcesPage.Listening(each.name(), each.where(), each.heard(), each.dropped(), each.strangers())).toList();
    }

    static String label(@Nullable SourceKind kind, Source source) {
        return kind != null ? kind.label() : source.kind().equals("checks") ? "Checks of our own" : "Demarc itself";
    }

    private SourcesPage.Row row(Source source) {
        var client = directory.client(source.client());
        var label = label(kinds.find(source.kind()), source);
        var expected = source.expectedAt();
        if (!source.enabled()) return new SourcesPage.Row(source, client, label, "Switched off", "");
        if (source.lastAt() == null) return new SourcesPage.Row(source, client, label, "Not heard yet", "warn");
        if (expected != null && expected.isBefore(clock.instant())) return new SourcesPage.Row(source, client, label, "Silent", "bad");
        return new SourcesPage.Row(source, client, label, "Heard", "good");
    }
}
