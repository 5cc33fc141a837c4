package demarc.app.signals.source.alertmanager;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads token by token, for it is what most signals come by.
@Component
class Alertmanager implements SourceKind {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override public String key() {
        return "alertmanager";
    }

    @Override public String label() {
        return "Prometheus Alertmanager";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        try (var json = FACTORY.createParser(ObjectReadContext.empty(), body.bytes())) {
            return read(json);
        } catch (JacksonException e) {
            throw Told.broken(e);
        }
    }

    private static List<Signal> read(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) throw new Refused("The body must be a JSON object with 'alerts', as Alertmanager's webhook sends it.");
        List<Signal> signals = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            switch (name) {
                case "version" -> {
                    if (!json.getString().equals("4")) throw new Refused("version", "The webhook has version '%s'; version 4 is known, which Alertmanager sends since 0.6.".formatted(json.getString()));
                }
                case "alerts" -> {
                    if (value != JsonToken.START_ARRAY) throw new Refused("alerts", "The field 'alerts' must be a list.");
                    signals = alerts(json);
                }
                default -> json.skipChildren();
            }
        }
        if (signals == null) throw new Refused("alerts", "There is no field 'alerts'; Alertmanager's webhook has one.");
        return signals;
    }

    private static List<Signal> alerts(JsonParser json) {
        var signals = new ArrayList<Signal>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) throw wrong(signals.size(), "is not an object");
            signals.add(alert(json, signals.size()));
        }
        return signals;
    }

    private static Signal alert(JsonParser json, int n) {
        var alert = new Alert();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            switch (name) {
                case "labels" -> alert.labels = texts(json, value, n, name);
                case "annotations" -> alert.annotations = texts(json, value, n, name);
                case "status" -> alert.status = text(json, value, n, name);
                case "startsAt" -> alert.startsAt = text(json, value, n, name);
                case "endsAt" -> alert.endsAt = text(json, value, n, name);
                case "generatorURL" -> alert.generatorUrl = text(json, value, n, name);
                case "fingerprint" -> alert.fingerprint = text(json, value, n, name);
                default -> json.skipChildren();
            }
        }
        return alert.signal(n);
    }

    private static Map<String, String> texts(JsonParser json, JsonToken token, int n, String field) {
        if (token == JsonToken.VALUE_NULL) return Map.of();
        if (token != JsonToken.START_OBJECT) throw wrong(n, "has '%s' that are no object".formatted(field));
        var texts = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            texts.put(name, text(json, json.nextToken(), n, field + "/" + name));
        }
        return texts;
    }

    private static String text(JsonParser json, JsonToken token, int n, String field) {
        if (token == JsonToken.VALUE_NULL) return "";
        if (!token.isScalarValue()) throw wrong(n, "has '%s' that is no text".formatted(field));
        return json.getString();
    }

    static Refused wrong(int n, String what) {
        return new Refused("alerts", "Alert %d %s.".formatted(n + 1, what));
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of("Add the receiver to alertmanager.yml and name it in a route.", "Reload Alertmanager: it tells Demarc at the next alert."),
                "alertmanager.yml", """
                route:
                  receiver: demarc
                receivers:
                  - name: demarc
                    webhook_configs:
                      - url: %s/api/v1/signals/alertmanager
                        send_resolved: true
                        http_config:
                          authorization:
                            credentials: %s
                """.formatted(address, key), "yaml");
    }
}
