package demarc.app.durability;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actors;
import demarc.app.testing.Pages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Kills the real product with SIGKILL while programs open tickets and tools send signals, starts it again on the same data, and counts.
class DurabilityTest {
    private static final int ROUNDS = 3;
    private static final int SENDERS = 4;
    private static final String TOKEN = "dmc_durability";
    private static final String PASSWORD = "correct horse battery";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    /// Refs by the number that was sent, once acknowledged.
    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> unanswered = new ConcurrentHashMap<>();

    @Test void everyAcknowledgedTicketIsThereExactlyOnce(@TempDir Path directory) throws Exception {
        var home = Files.createDirectory(directory.resolve("home"));
        var product = Product.start(home);
        try {
            setUp(product);
            var storm = new SignalStorm(http, product.url(), TOKEN);
            for (var round = 0; round < ROUNDS; round++) {
                loadUntilKilled(product, round * 100_000, storm);
                product = Product.start(home);
                for (var n : List.copyOf(unanswered.keySet())) {
                    var status = send(product, n);
                    assertThat(status).as("sent again after the crash: %d", n).isEqualTo(201);
                }
                assertThat(unanswered).isEmpty();
                storm.isAllThere(product);
                assertThat(tickets(product)).as("round %d", round).isEqualTo(once());
            }
            assertThat(acknowledged).hasSizeGreaterThan(SENDERS * ROUNDS);
            assertThat(Product.run(home, "audit", "verify")).as("the audit chain").isZero();
            assertThat(product.withoutItsDatabase()).as("exit code once PostgreSQL is killed").isEqualTo(3);
        } finally {
            product.stop();
        }
    }

    private void loadUntilKilled(Product product, int first, SignalStorm storm) throws InterruptedException {
        var going = new AtomicBoolean(true);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sender = 0; sender < SENDERS; sender++) {
                var from = first + sender * 10_000;
                senders.submit(() -> {
                    for (var n = from; going.get(); n++) if (send(product, n) < 0) return;
                });
            }
            for (var tool = 0; tool < 2; tool++) {
                var self = tool;
                senders.submit(() -> storm.rage(product.url(), self, going::get));
            }
            var before = acknowledged.size();
            while (acknowledged.size() < before + SENDERS) TimeUnit.MILLISECONDS.sleep(5);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(100, 1500));
            product.kill();
            going.set(false);
        }
    }

    /// @return the status, or -1 when no answer came
    private int send(Product product, int n) {
        unanswered.put(n, true);
        var request = HttpRequest.newBuilder(URI.create(product.url() + "/api/v1/tickets")).timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN).header("Content-Type", "application/json").header("Idempotency-Key", "durable-" + n)
                .POST(BodyPublishers.ofString("{\"subject\": \"Ticket %d\", \"description\": \"Kept, whatever happens.\"}".formatted(n))).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 201) {
                acknowledged.put(n, JsonMapper.shared().readTree(answer.body()).at("/ref").asString());
                unanswered.remove(n);
            }
            return answer.statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private Map<String, String> once() {
        var once = new HashMap<String, String>();
        acknowledged.forEach((n, ref) -> once.put(ref, "Ticket %d: 1 description".formatted(n)));
        return once;
    }

    /// Every ticket there is, by ref, with how many descriptions it has.
    private static Map<String, String> tickets(Product product) throws SQLException {
        try (var connection = product.database().connectAsOwner(); var sql = connection.createStatement()) {
            sql.execute("set demarc.scope = 'system'");
            var rows = sql.executeQuery("""
                    select p.code || '-' || t.id, t.subject || ': ' || (select count(*) from work.message m where m.client_id = t.client_id and m.ticket_id = t.id)
                           || ' description'
                      from work.ticket t join directory.party p on p.id = t.client_id
                     where exists (select from work.fact f where f.client_id = t.client_id and f.ticket_id = t.id and f.seq = 1)
                    """);
            var tickets = new HashMap<String, String>();
            while (rows.next()) tickets.put(rows.getString(1), rows.getString(2));
            return tickets;
        }
    }

    /// The first visit makes a business and its administrator; a token is put beside it as `demarc token` would.
    private void setUp(Product product) throws SQLException {
        var pages = new Pages(product.url());
        pages.get("/set-up");
        var shown = pages.post("/set-up", "side", "client", "party", "Harbor", "code", "HDG", "zone", "America/Chicago", "name", "Ada Lund", "email",
                "ada@harbor.example", "password", PASSWORD, "setUpCode", "");
        assertThat(shown.path()).as(shown.html()).doesNotContain("/set-up");
        try (var connection = product.database().connectAsOwner(); var sql = connection.prepareStatement("""
                insert into directory.token (person_id, name, hash, scopes, created_at, expires_at)
                select id, 'Durability', ?, array['tickets:read', 'tickets:write', 'directory:read', 'signals:write'], now(), now() + interval '1 day' from directory.person
                """); var scope = connection.createStatement()) {
            scope.execute("set demarc.scope = 'system'");
            sql.setString(1, Actors.hash(TOKEN));
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }
    }
}
