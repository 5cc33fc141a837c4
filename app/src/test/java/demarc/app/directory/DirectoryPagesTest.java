package demarc.app.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class DirectoryPagesTest {
    private final Fixture fixture;
    private Client alder;
    private Actor administrator;

    DirectoryPagesTest(Fixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach void aClientWithAProvider() {
        alder = fixture.client("Alder");
        var northwind = fixture.provider("Northwind", alder);
        fixture.team(northwind, "service-desk");
        administrator = fixture.person(northwind, Role.ADMINISTRATOR, "service-desk");
    }

    @Test void pagesWorkWithoutScripts() {
        var pages = fixture.pages(administrator);
        pages.get("/directory/clients/new");
        var refused = pages.post("/directory/clients", "name", "Cedar", "code", "CED%d".formatted(alder.id()), "zone", "Mars/Olympus");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("value=\"Cedar\"", "no time zone 'Mars/Olympus'");
        var invited = pages.post("/directory/people", "party", alder.key(), "name", "<b>Ada</b>", "email", "ada-%s@example.com".formatted(alder.key()), "role", "EMPLOYEE");
        assertThat(invited.html()).contains("/invitations/").contains("&lt;b&gt;Ada&lt;/b&gt;").doesNotContain("<b>Ada");
    }

    @Test void aFormWithoutItsTokenChangesNothing() {
        var pages = fixture.pages(administrator);
        assertThat(pages.post("/directory/providers", "_csrf", "wrong", "name", "Forged").status()).isIn(200, 303);
        var forged = fixture.pages();
        assertThat(forged.post("/directory/providers", "name", "Forged").status()).isEqualTo(403);
    }

    @Test void nothingIsInTheWayOfAnybodyLightOrDarkWideOrNarrow() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        for (var dark : List.of(false, true))
            try (var browser = Browser.open(fixture, dark ? 390 : 1280, 900, dark)) {
                var look = dark ? "-narrow-dark" : "";
                browser.go("/sign-in");
                assertThat(browser.screenshot("sign-in" + look).barriers()).isEmpty();
                browser.signIn(administrator);
                for (var path : dark ? List.of("/directory/people", "/profile") : List.of("/directory/clients", "/directory/clients/" + alder.key(),
                        "/directory/people", "/directory/people/" + administrator.personId(), "/directory/teams", "/profile", "/directory/audit", "/no/such/page")) {
                    browser.go(path);
                    assertThat(browser.screenshot(path.substring(1).replaceAll("[/0-9]+", "-").replaceAll("-$", "") + look).barriers()).as(path).isEmpty();
                    assertThat(browser.page().evaluate("document.documentElement.scrollWidth <= innerWidth")).as(path + " fits").isEqualTo(true);
                }
            }
    }

    @Test void theThemeIsRemembered() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        try (var browser = Browser.open(fixture, administrator)) {
            browser.go("/directory/people");
            browser.page().locator("details.menu > summary").click();
            browser.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Dark")).click();
            browser.page().waitForURL("**/directory/people");
            assertThat(browser.page().locator("html").getAttribute("data-bs-theme")).isEqualTo("dark");
        }
    }
}
