package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// The pages of exposure: everything is reachable without scripts, and by everybody.
@DemarcTest
class ExposurePagesTest {
    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;
    private Patches patches;
    private String flaw;

    ExposurePagesTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void exposed() {
        clock.set("2026-12-01T09:00:00Z");
        patches = new Patches(fixture, context);
        patches.inventory(patches.asset("web1", "SERVER", "Debian GNU/Linux 12", "tier=1"), "go", patches.name + " 1.0.0");
        patches.inventory(patches.asset("pc7", "COMPUTER", "Debian GNU/Linux 12", "ring=0"), "go", patches.name + " 1.0.0");
        patches.advisory("2026-30001", "1.1.0");
        patches.advisory("2026-30002", "1.1.2");
        context.getBean(Compliance.class).snapshot();
        patches.until("2026-12-20T09:00:00Z");
        context.getBean(Compliance.class).snapshot();
        flaw = "/estate/exposure/%s/CVE-2026-30001".formatted(patches.table.client.key());
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void showWhatIsExposedAndLetExceptionsBeAskedFor() {
        var pages = fixture.pages(patches.table.manager);
        assertThat(pages.get("/estate/exposure").html()).contains("CVE-2026-30001", "web1", "ring 2, critical", "CVSS 7.5 is high", patches.tickets().getFirst());
        assertThat(pages.get("/estate/exposure?severity=low").html()).contains("Nothing fits");
        assertThat(pages.get("/estate/exposure/patches").html()).contains(patches.name, "ring 0, pilot");
        assertThat(pages.get(flaw).html()).contains("A flaw in " + patches.name, "Ask for an exception");
        var refused = pages.post(flaw + "/exceptions", "what", "CVE-2026-30001", "asset", "", "owner", "Ada", "reason", "", "control", "Watched.", "days", "30");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Say why it cannot be mended now.", "Watched.");
        assertThat(pages.post(flaw + "/exceptions", "what", "CVE-2026-30001", "asset", "", "owner", "Ada", "reason", "In March.", "control", "Watched.", "days", "30").html()).contains("The exception was asked for");
        var list = pages.get("/estate/exposure/exceptions").html();
        assertThat(list).contains("In March.", "asked");
        assertThat(fixture.pages(patches.administrator).get("/estate/exposure/advisories").html()).contains("Bring in a file");
        assertThat(pages.get("/estate/exposure/advisories").html()).doesNotContain("Bring in a file").contains("GO.json");
        assertThat(fixture.pages(fixture.person(patches.table.client.party(), Role.EMPLOYEE)).get("/estate/exposure").status()).isEqualTo(403);
    }

    @Test void haveNoBarriers() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        try (var browser = Browser.open(fixture, patches.table.manager)) {
            for (var path : List.of("/estate/exposure", "/estate/exposure/patches", "/estate/exposure/exceptions", "/estate/exposure/advisories", flaw)) {
                browser.go(path);
                browser.screenshot("exposure" + path.replaceAll("[^a-z]+", "-"));
                assertThat(browser.page().locator("table, .empty").count()).as(path).isPositive();
                assertThat(browser.barriers()).as(path).isEmpty();
            }
        }
        try (var narrow = Browser.open(fixture, 390, 800, true).signIn(patches.table.manager)) {
            for (var path : List.of("/estate/exposure", flaw)) {
                narrow.go(path);
                narrow.screenshot("exposure-narrow" + path.replaceAll("[^a-z]+", "-"));
                assertThat(narrow.page().locator("table").count()).as(path).isPositive();
                assertThat(narrow.page().evaluate("document.documentElement.scrollWidth <= 390")).as(path).isEqualTo(true);
                assertThat(narrow.barriers()).as(path).isEmpty();
            }
        }
    }
}
