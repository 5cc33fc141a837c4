package demarc.core.simulation.choice;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Compilation;
import demarc.core.simulation.choice.Question.Range;
import java.util.EnumSet;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is chosen can be signed.
class AgreementTextTest {

    @Test
    void theCheckerAcceptsEveryPlanWithoutErrors() {
        var whole = Some.question();
        var part = Some.small(5, Some.allSplits(), new Range(0, 6), EnumSet.allOf(Cover.class), new Range(1, 5));
        var grounds = new Ground[] {new Ground(part), new Ground(whole)};
        var random = new Random(7);
        var failures = new TreeMap<String, String>();
        for (int i = 0; i < 60; i++) {
            var question = i % 3 == 0 ? part : whole;
            var ground = i % 3 == 0 ? grounds[0] : grounds[1];
            var pricing = new Pricing(question);
            var plan = Some.plan(question, random);
            var text = AgreementText.of(question, ground, pricing, plan);
            var compiled = Compilation.of("draft.yaml", text);
            compiled.findings().stream().filter(f -> f.isError()).forEach(f -> failures.putIfAbsent(f.code(), plan + " " + f.at() + " " + f.message() + " | " + f.hint()));
            if (compiled.hasErrors() && failures.size() == 1) System.err.println(text);
        }
        assertThat(failures).isEmpty();
    }
}
