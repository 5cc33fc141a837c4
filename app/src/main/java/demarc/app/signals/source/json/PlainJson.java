package demarc.app.signals.source.json;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Told;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

@Component
class PlainJson implements SourceKind {
    private static final ObjectReader JSON = JsonMapper.shared().readerFor(JsonNode.class);

    private final LoadingCache<String, Mapping> mappings = Caffeine.newBuilder().maximumSize(500).build(MappingFile::read);

    @Override public String key() {
        return "json";
    }

    @Override public String label() {
        return "Plain JSON";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public void check(String mapping) {
        MappingFile.read(mapping);
    }

    @Override public Settings settings() {
        return new Settings("Mapping", "Only where its fields have other names. For example:", """
                thing: /host/name
                check: /rule
                firing: /state == "down"
                summary: /text
                severity: /level
                """, false, null);
    }

    @Override public List<Signal> read(Body body) {
        var mapping = body.mapping() == null ? null : mappings.get(body.mapping());
        var signals = new ArrayList<Signal>();
        for (var item : items(body.bytes(), mapping)) {
            try {
                signals.add(mapping == null ? UsualNames.signal(item) : mapping.signal(item));
            } catch (Refused no) {
                throw new Refused(no.field(), "Item %d: %s".formatted(signals.size() + 1, no.message()));
            }
        }
        return signals;
    }

    /// One object, a list of them, or one a line.
    private static List<JsonNode> items(byte[] bytes, @Nullable Mapping mapping) {
        var items = new ArrayList<JsonNode>();
        try (var values = JSON.<JsonNode>readValues(bytes)) {
            while (values.hasNext()) {
                var value = values.next();
                var each = mapping == null || mapping.each() == null ? value : value.at(mapping.each());
                if (each.isMissingNode()) throw new Refused("There is nothing at %s, where the mapping says the items are.".formatted(mapping == null ? "" : mapping.each()));
                if (each.isArray()) each.forEach(items::add);
                else items.add(each);
            }
        } catch (JacksonException e) {
            throw Told.broken(e);
        }
        if (items.isEmpty() && bytes.length == 0) throw new Refused("The body is empty.");
        for (var n = 0; n < items.size(); n++) if (!items.get(n).isObject()) throw new Refused("Item %d is not a JSON object.".formatted(n + 1));
        return items;
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of("Send what is wrong as JSON, one object or a list of them. The names below are the usual ones; with a mapping, any shape will do.",
                "Send it again with the status ok when it is over."), "signal.sh", """
                curl -fsS -H 'Authorization: Bearer %2$s' -H 'Content-Type: application/json' %1$s/api/v1/signals -d '
                {"thing": "srv1", "check": "disk /", "status": "firing", "severity": "high", "summary": "Disk / is 95 %% full"}'
                """.formatted(address, key), "sh");
    }
}
