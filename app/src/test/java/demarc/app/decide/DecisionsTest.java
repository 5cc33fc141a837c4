package demarc.app.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.platform.NotFound;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

@DemarcTest
class DecisionsTest {
    private static final Written NOTHING = new Written("", Answers.NONE, Numbers.NONE);

    private final Decisions decisions;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    DecisionsTest(Decisions decisions, JdbcClient sql, TransactionTemplate transaction) {
        this.decisions = decisions;
        this.sql = sql;
        this.transaction = transaction;
    }

    @Test void whoeverGuessesIsSlowedDown() {
        var real = decisions.begin("192.0.2.1", NOTHING);
        for (int i = 0; i < 100; i++) {
            var guess = "guess%017d".formatted(i);
            assertThatThrownBy(() -> decisions.find(guess, "192.0.2.2")).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> decisions.find(real.link(), "192.0.2.2")).isInstanceOf(ResponseStatusException.class).hasMessageContaining("Too many wrong links");
        assertThat(decisions.find(real.link(), "192.0.2.1").id()).isEqualTo(real.id());
    }

    @Test void nobodyFillsTheDatabase() {
        for (int i = 0; i < 60; i++) decisions.begin("192.0.2.3", NOTHING);
        assertThatThrownBy(() -> decisions.begin("192.0.2.3", NOTHING)).isInstanceOf(ResponseStatusException.class).hasMessageContaining("Try again in");
    }

    @Test void whatHasExpiredIsForgottenByTheProductAndNothingElse() {
        var empty = decisions.begin("192.0.2.4", NOTHING);
        var answered = decisions.begin("192.0.2.4", NOTHING);
        decisions.save(answered.link(), "192.0.2.4", NOTHING);
        transaction.execute(_ -> {
            sql.sql("select set_config('demarc.link', encode(sha256(?::bytea), 'hex'), true)").param(empty.link()).query(String.class).single();
            return sql.sql("update decide.decision set expires_at = now() - interval '1 day'").update();
        });
        decisions.forgetExpired();
        assertThatThrownBy(() -> decisions.find(empty.link(), "192.0.2.4")).isInstanceOf(NotFound.class);
        assertThat(decisions.find(answered.link(), "192.0.2.4").id()).isEqualTo(answered.id());
        int seen = Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("select count(*) from decide.decision where id = ?").param(answered.id()).query(Integer.class).single()));
        assertThat(seen).isZero();
    }
}
