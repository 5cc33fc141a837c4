package demarc.app.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/// A tool whose things go down and come up again in every body, until the product is killed.
final class SignalStorm {
    private static final int THINGS = 20;

    private final HttpClient http;
    private final String key;
    /// How many bodies of each sender were taken.
    private final Map<Integer, Integer> taken = new ConcurrentHashMap<>();

    SignalStorm(HttpClient http, String url, String token) throws IOException, InterruptedException {
        this.http = http;
        var me = ask(HttpRequest.newBuilder(URI.create(url + "/api/v1/me")).header("Authorization", "Bearer " + token).build());
        var client = JsonMapper.shared().readTree(me).at("/clients/0").asString();
        var made = ask(HttpRequest.newBuilder(URI.create(url + "/api/v1/clients/" + client + "/sources")).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"kind\": \"json\", \"name\": \"Storm\"}")).build());
        key = JsonMapper.shared().readTree(made).at("/key").asString();
    }

    /// Every body changes each of its things; the next one is sent when the last was taken.
    void rage(String url, int sender, BooleanSupplier going) {
        for (var n = taken.getOrDefault(sender, 0) + 1; going.getAsBoolean(); n++) {
            var body = new StringBuilder("[");
            for (var thing = 0; thing < THINGS; thing++)
                body.append(thing == 0 ? "" : ",").append("{\"thing\": \"s%d-%d\", \"check\": \"ping\", \"status\": \"%s\", \"severity\": \"info\", \"summary\": \"%d\"}".formatted(sender, thing, n % 2 == 0 ? "up" : "down", n));
            try {
                var answer = http.send(HttpRequest.newBuilder(URI.create(url + "/api/v1/signals")).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(body.append(']').toString())).build(), BodyHandlers.discarding());
                if (answer.statusCode() != 202) return;
                taken.put(sender, n);
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What was answered for is there; of the body that was under way, all or nothing.
    void isAllThere(Product product) throws SQLException {
        for (var each : taken.entrySet()) {
            var kept = last(product, each.getKey());
            assertThat(kept).as("bodies of sender %d", each.getKey()).isBetween(each.getValue(), each.getValue() + 1);
            taken.put(each.getKey(), kept);
        }
        assertThat(taken).isNotEmpty();
    }

    private static int last(Product product, int sender) throws SQLException {
        try (var connection = product.database().connectAsOwner(); var sql = connection.createStatement()) {
            sql.execute("set demarc.scope = 'system'");
            var row = sql.executeQuery("""
                    select min(c.changes + 1), max(c.changes + 1), count(*), bool_and(c.state = case when c.changes %% 2 = 0 then 'FIRING' else 'CLEARED' end),
                           bool_and(c.changes + 1 = (select count(*) from signals.change h where h.client_id = c.client_id and h.condition_id = c.id))
                      from signals.condition c where c.thing like 's%d-%%'
                    """.formatted(sender));
            row.next();
            assertThat(row.getInt(2)).as("a body is taken whole").isEqualTo(row.getInt(1));
            assertThat(row.getInt(3)).isEqualTo(THINGS);
            assertThat(row.getBoolean(4)).as("the state is the last one").isTrue();
            assertThat(row.getBoolean(5)).as("each change is in the history once").isTrue();
            return row.getInt(1);
        }
    }

    private String ask(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}
