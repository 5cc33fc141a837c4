package demarc.app.decide;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.Job.State;
import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.platform.Refused;
import demarc.app.testing.DemarcTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Long work says how far it is, stops when asked, and ends with a word.
@DemarcTest
class JobsTest {

    private final Decisions decisions;
    private final Jobs jobs;

    JobsTest(Decisions decisions, Jobs jobs) {
        this.decisions = decisions;
        this.jobs = jobs;
    }

    @Test void workThatEndsIsDone() throws InterruptedException {
        var decision = decision();
        var seen = new CountDownLatch(1);
        jobs.start(decision, "search", at -> {
            at.say(0.5, "half of it");
            wait(seen);
        });
        assertThat(until(decision, State.RUNNING).state()).isEqualTo(State.RUNNING);
        seen.countDown();
        assertThat(until(decision, State.DONE)).satisfies(job -> assertThat(job.percent()).isEqualTo(100));
    }

    @Test void cancelledWorkStopsAtItsNextWord() throws InterruptedException {
        var decision = decision();
        jobs.start(decision, "search", at -> {
            while (true) at.say(0.1, "for ever");
        });
        until(decision, State.RUNNING);
        jobs.cancel(decision, "search");
        assertThat(until(decision, State.CANCELLED).failure()).isNull();
    }

    @Test void aNewOneTakesThePlaceOfOneThatHasNotEnded() throws InterruptedException {
        var decision = decision();
        jobs.start(decision, "search", at -> {
            while (true) at.say(0.1, "for ever");
        });
        until(decision, State.RUNNING);
        var second = jobs.start(decision, "search", _ -> {});
        assertThat(until(decision, State.DONE).id()).isEqualTo(second.id());
    }

    @Test void whatIsRefusedIsSaidAndWhatBreaksIsNot() throws InterruptedException {
        var decision = decision();
        jobs.start(decision, "search", _ -> {
            throw new Refused("There is nothing to search.");
        });
        assertThat(until(decision, State.FAILED).failure()).isEqualTo("There is nothing to search.");
        jobs.start(decision, "search", _ -> {
            throw new IllegalStateException("secret");
        });
        Thread.sleep(50);
        assertThat(until(decision, State.FAILED).failure()).doesNotContain("secret");
    }

    @Test void nobodySeesTheJobOfAnotherDecision() throws InterruptedException {
        jobs.start(decision(), "search", _ -> {});
        assertThat(jobs.find(decision(), "search")).isEmpty();
    }

    @Test void workOnADeletedDecisionEnds() throws InterruptedException {
        var decision = decision();
        var ended = new CountDownLatch(1);
        jobs.start(decision, "search", at -> {
            try {
                while (true) at.say(0.1, "for ever");
            } finally {
                ended.countDown();
            }
        });
        until(decision, State.RUNNING);
        decisions.delete(decision.link(), "here");
        assertThat(ended.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test void theTimeLeftIsKnownOnceItCanBe() {
        var began = java.time.Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Job.left(State.RUNNING, 0.25, began, began.plusSeconds(10))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Job.left(State.RUNNING, 0.25, began, began.plusSeconds(1))).isNull();
        assertThat(Job.left(State.RUNNING, 0.01, began, began.plusSeconds(10))).isNull();
    }

    private Decision decision() {
        return decisions.begin("JobsTest", new Written("", Answers.NONE, Numbers.NONE));
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Job until(Decision decision, State state) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            var job = jobs.find(decision, "search").orElseThrow();
            if (job.state() == state) return job;
            Thread.sleep(50);
        }
        return jobs.find(decision, "search").orElseThrow();
    }
}
