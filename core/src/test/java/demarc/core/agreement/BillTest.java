package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.core.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTest {

    private static final YearMonth JULY = YearMonth.of(2026, 7);

    private static Agreement agreement(String fees) {
        var agreement = Compilation.of("bill.yaml", """
                agreement: bill
                effective: 2026-07-01
                client: Harbor Dental Group
                providers: { northwind: Northwind IT }
                time-zone: America/Chicago
                extends: co-managed/keep-the-desk
                fees: [ %s ]
                """.formatted(fees)).agreement();
        assertThat(agreement).isNotNull();
        return agreement;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { flat: 4200 USD per month, covers: all }                                   | 0  | 0    | 4200.00 USD | 4,200 USD a month
            { per: user, amount: 85 USD per month, covers: all }                        | 12 | 0    | 1020.00 USD | 12 × user at 85 USD a month
            { per: user, amount: 85 USD per month, minimum: 20, covers: all }           | 12 | 0    | 1700.00 USD | 20 × user at 85 USD a month (minimum; 12 counted)
            { hours: 20 per month included, then: 145 USD per hour, covers: [ projects ] } | 0 | 18.5 | 0.00 USD    | 18.5 h worked, 20 h a month included
            { hours: 20 per month included, then: 145 USD per hour, covers: [ projects ] } | 0 | 32.5 | 1812.50 USD | 32.5 h worked, 20 h a month included, 12.5 h at 145 USD
            { hours: 20 per month included, covers: [ projects ] }                      | 0  | 21   | 0.00 USD    | 21 h worked, 20 h a month included, 1 h beyond are not sold
            """)
    void aFeeIsRatedFromWhatWasUsed(String fee, int users, BigDecimal hours, String amount, String explanation) {
        var bill = Bill.rate(agreement(fee), JULY, new Bill.Usage(Map.of("user", users), Map.of("projects/delivery", hours)));
        assertThat(bill.lines()).hasSize(1);
        assertThat(bill.lines().getFirst().amount()).hasToString(amount);
        assertThat(bill.lines().getFirst().explanation()).isEqualTo(explanation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-07-01 | 2026-08-01 | 4200.00 USD
            2026-07-11 | 2026-08-01 | 2845.16 USD
            2026-06-01 | 2026-07-16 | 2032.26 USD
            2026-08-01 | 2026-09-01 | 0.00 USD
            """)
    void partOfAMonthCostsItsDays(String from, String until, String amount) {
        var bill = Bill.rate(agreement("{ flat: 4200 USD per month, covers: all }"), JULY, Bill.Usage.NONE, LocalDate.parse(from), LocalDate.parse(until));
        assertThat(bill.total()).extracting(Money::toString).containsExactly(amount);
    }

    @Property(tries = 300)
    void noCentIsLost(@ForAll @LongRange(min = 0, max = 10_000_000) long flat, @ForAll @LongRange(min = 0, max = 100_000) long each, @ForAll @IntRange(max = 5000) int users,
            @ForAll @IntRange(min = 1, max = 31) int day) {
        var usd = Currency.getInstance("USD");
        var agreement = agreement("{ flat: %s per month, covers: [ backup ] }, { per: user, amount: %s per month, covers: [ patching ] }"
                .formatted(new Money(flat, usd), new Money(each, usd)));
        var usage = new Bill.Usage(Map.of("user", users), Map.of());
        var whole = Bill.rate(agreement, JULY, usage);
        assertThat(cents(whole)).isEqualTo(flat + each * users);
        var first = Bill.rate(agreement, JULY, usage, JULY.atDay(1), JULY.atDay(day));
        var rest = Bill.rate(agreement, JULY, usage, JULY.atDay(day), JULY.plusMonths(1).atDay(1));
        for (var bill : List.of(whole, first, rest))
            assertThat(bill.total().getFirst().cents()).isEqualTo(bill.lines().stream().mapToLong(line -> line.amount().cents()).sum());
        // Each line is rounded once in each part: at most a cent a line lies between the parts and the whole.
        assertThat(Math.abs(cents(first) + cents(rest) - cents(whole))).isLessThanOrEqualTo(2);
    }

    private static long cents(Bill bill) {
        return bill.total().getFirst().cents();
    }

    @Test
    void negativeUseIsRefused() {
        assertThatThrownBy(() -> new Bill.Usage(Map.of("user", -1), Map.of())).hasMessageContaining("user (-1)");
    }
}
