package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/// The pages of work without scripts: what people see, and what their forms do.
@DemarcTest
@Import(Desk.Maker.class)
class WorkPagesTest {
    private final Fixture fixture;
    private final Desk.Maker desks;
    private final Tickets tickets;

    WorkPagesTest(Fixture fixture, Desk.Maker desks, Tickets tickets) {
        this.fixture = fixture;
        this.desks = desks;
        this.tickets = tickets;
    }

    @Test void aTicketSaysWhoHasItWhyAndByWhen() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        var page = fixture.pages(desk.technician).get("/tickets/" + ref);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("Nobody can print", "service-desk", "nobody has it yet", "Why here", "otherwise", "/agreements/%s/text?version=1#L".formatted(desk.client.key()), "Respond", "in ");
    }

    @Test void formsWorkWithoutScripts() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        var at = "/tickets/" + ref;
        var pages = fixture.pages(desk.technician);
        pages.get(at);
        assertThat(pages.post(at + "/assignee", "person", "me", "expected", "2").html()).contains("is yours", desk.technician.name() + " has it");
        assertThat(pages.post(at + "/messages", "body", "<img src=x onerror=alert(1)>").html()).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
        assertThat(pages.post(at + "/messages", "body", "Between us", "audience", "INTERNAL").html()).contains("Only " + desk.provider.name());
        assertThat(pages.post(at + "/waiting", "on", "VENDOR", "note", "Case 4711").html()).contains("Waiting for a vendor", "Case 4711");
        assertThat(pages.post(at + "/waiting/end").html()).contains("The clock runs again");
        assertThat(pages.post(at + "/priority", "priority", "P1").html()).contains("is P1 now");
        assertThat(pages.post(at + "/time", "minutes", "25").html()).contains("25 min");
        assertThat(pages.post(at + "/resolution", "summary", "New toner").html()).contains("Resolved", "New toner");
        assertThat(pages.post(at + "/resolution/end", "reason", "Blank again").html()).contains("Reopened", "Blank again");
        assertThat(fixture.pages(desk.itManager).get(at).html()).doesNotContain("Between us");
    }

    @Test void whoeverActsOnAnOldPageIsToldWhatChanged() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        var pages = fixture.pages(desk.second);
        pages.get("/tickets/" + ref);
        tickets.take(desk.technician, ref, null);
        assertThat(pages.post("/tickets/" + ref + "/priority", "priority", "P1", "expected", "2").html()).contains("role=\"alert\"", desk.technician.name());
    }

    @Test void aHandoffCrossesTheLineWhenTheOtherSideAccepts() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        var at = "/tickets/" + ref;
        var ours = fixture.pages(desk.technician);
        ours.get(at);
        assertThat(ours.post(at + "/handoffs", "team", String.valueOf(desk.itTeam.id()), "reason", "Needs hands on site").html()).contains("Offered to", "Withdraw the offer");
        var theirs = fixture.pages(desk.internal);
        assertThat(theirs.get("/queue?offered=yes").html()).contains(ref, "offered to you");
        assertThat(theirs.get(at).html()).contains("Needs hands on site", "Accept it");
        assertThat(theirs.post(at + "/handoffs/1", "answer", "ACCEPTED").html()).contains("Accepted.", "brought it across the line to it-team");
        assertThat(ours.get("/queue?crossed=today&client=" + desk.client.key()).html()).contains(ref);
    }

    @Test void aDecisionIsMadeFromTheListByWhoeverTheAgreementNames() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        tickets.askDecision(desk.technician, ref, null, DecisionKind.SPEND, "1200 USD", "Buy a new printer?");
        var manager = fixture.pages(desk.itManager);
        assertThat(manager.get("/decisions").html()).contains(ref, "1200.00 USD", "Buy a new printer?", "Approve", "asks the next");
        assertThat(fixture.pages(desk.internal).get("/decisions").html()).contains("With your colleagues", ref).doesNotContain(">Approve<");
        var decided = manager.post("/tickets/" + ref + "/decisions/1", "approved", "true", "from", "decisions");
        assertThat(decided.path()).isEqualTo("/decisions");
        assertThat(decided.html()).contains("Approved").doesNotContain("Buy a new printer?");
    }

    @Test void theQueueFiltersByItsAddressAndKeepsViews() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var urgent = tickets.open(desk.technician, desk.incident(Priority.P1)).ref();
        var usual = tickets.open(desk.technician, desk.incident(Priority.P3)).ref();
        var pages = fixture.pages(desk.technician);
        assertThat(pages.get("/queue").html()).contains(urgent, usual);
        assertThat(pages.get("/queue?priority=P1").html()).contains(urgent).doesNotContain(usual);
        assertThat(pages.get("/queue?q=" + usual).html()).contains(usual).doesNotContain(urgent);
        assertThat(pages.get("/queue?q=unheard-of").html()).contains("Nothing fits");
        assertThat(pages.get("/queue?priority=P9").status()).isEqualTo(422);
        assertThat(pages.post("/queue/views", "name", "Burning", "query", "priority=P1").html()).contains("Saved as “Burning”", urgent).doesNotContain(usual);
        assertThat(fixture.pages(desk.second).get("/queue").html()).doesNotContain("Burning");
    }

    @Test void oneChangeToManyTicketsSaysWhichWereRefusedAndWhy() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var free = tickets.open(desk.technician, desk.incident(Priority.P1)).ref();
        var own = tickets.open(desk.technician, desk.incident(Priority.P3)).ref();
        tickets.take(desk.technician, own, null);
        var pages = fixture.pages(desk.technician);
        pages.get("/queue");
        assertThat(pages.post("/queue", "act", "TAKE", "refs", free + " 2", "refs", own + " 3").html()).contains("1 done, 1 refused", "You have %s already".formatted(own));
    }

    @Test void aNewTicketShowsWhoGetsItBeforeItIsSaved() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var pages = fixture.pages(desk.technician);
        assertThat(pages.get("/tickets/new?client=" + desk.client.key()).html()).contains("help-desk/first-line");
        assertThat(pages.get("/tickets/new/preview?client=%s&activity=cybersecurity/contain-threat&priority=P1".formatted(desk.client.key())).html())
                .contains("This goes to", "soc of " + desk.provider.name(), "P1");
        var refused = pages.post("/tickets", "client", desk.client.key(), "subject", "", "activity", "help-desk/first-line", "kind", "RIDDLE", "priority", "P9");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).as("all mistakes at once").contains("Say in a few words", "There is no priority 'P9'", "There is no kind 'RIDDLE'", "value=\"help-desk/first-line\"");
        assertThat(pages.post("/tickets", "client", desk.client.key(), "subject", "Screen is black").path()).startsWith("/tickets/" + desk.client.code());
    }

    @Test void anEmployeeAsksInOneFieldAndFollows() {
        var desk = desks.desk().at("2026-11-24T09:00");
        var pages = fixture.pages(desk.employee);
        assertThat(pages.get("/queue").path()).isEqualTo("/portal");
        assertThat(pages.post("/portal", "subject", "Drucker in Łódź druckt leer 😀").html()).as("words of any language").contains("Drucker in Łódź druckt leer 😀");
        var asked = pages.post("/portal", "subject", "Labels come out <b>blank</b>");
        assertThat(asked.html()).contains("We have it: ", desk.client.name(), "answers by 13:00", "&lt;b&gt;blank&lt;/b&gt;");
        // The face beside the account menu may well read P3: Person 312.
        assertThat(asked.html().substring(asked.html().indexOf("<main"))).doesNotContain("incident", ">P3<", " P3");
        var ref = asked.path().substring(asked.path().lastIndexOf('/') + 1);
        tickets.note(desk.internal, ref, null, "Same as last week", java.util.List.of());
        tickets.reply(desk.internal, ref, null, "Try the other tray");
        assertThat(pages.get("/portal/tickets/" + ref).html()).contains("Try the other tray").doesNotContain("Same as last week");
        tickets.waitFor(desk.internal, ref, null, demarc.core.agreement.WaitingOn.REQUESTER, "The model number", null);
        assertThat(pages.get("/portal/tickets/" + ref).html()).contains("We need your answer: The model number");
        tickets.waitFor(desk.internal, ref, null, demarc.core.agreement.WaitingOn.VENDOR, "They are slow", null);
        assertThat(pages.get("/portal/tickets/" + ref).html()).contains("It is on hold").doesNotContain("They are slow");
        assertThat(pages.post("/portal/tickets/" + ref + "/resolution").html()).contains("Should work again", "Good to hear");
        assertThat(pages.post("/portal/tickets/" + ref + "/resolution/end", "reason", "No, blank again").html()).contains("We are on it");
        assertThat(pages.get("/portal").html()).contains(ref);
        var other = tickets.open(desk.internal, desk.incident(Priority.P3)).ref();
        assertThat(pages.get("/portal/tickets/" + other).status()).isEqualTo(404);
    }
}
