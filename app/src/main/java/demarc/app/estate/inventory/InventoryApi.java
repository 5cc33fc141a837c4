package demarc.app.estate.inventory;

import demarc.app.platform.Needs;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where inventory agents report: the GLPI agent in JSON, its forerunners in XML, each packed or not. An agent shows the key of its client, in the
/// address or as a basic password; answers are in the words of its own protocol.
@RestController
@Needs(Scope.ESTATE_WRITE)
class InventoryApi {
    private static final int HOURS = 24;
    private static final int MOST = 8 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InventoryKeys keys;
    private final KeptReports kept;
    private final Inventory inventory;
    private final TransactionTemplate transaction;

    InventoryApi(InventoryKeys keys, KeptReports kept, Inventory inventory, TransactionTemplate transaction) {
        this.keys = keys;
        this.kept = kept;
        this.inventory = inventory;
        this.transaction = transaction;
    }

    @PostMapping("/api/v1/inventory/{key}")
    ResponseEntity<byte[]> report(@PathVariable String key, HttpServletRequest request) {
        return Tenancy.asSystem(() -> serve(key, request));
    }

    /// The address that agents made for GLPI call.
    @PostMapping("/front/inventory.php")
    ResponseEntity<byte[]> reportAsToGlpi(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var key = header == null || !header.regionMatches(true, 0, "Basic ", 0, 6) ? null : password(header.substring(6));
        return Tenancy.asSystem(() -> serve(key, request));
    }

    private ResponseEntity<byte[]> serve(@Nullable String key, HttpServletRequest request) {
        var client = key == null ? null : transaction.execute(_ -> keys.client(key).orElse(null));
        if (client == null)
            return answer(401, json(Map.of("status", "error", "message", "The inventory key is unknown or has ended. Make one under Estate, Agents.", "expiration", HOURS)), true, true);
        byte[] sent;
        try {
            sent = request.getInputStream().readNBytes(MOST + 1);
        } catch (IOException e) {
            return answer(413, json(Map.of("status", "error", "message", "The report is too large or broke off.", "expiration", HOURS)), true, false);
        }
        var body = sent;
        try {
            if (sent.length > MOST) throw new Refused("The report is larger than %d MB, the most that is read. Send it packed, or leave categories out of it (--no-category).".formatted(MOST >> 20));
            body = Unpacked.of(sent);
            var from = 0;
            while (from < body.length && (body[from] <= ' ' || (body[from] & 0xff) >= 0xbb)) from++;
            if (from == body.length) throw new Refused("The report is empty.");
            return body[from] == '<' ? xml(client, AgentXml.read(body)) : json(client, JSON.readTree(body));
        } catch (JacksonException e) {
            var at = e.getLocation();
            return refused(client, request, body, "The report is neither JSON nor XML: line %d, column %d. %s".formatted(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), e.getOriginalMessage()));
        } catch (Refused e) {
            return refused(client, request, body, e.message());
        }
    }

    private ResponseEntity<byte[]> json(int client, JsonNode message) {
        var action = message.path("action").asString("inventory");
        return switch (action) {
            case "contact" -> answer(200, json(Map.of("status", "ok", "message", "welcome", "expiration", HOURS, "tasks", Map.of("inventory", Map.of("server", "demarc", "version", "1")),
                    "disabled", new String[] {"deploy", "collect", "wakeonlan", "remoteinventory", "netdiscovery", "esx"})), true, false);
            case "inventory", "netinventory" -> {
                take(client, message);
                yield answer(200, json(Map.of("status", "ok", "expiration", HOURS)), true, false);
            }
            default -> throw new Refused("action", "The action '%s' is not one that is served here. Known are contact, inventory and netinventory.".formatted(action));
        };
    }

    private ResponseEntity<byte[]> xml(int client, JsonNode request) {
        var query = request.path("query").asString("INVENTORY");
        return switch (query) {
            case "PROLOG" -> answer(200, "<REPLY><RESPONSE>SEND</RESPONSE><PROLOG_FREQ>%d</PROLOG_FREQ></REPLY>".formatted(HOURS), false, false);
            case "INVENTORY" -> {
                take(client, request);
                yield answer(200, "<REPLY><RESPONSE>OK</RESPONSE></REPLY>", false, false);
            }
            default -> throw new Refused("query", "The query %s is not one that is served here. Known are PROLOG and INVENTORY.".formatted(query));
        };
    }

    private void take(int client, JsonNode message) {
        var report = AgentReports.read(message);
        transaction.execute(_ -> inventory.take(client, report));
    }

    /// KeptReports where it came from a key that is known: whoever looks after the agents finds it on their page.
    private ResponseEntity<byte[]> refused(int client, HttpServletRequest request, byte[] body, String why) {
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        transaction.executeWithoutResult(_ -> kept.keep(client, agent == null ? request.getRemoteAddr() : agent.length() > 200 ? agent.substring(0, 200) : agent, why, body));
        var speaksXml = body.length > 0 && body[0] == '<';
        return speaksXml ? answer(400, "<REPLY><ERROR><![CDATA[%s]]></ERROR></REPLY>".formatted(why.replace("]]>", "]] >")), false, false)
                : answer(400, json(Map.of("status", "error", "message", why, "expiration", HOURS)), true, false);
    }

    private static ResponseEntity<byte[]> answer(int status, String text, boolean json, boolean asksForKey) {
        var answer = ResponseEntity.status(status).contentType(json ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_XML);
        if (asksForKey) answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Demarc inventory\"");
        return answer.body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, ?> answer) {
        return JSON.writeValueAsString(answer);
    }

    private static @Nullable String password(String encoded) {
        try {
            var both = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return both.substring(both.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
