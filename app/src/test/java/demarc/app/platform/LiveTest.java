package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@DemarcTest
class LiveTest {
    private final Live live;
    private final Fixture fixture;
    private final TransactionTemplate transaction;

    LiveTest(Live live, Fixture fixture, TransactionTemplate transaction) {
        this.live = live;
        this.fixture = fixture;
        this.transaction = transaction;
    }

    @Test void aPageHearsOfItsOwnClientsAndTopicsAfterTheCommit() throws Exception {
        var alder = fixture.client("Alder");
        var birch = fixture.client("Birch");
        var manager = fixture.person(alder.party(), Role.IT_MANAGER);
        var heard = new LinkedBlockingQueue<String>();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(fixture.url() + "/live?topic=tickets")).header("Authorization", "Bearer " + fixture.api(manager).token()).build();
            var answer = http.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> new BufferedReader(new InputStreamReader(answer.body())).lines().forEach(heard::add));
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(":here");

            live.changed(birch.id(), "tickets");
            live.changed(alder.id(), "agreements");
            transaction.executeWithoutResult(status -> {
                live.changed(alder.id(), "tickets");
                status.setRollbackOnly();
            });
            assertThat(event(heard, 500)).isNull();

            transaction.executeWithoutResult(_ -> live.changed(alder.id(), "tickets"));
            assertThat(event(heard, 5000)).isEqualTo("event:changed");
            assertThat(event(heard, 5000)).isEqualTo("data:tickets");
            http.shutdownNow();
        }
    }

    private static @Nullable String event(LinkedBlockingQueue<String> heard, long millis) throws InterruptedException {
        for (var line = heard.poll(millis, TimeUnit.MILLISECONDS); line != null; line = heard.poll(millis, TimeUnit.MILLISECONDS))
            if (line.startsWith("event") || line.startsWith("data")) return line;
        return null;
    }
}
