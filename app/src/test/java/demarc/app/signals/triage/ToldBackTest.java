package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.tell.Messenger;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.TestClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Zabbix hears what became of its problems. The server here answers as Zabbix 6.0.14 did on 24 November 2026.
@DemarcTest
class ToldBackTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApplicationContext context;
    private final TestClock clock;
    private final Messenger messenger;
    private final List<String> heard = new ArrayList<>();
    private HttpServer zabbix;
    private String version = "6.0.14";
    private String token = "right";
    private boolean mayWrite = true;

    ToldBackTest(ApplicationContext context, TestClock clock, Messenger messenger) {
        this.context = context;
        this.clock = clock;
        this.messenger = messenger;
    }

    @BeforeEach void start() throws IOException {
        zabbix = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        zabbix.createContext("/api_jsonrpc.php", exchange -> {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var bearer = exchange.getRequestHeaders().getFirst("Authorization");
            var answer = JSON.writeValueAsString(answer(request, bearer == null ? "" : bearer)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        zabbix.start();
    }

    @AfterEach void stop() {
        zabbix.stop(0);
        clock.reset();
    }

    @Test void whoTookItWhatWasAnsweredAndHowItEnded() {
        var night = night("close: yes", true);
        var ref = ticket(night, "24");
        var desk = night.fixture.api(night.technician);
        desk.put("/api/v1/tickets/%s/assignee".formatted(ref), Map.of("person", "me"));
        desk.post("/api/v1/tickets/%s/messages".formatted(ref), Map.of("body", "The disk is being replaced.", "visibility", "PUBLIC"));
        desk.post("/api/v1/tickets/%s/messages".formatted(ref), Map.of("body", "Third one this year.", "visibility", "INTERNAL"));
        desk.put("/api/v1/tickets/%s/resolution".formatted(ref), Map.of("summary", "Replaced."));
        messenger.drain();
        var link = "\nhttps://demarc.example/tickets/" + ref;
        assertThat(heard).containsExactly(
                "6 [24] Kim took %s.%s".formatted(ref, link), "6 [24] Kim on %s: The disk is being replaced.%s".formatted(ref, link), "7 [24] Kim resolved %s: Replaced.%s".formatted(ref, link));
        messenger.drain();
        assertThat(heard).hasSize(3);
        assertThat(told(night).json().findValuesAsString("step")).containsExactly("resolved", "replied", "taken");
    }

    @Test void sinceSixFourTheTokenGoesIntoAHeader() {
        version = "7.2.1";
        var night = night("", true);
        take(night, ticket(night, "24"));
        assertThat(heard).singleElement().asString().startsWith("6 [24] Kim took");
    }

    @Test void whatMayNotBeClosedIsStillTold() {
        mayWrite = false;
        var night = night("close: yes", true);
        var ref = ticket(night, "24");
        night.fixture.api(night.technician).put("/api/v1/tickets/%s/resolution".formatted(ref), Map.of("summary", "Replaced."));
        messenger.drain();
        assertThat(heard).singleElement().asString().startsWith("6 [24] Kim resolved");
        assertThat(told(night).at("/items/0/problem")).startsWith("Told, but not closed");
    }

    @Test void aFailureIsShownAndTriedAgainEverMoreSeldom() {
        token = "replaced meanwhile";
        var night = night("", true);
        take(night, ticket(night, "24"));
        var answer = told(night);
        assertThat(answer.at("/items/0/problem")).isEqualTo("Zabbix does not accept the API token. Make another, and enter it here.");
        assertThat(answer.at("/items/0/nextAt")).isEqualTo(clock.instant().plusSeconds(30).toString());
        token = "right";
        messenger.drain();
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        messenger.drain();
        assertThat(heard).hasSize(1);
        assertThat(told(night).json().at("/items/0/problem").isMissingNode() || told(night).json().at("/items/0/problem").isNull()).isTrue();
    }

    @Test void afterADayItIsGivenUpUntilSomebodyAsks() {
        token = "replaced meanwhile";
        var night = night("", true);
        take(night, ticket(night, "24"));
        clock.advance(Duration.ofHours(25));
        messenger.drain();
        assertThat(told(night).json().at("/items/0/nextAt").isNull() || told(night).json().at("/items/0/nextAt").isMissingNode()).isTrue();
        token = "right";
        assertThat(night.fixture.api(night.technician).post("/api/v1/clients/%s/sources/%d/told/retries".formatted(night.client.key(), night.source.id()), Map.of()).at("/tried")).isEqualTo("1");
        messenger.drain();
        assertThat(heard).hasSize(1);
    }

    @Test void whatZabbixNoLongerKnowsIsNotTriedAgain() {
        var night = night("", true);
        take(night, ticket(night, "999"));
        assertThat(told(night).at("/items/0/problem")).startsWith("Zabbix knows none of these events (999)");
        assertThat(told(night).json().at("/items/0/nextAt").asString("")).isEmpty();
    }

    @Test void anInnerAddressIsNotSpokenToUnlessItWasOpened() {
        var night = night("", false);
        take(night, ticket(night, "24"));
        assertThat(heard).isEmpty();
        assertThat(told(night).at("/items/0/problem")).contains("this machine itself");
    }

    @Test void withoutAWayBackNothingIsKept() {
        var night = new Night(context);
        night.source = source(night, null);
        take(night, ticket(night, "24"));
        assertThat(told(night).json().at("/items").size()).isZero();
    }

    private Night night(String more, boolean open) {
        var night = new Night(context);
        if (open)
            night.system(() -> night.sql.sql("insert into platform.opened_range (client_id, range, reason, opened_by, opened_at) values (?, '127.0.0.1/32', 'the test''s own Zabbix', 1, now())")
                .param(night.client.id()).update());
        night.source = source(night, "api: http://127.0.0.1:%d/api_jsonrpc.php\nlink: https://demarc.example/\n%s\n".formatted(zabbix.getAddress().getPort(), more));
        night.fixture.api(night.technician).put("/api/v1/clients/%s/sources/%d/secret".formatted(night.client.key(), night.source.id()), Map.of("secret", "right"));
        return night;
    }

    private Source source(Night night, String settings) {
        return Tenancy.as(night.technician, () -> context.getBean(Sources.class)
                .create(night.technician, night.client.key(), new Sources.Wanted("zabbix", "Zabbix", null, settings, null, null, null)).source());
    }

    private String ticket(Night night, String event) {
        night.say(new Signal("trigger 7", "srv-erp-01", "Disk is full", Signal.State.FIRING, Severity.HIGH, "Disk is full", null, null, Map.of("event", event), null));
        night.until(Night.START.plusSeconds(40));
        return night.newest();
    }

    private void take(Night night, String ref) {
        night.fixture.api(night.technician).put("/api/v1/tickets/%s/assignee".formatted(ref), Map.of("person", "me"));
        messenger.drain();
    }

    private Api.Answer told(Night night) {
        return night.fixture.api(night.technician).get("/api/v1/clients/%s/sources/%d/told".formatted(night.client.key(), night.source.id()));
    }

    private Map<String, Object> answer(JsonNode request, String bearer) {
        var method = request.path("method").asString("");
        if (method.equals("apiinfo.version")) return result(version);
        var inBody = version.startsWith("6.0");
        if (inBody ? !request.path("auth").asString("").equals(token) : !bearer.equals("Bearer " + token) || request.has("auth")) return error(-32602, "Invalid params.", "Not authorized.");
        var events = request.at("/params/eventids").valueStream().map(each -> each.asString("")).toList();
        if (method.equals("event.get"))
            return result(events.stream().filter("24"::equals).map(id -> Map.of("eventid", id, "value", "1", "r_eventid", "0", "relatedObject", Map.of("triggerid", "7", "manual_close", "1"))).toList());
        var action = request.at("/params/action").asInt();
        if (!List.of("24").containsAll(events) || action % 2 == 1 && !mayWrite) return error(-32500, "Application error.", "No permissions to referred object or it does not exist!");
        heard.add("%d %s %s".formatted(action, events, request.at("/params/message").asString("")));
        return result(Map.of("eventids", List.of(24)));
    }

    private static Map<String, Object> result(Object result) {
        return Map.of("jsonrpc", "2.0", "result", result, "id", 1);
    }

    private static Map<String, Object> error(int code, String message, String data) {
        return new LinkedHashMap<>(Map.of("jsonrpc", "2.0", "id", 1, "error", Map.of("code", code, "message", message, "data", data)));
    }
}
