package demarc.app.decide.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import demarc.app.decide.questionnaire.Questionnaire;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the sign-in page to a kept result, as somebody without an account does it.
@DemarcTest
class DecideJourneyTest {
    private static final String MANUFACTURER = "4333332212212233222332312222";

    private final Fixture fixture;

    DecideJourneyTest(Fixture fixture) {
        this.fixture = fixture;
    }

    @Test void answerSeeTheResultKeepItAndComeBack() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        fixture.person(fixture.client("Harbor").party(), Role.EMPLOYEE); // so that the product is set up
        String link;
        try (var browser = Browser.open(fixture)) {
            var page = browser.go("/sign-in");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Answer 28 questions")).click();
            assertThat(browser.barriers()).isEmpty();
            page.getByLabel("Your business").fill("Ridgeline");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Begin")).click();
            page.waitForURL("**/decide/at/*");
            link = page.url();
            assertThat(browser.barriers()).isEmpty();

            // Each answer is a key; the question is left for the next one.
            page.locator("#Q01").focus();
            for (int i = 0; i < 20; i++) page.keyboard().press(MANUFACTURER.substring(i, i + 1));
            assertThat(page.locator("#live")).containsText("20 of 28 answered");
            assertThat(page.locator("#pull-Q01")).containsText("Co-managed +");
            for (var question : Questionnaire.get().questions().subList(20, 28)) choose(page, question.id(), MANUFACTURER.charAt(question.number() - 1));
            assertThat(page.locator("#live")).containsText("28 of 28 answered");
            assertThat(page.locator("#live")).containsText("94.5");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-questions");

            page.locator(".finish button").click();
            page.waitForURL("**/result");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Co-managed");
            page.locator(".why-cost summary").first().click();
            assertThat(page.locator(".why-cost").first()).containsText("users × 35 USD × 12");
            page.locator(".numbers > summary").click();
            page.getByLabel("Employees", new Page.GetByLabelOptions().setExact(true)).fill("160");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reckon with these")).click();
            assertThat(page.locator("#cost").locator("..")).containsText("for 160 employees");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-result");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".keep-card")).isHidden();
            assertThat(page.locator("header.top")).isHidden();
            assertThat(page.locator(".verdict")).isVisible();
        }
        try (var browser = Browser.open(fixture, 390, 844, true)) {
            var page = browser.go("/decide");
            page.navigate(link);
            assertThat(page.locator("#live")).containsText("28 of 28 answered");
            assertThat(page.locator("input[name=Q12][value='1']")).isChecked();
            assertThat(browser.barriers()).isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            page.locator("#live a").click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Co-managed");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("decide-result-phone");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void theWayInAndATemplateHaveNoBarriers(int width, boolean dark) {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        try (var browser = Browser.open(fixture, width, 844, dark)) {
            for (var path : new String[] {"/decide", "/decide/templates/co-managed/keep-the-desk"}) {
                browser.go(path);
                assertThat(browser.barriers()).as(path).isEmpty();
                assertThat((Integer) browser.page().evaluate("document.documentElement.scrollWidth")).as(path).isLessThanOrEqualTo(width);
            }
        }
    }

    private static void choose(Page page, String question, char option) {
        page.locator("input[name=%s][value='%s']".formatted(question, option)).focus();
        page.keyboard().press("Space");
    }
}
