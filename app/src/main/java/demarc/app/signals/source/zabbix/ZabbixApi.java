package demarc.app.signals.source.zabbix;

import demarc.app.signals.tell.Post;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A conversation with Zabbix by JSON-RPC.
final class ZabbixApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");
    private static final int APPLICATION_ERROR = -32500;

    private final Post post;
    private final URI address;
    private final String token;
    private boolean inBody;

    private ZabbixApi(Post post, URI address, String token) {
        this.post = post;
        this.address = address;
        this.token = token;
    }

    /// The token goes into the body up to 6.2 and into a header since 6.4; 7.2 refuses the former.
    static ZabbixApi open(Post post, URI address, String token) throws IOException {
        var api = new ZabbixApi(post, address, token);
        var said = api.call("apiinfo.version", List.of(), Map.of()).asString("");
        var version = VERSION.matcher(said);
        if (!version.matches()) throw new IOException("%s does not say which version of Zabbix it is: '%s'.".formatted(address, said));
        var major = Integer.parseInt(version.group(1));
        api.inBody = major < 6 || major == 6 && Integer.parseInt(version.group(2)) < 4;
        return api;
    }

    /// Of these events those that there still are, and whether somebody may close them by hand now.
    Map<String, Boolean> known(List<String> events) throws IOException {
        var known = new LinkedHashMap<String, Boolean>();
        for (var event : call("event.get", Map.of("eventids", events, "output", List.of("eventid", "value", "r_eventid"), "selectRelatedObject", List.of("triggerid", "manual_close")))) {
            var open = event.path("value").asString("").equals("1") && event.path("r_eventid").asString("0").equals("0");
            known.put(event.path("eventid").asString(""), open && event.path("relatedObject").path("manual_close").asString("").equals("1"));
        }
        return known;
    }

    void acknowledge(List<String> events, int action, String message) throws IOException {
        call("event.acknowledge", Map.of("eventids", events, "action", action, "message", message));
    }

    /// @return false when the token's user may not: that needs to write what it else only reads
    boolean close(List<String> events, int action, String message) throws IOException {
        try {
            acknowledge(events, action, message);
            return true;
        } catch (SaysNo no) {
            if (no.code == APPLICATION_ERROR) return false;
            throw no;
        }
    }

    private JsonNode call(String method, Object parameters) throws IOException {
        return call(method, parameters, inBody ? Map.of("auth", token) : Map.of("Authorization", "Bearer " + token));
    }

    private JsonNode call(String method, Object parameters, Map<String, String> proof) throws IOException {
        var request = new LinkedHashMap<String, Object>(Map.of("jsonrpc", "2.0", "method", method, "params", parameters, "id", 1));
        if (proof.containsKey("auth")) request.putAll(proof);
        var answer = post.json(address, JSON.writeValueAsString(request), proof.containsKey("auth") ? Map.of() : proof);
        if (answer.status() != 200) throw new IOException("%s answered %d. Is that the address of Zabbix' api_jsonrpc.php?".formatted(address, answer.status()));
        try {
            var told = JSON.readTree(answer.body());
            var error = told.path("error");
            if (error.isObject()) throw new SaysNo(method, error.path("code").asInt(0), "%s %s".formatted(error.path("message").asString(""), error.path("data").asString("")).strip());
            if (told.has("result")) return told.path("result");
        } catch (JacksonException _) {
            // said below
        }
        throw new IOException("%s does not answer as Zabbix' API does. Is that the address of its api_jsonrpc.php?".formatted(address));
    }

    private static final class SaysNo extends IOException {
        private final int code;

        private SaysNo(String method, int code, String said) {
            super(said.contains("Not authori") ? "Zabbix does not accept the API token. Make another, and enter it here." : "Zabbix says no to %s: %s".formatted(method, said));
            this.code = code;
        }
    }
}
