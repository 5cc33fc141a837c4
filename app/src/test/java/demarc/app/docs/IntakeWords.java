package demarc.app.docs;

import demarc.app.signals.SourceKind;
import demarc.app.signals.SourceKinds;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The addresses at which sources speak, in the API's description. No controller answers there, so nobody else tells of them.
final class IntakeWords {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NOT_BY_HTTP = List.of("heartbeat", "mail", "probe", "snmp");

    private static final String ANSWERS = """
            {"202": {"description": "On disk, or counted: what changed something is committed.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Taken"}}}},
             "401": {"description": "No source has this key. Replaced keys go on for a day."},
             "403": {"description": "The source of this key is switched off."},
             "413": {"description": "Larger than 8 MB, unpacked. Its beginning is kept with the source."},
             "422": {"description": "It cannot be read, or is of another kind: a problem (RFC 9457) says what is wrong and where. Nothing of it is taken; it is kept with the source."},
             "429": {"description": "Too many unknown keys came from this address: see Retry-After."},
             "503": {"description": "Signals come faster than they can be kept, or the database is away. Nothing was taken: see Retry-After."}}""";
    private static final String PINGED = """
            {"200": {"description": "OK: on disk."}, "400": {"description": "No such step."}, "403": {"description": "Switched off."}, "404": {"description": "No heartbeat has this key."},
             "429": {"description": "Too many unknown keys came from this address."}}""";

    private IntakeWords() {}

    static void add(ObjectNode description, SourceKinds kinds) throws IOException {
        var components = description.withObjectProperty("components");
        components.withObjectProperty("schemas").set("Taken", JSON.readTree("""
                {"type": "object", "properties": {
                  "accepted": {"type": "integer", "format": "int32", "description": "Signals in the body."},
                  "changed": {"type": "integer", "format": "int32", "description": "Those that changed a state or a severity."},
                  "unchanged": {"type": "integer", "format": "int32", "description": "Those that said what was known."}}}"""));
        components.withObjectProperty("securitySchemes").set("sourceKey", JSON.readTree("""
                {"type": "http", "scheme": "bearer", "description": "The key of a source. Also as the header X-Demarc-Key or X-Routing-Key, or as the last part of the address."}"""));
        var paths = description.withObjectProperty("paths");
        for (var kind : kinds.all()) {
            if (NOT_BY_HTTP.contains(kind.key())) continue;
            var operation = operation("signals_" + kind.key(), "Signals of %s.".formatted(kind.label()), ANSWERS);
            operation.set("requestBody", body(kind));
            paths.withObjectProperty("/api/v1/signals/" + kind.key()).set("post", operation);
            if (kind.key().equals("json")) {
                paths.withObjectProperty("/api/v1/signals").set("post", operation.deepCopy().put("operationId", "signals"));
            }
            if (kind.key().equals("pagerduty")) {
                var enqueue = operation.deepCopy().put("operationId", "enqueue").put("summary", "PagerDuty's own address; the key is the routing_key in the body.");
                enqueue.putArray("security");
                paths.withObjectProperty("/v2/enqueue").set("post", enqueue);
            }
        }
        var keyed = operation("signals_key", "The same with the key in the address, for tools that send no headers.", ANSWERS);
        keyed.putArray("security");
        keyed.set("parameters", JSON.readTree("""
                [{"name": "kind", "in": "path", "required": true, "schema": {"type": "string"}}, {"name": "key", "in": "path", "required": true, "schema": {"type": "string"}}]"""));
        paths.withObjectProperty("/api/v1/signals/{kind}/{key}").set("post", keyed);
        ping(paths, "/ping/{key}", "An expected job ended well.", "");
        ping(paths, "/ping/{key}/{step}", "An expected job began, failed, has something to tell, or ended with an exit status.",
                ", {\"name\": \"step\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\", \"pattern\": \"start|fail|log|[0-9]{1,3}\"}}");
    }

    private static void ping(ObjectNode paths, String path, String words, String more) throws IOException {
        for (var method : List.of("get", "head", "post")) {
            var operation = operation("ping_" + method + (more.isEmpty() ? "" : "_step"), words, PINGED);
            operation.putArray("security");
            operation.set("parameters", JSON.readTree("[{\"name\": \"key\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}%s]".formatted(more)));
            if (method.equals("post")) operation.set("requestBody", JSON.readTree("{\"description\": \"What the job said; its last 10 KB are kept.\", \"content\": {\"text/plain\": {\"schema\": {\"type\": \"string\"}}}}"));
            paths.withObjectProperty(path).set(method, operation);
        }
    }

    private static ObjectNode operation(String id, String summary, String answers) throws IOException {
        var operation = JSON.createObjectNode().put("operationId", id).put("summary", summary);
        operation.putArray("tags").add("intake");
        operation.putArray("security").addObject().putArray("sourceKey");
        operation.set("responses", JSON.readTree(answers));
        return operation;
    }

    private static ObjectNode body(SourceKind kind) throws IOException {
        var body = JSON.createObjectNode().put("description", "As the tool sends it; gzip is taken, too.").put("required", true);
        try (var sample = SourceKind.class.getResourceAsStream("/signals/samples/%s.json".formatted(kind.key()))) {
            var content = body.withObjectProperty("content").withObjectProperty(sample == null ? "text/plain" : "application/json");
            content.withObjectProperty("schema").put("type", sample == null ? "string" : "object");
            if (sample != null) content.set("example", JSON.readTree(sample.readAllBytes()));
        }
        return body;
    }
}
