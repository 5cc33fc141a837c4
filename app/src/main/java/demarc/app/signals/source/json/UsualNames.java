package demarc.app.signals.source.json;

import demarc.app.platform.Refused;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What fields are usually called.
final class UsualNames {
    private static final Set<String> WRONG = Set.of("firing", "down", "problem", "alert", "alerting", "triggered", "trigger", "open", "active", "fail", "failed", "failing",
            "failure", "error", "critical", "warning", "unhealthy", "unreachable", "offline", "true", "1", "ko", "bad", "raised");
    private static final Set<String> WELL = Set.of("ok", "up", "resolved", "resolve", "cleared", "clear", "recovered", "recovery", "normal", "closed", "healthy", "online",
            "success", "passed", "false", "0", "good", "inactive", "done");

    private UsualNames() {}

    static Signal signal(JsonNode item) {
        var thing = first(item, "thing", "host", "hostname", "device", "instance", "node", "server", "service");
        var check = first(item, "check", "alertname", "alert", "trigger", "monitor", "rule", "title", "name");
        var key = first(item, "key", "id", "fingerprint", "dedup_key");
        if (thing == null && key == null)
            throw new Refused("thing", "It names no thing. Use a field 'thing' (or host, hostname, device, instance, node, server, service), or give the source a mapping.");
        var status = first(item, "status", "state", "firing");
        var state = status == null ? Signal.State.FIRING : state(status);
        if (thing == null && state == Signal.State.FIRING) throw new Refused("thing", "What fires must name a 'thing'.");
        var level = first(item, "severity", "level", "priority");
        var severity = level == null ? Severity.named(status == null ? "" : status).filter(_ -> state == Signal.State.FIRING) : Severity.named(level);
        var named = thing == null ? "" : thing;
        var about = check == null ? "" : check;
        var summary = first(item, "summary", "message", "text", "description");
        return new Signal(key == null ? Signal.key(named, about) : key, named, about, state, severity.orElse(Severity.MEDIUM),
                summary == null ? about.isEmpty() ? named : about + " on " + named : summary, first(item, "details", "description"), first(item, "link", "url"),
                labels(item), Moments.read(first(item, "at", "time", "timestamp")));
    }

    private static Signal.State state(String word) {
        var said = word.toLowerCase(Locale.ROOT);
        if (WELL.contains(said)) return Signal.State.CLEARED;
        if (WRONG.contains(said)) return Signal.State.FIRING;
        throw new Refused("status", "The status '%s' is neither firing nor ok. Use one of these words, or give the source a mapping with 'firing:'.".formatted(word));
    }

    private static @Nullable String first(JsonNode item, String... names) {
        for (var name : names) {
            var value = item.get(name);
            if (value != null && value.isValueNode() && !value.isNull() && !value.asString().isBlank()) return value.asString().strip();
        }
        return null;
    }

    private static Map<String, String> labels(JsonNode item) {
        var labels = item.get("labels");
        return labels == null || !labels.isObject() ? Map.of() : texts(labels);
    }

    static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.forEachEntry((name, value) -> {
            if (value.isValueNode() && !value.isNull()) texts.put(name, value.asString());
        });
        return texts;
    }
}
