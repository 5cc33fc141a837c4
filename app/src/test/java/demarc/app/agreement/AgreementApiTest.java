package demarc.app.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@DemarcTest
class AgreementApiTest {

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;

    AgreementApiTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void begin() {
        clock.set("2026-06-23T15:00:00Z");
    }

    @AfterEach void end() {
        clock.reset();
    }

    @Test void anAgreementIsWrittenProposedSignedAndAsked() {
        var table = new Table(fixture, context, "Harbor");
        var base = "/api/v1/clients/" + table.client.key() + "/agreement";
        var seller = fixture.api(table.seller);
        var manager = fixture.api(table.manager);
        assertThat(manager.get(base).status()).isEqualTo(404);

        var saved = seller.put(base + "/draft", Map.of("text", table.text(1, "2026-06-01")));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.raw().headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(saved.at("/mayBeProposed")).isEqualTo("true");

        assertThat(seller.post(base + "/versions", Map.of()).at("/field")).isEqualTo("acknowledged");
        var proposed = seller.post(base + "/versions", Map.of("acknowledgeWarnings", true), "If-Match", "\"1\"");
        assertThat(proposed.status()).isEqualTo(201);
        var hash = Map.of("hash", proposed.at("/hash"));

        assertThat(fixture.api(table.manager, Scope.AGREEMENTS_WRITE).post(base + "/1/signatures", hash).status()).isEqualTo(403);
        assertThat(manager.post(base + "/1/signatures", hash).status()).isEqualTo(201);
        assertThat(manager.post(base + "/1/signatures", hash).status()).as("once more").isEqualTo(200);
        assertThat(seller.post(base + "/1/signatures", hash).at("/state")).isEqualTo("in-force");

        assertThat(manager.get(base).at("/version/inForceFrom")).isEqualTo("2026-06-23T15:00:00Z");
        assertThat(manager.get(base + "?at=2026-06-01T12:00").status()).isEqualTo(404);
        var who = manager.get("/api/v1/who?client=%s&activity=backup/restore-test&priority=P1&at=2026-07-04T22:10".formatted(table.client.key()));
        assertThat(who.at("/responsible")).isEqualTo("service-desk");
        assertThat(who.at("/accountable")).isEqualTo(table.provider.key());
        assertThat(who.at("/because/file")).isEqualTo("template:co-managed/keep-the-desk");
        assertThat(who.at("/version")).isEqualTo("1");
    }

    @Test void aDraftIsSavedOnlyOverTheVersionThatWasRead() {
        var table = new Table(fixture, context, "Harbor");
        var base = "/api/v1/clients/" + table.client.key() + "/agreement/draft";
        var api = fixture.api(table.seller);
        assertThat(api.put(base, Map.of("text", "a: 1")).status()).isEqualTo(200);
        assertThat(api.put(base, Map.of("text", "a: 2"), "If-Match", "\"1\"").status()).isEqualTo(200);
        var late = api.put(base, Map.of("text", "a: 3"), "If-Match", "\"1\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("/draft")).isEqualTo("2");
        assertThat(api.put(base, Map.of("text", "a: 4")).status()).as("without If-Match").isEqualTo(412);
        assertThat(api.get(base).at("/text")).isEqualTo("a: 2");
    }

    @Test void whatCannotBeAskedSaysWhy() {
        var table = new Table(fixture, context, "Harbor");
        table.agree(1, "2026-06-01");
        var api = fixture.api(table.manager);
        var who = "/api/v1/who?client=" + table.client.key();
        assertThat(api.get(who + "&activity=backup/restore-tset").at("/detail")).contains("Did you mean backup/restore-test?");
        assertThat(api.get(who + "&activity=backup/restore&priority=P7").at("/field")).isEqualTo("priority");
        assertThat(api.get(who + "&activity=backup/restore&at=soon").at("/field")).isEqualTo("at");
        assertThat(api.get(who + "&activity=BDR-06&at=2026-07-04T22:10-05:00").status()).isEqualTo(200);
    }

    @Test void aStrangerSeesNothingAndChangesNothing() {
        var table = new Table(fixture, context, "Harbor");
        table.agree(1, "2026-06-01");
        table.propose(2, "2026-09-01");
        table.draft(table.manager, "a: 1");
        var base = "/api/v1/clients/" + table.client.key() + "/agreement";
        for (var nobody : List.of(fixture.person(fixture.client("Other").party(), Role.IT_MANAGER), fixture.person(fixture.provider("rival"), Role.SERVICE_MANAGER), fixture.person(table.client.party(), Role.EMPLOYEE))) {
            var api = fixture.api(nobody);
            for (var path : List.of(base, base + "/versions", base + "/versions/1", base + "/versions/1/text", base + "/draft", "/api/v1/who?activity=backup/restore&client=" + table.client.key()))
                assertThat(api.get(path).status()).as(path).isEqualTo(404);
            assertThat(api.put(base + "/draft", Map.of("text", "x")).status()).isEqualTo(404);
            assertThat(api.post(base + "/versions", Map.of()).status()).isEqualTo(404);
            assertThat(api.post(base + "/2/signatures", Map.of("hash", "0")).status()).isEqualTo(404);
            assertThat(api.post(base + "/2/withdrawal", Map.of("reason", "no")).status()).isEqualTo(404);
        }
        assertThat(fixture.stranger().get(base).status()).isEqualTo(401);
    }
}
