package demarc.app.agreement.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@DemarcTest
class AgreementPagesTest {

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;

    AgreementPagesTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void begin() {
        clock.set("2026-06-23T15:00:00Z");
    }

    @AfterEach void end() {
        clock.reset();
    }

    private static final List<String> COLOURFUL = List.of("matrix-open", "week", "sign", "editor");

    /// Version 1 in force, version 2 proposed, version 3 a draft with a mistake.
    private Table busy() {
        var table = new Table(fixture, context, "Ridgeline");
        table.agree(1, "2026-06-01");
        table.propose(table.text(2, "2026-07-01") + """

                services:
                  patching:
                    activities:
                      emergency:
                        accountable: %s
                        responsible: service-desk
                fees:
                  - { per: user, amount: 92 USD per month, covers: all }
                """.formatted(table.provider.key()));
        table.draft(table.manager, table.text(3, "2026-09-01").replace("US-IL", "US-XX"));
        return table;
    }

    private static Map<String, String> pagesOf(Table table) {
        var base = "/agreements/" + table.client.key();
        var pages = new LinkedHashMap<String, String>();
        pages.put("list", "/agreements");
        pages.put("matrix", base + "/matrix");
        pages.put("matrix-open", base + "/matrix?q=restore");
        pages.put("week", base + "/week");
        pages.put("week-service", base + "/week?priority=P1&service=help-desk");
        pages.put("promises", base + "/promises");
        pages.put("fees", base + "/fees?unit.user=42");
        pages.put("text", base + "/text");
        pages.put("versions", base + "/versions");
        pages.put("ask", base + "/ask?activity=help-desk/first-line&priority=P2&at=2026-07-04T22:10");
        pages.put("compare", base + "/compare?from=1&to=2");
        pages.put("sign", base + "/versions/2/sign");
        pages.put("editor", base + "/draft");
        pages.put("template", "/templates/co-managed/keep-the-desk");
        return pages;
    }

    @Test void everyPageOpensToEverybodyWithoutABarrier() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var table = busy();
        var fresh = new Table(fixture, context, "Copper");
        var pages = new LinkedHashMap<>(pagesOf(table));
        pages.put("start", "/agreements/" + fresh.client.key() + "/draft/start");
        var barriers = new ArrayList<String>();
        for (var look : List.of("desktop", "phone", "dark"))
            try (var browser = look.equals("phone") ? Browser.open(fixture, 390, 844, false) : Browser.open(fixture, 1360, 900, look.equals("dark"))) {
                browser.signIn(table.manager);
                browser.page().onConsoleMessage(message -> {
                    if (message.type().equals("error") && !message.text().contains("beforeunload")) barriers.add(look + ": " + message.text());
                });
                pages.forEach((name, path) -> {
                    if (name.equals("start")) return;
                    browser.go(path);
                    browser.screenshot("agreement-" + name + "-" + look);
                    if (Boolean.TRUE.equals(browser.page().evaluate("document.documentElement.scrollWidth > innerWidth + 1"))) barriers.add("%s on %s: wider than the screen".formatted(name, look));
                    // Colours differ by look, structure does not: one pass over all, and the dark one where colours carry meaning.
                    if (look.equals("desktop") || look.equals("dark") && COLOURFUL.contains(name)) browser.barriers().forEach(barrier -> barriers.add("%s on %s: %s".formatted(name, look, barrier)));
                });
            }
        try (var browser = Browser.open(fixture, fresh.seller)) {
            browser.go(String.valueOf(pages.get("start")));
            browser.screenshot("agreement-start-desktop");
            browser.barriers().forEach(barrier -> barriers.add("start: " + barrier));
        }
        assertThat(barriers).isEmpty();
    }

    @Test void theEditorAnswersWhileTheAuthorTypes() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var table = new Table(fixture, context, "Finch");
        table.agree(1, "2026-06-01");
        table.draft(table.manager, table.text(2, "2026-07-01"));
        try (var browser = Browser.open(fixture, table.manager)) {
            var page = browser.go("/agreements/%s/draft".formatted(table.client.key()));
            var text = page.locator("#text");
            text.fill(table.text(2, "2026-07-01") + """

                    services:
                      patching:
                        responsible: it-team
                      help-desk:
                        responsible: sevice-desk
                    """);
            assertThat(page.locator(".finding.error").first()).containsText("sevice-desk");
            assertThat(page.locator("#unsaved")).isVisible();
            browser.screenshot("agreement-typing-error");
            page.locator(".finding.error [data-jump]").first().click();
            assertThat(String.valueOf(page.evaluate("text.value.slice(text.selectionStart, text.selectionEnd).trim()"))).isEqualTo("responsible: sevice-desk");
            text.fill(text.inputValue().replace("sevice-desk", "service-desk").replace("it-team\n", "service-desk\n"));
            assertThat(page.locator("#findings .changes")).containsText("Who does the work");
            browser.screenshot("agreement-typing-changes");
        }
    }

    @Test void theWeekIsReadWithTheArrowKeysAndTheMatrixFiltersInPlace() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var table = new Table(fixture, context, "Finch");
        table.agree(1, "2026-06-01");
        try (var browser = Browser.open(fixture, table.manager)) {
            var page = browser.go("/agreements/%s/week?service=help-desk".formatted(table.client.key()));
            page.locator(".run").first().focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#week-detail")).containsText("IT team");
            assertThat(page.locator("#week-detail")).containsText("Mon 08:00 to 18:00");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator("#week-detail")).containsText("L1: resets, how-to, basic faults · Mon 08:00 to 18:00");
            browser.screenshot("agreement-week-detail");
            page = browser.go("/agreements/%s/matrix".formatted(table.client.key()));
            page.locator("#q").pressSequentially("restore-test");
            assertThat(page.locator("#matrix [role=status]")).containsText("1 of 121");
        }
    }

    @Test void aStrangerAndAnEmployeeSeeNothing() {
        var table = busy();
        for (var nobody : List.of(fixture.person(fixture.client("Other").party(), Role.IT_MANAGER), fixture.person(fixture.provider("rival"), Role.SERVICE_MANAGER), fixture.person(table.client.party(), Role.EMPLOYEE))) {
            var browser = fixture.pages(nobody);
            pagesOf(table).forEach((name, path) -> {
                if (path.startsWith("/agreements/")) assertThat(browser.get(path).status()).as(name).isEqualTo(404);
            });
            assertThat(browser.get("/agreements").html()).doesNotContain("href=\"/agreements/" + table.client.key());
        }
    }

    @Test void anAgreementIsWrittenProposedAndSignedWithoutScripts() {
        var table = new Table(fixture, context, "Alder");
        var base = "/agreements/" + table.client.key();
        var seller = fixture.pages(table.seller);
        assertThat(seller.get(base).html()).contains("No agreement yet");
        assertThat(seller.get(base + "/draft").path()).endsWith("/draft/start");
        assertThat(seller.post(base + "/draft/start", "template", "co-managed/keep-the-strategy").html()).contains("extends: co-managed/keep-the-strategy");
        var text = table.text(1, "2026-06-01");
        assertThat(seller.post(base + "/draft", "text", text, "seen", "1", "then", "save").html()).contains("Saved.");
        assertThat(seller.post(base + "/draft", "text", text, "seen", "2", "then", "propose").html()).contains("Read them, then say that you have");
        var proposed = seller.post(base + "/draft", "text", text, "seen", "3", "then", "propose", "acknowledged", "true", "note", "The first one");
        assertThat(proposed.path()).isEqualTo(base + "/versions/1/sign");
        var hash = between(proposed.html(), "name=\"hash\" value=\"", "\"");
        assertThat(seller.post(base + "/versions/1/signatures", "hash", hash, "password", "wrong password").html()).contains("That is not your password");
        assertThat(seller.post(base + "/versions/1/signatures", "hash", hash, "password", Fixture.PASSWORD).html()).contains("now waits for the other side");
        var manager = fixture.pages(table.manager);
        assertThat(manager.get("/agreements").html()).contains("One version waits for your signature");
        manager.get(base + "/versions/1/sign");
        assertThat(manager.post(base + "/versions/1/signatures", "hash", hash, "password", Fixture.PASSWORD).html()).contains("Every party has signed", "in force since");
        assertThat(manager.get(base + "/matrix").html()).contains("does the work");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test void whoSavesOverSomebodyElseSeesBothTexts() {
        var table = new Table(fixture, context, "Copper");
        table.draft(table.manager, "agreement: begun");
        table.draft(table.manager, "agreement: theirs");
        var seller = fixture.pages(table.seller);
        seller.get("/agreements/" + table.client.key() + "/draft");
        var shown = seller.post("/agreements/" + table.client.key() + "/draft", "text", "agreement: ours", "seen", "1");
        assertThat(shown.status()).isEqualTo(409);
        assertThat(shown.html()).contains("saved this draft while you were writing", "agreement: theirs", "agreement: ours");
    }

    @Test void scriptInEveryFieldIsShownAsText() {
        var evil = "<script>alert(1)</script>";
        var table = new Table(fixture, context, "Sly");
        table.agree(1, "2026-06-01");
        var version = table.propose(table.text(2, "2026-07-01") + """

                # %s
                teams:
                  service-desk: { title: "%s" }
                people:
                  it-manager: { title: "%s" }
                """.formatted(evil, evil, evil));
        table.draft(table.manager, evil + ": " + evil);
        table.withdraw(table.manager, version);
        var browser = fixture.pages(table.manager);
        for (var path : pagesOf(table).values()) assertThat(browser.get(path + (path.contains("?") ? "&" : "?") + "version=2&q=" + "%3Cscript%3Ealert(1)").html()).as(path).doesNotContain("<script>alert");
        assertThat(browser.get("/agreements/" + table.client.key() + "/text?version=2").html()).contains("&lt;script&gt;");
    }

    @Test void eachQuestionThatCannotBeReadSaysWhy() {
        var table = new Table(fixture, context, "Ask");
        table.agree(1, "2026-06-01");
        var browser = fixture.pages(table.manager);
        var base = "/agreements/" + table.client.key() + "/ask?";
        assertThat(browser.get(base + "activity=help-desk/nothing").html()).contains("has no activity 'help-desk/nothing'");
        assertThat(browser.get(base + "activity=help-desk/intake&at=tomorrow").html()).contains("is no moment");
        assertThat(browser.get(base + "activity=help-desk/intake&priority=P9").html()).contains("There is no priority");
    }
}
