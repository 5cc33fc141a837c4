package demarc.app.estate;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.agreement.Table;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What programs may do with assets, as people do it on the pages.
@DemarcTest
class EstateApiTest {
    private final Fixture fixture;
    private final Table table;
    private final Api api;
    private final String id;

    EstateApiTest(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        table = new Table(fixture, context, "Programs");
        api = fixture.api(table.manager);
        id = api.post("/api/v1/assets", Map.of("client", table.client.key(), "name", "nb-1", "kind", "computer", "variant", "laptop", "notes", "keep me")).at("/asset/id");
    }

    @Test void aPurchaseIsSaidWithoutTouchingTheRest() {
        var said = api.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("purchasedOn", "2025-01-01", "price", "1,300 USD", "warrantyUntil", "2028-01-01"));
        assertThat(said.at("/version")).isEqualTo("2");
        var whole = api.get("/api/v1/assets/" + id);
        assertThat(whole.at("/asset/replaceOn")).isEqualTo("2029-01-01");
        assertThat(whole.at("/asset/warrantyUntil")).isEqualTo("2028-01-01");
        assertThat(whole.at("/notes")).isEqualTo("keep me");
        assertThat(api.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("price", "1 USD", "version", 1)).status()).isEqualTo(409);
        assertThat(api.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("purchasedOn", "yesterday")).text()).contains("'yesterday' is no day");
    }

    @Test void repairsAreNotedOnceAndBringTheEndNearer() {
        api.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("purchasedOn", LocalDate.now().minusYears(1).toString()));
        for (var key : new String[] {"a", "a", "b"})
            assertThat(api.post("/api/v1/assets/%s/repairs".formatted(id), Map.of("what", "Keyboard", "cost", "250 USD"), "Idempotency-Key", key).status()).isEqualTo(201);
        assertThat(api.get("/api/v1/assets/%s/repairs".formatted(id)).json().at("/items")).hasSize(2);
        assertThat(api.get("/api/v1/assets/" + id).at("/replaceWhy")).contains("cost 35% of a new one");
    }

    @Test void whatLeftHasItsCertificateAndMayComeBack() {
        var retirement = "/api/v1/assets/%s/retirement".formatted(id);
        assertThat(api.get(retirement).status()).isEqualTo(404);
        assertThat(api.put(retirement, Map.of("method", "burnt", "doneBy", "Shred Ltd")).text()).contains("There are: wiped, shredded");
        assertThat(api.put(retirement, Map.of("method", "wiped", "doneBy", "Shred Ltd", "file", Map.of("name", "c.pdf", "content", "*"))).text()).contains("not base64");
        var file = Base64.getEncoder().encodeToString("proof".getBytes(StandardCharsets.UTF_8));
        var done = api.put(retirement, Map.of("method", "shredded", "doneBy", "Shred Ltd", "doneOn", "2026-01-02", "certificate", "C-77", "file", Map.of("name", "../c.pdf", "content", file)));
        assertThat(done.at("/retiredOn")).isEqualTo("2026-01-02");
        assertThat(done.at("/fileName")).isEqualTo("c.pdf");
        assertThat(done.at("/fileSha256")).hasSize(64);
        assertThat(api.get(retirement + "/certificate").at("/content")).isEqualTo(file);
        assertThat(api.delete(retirement).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/assets/" + id).json().at("/asset/retiredOn").isNull()).isTrue();
    }

    @Test void aTableIsTriedFirstAndThenTaken() {
        var imports = "/api/v1/clients/%s/asset-imports".formatted(table.client.key());
        var good = "name,serial,purchased\nnb-1,S-1,2025-02-03\nnb-2,S-2,2025-02-03\n";
        var tried = api.send("POST", imports + "?dryRun=true", good, "Content-Type", "text/csv");
        assertThat(tried.at("/added") + tried.at("/updated") + tried.at("/dryRun")).isEqualTo("11true");
        assertThat(names()).containsExactly("nb-1");
        assertThat(api.send("POST", imports, "name,purchased\nnb-3,3/4/2025\n", "Content-Type", "text/csv")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/wrong/0/why")).contains("'3/4/2025' is no day");
        });
        assertThat(api.send("POST", imports, good, "Content-Type", "text/csv").at("/dryRun")).isEqualTo("false");
        assertThat(names()).containsExactly("nb-1", "nb-2");
        assertThat(api.send("POST", imports, good, "Content-Type", "text/csv").at("/updated")).isEqualTo("2");
    }

    @Test void thePlanIsReadSetAndMadeWork() {
        api.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("purchasedOn", LocalDate.now().minusYears(3).toString()));
        fixture.team(table.client.party(), "it-team");
        fixture.team(table.provider, "service-desk");
        table.agree(1, "2026-01-01");
        var plan = "/api/v1/clients/%s/refresh-plan".formatted(table.client.key());
        var year = LocalDate.now().getYear() + 1;
        assertThat(api.put("/api/v1/clients/%s/refresh-rules/laptop".formatted(table.client.key()), Map.of("planYears", 3, "replaceYears", 4, "price", "1,500 USD")).status()).isEqualTo(204);
        assertThat(api.get(plan).at("/years/1/lines/0/cost")).contains("1500");
        assertThat(api.get(plan + "/" + year).at("/items/0/name")).isEqualTo("nb-1");
        assertThat(api.post(plan + "/" + year + "/work", new HashMap<>()).at("/ticket")).startsWith(table.client.code());
        assertThat(api.delete("/api/v1/clients/%s/refresh-rules/laptop".formatted(table.client.key())).status()).isEqualTo(204);
        assertThat(api.get(plan).at("/years/1/lines/0/cost")).contains("1400");
    }

    @Test void runbooksStandAtTheThingOrAtItsKind() {
        var books = "/api/v1/assets/%s/runbooks".formatted(id);
        var other = api.post("/api/v1/assets", Map.of("client", table.client.key(), "name", "nb-9", "kind", "computer")).at("/asset/id");
        for (var wrong : new String[] {"javascript:alert(1)", "wiki/laptops", "https://me:secret@wiki.example/", "http://"}) assertThat(api.post(books, Map.of("address", wrong)).status()).as(wrong).isEqualTo(422);
        api.post(books, Map.of("address", "HTTPS://wiki.example/nb-1", "title", "Its dock"));
        var ofAll = api.post(books, Map.of("address", "https://wiki.example/laptops", "ofKind", true)).at("/number");
        assertThat(api.get(books).json().at("/items").valueStream().map(each -> each.at("/title").asString())).containsExactly("Its dock", "wiki.example/laptops");
        assertThat(api.get("/api/v1/assets/%s/runbooks".formatted(other)).json().at("/items")).hasSize(1);
        assertThat(fixture.pages(table.manager).get("/estate/assets/" + id).html()).contains("href=\"https://wiki.example/nb-1\"", "of every computer");
        assertThat(api.delete(books + "/" + ofAll).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/assets/%s/runbooks".formatted(other)).json().at("/items")).isEmpty();
    }

    @Test void guestsReadAndEmployeesSeeNothing() {
        var guest = fixture.api(fixture.guest(table.client, java.time.Duration.ofDays(1)));
        assertThat(guest.get("/api/v1/assets/%s/repairs".formatted(id)).status()).isEqualTo(200);
        assertThat(guest.put("/api/v1/assets/%s/purchase".formatted(id), Map.of("price", "1 USD")).status()).isEqualTo(403);
        assertThat(guest.post("/api/v1/clients/%s/inventory-keys".formatted(table.client.key()), Map.of()).status()).isEqualTo(403);
        assertThat(fixture.api(fixture.person(table.client.party(), Role.EMPLOYEE)).get("/api/v1/clients/%s/refresh-plan".formatted(table.client.key())).status()).isEqualTo(403);
    }

    private java.util.List<String> names() {
        return api.get("/api/v1/assets?client=" + table.client.key()).json().at("/items").valueStream().map(each -> each.at("/name").asString()).toList();
    }
}
