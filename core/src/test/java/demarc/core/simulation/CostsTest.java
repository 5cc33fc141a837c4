package demarc.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import demarc.core.agreement.Templates;
import demarc.core.money.Money;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The worked check: a business of 160 people in the United States.
class CostsTest {

    private static final Costs COSTS = new Costs(CostInputs.usual());
    private static final Staff FOUR = new Staff(Map.of(Post.MANAGER, 1.0, Post.ADMINISTRATOR, 1.0, Post.SUPPORT, 2.0));
    private static final Staff KEPT = new Staff(Map.of(Post.ADMINISTRATOR, 1.0, Post.SUPPORT, 1.0));

    @Test void fourPeopleInHouse() {
        assertThat(whole(COSTS.inHouse(FOUR, 160, 0))).isEqualTo("530,651 USD");
        assertThat(COSTS.inHouse(FOUR, 160, 0).likely().amount().doubleValue() / 160 / 12).isCloseTo(276, within(0.5));
    }

    @Test void twoKeptBesideAProvider() {
        assertThat(whole(COSTS.coManaged(KEPT, "co-managed/keep-the-desk", 160, 0))).isEqualTo("397,500 USD");
    }

    @Test void aProviderForEverything() {
        assertThat(whole(COSTS.fullyManaged(false, 160, 0))).isEqualTo("321,285 USD");
    }

    @Test void aUsualTeamOfFourIsTheOneOfTheCheck() {
        assertThat(Staff.of(4)).isEqualTo(FOUR);
        assertThat(Staff.of(2)).isEqualTo(KEPT);
        assertThat(Staff.of(0.5).of(Post.ADMINISTRATOR)).isEqualTo(0.5);
        assertThat(Staff.of(14)).isEqualTo(new Staff(Map.of(Post.MANAGER, 1.0, Post.ANALYST, 1.0, Post.ADMINISTRATOR, 4.0, Post.SUPPORT, 8.0)));
    }

    @Test void everyLineShowsItsNumbersAndWhatTheyRestOn() {
        var fee = COSTS.fee("co-managed/keep-the-desk", 160).lines().getFirst();
        assertThat(fee.how()).isEqualTo("160 users × 85 USD × 12");
        assertThat(fee.inputs()).containsExactly(CostInput.FEE_KEEP_DESK);
        assertThat(COSTS.inHouse(FOUR, 160, 1).lines()).allMatch(line -> !line.how().isEmpty() && !line.inputs().isEmpty());
    }

    @Test void aReplacedNumberIsTheOneReckonedWith() {
        var dear = new Costs(CostInputs.usual().with(CostInput.FEE_STANDARD, Estimate.exactly(200, "our quote")));
        assertThat(dear.fee("fully-managed", 10).likely()).isEqualTo(Money.parse("24000 USD"));
        assertThat(dear.inputs().isReplaced(CostInput.FEE_STANDARD)).isTrue();
    }

    @Test void aSmallBusinessPaysTheLeastFee() {
        assertThat(COSTS.fullyManaged(false, 8, 0).lines().getFirst().likely()).isEqualTo(Money.parse("22800 USD"));
    }

    @Test void eachTemplateWithAProviderHasItsPrice() {
        for (var template : Templates.names())
            if (template.startsWith("co-managed/")) assertThat(COSTS.coManaged(KEPT, template, 100, 10).likely()).isGreaterThan(COSTS.staff(KEPT).likely());
    }

    @Test void theServicesMakeUpTheFullFee() {
        var sum = Stream.of("help-desk", "cybersecurity", "backup", "network-monitoring", "patching", "identity", "strategy",
                "compliance", "hardware", "cloud", "vendors", "documentation", "onboarding", "projects").mapToLong(service -> COSTS.serviceFee(service, 1, 100).likely().cents()).sum();
        assertThat(sum).isEqualTo(COSTS.fee("fully-managed", 100).likely().cents());
    }

    @Property void lowIsNeverMoreThanLikelyNorLikelyThanHigh(@ForAll @DoubleRange(min = 0, max = 40) double people, @ForAll @IntRange(max = 5_000) int users) {
        for (var cost : new Cost[] {COSTS.inHouse(Staff.of(people), users, 1), COSTS.coManaged(Staff.of(people), "co-managed/nights", users, 40), COSTS.fullyManaged(true, users, 40)}) {
            assertThat(cost.low()).isLessThanOrEqualTo(cost.likely());
            assertThat(cost.likely()).isLessThanOrEqualTo(cost.high());
        }
    }

    private static String whole(Cost cost) {
        var likely = cost.likely();
        return new Money(Math.round(likely.cents() / 100.0) * 100, likely.currency()).human();
    }
}
