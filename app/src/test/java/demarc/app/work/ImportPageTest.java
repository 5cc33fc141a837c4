package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;

/// Upload, look, confirm.
@DemarcTest
@Import(Desk.Maker.class)
class ImportPageTest {
    private final Fixture fixture;
    private final Desk.Maker desks;

    ImportPageTest(Fixture fixture, Desk.Maker desks) {
        this.fixture = fixture;
        this.desks = desks;
    }

    @Test void aHistoryIsUploadedLookedAtAndConfirmed(@TempDir Path folder) throws Exception {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var desk = desks.desk();
        var file = Files.writeString(folder.resolve("old desk.csv"), """
                Ticket ID,Created,Resolved,Priority,Category
                1,2026-03-02 15:00,2026-03-02 17:00,High,<script>document.title = 'broken'</script>
                2,2026-03-07 15:00,2026-03-09 17:00,Low,VPN
                3,2099-03-07 15:00,,Low,VPN
                """);
        var address = "/clients/%s/import".formatted(desk.client.key());
        try (var browser = Browser.open(fixture, desk.itManager)) {
            var page = browser.go(address);
            assertThat(browser.barriers()).isEmpty();
            page.getByLabel("Export").setInputFiles(file);
            click(page, "Read it");
            PlaywrightAssertions.assertThat(page.getByText("2 tickets can be imported; 1 rows cannot be used.")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("in the future")).isVisible();
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("import-tried");
            click(page, "Import them");
            PlaywrightAssertions.assertThat(page.getByText("2 tickets imported, 0 were there already; 1 rows could not be used.")).isVisible();
            assertThat(page.title()).doesNotContain("broken");
            page.setViewportSize(390, 844);
            browser.screenshot("import-done-phone");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);

            browser.go(address).getByLabel("Export").setInputFiles(Files.writeString(folder.resolve("not.csv"), "a,b\n1,2\n"));
            click(page, "Read it");
            PlaywrightAssertions.assertThat(page.getByText("No column gives the ticket number")).isVisible();
        }
        assertThat(fixture.pages(desk.technician).get(address).status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(fixture.client("Other").party(), demarc.app.platform.Role.IT_MANAGER)).get(address).status()).isEqualTo(404);
    }

    private static void click(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }
}
