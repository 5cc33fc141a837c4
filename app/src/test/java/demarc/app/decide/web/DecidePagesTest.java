package demarc.app.decide.web;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.questionnaire.Questionnaire;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.Pages;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The questionnaire without scripts and without an account.
@DemarcTest
class DecidePagesTest {
    private static final String MANUFACTURER = "4333332212212233222332312222";

    private final Fixture fixture;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    DecidePagesTest(Fixture fixture, TestClock clock, JdbcClient sql, TransactionTemplate transaction) {
        this.fixture = fixture;
        this.clock = clock;
        this.sql = sql;
        this.transaction = transaction;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void answersAreSavedUnderTheLinkAndLeadToAResult() {
        var pages = fixture.pages();
        var address = begin(pages, "Ridgeline & Sons");
        assertThat(address).matches("/decide/at/[A-Za-z0-9_-]{22}");
        var result = pages.post(address + "/answers", answers(MANUFACTURER, "Ridgeline & Sons"));
        assertThat(result.path()).isEqualTo(address + "/result");
        assertThat(result.html()).contains("What fits Ridgeline &amp; Sons", "56.4 points ahead", "cannot cover", "it takes at least 5", "/decide/templates/co-managed/keep-the-desk", "What each answer pulls");
        var again = fixture.pages().get(address);
        assertThat(again.html()).contains("28 of 28 answered", "value=\"4\" checked");
        assertThat(again.raw().headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(again.raw().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test void whatIsChangedTogetherIsSavedTogether() {
        var pages = fixture.pages();
        var address = begin(pages, "");
        pages.post(address + "/answers", answers(MANUFACTURER, ""));
        var own = pages.post(address + "/numbers", "employees", "160", "project-hours", "0", "kept-team", "2", "fee.keep-the-desk.likely", "90");
        assertThat(own.html()).contains("160 users × 90 USD × 12", "your figure", "407,100");
        assertThat(pages.post(address + "/numbers", "employees", "many").html()).contains("'many' is no number from 1 to 1,000,000");
        assertThat(pages.get(address + "/result").html()).contains("160 users × 90 USD × 12");
        assertThat(pages.post(address + "/numbers", "reset", "yes").html()).doesNotContain("your figure");
        assertThat(pages.get(address + "/answers.yaml").html()).contains("answers: \"" + MANUFACTURER + "\"");
    }

    @Test void aContradictionIsNamedWithWhatCanStillBeSaid() {
        var pages = fixture.pages();
        var shown = pages.post(begin(pages, "") + "/answers", answers("1" + MANUFACTURER.substring(1), ""));
        assertThat(shown.html()).contains("Answers that cannot all be true", "You want to keep your own IT people in the work, and nobody does IT.", "ruled out");
    }

    @Test void theDocumentIsAPdf() {
        var pages = fixture.pages();
        var address = begin(pages, "Żółć & Κόσμος <b>");
        pages.post(address + "/answers", answers(MANUFACTURER, "Żółć & Κόσμος <b>"));
        var pdf = pages.get(address + "/result.pdf");
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.raw().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.html()).startsWith("%PDF-");
    }

    @Test void aWrongLinkOpensNothing() {
        var pages = fixture.pages();
        var address = begin(pages, "Quiet Works");
        var wrong = address.substring(0, address.length() - 1) + (address.endsWith("A") ? "B" : "A");
        for (var path : List.of(wrong, wrong + "/result", wrong + "/result.pdf", wrong + "/answers.yaml", "/decide/at/x", "/decide/at/c.1"))
            assertThat(pages.get(path).status()).as(path).isEqualTo(404);
        assertThat(pages.post(wrong + "/answers", answers(MANUFACTURER, "Taken over")).status()).isEqualTo(404);
        assertThat(pages.get(address).html()).contains("Quiet Works");
    }

    @Test void theDatabaseShowsADecisionToNobodyWithoutItsLink() {
        var address = begin(fixture.pages(), "Quiet Works");
        var everybody = fixture.person(fixture.client("Harbor").party(), Role.ADMINISTRATOR);
        assertThat(sql.sql("select count(*) from decide.decision").query(Integer.class).single()).isZero();
        List<String> asProduct = Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("select written from decide.decision").query(String.class).list()));
        List<String> asPerson = Tenancy.as(everybody, () -> transaction.execute(_ -> sql.sql("select written from decide.decision where link is not null").query(String.class).list()));
        assertThat(asProduct).noneMatch(text -> text.contains("Quiet Works"));
        assertThat(asPerson).isEmpty();
        assertThat(fixture.pages().get(address).status()).isEqualTo(200);
    }

    @Test void aDeletedOrExpiredDecisionIsGone() {
        var pages = fixture.pages();
        var first = begin(pages, "");
        assertThat(pages.post(first + "/deletion").path()).isEqualTo("/decide");
        assertThat(pages.get(first).status()).isEqualTo(404);
        var second = begin(pages, "");
        pages.post(second + "/answers", answers(MANUFACTURER, ""));
        clock.advance(Duration.ofDays(364));
        assertThat(pages.get(second).status()).isEqualTo(200);
        clock.advance(Duration.ofDays(2));
        assertThat(pages.get(second).status()).isEqualTo(404);
    }

    @Test void givenToAClientItsLinkEndsAndTheClientsWallsHold() {
        var client = fixture.client("Harbor");
        var manager = fixture.pages(fixture.person(client.party(), Role.IT_MANAGER));
        var address = begin(manager, "Harbor itself");
        manager.post(address + "/answers", answers(MANUFACTURER, "Harbor itself"));
        var kept = manager.post(address + "/client", "client", client.key());
        assertThat(kept.path()).matches("/decide/at/c\\.\\d+/result");
        assertThat(fixture.pages().get(address).status()).isEqualTo(404);
        assertThat(manager.get("/decide").html()).contains("Harbor itself", "Co-managed");
        assertThat(fixture.pages(fixture.person(client.party(), Role.EXECUTIVE)).get(kept.path()).status()).isEqualTo(200);
        var technician = fixture.pages(fixture.person(client.party(), Role.TECHNICIAN));
        assertThat(technician.get(kept.path()).html()).contains("Read the answers").doesNotContain("Use your own numbers");
        assertThat(technician.post(kept.path().replace("/result", "/deletion")).status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(client.party(), Role.EMPLOYEE)).get(kept.path()).status()).isEqualTo(404);
        assertThat(fixture.pages(fixture.person(fixture.client("Other").party(), Role.IT_MANAGER)).get(kept.path()).status()).isEqualTo(404);
        assertThat(fixture.pages().get(kept.path()).status()).isEqualTo(404);
    }

    @Test void aTemplateIsReadWithoutAnAccount() {
        assertThat(fixture.pages().get("/decide/templates/co-managed/nights").html()).contains("Nights and weekends", "Help desk", "Answers for it");
        assertThat(fixture.pages().get("/decide/templates/nowhere").status()).isEqualTo(404);
    }

    @Test void answersThatAreNoneAreRefused() {
        var pages = fixture.pages();
        var address = begin(pages, "");
        assertThat(pages.post(address + "/answers", "Q01", "9").html()).contains("Q01 has no answer");
        assertThat(pages.get(address).html()).contains("0 of 28 answered");
    }

    static String begin(Pages pages, String name) {
        pages.get("/decide");
        return pages.post("/decide", "name", name).path();
    }

    static String[] answers(String code, String name) {
        var fields = new ArrayList<>(List.of("name", name));
        for (var question : Questionnaire.get().questions()) fields.addAll(List.of(question.id(), String.valueOf(code.charAt(question.number() - 1))));
        return fields.toArray(String[]::new);
    }
}
