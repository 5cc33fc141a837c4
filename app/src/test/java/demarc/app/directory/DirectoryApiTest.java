package demarc.app.directory;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DemarcTest
class DirectoryApiTest {
    private final Fixture fixture;
    private final TestClock clock;
    private Client alder;
    private Client birch;
    private Actor manager;
    private Actor itManager;

    DirectoryApiTest(Fixture fixture, TestClock clock) {
        this.fixture = fixture;
        this.clock = clock;
    }

    @BeforeEach void twoClientsOfOneProviderKnowsAlder() {
        alder = fixture.client("Alder");
        birch = fixture.client("Birch");
        manager = fixture.person(fixture.provider("Northwind", alder), Role.SERVICE_MANAGER);
        itManager = fixture.person(alder.party(), Role.IT_MANAGER);
    }

    @AfterEach void now() {
        clock.reset();
    }

    @Test void meSaysWhoAndWhichClients() {
        var me = fixture.api(manager).get("/api/v1/me");
        assertThat(me.at("/role")).isEqualTo("service_manager");
        assertThat(me.json().get("clients").toString()).isEqualTo("[\"%s\"]".formatted(alder.key()));
    }

    @Test void anothersClientIsAsAbsentAsNone() {
        var theirs = fixture.api(itManager).get("/api/v1/clients/" + birch.key());
        var none = fixture.api(itManager).get("/api/v1/clients/no-such");
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.at("/detail").replace(birch.key(), "no-such")).isEqualTo(none.at("/detail"));
    }

    @Test void withoutATokenTheAnswerIsAProblem() {
        var answer = fixture.stranger().get("/api/v1/clients");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test void aTokenDoesNoMoreThanItsScopes() {
        var reader = fixture.api(manager, Scope.DIRECTORY_READ);
        assertThat(reader.get("/api/v1/clients").status()).isEqualTo(200);
        var refused = reader.post("/api/v1/sites", Map.of("client", alder.key(), "name", "Plant"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("directory:write");
        assertThat(fixture.api(manager, Scope.DIRECTORY_READ, Scope.DIRECTORY_WRITE).post("/api/v1/tokens", Map.of("name", "more", "scopes", List.of("tickets:write"))).status()).isEqualTo(422);
    }

    @Test void aTokenEndsWithItsDayItsRevocationAndItsOwner() {
        var api = fixture.api(itManager);
        var token = api.post("/api/v1/tokens", Map.of("name", "monitor", "scopes", List.of("directory:read"), "days", 2)).at("/token");
        assertThat(token).startsWith("dmc_");
        assertThat(api.get("/api/v1/tokens").text()).contains("monitor").doesNotContain(token);
        clock.advance(Duration.ofDays(31));
        assertThat(fixture.api(fixture.person(alder.party(), Role.EMPLOYEE)).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test void sameKeySameBodyTakesEffectOnceAndAnotherBodyIsRefused() {
        var api = fixture.api(manager);
        var key = UUID.randomUUID().toString();
        var plant = Map.of("client", alder.key(), "name", "Plant");
        var first = api.post("/api/v1/sites", plant, "Idempotency-Key", key);
        var again = api.post("/api/v1/sites", plant, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/sites?client=" + alder.key()).json().get("items")).hasSize(1);
        assertThat(api.post("/api/v1/sites", Map.of("client", alder.key(), "name", "Office"), "Idempotency-Key", key).status()).isEqualTo(422);
    }

    @Test void peopleComePageByPage() {
        for (var n = 0; n < 5; n++) fixture.person(alder.party(), Role.EMPLOYEE);
        var api = fixture.api(itManager);
        var first = api.get("/api/v1/people?party=%s&limit=4".formatted(alder.key()));
        assertThat(first.json().get("items")).hasSize(4);
        var second = api.get("/api/v1/people?party=%s&limit=4&cursor=%s".formatted(alder.key(), first.at("/next")));
        assertThat(second.json().get("items")).hasSize(2);
        assertThat(second.json().get("next").isNull()).isTrue();
        assertThat(api.get("/api/v1/people?cursor=rubbish").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"Ada","email":"not-an-email","role":"employee"}       | email    | not an email address
            {"name":" ","email":"ada@example.com","role":"employee"}      | name     | empty
            {"name":"Ada","email":"ada@example.com","role":"wizard"}      | role     | no role 'wizard'
            {"name":"Ada","email":"ada@example.com","role":"technician","deputy":"nobody@example.com"} | deputy | Nobody of the same party
            {"name":"Ada","email":"ada@example.com","role":"auditor"}     | until    | last day
            {"email":"ada@example.com","role":"employee"}                 | name     | missing
            """)
    void aWrongFieldIsNamedAndExplained(String body, String field, String says) {
        var answer = fixture.api(itManager).post("/api/v1/people", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(answer.at("/detail")).contains(says);
    }

    @Test void brokenJsonAndUnknownFieldsAreExplained() {
        assertThat(fixture.api(manager).post("/api/v1/sites", "{\"client\":").status()).isEqualTo(400);
        assertThat(fixture.api(manager).post("/api/v1/sites", Map.of("client", alder.key(), "nmae", "Plant")).at("/detail")).contains("nmae");
    }

    @Test void aGuestReadsUntilTheirLastDayAndChangesNothing() {
        var guest = fixture.guest(alder, Duration.ofDays(3));
        var api = fixture.api(guest);
        assertThat(api.get("/api/v1/clients/" + alder.key()).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/tokens", Map.of("name", "x")).status()).isEqualTo(403);
        clock.advance(Duration.ofDays(4));
        assertThat(fixture.pages().get("/sign-in").status()).isEqualTo(200);
        assertThat(fixture.api(guest, Scope.DIRECTORY_READ).get("/api/v1/clients").status()).isEqualTo(401);
    }
}
