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
import demarc.app.agreement.Drafts;
import demarc.app.decide.Decisions;
import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Compilation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From question one to a draft that the checker accepts, in a browser: answered, uploaded, searched, stopped, changed, adopted.
@DemarcTest
class AnswerJourneyTest {

    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(300_000);

    private final Fixture fixture;
    private final Drafts drafts;
    private final Decisions decisions;
    private final List<String> complaints = new ArrayList<>();

    AnswerJourneyTest(Fixture fixture, Drafts drafts, Decisions decisions) {
        this.fixture = fixture;
        this.decisions = decisions;
        this.drafts = drafts;
    }

    @Test void aBusinessIsAdvisedFromItsAnswersAndTicketsToADraft() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var client = fixture.client("Ridgeline");
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        String link;
        try (var browser = Browser.open(fixture, manager)) {
            var page = browser.go("/decide");
            page.onConsoleMessage(message -> {
                // A form refused on purpose answers 422, which a browser tells its console.
                if (message.type().equals("error") && !message.text().contains("422")) complaints.add(message.text());
            });
            answer(page, client);
            upload(page, Path.of("../examples/histories/manufacturer.csv"));
            assertThat(page.locator("#verdict")).containsText("tickets", PATIENT);
            browser.screenshot("journey-quality");

            page.locator(".stops").getByText("What it would mean").click();
            press(page, "Start");
            assertThat(page.locator("#going")).containsText("Playing it through");
            browser.screenshot("journey-going");
            page.locator("#going").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop")).click();
            assertThat(page.locator("main")).containsText("You stopped it", PATIENT);
            press(page, "A first look");
            assertThat(page.locator("[data-report]")).containsText("Today beside each alternative", PATIENT);

            page.locator("#scenario > summary").click();
            page.getByLabel("Users, likely").fill("5");
            page.getByLabel("Users, low").fill("9");
            press(page, "A first look with these");
            assertThat(page.locator("#scenario [role=alert]")).containsText("Users: low, likely and high must not fall");
            page.getByLabel("Users, low").fill("300");
            page.getByLabel("Users, likely").fill("320");
            page.getByLabel("Users, high").fill("350");
            press(page, "A first look with these");
            assertThat(page.locator("main")).containsText("With 1 of your own figures", PATIENT);
            assertThat(page.locator("#going")).hasCount(0);
            assertThat(page.locator(".rp-assumed .rp-chosen")).containsText("320");

            page.locator(".rp-fig").first().click();
            assertThat(page.locator(".rp-why")).containsText("Why?");
            page.keyboard().press("Escape");
            page.locator(".rp-mark.recommended").click();
            assertThat(page.locator("[data-card]")).containsText("Promises kept");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("journey-report");
            onAPhone(browser, page, "journey-report-phone");

            link = page.url().replaceAll(".*/decide/at/([^/?#]+).*", "$1");
            page.locator(".rp-mark.recommended").click();
            page.locator("[data-card] .rp-adopt").click();
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).containsText("Adopt");
            assertThat(browser.barriers()).isEmpty();
            press(page, "Make it the draft of " + client.name());
            page.waitForURL("**/agreements/%s/draft".formatted(client.key()));
            assertThat(page.locator("#flash")).containsText("The plan is the draft now");
        }
        var text = Tenancy.as(manager, () -> drafts.get(client.id())).text();
        assertThat(Compilation.of("draft.yaml", text).hasErrors()).as(text).isFalse();
        assertThat(complaints).isEmpty();
        aProgramAdoptsIt(link, client, manager);
    }

    /// Kept with a client, the decision is open to its manager's programs, too, and to nobody else's.
    private void aProgramAdoptsIt(String link, Client client, Actor manager) {
        var path = "/api/v1/decisions/%s/draft".formatted(Tenancy.as(manager, () -> decisions.give(link, "here", manager, client)).link());
        assertThat(fixture.api(fixture.person(fixture.client("Copper").party(), Role.IT_MANAGER)).post(path, Map.of()).status()).isEqualTo(404);
        assertThat(fixture.api(fixture.person(client.party(), Role.TECHNICIAN)).post(path, Map.of()).status()).isIn(403, 404);
        var adopted = fixture.api(manager).post(path, Map.of());
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.at("/client")).isEqualTo(client.key());
        assertThat(fixture.api(manager).post(path, Map.of("plan", "no such plan")).status()).isEqualTo(404);
    }

    private static void answer(Page page, Client client) {
        page.getByLabel("Your business").fill(client.name());
        press(page, "Begin");
        page.waitForURL("**/decide/at/*");
        page.locator("#Q01").focus();
        for (var digit : "4333332212212233222332312222".split("")) page.keyboard().press(digit);
        assertThat(page.locator("#live")).containsText("28 of 28 answered");
        page.locator(".finish button").click();
        page.waitForURL("**/result");
        page.locator(".stops").getByText("History").click();
    }

    private static void upload(Page page, Path file) {
        page.locator("#file").setInputFiles(file);
        press(page, "Upload and read");
    }

    private static void onAPhone(Browser browser, Page page, String name) {
        page.setViewportSize(390, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot(name);
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
    }
}
