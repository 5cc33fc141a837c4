package demarc.app.work;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import demarc.app.platform.Actor;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;

/// The pages of work in a real browser: no barriers, by keys, and live.
@DemarcTest
@Import(Desk.Maker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkBrowserTest {
    private final Fixture fixture;
    private final Desk.Maker desks;
    private final Tickets tickets;
    private Desk desk;
    private String printer = "";
    private String phishing = "";
    private String asked = "";

    WorkBrowserTest(Fixture fixture, Desk.Maker desks, Tickets tickets) {
        this.fixture = fixture;
        this.desks = desks;
        this.tickets = tickets;
        desk = desks.desk();
    }

    /// An evening's work.
    @BeforeAll void story() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        desk.at("2026-11-23T19:00");
        printer = tickets.open(desk.technician, desk.incident(Priority.P3)).ref();
        asked = tickets.open(desk.employee, new NewTicket(null, "The label printer at the front desk prints blank labels", "Since this morning.", null, null, null, null, Scale.LOW, Scale.MEDIUM, null, null, null, null)).ref();
        phishing = tickets.open(desk.employee, new NewTicket(null, "I opened an odd mail and now my screen says PAY", null, null, "cybersecurity", null, null, Scale.HIGH, Scale.HIGH, null, null, null, null)).ref();
        tickets.open(desk.internal, desk.of(Kind.CHANGE, "help-desk/first-line", Priority.P3));
        desk.at("2026-11-23T19:40");
        tickets.take(desk.technician, printer, null);
        tickets.reply(desk.technician, printer, null, "Which printer is it? The one by the door has a paper jam.");
        tickets.waitFor(desk.technician, printer, null, WaitingOn.VENDOR, "Case 4711 with the maker", null);
        desk.at("2026-11-23T20:30");
        tickets.goOn(desk.technician, printer, null);
        tickets.note(desk.technician, printer, null, "The maker sends a fuser. Told nobody of the cost yet.", List.of());
        tickets.askDecision(desk.technician, printer, null, DecisionKind.SPEND, "1200 USD", "Replace the fuser, or buy a new printer?");
        tickets.handOff(desk.technician, asked, null, desk.itTeam.id(), "Needs hands on site tomorrow.");
        desk.at("2026-11-23T20:50");
    }

    private void look(Actor as, String path, String name, Check... more) {
        try (var browser = Browser.open(fixture, as)) {
            var page = browser.go(path);
            browser.screenshot("work-" + name);
            assertThat(browser.barriers()).as(name).isEmpty();
            for (var each : more) each.on(page);
        }
        try (var dark = Browser.open(fixture, 390, 844, true).signIn(as)) {
            dark.go(path);
            dark.screenshot("work-" + name + "-phone-dark");
            assertThat(dark.barriers()).as(name + " dark, on a phone").isEmpty();
            var overflow = (Integer) dark.page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(overflow).as(name + " does not scroll sideways").isLessThanOrEqualTo(0);
        }
    }

    private interface Check {
        void on(Page page);
    }

    @Test void aTicket() {
        look(desk.technician, "/tickets/" + printer, "ticket", page -> {
            page.getByText("Log time").click();
            page.getByLabel("Minutes").fill("25");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log it")).click();
            assertThat(page.locator("#flash")).containsText("Logged.");
            assertThat(page.locator("[data-part=details]")).containsText("25 min");
        });
    }

    @Test void whatIsWrittenSurvivesARefusal() {
        look(desk.internal, "/tickets/" + asked, "offered", page -> {
            page.locator("#reply").fill("Half a thought");
            page.getByText("Decline…").click();
            page.locator("#decline-reason").fill(" ");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Decline it")).click();
            assertThat(page.locator("#flash")).containsText("Say why not");
            assertThat(page.locator("#reply")).hasValue("Half a thought");
        });
    }

    @Test void theQueue() {
        look(desk.technician, "/queue", "queue");
    }

    @Test void theQueueByKeys() {
        var free = tickets.open(desk.technician, desk.incident(Priority.P1)).ref();
        try (var browser = Browser.open(fixture, desk.second)) {
            var page = browser.go("/queue?q=" + free);
            page.keyboard().press("j");
            assertThat(page.locator("#rows .subject").first()).isFocused();
            page.keyboard().press("x");
            assertThat(page.locator("[data-count]")).containsText("1 chosen");
            page.keyboard().press("a");
            assertThat(page.locator(".results")).containsText("1 done");
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            page.keyboard().press("Escape");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator(".held")).containsText(desk.second.name() + " has it");
        }
    }

    @Test void aTicketThatArrivesShowsWithoutLosingTheChosen() {
        try (var browser = Browser.open(fixture, desk.serviceManager)) {
            var page = browser.go("/queue");
            page.locator("#row-" + printer + " input").check();
            page.locator("#row-" + printer + " .subject").focus();
            var fresh = tickets.open(desk.internal, desk.incident(Priority.P2)).ref();
            assertThat(page.locator("#row-" + fresh)).isVisible();
            assertThat(page.locator("#row-" + printer + " input")).isChecked();
            assertThat(page.locator("#row-" + printer + " .subject")).isFocused();
        }
    }

    @Test void aReplyShowsWhileOneIsWriting() {
        var ref = tickets.open(desk.technician, desk.incident(Priority.P3)).ref();
        try (var browser = Browser.open(fixture, desk.technician)) {
            var page = browser.go("/tickets/" + ref);
            page.locator("#reply").fill("I am just");
            tickets.reply(desk.second, ref, null, "Done already <i>really</i>");
            assertThat(page.locator("[data-part=timeline]")).containsText("Done already <i>really</i>");
            assertThat(page.locator("#reply")).hasValue("I am just");
            assertThat(page.locator("#reply")).isFocused();
        }
    }

    @Test void aNewTicket() {
        look(desk.technician, "/tickets/new?client=" + desk.client.key(), "new", page -> {
            page.locator("#subject").fill("Odd mail");
            page.locator("#activity").fill("cybersecurity/contain-threat");
            page.locator("#priority").selectOption("P1");
            assertThat(page.locator("aside")).containsText("This goes to soc of");
        });
    }

    @Test void thePortal() {
        look(desk.employee, "/portal", "portal");
        look(desk.employee, "/portal/tickets/" + asked, "follow");
    }

    @Test void decisions() {
        look(desk.itManager, "/decisions", "decisions");
    }
}
