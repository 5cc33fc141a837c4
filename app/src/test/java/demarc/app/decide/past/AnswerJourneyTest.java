package demarc.app.decide.past;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Drafts;
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
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From a history to a report, and from the report to a draft that can be signed.
@DemarcTest
class AnswerJourneyTest {

    private final Fixture fixture;
    private final Decisions decisions;
    private final Pasts pasts;
    private final Jobs jobs;
    private final Drafts drafts;

    AnswerJourneyTest(Fixture fixture, Decisions decisions, Pasts pasts, Jobs jobs, Drafts drafts) {
        this.fixture = fixture;
        this.decisions = decisions;
        this.pasts = pasts;
        this.jobs = jobs;
        this.drafts = drafts;
    }

    @Test void aHistoryBecomesAReportAndTheReportADraft() throws InterruptedException {
        var decision = decisions.begin("AnswerJourneyTest", new Written("Ridgeline", new Answers("4333332212212233222332312222", false), Numbers.NONE));
        var client = fixture.client("Ridgeline");
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        var pages = fixture.pages(manager);
        assertThat(pages.get(decision.address() + "/report").html()).contains("It needs a history");
        pasts.take(decision, "manufacturer.csv", Path.of("../examples/histories/manufacturer.csv"), new Pasts.Said(ZoneId.of("America/New_York"), "as you said", null, Map.of()));
        ended(decision, Pasts.READING);
        pages.get(decision.address() + "/report");
        assertThat(pages.post(decision.address() + "/report/search", "quick", "yes").status()).isLessThan(400);
        ended(decision, "search");
        assertThat(jobs.find(decision, "search").orElseThrow().failure()).isNull();
        assertThat(pages.get(decision.address() + "/report").html()).contains("Today beside each alternative", "Adopt the recommended one", "Why: where each figure comes from")
                .doesNotContain(decision.link() + "/adopt?");
        assertThat(pages.get(decision.address() + "/report/file.pdf").status()).isEqualTo(200);
        assertThat(pages.get(decision.address() + "/adopt").html()).contains("Make it the draft of", "extends:");
        assertThat(pages.post(decision.address() + "/adopt", "plan", "recommended", "client", client.key(), "seen", "0").status()).isLessThan(400);
        var text = Tenancy.as(manager, () -> drafts.get(client.id())).text();
        assertThat(text).startsWith("agreement: " + client.key()).contains("extends:");
    }

    private void ended(Decision decision, String kind) throws InterruptedException {
        for (int i = 0; i < 6000 && !jobs.find(decision, kind).map(Job::isOver).orElse(false); i++) Thread.sleep(50);
    }
}
