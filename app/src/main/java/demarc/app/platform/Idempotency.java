package demarc.app.platform;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/// A POST that carries an `Idempotency-Key` takes effect once, however often it is sent: the answer is kept in the very
/// transaction of the effect.
@Component
public class Idempotency {
    private static final Duration KEPT = Duration.ofHours(48);

    private record Given(String request, @Nullable Integer status, @Nullable String location, @Nullable String body) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final Due due;

    Idempotency(JdbcClient sql, TransactionTemplate transaction, JsonMapper json, Clock clock, Due due) {
        this.sql = sql;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.due = due;
    }

    /// @param key     the header, or null: then the effect just happens
    /// @param request the body as it was read; another body under the same key is refused
    public <T> ResponseEntity<T> once(Actor actor, @Nullable String key, Object request, Class<T> type, Supplier<ResponseEntity<T>> effect) {
        if (key == null) return effect.get();
        if (key.isBlank() || key.length() > 200) throw new Refused("The Idempotency-Key must have 1 to 200 characters.");
        var print = Actors.hash(ServletUriComponentsBuilder.fromCurrentRequest().build().getPath() + "\n" + json.writeValueAsString(request));
        return transaction.execute(_ -> {
            // A second sender waits here until the first has committed or rolled back.
            var first = sql.sql("""
                    insert into platform.idempotency (person_id, key, request, at) values (:person, :key, :request, :at) on conflict do nothing
                    """)
                .param("person", actor.personId()).param("key", key).param("request", print)
                .param("at", SqlTime.of(clock.instant())).update() == 1;
            return first ? keep(actor, key, effect.get()) : repeat(actor, key, print, type);
        });
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void forget() {
        due.drain("idempotency keys", () -> sql.sql("""
                delete from platform.idempotency where (person_id, key) in (select person_id, key from platform.idempotency where at < :at limit 1000)
                """)
            .param("at", SqlTime.of(clock.instant().minus(KEPT))).update());
    }

    private <T> ResponseEntity<T> keep(Actor actor, String key, ResponseEntity<T> answer) {
        var location = answer.getHeaders().getLocation();
        sql.sql("update platform.idempotency set status = :status, location = :location, body = :body where person_id = :person and key = :key")
            .param("status", answer.getStatusCode().value()).param("location", location == null ? null : location.toString())
            .param("body", json.writeValueAsString(answer.getBody())).param("person", actor.personId()).param("key", key).update();
        return answer;
    }

    private <T> ResponseEntity<T> repeat(Actor actor, String key, String print, Class<T> type) {
        var given = sql.sql("select request, status, location, body from platform.idempotency where person_id = ? and key = ?")
            .param(actor.personId()).param(key).query(Given.class).single();
        if (!given.request().equals(print))
            throw new Refused("The Idempotency-Key '%s' was used for another request. Send a new key with a new request.".formatted(key));
        var answer = ResponseEntity.status(given.status() == null ? 200 : given.status());
        if (given.location() != null) answer.location(URI.create(given.location()));
        return answer.body(json.readValue(given.body(), type));
    }
}
