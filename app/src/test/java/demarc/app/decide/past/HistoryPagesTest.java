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
