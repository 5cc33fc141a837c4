package demarc.app.signals.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.checks.Measurements.Measured;
import demarc.app.signals.checks.look.Ill;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Checks in a browser, with scripts and without.
@DemarcTest
class CheckPagesTest {
    private final Fixture fixture;
    private final Measurements measurements;
    private final TransactionTemplate transaction;
    private final Ill ill = new Ill();
    private final Client client;
    private final Actor technician;
    private final String here;

    CheckPagesTest(Fixture fixture, Measurements measurements, TransactionTemplate transaction) throws IOException {
        this.fixture = fixture;
        this.measurements = measurements;
        this.transaction = transaction;
        client = fixture.client("Shown");
        var provider = fixture.provider("Lookout", client);
        technician = fixture.person(provider, Role.TECHNICIAN);
        here = "http://127.0.0.1:%d".formatted(ill.http());
        fixture.pages(fixture.person(provider, Role.ADMINISTRATOR)).post("/signals/checks/ranges", "client", client.key(), "range", "127.0.0.1/32", "reason", "a test");
    }

    @AfterEach void close() throws Exception {
        ill.close();
    }

    @Test void aCheckIsTriedThenKeptThenChanged() {
        var pages = fixture.pages(technician);
        assertThat(pages.get("/signals/checks").html()).contains("Nothing is looked at yet", "Add the first check");
        assertThat(pages.get("/signals/checks/new?kind=snmp").html()).contains("Community", "Right again at");
        var typed = new String[] {"client", client.key(), "kind", "http", "target", here + "/ill", "thing", "shop", "everySeconds", "60", "fails", "2", "severity", "HIGH", "concern", "MONITORING", "enabled", "on", "followRedirects", "on", "act", "try"};
        assertThat(pages.post("/signals/checks/new", typed).html()).contains("<strong>Fails.</strong> Answered 500, not 200-399.", "value=\"shop\"");
        typed[typed.length - 1] = "save";
        typed[5] = "http://";
        assertThat(pages.post("/signals/checks/new", typed).status()).isEqualTo(422);
        typed[5] = here + "/well";
        var kept = pages.post("/signals/checks/new", typed);
        assertThat(kept.html()).contains("Added.", "shop: Website or HTTP(S)", "GET answers 200-399", "every 60 s, by the server");
        assertThat(pages.get("/signals/checks?client=%s&state=NEW&kind=http&runner=server&thing=SHOP".formatted(client.key())).html()).contains("shop");
        typed[7] = "till";
        assertThat(pages.post(kept.path() + "/edit", typed).html()).contains("Saved.", "till: Website");
        assertThat(pages.post(kept.path() + "/removal").html()).contains("Removed.");
        assertThat(fixture.pages(fixture.person(client.party(), Role.EMPLOYEE)).get("/signals/checks").status()).isEqualTo(403);
    }

    @Test void picturesAndFormsCanBeUsedByAnybody() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var api = fixture.api(technician);
        var id = Long.parseLong(api.post("/api/v1/clients/%s/checks".formatted(client.key()), Map.of("kind", "http", "target", here + "/well", "thing", "shop")).at("/id"));
        var past = new ArrayList<Measured>();
        for (var minute = 1; minute < 1400; minute += 3) past.add(new Measured(client.id(), id, Instant.now().minusSeconds(minute * 60L), 40 + 30 * Math.sin(minute / 90.0) + minute % 7, minute % 300 > 12));
        measurements.prepare(past.stream().map(Measured::at).toList());
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> measurements.add(past)));
        var pages = List.of("/signals/checks/%s/%d".formatted(client.key(), id), "/signals/checks", "/signals/checks/new?kind=http", "/signals/checks/ranges");
        for (var dark : List.of(false, true))
            try (var browser = Browser.open(fixture, dark ? 390 : 1280, 844, dark).signIn(technician)) {
                for (var path : pages) {
                    browser.go(path);
                    browser.screenshot("checks-%d-%s".formatted(pages.indexOf(path), dark ? "dark" : "light"));
                    assertThat(browser.barriers()).as(path).isEmpty();
                    assertThat((Boolean) browser.page().evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).as(path + " fits").isTrue();
                }
            }
    }
}
