package demarc.app.signals.source.alertmanager;

import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One alert while it is read.
final class Alert {
    /// What an exporter's target is called, the most telling first.
    private static final List<String> THINGS = List.of("instance", "host", "hostname", "nodename", "node", "device", "pod", "target", "service", "job");
    private static final List<String> SUMMARIES = List.of("summary", "message", "title", "description");
    private static final String NEVER = "0001-01-01";

    Map<String, String> labels = Map.of();
    Map<String, String> annotations = Map.of();
    String status = "";
    String startsAt = "";
    String endsAt = "";
    String generatorUrl = "";
    String fingerprint = "";

    Signal signal(int n) {
        var check = labels.getOrDefault("alertname", "");
        if (check.isEmpty()) throw Alertmanager.wrong(n, "has no label 'alertname'");
        var state = switch (status) {
            case "firing" -> Signal.State.FIRING;
            case "resolved" -> Signal.State.CLEARED;
            case "" -> throw Alertmanager.wrong(n, "has no 'status'");
            default -> throw Alertmanager.wrong(n, "has the status '%s'; firing and resolved are known".formatted(status));
        };
        var thing = thing(check);
        var severity = Severity.named(labels.getOrDefault("severity", annotations.getOrDefault("severity", ""))).orElse(Severity.MEDIUM);
        var moment = moment(state == Signal.State.CLEARED && !endsAt.startsWith(NEVER) && !endsAt.isEmpty() ? endsAt : startsAt, n);
        return new Signal(fingerprint.isEmpty() ? new TreeMap<>(labels).toString() : fingerprint, thing, check, state, severity, summary(check, thing),
                annotations.get("description"), generatorUrl.isEmpty() ? null : generatorUrl, labels, moment);
    }

    /// A target `host:9100` is the host, whichever of its exporters was asked.
    private String thing(String check) {
        for (var name : THINGS) {
            var value = labels.get(name);
            if (value == null || value.isBlank()) continue;
            var colon = value.lastIndexOf(':');
            var host = colon > 0 && value.indexOf(':') == colon && value.indexOf('/') < 0 && value.chars().skip(colon + 1).allMatch(Character::isDigit);
            return host ? value.substring(0, colon) : value;
        }
        return check;
    }

    private String summary(String check, String thing) {
        for (var name : SUMMARIES) {
            var value = annotations.get(name);
            if (value != null && !value.isBlank()) return value;
        }
        return thing.equals(check) ? check : check + " on " + thing;
    }

    private static @Nullable Instant moment(String text, int n) {
        if (text.isEmpty() || text.startsWith(NEVER)) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Alertmanager.wrong(n, "has the moment '%s', which is not one such as 2026-07-14T09:30:00Z".formatted(text));
        }
    }
}
