package demarc.app.decide.past;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dropping in a log of 140,000 rows: broken files first, stopped once, read in the end, and its names mapped.
@DemarcTest
class HistoryJourneyTest {

    private final Fixture fixture;
    @TempDir Path folder;

    HistoryJourneyTest(Fixture fixture) {
        this.fixture = fixture;
    }

    @Test void aLogIsUploadedStoppedReadAndMapped() throws IOException {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        fixture.person(fixture.client("Harbor").party(), Role.EMPLOYEE); // so that the product is set up
        try (var browser = Browser.open(fixture)) {
            var page = browser.go("/decide");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Begin")).click();
            page.waitForURL("**/decide/at/*");
            page.locator(".stops").getByText("History").click();
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText("Your own tickets");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-history-upload");

            upload(page, Files.write(folder.resolve("broken.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}));
            assertThat(page.locator(".past-stopped")).containsText("broken.csv.gz was not read");
            upload(page, Files.writeString(folder.resolve("letters.csv"), "name,mood\nAda,good\n"));
            assertThat(page.locator(".past-stopped")).containsText("No column gives the ticket number");
            upload(page, Files.writeString(folder.resolve("nothing.csv"), ""));
            assertThat(page.locator("#file-problem")).containsText("The file is empty.");
            upload(page, Files.writeString(folder.resolve("either.csv"), "id,opened\n1,3/4/2026\n2,5/6/2026\n"));
            assertThat(page.locator(".past-stopped")).containsText("can be read day first and month first");
            page.locator(".past-again select[name=dates]").selectOption("day-first");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Read it again")).click();
            assertThat(page.locator("#verdict")).containsText("2 tickets from 2 rows", new ContainsTextOptions().setTimeout(30_000));
            assertThat(browser.barriers()).isEmpty();

            page.locator(".past-other > summary").click();
            upload(page, log());
            var going = page.locator("#going");
            assertThat(going).containsText("%", new ContainsTextOptions().setTimeout(30_000));
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-history-going");
            going.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop")).click();
            assertThat(page.locator(".past-stopped")).containsText("You stopped it", new ContainsTextOptions().setTimeout(30_000));
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Read it again")).click();
            assertThat(page.locator("#verdict")).containsText("24,918 tickets", new ContainsTextOptions().setTimeout(180_000));
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-history");

            page.locator(".past-names select").first().selectOption("network-monitoring");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Read it again so")).click();
            assertThat(page.locator(".past-names tbody tr").first()).containsText("you", new ContainsTextOptions().setTimeout(180_000));
            page.setViewportSize(390, 844);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(browser.barriers()).isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            browser.screenshot("decide-history-phone");

            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Delete it")).click();
            assertThat(page.locator(".flash")).containsText("The history is deleted");
            assertThat(page.locator("#file")).isVisible();
        }
    }

    private static void upload(Page page, Path file) {
        page.locator("#file").setInputFiles(file);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Upload and read")).click();
    }

    /// The ServiceNow log of the UCI repository, as a desk exports it; where it is not at hand, one like it.
    private Path log() throws IOException {
        var shared = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/uci-servicenow-incidents/incident_event_log.csv.gz");
        var file = folder.resolve("log.csv");
        if (Files.exists(shared)) {
            // Unpacked: 45 MB, more than any other body may have.
            try (var packed = new GZIPInputStream(Files.newInputStream(shared))) {
                Files.copy(packed, file);
            }
            return file;
        }
        try (var out = Files.newBufferedWriter(file)) {
            out.write("number,incident_state,opened_at,sys_updated_at,category,assignment_group,priority\n");
            var opened = LocalDateTime.of(2026, 1, 5, 8, 0);
            for (int ticket = 1; ticket <= 24_918; ticket++) {
                opened = opened.plusMinutes(ticket % 9);
                var states = new String[] {"New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed"};
                for (int i = 0; i < states.length; i++)
                    out.write("INC%d,%s,%s,%s,Category %d,Group %d,3 - Moderate%n".formatted(ticket, states[i], opened, opened.plusHours((long) i * (ticket % 30)), ticket % 60, ticket % 40));
            }
        }
        return file;
    }
}
