package demarc.app.estate;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// The pages of assets and their life, as forms without scripts.
@DemarcTest
class EstatePagesTest {
    private final Fixture fixture;
    private final ApplicationContext context;

    EstatePagesTest(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        this.context = context;
    }

    @Test void aThingIsAddedFoundChangedAndRetired() {
        var client = fixture.client("Pages");
        var pages = fixture.pages(fixture.person(client.party(), Role.IT_MANAGER));
        assertThat(pages.get("/estate").html()).contains("No assets yet");
        pages.get("/estate/new");
        assertThat(pages.post("/estate/assets", "client", client.key(), "name", "", "kind", "computer").html()).contains("The thing needs a name");
        var shown = pages.post("/estate/assets", "client", client.key(), "name", "fw-1", "kind", "network", "variant", "firewall", "maker", "Fortinet", "model", "FortiGate 60F", "firmware", "v7.0.12",
                "purchasedOn", "2021-03-01", "price", "2,500 USD", "serial", "FGT60F-77", "exposed", "true");
        assertThat(shown.html()).contains("fw-1", "FortiOS 7.0", "support ended 30 Sept 2025".replace("Sept", "Sep"), "BOD 26-02", "due for replacement");
        var path = shown.path();
        for (var q : new String[] {"fw", "fgt60f", "fortinet"}) assertThat(pages.get("/estate?q=" + q).html()).contains(path);
        assertThat(pages.get("/estate?state=unsupported").html()).contains(path);
        assertThat(pages.get("/estate?state=replace&kind=network").html()).contains(path);
        assertThat(pages.get("/estate?kind=printer").html()).contains("Nothing fits").doesNotContain(path);
        assertThat(pages.get(path + "/edit").html()).contains("FortiGate 60F");
        assertThat(pages.post(path, "name", "fw-2", "kind", "network", "variant", "firewall", "version", "1").html()).contains("Saved", "fw-2");
        assertThat(pages.post(path, "name", "fw-3", "kind", "network", "version", "1").html()).contains("Somebody changed fw-2 while you were looking");
        assertThat(pages.post(path + "/repairs", "what", "New fan", "cost", "90 USD").html()).contains("New fan");
        assertThat(pages.post(path + "/retirement", "method", "SHREDDED", "doneBy", "Green Metals", "certificate", "GM-12").html()).contains("retired", "Green Metals", "GM-12");
        assertThat(pages.get("/estate").html()).contains("No assets yet").doesNotContain("fw-2");
        assertThat(pages.get("/estate?state=retired").html()).contains("fw-2");
    }

    @Test void whatFallsDueBecomesWorkWhenSomebodyAsks() {
        var table = new Table(fixture, context, "Refresh");
        fixture.team(table.client.party(), "it-team");
        fixture.team(table.provider, "service-desk");
        table.agree(1, "2026-01-01");
        var pages = fixture.pages(table.manager);
        assertThat(pages.get("/estate/refresh?client=" + table.client.key()).html()).contains("Nothing falls due");
        var year = LocalDate.now().getYear();
        for (var n = 0; n < 3; n++)
            pages.post("/estate/assets", "client", table.client.key(), "name", "laptop-" + n, "kind", "computer", "variant", "laptop", "purchasedOn", (year - 3) + "-02-0" + (n + 1));
        var rules = "/estate/refresh/%s/rules/laptop".formatted(table.client.key());
        assertThat(pages.post(rules, "planYears", "3", "replaceYears", "4", "price", "1,500 USD").html()).contains("4,500 USD", "3 · 4,500 USD");
        assertThat(pages.post(rules, "planYears", "3", "replaceYears", "4", "price", "free").html()).contains("free");
        var asked = pages.post("/estate/refresh/%s/years/%d".formatted(table.client.key(), year + 1));
        assertThat(asked.html()).contains("is work now", "/tickets/" + table.client.code() + "-");
        assertThat(pages.get("/queue?q=refresh").html()).contains("Refresh %d: 3 things, 4,500 USD".formatted(year + 1));
        assertThat(pages.post("/estate/refresh/%s/years/%d".formatted(table.client.key(), year + 1)).html()).contains("works on it already");
    }

    @Test void employeesSeeNothingOfTheEstateAndGuestsChangeNothing() {
        var client = fixture.client("Walls");
        assertThat(fixture.pages(fixture.person(client.party(), Role.EMPLOYEE)).get("/estate").status()).isEqualTo(403);
        var guest = fixture.pages(fixture.guest(client, java.time.Duration.ofDays(1)));
        assertThat(guest.get("/estate").status()).isEqualTo(200);
        assertThat(guest.post("/estate/assets", "client", client.key(), "name", "x").status()).isEqualTo(403);
    }
}
