package demarc.core.simulation.choice;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.simulation.choice.Question.Range;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {

    @ParameterizedTest(name = "{0} places are usual")
    @CsvSource({"1", "2", "6", "7", "28", "90"})
    void aProviderWithFewerPlacesIsPaidLessAndNeverLessThanNothing(int usual) {
        var question = Some.question().withStaff(new Range(0, 6, 1), Set.of(Cover.MORNING), new Range(1, 90, 1), usual, Set.of(true));
        var pricing = new Pricing(question);
        var all = Collections.nCopies(question.services().size(), Split.PROVIDER);
        long before = 0;
        for (int agents = 1; agents <= usual; agents++) {
            var plan = new Plan(all, 0, Cover.MORNING, agents, true);
            var cost = pricing.breakdown(plan);
            assertThat(pricing.of(plan)).isPositive().isGreaterThan(before);
            assertThat(cost.low().cents()).as("%d places, at the low end", agents).isNotNegative();
            before = pricing.of(plan);
        }
    }
}
