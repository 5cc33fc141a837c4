package demarc.app.decide.past;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Job;
import demarc.app.decide.Jobs;
import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who sees a history, and who may change it: whoever sees or changes the decision.
@DemarcTest
class HistoryPagesTest {

    private static final Pasts.Said UTC = new Pasts.Said(ZoneOffset.UTC, "as you said", null, Map.of());

    private final Fixture fixture;
    private final Decisions decisions;
    private final Pasts pasts;
    private final Jobs jobs;

    HistoryPagesTest(Fixture fixture, Decisions decisions, Pasts pasts, Jobs jobs) {
        this.fixture = fixture;
        this.decisions = decisions;
        this.pasts = pasts;
        this.jobs = jobs;
    }

    @Test void aHistoryHangsOnItsDecisionAlone() throws InterruptedException {
        var mine = decision();
        take(mine);
        assertThat(pasts.history(mine).orElseThrow().size()).isEqualTo(5);
        assertThat(pasts.history(mine).orElseThrow().services()).contains("network-monitoring");
        var other = decision();
        assertThat(pasts.find(other)).isEmpty();
        var pages = fixture.pages();
        assertThat(pages.get(mine.address() + "/history").html()).contains("5 tickets from 5 rows", "Delete it");
        assertThat(pages.get(other.address() + "/history").html()).doesNotContain("5 tickets").contains("Choose the export");
        assertThat(pages.post(mine.address() + "/history/deletion").html()).contains("The history is deleted", "Choose the export");
        assertThat(pasts.find(mine)).isEmpty();
    }

    @Test void whatIsSaidOfNamesIsReadAgain() throws InterruptedException {
        var decision = decision();
        take(decision);
        var pages = fixture.pages();
        pages.get(decision.address() + "/history");
        pages.post(decision.address() + "/history/choices", "zone", "Europe/Rome", "dates", "", "name.0", "Network > VPN", "was.0", "network-monitoring", "service.0", "cloud");
        ended(decision);
        assertThat(pasts.history(decision).orElseThrow().services()).contains("cloud").doesNotContain("network-monitoring");
        assertThat(pages.get(decision.address() + "/history").html()).contains("Europe/Rome, as you said");
        assertThat(pages.post(decision.address() + "/history/choices", "zone", "Europe/Roma").html()).contains("There is no time zone 'Europe/Roma'");
        assertThat(pages.post(decision.address() + "/history/choices", "zone", "UTC", "name.0", "a", "was.0", "b", "service.0", "<script>").html()).contains("There is no service '&lt;script&gt;'");
    }

    @Test void aClientsHistoryIsReadByThoseWhoSeeItAndChangedByThoseWhoWriteItsAgreement() throws InterruptedException {
        var client = fixture.client("Harbor");
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        var technician = fixture.person(client.party(), Role.TECHNICIAN);
        var stranger = fixture.person(fixture.client("Copper").party(), Role.IT_MANAGER);
        var begun = decision();
        var decision = Tenancy.as(manager, () -> decisions.give(begun.link(), "here", manager, client));
        Tenancy.as(manager, () -> pasts.take(decision, "glpi.csv", Path.of("../examples/histories/glpi.csv"), UTC));
        for (int i = 0; i < 400 && !Tenancy.as(manager, () -> jobs.find(decision, Pasts.READING)).map(Job::isOver).orElse(false); i++) Thread.sleep(50);
        var page = decision.address() + "/history";
        assertThat(fixture.pages(manager).get(page).html()).contains("5 tickets from 5 rows", "Delete it", "Which service is it?");
        var reader = fixture.pages(technician);
        assertThat(reader.get(page).html()).contains("5 tickets from 5 rows").doesNotContain("Delete it", "Which service is it?");
        assertThat(reader.post(page + "/deletion").status()).isEqualTo(403);
        assertThat(fixture.pages(stranger).get(page).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            junk          | is not a text file: it holds zero bytes
            cut.zip       | begins like a zip archive but is not one
            locked.zip    | is locked with a password
            bomb.zip      | times its size, which no ticket log does
            two.zip       | Pack exactly one table into it
            sheet.xlsx    | is an Excel workbook. Save the sheet
            sheet.xls     | is an Excel workbook of the old kind
            one-line      | holds a header and no rows
            no-dates      | No column says when a ticket was opened
            ambiguous     | can be read day first and month first
            one-minute    | 60 tickets from 60 rows
            future        | 2 tickets from 62 rows
            latin-1       | 5 tickets from 5 rows
            """)
    void whatEachBrokenFileIsIsSaidOnThePage(String kind, String says) throws Exception {
        var decision = decision();
        var pages = fixture.pages();
        pages.get(decision.address() + "/history");
        var put = pages.put(decision.address() + "/history/file?name=%s&zone=UTC".formatted(kind), BrokenFiles.of(kind));
        assertThat(put.status()).as(put.html()).isEqualTo(200);
        ended(decision);
        var page = pages.get(decision.address() + "/history").html();
        for (var word : says.split("; ")) assertThat(page).contains(word);
    }

    @Test void allMistakesOfAFormAreSaidAtOnce() throws InterruptedException {
        var decision = decision();
        var pages = fixture.pages();
        pages.get(decision.address() + "/history");
        assertThat(pages.post(decision.address() + "/history/file", "zone", "Atlantis").html()).contains("Choose the export to read.", "There is no time zone 'Atlantis'");
        assertThat(pages.put(decision.address() + "/history/file?name=none.csv", new byte[0]).html()).isEqualTo("The file is empty.");
        take(decision);
        assertThat(pages.post(decision.address() + "/history/choices", "zone", "Atlantis", "dates", "year-first", "name.0", "a", "was.0", "b", "service.0", "c").html())
                .contains("There is no time zone", "Dates are written day first", "There is no service");
    }

    private Decision decision() {
        return decisions.begin("HistoryPagesTest", new Written("", Answers.NONE, Numbers.NONE));
    }

    private void take(Decision decision) throws InterruptedException {
        pasts.take(decision, "glpi.csv", Path.of("../examples/histories/glpi.csv"), UTC);
        ended(decision);
    }

    private void ended(Decision decision) throws InterruptedException {
        for (int i = 0; i < 400 && !jobs.find(decision, Pasts.READING).map(Job::isOver).orElse(false); i++) Thread.sleep(50);
    }
}
