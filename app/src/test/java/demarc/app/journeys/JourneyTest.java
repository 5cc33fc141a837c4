package demarc.app.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import demarc.app.agreement.Table;
import demarc.app.directory.Registry;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// From "I cannot print" to "the next one goes elsewhere", each person at their own screen.
@DemarcTest
class JourneyTest {
    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;
    private Table table;

    JourneyTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
        table = new Table(fixture, context, "Ridgeline");
    }

    /// A Tuesday at ten in Chicago, where the client's own people have the desk.
    @BeforeEach void begin() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        clock.set("2026-06-23T15:00:00Z");
        table = new Table(fixture, context, "Ridgeline");
        fixture.team(table.client.party(), "it-team");
        fixture.team(table.provider, "service-desk");
        table.agree(1, "2026-06-01");
    }

    @AfterEach void end() {
        clock.reset();
    }

    @Test void aTicketCrossesTheLineIsDecidedAndResolved() {
        var employee = fixture.person(table.client.party(), Role.EMPLOYEE);
        var internal = fixture.person(table.client.party(), Role.TECHNICIAN, "it-team");
        var technician = fixture.person(table.provider, Role.TECHNICIAN, "service-desk");
        var sponsor = sponsor();

        var ref = ask(employee, "The label printer prints blank labels");
        at(internal, "/tickets/" + ref, page -> {
            assertThat(page.locator("[data-part=why]")).containsText("it-team");
            press(page, "Take it");
            assertThat(page.locator(".held")).containsText(internal.name());
            open(page, "Hand over");
            page.locator("#handoff-reason").fill("Needs the maker's software");
            page.locator("#team").selectOption("service-desk");
            press(page, "Hand it over");
            assertThat(page.locator("[data-part=banners]")).containsText("Offered to service-desk");
        });
        at(technician, "/tickets/" + ref, page -> {
            press(page, "Accept it");
            assertThat(page.locator(".held")).containsText(table.provider.name());
            open(page, "Ask for a decision");
            page.locator("#kind").selectOption("SPEND");
            page.locator("#amount").fill("9000 USD");
            page.locator("#question").fill("Buy a new printer?");
            press(page, "Ask");
            assertThat(page.locator("[data-part=banners]")).containsText("Waiting for");
        });
        at(sponsor, "/decisions", page -> {
            assertThat(page.locator("#decisions")).containsText("Buy a new printer?");
            press(page, "Approve");
            assertThat(page.locator("#flash")).containsText("Approved");
        });
        at(technician, "/tickets/" + ref, page -> {
            open(page, "Resolve");
            page.locator("#summary").fill("The new printer is here");
            press(page, "Resolve it");
            assertThat(page.locator("#flash")).isVisible();
        });
        at(employee, "/portal/tickets/" + ref, page -> assertThat(page.locator("main")).containsText("The new printer is here"));
    }

    @Test void aNewVersionIsWrittenProposedSignedAndTheNextTicketGoesElsewhere() {
        var employee = fixture.person(table.client.party(), Role.EMPLOYEE);
        var internal = fixture.person(table.client.party(), Role.TECHNICIAN, "it-team");
        var before = ask(employee, "Before the change");
        at(internal, "/tickets/" + before, page -> assertThat(page.locator("[data-part=why]")).containsText("it-team"));

        var base = "/agreements/" + table.client.key();
        at(table.seller, base + "/draft/start", page -> {
            press(page, "Start from version 1");
            page.locator("#text").fill(table.text(2, "2026-06-23") + """

                    services:
                      help-desk:
                        responsible: service-desk
                        activities:
                          first-line: { responsible: service-desk }
                    """);
            page.locator("#note").fill("The desk moves to the provider");
            page.getByText("I have read the warnings").click();
            press(page, "Save and propose");
            page.waitForURL("**/versions/2/sign");
            assertThat(page.locator("main")).containsText("The desk moves to the provider");
        });
        for (var signer : new Actor[] {table.manager, table.seller})
            at(signer, base + "/versions/2/sign", page -> {
                page.locator("#password").fill(Fixture.PASSWORD);
                press(page, "Sign version 2");
                assertThat(page.locator("#flash")).containsText("Signed for");
            });

        clock.advance(Duration.ofMinutes(5));
        var after = ask(employee, "After the change");
        at(internal, "/tickets/" + after, page -> assertThat(page.locator("[data-part=why]")).containsText("service-desk"));
    }

    /// Asks in the portal and gives the ticket's ref.
    private String ask(Actor employee, String subject) {
        try (var browser = Browser.open(fixture, employee)) {
            var page = browser.go("/portal");
            page.getByLabel("What do you need help with?").fill(subject);
            press(page, "Ask for help");
            assertThat(page.locator("main")).containsText(subject);
            var row = page.locator("a[href^='/portal/tickets/']").first();
            var path = page.url().contains("/portal/tickets/") ? page.url() : String.valueOf(row.getAttribute("href"));
            return path.substring(path.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
        }
    }

    private Actor sponsor() {
        return fixture.actor(context.getBean(Registry.class).addPerson(table.client.id(), "sponsor", "The sponsor", "sponsor@%s.example".formatted(table.client.key()),
                Role.EXECUTIVE, null, Fixture.PASSWORD));
    }

    private interface Doing {
        void on(Page page);
    }

    private void at(Actor actor, String path, Doing doing) {
        try (var browser = Browser.open(fixture, actor)) {
            doing.on(browser.go(path));
        }
    }

    private static void open(Page page, String act) {
        page.locator("details.act summary:has-text('%s')".formatted(act)).first().click();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }
}
