package demarc.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4200 USD        | 4200.00 USD    | 4,200 USD
            4,200.50 usd    | 4200.50 USD    | 4,200.50 USD
            0.5 EUR         | 0.50 EUR       | 0.50 EUR
            -12.34USD       | -12.34 USD     | -12.34 USD
            1,234,567 JPY   | 1234567 JPY    | 1,234,567 JPY
            1.234 KWD       | 1.234 KWD      | 1.234 KWD
            """)
    void amountsAreWrittenInOneWay(String written, String canonical, String human) {
        assertThat(Money.parse(written)).hasToString(canonical).isEqualTo(Money.parse(canonical));
        assertThat(Money.parse(written).human()).isEqualTo(human);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USD 4200                 | Write the amount first: '4200 USD'
            4200                     | names no currency. Write for example '4200 USD'
            $4200                    | Write its three letters
            4.200,50 EUR             | can be read two ways
            4200,50 EUR              | can be read two ways
            4,20 USD                 | can be read two ways
            4200 XYZ                 | is not a currency
            4200.505 USD             | more decimals than USD knows (2)
            12.5 JPY                 | more decimals than JPY knows (0)
            99999999999999999999 USD | Check the amount
            plenty                   | is not an amount
            """)
    void whatCannotBeReadSaysHowToWriteIt(String text, String wayOut) {
        assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(wayOut);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.01 USD  | 0.5   | 0.01 USD
            0.01 USD  | 0.49  | 0.00 USD
            -0.01 USD | 0.5   | -0.01 USD
            145 USD   | 1.25  | 181.25 USD
            9.99 USD  | 0.333 | 3.33 USD
            """)
    void roundingIsHalfUpAndOnce(String amount, BigDecimal quantity, String product) {
        assertThat(Money.parse(amount).times(quantity)).isEqualTo(Money.parse(product));
    }

    @Test
    void oddCentsGoWhereRoundingTookMost() {
        assertThat(Money.parse("100 USD").split(3)).extracting(Money::toString).containsExactly("33.34 USD", "33.33 USD", "33.33 USD");
        assertThat(Money.parse("0.10 USD").allocate(1, 2, 4)).extracting(Money::cents).containsExactly(1L, 3L, 6L);
        assertThatThrownBy(() -> Money.parse("1 USD").allocate(0, 0)).hasMessageContaining("[0, 0]");
        assertThatThrownBy(() -> Money.parse("1 USD").split(0)).hasMessageContaining("(0) parts");
    }

    @Test
    void currenciesDoNotMix() {
        assertThatThrownBy(() -> Money.parse("1 USD").plus(Money.parse("1 EUR"))).hasMessageContaining("1.00 USD and 1.00 EUR");
    }

    @Test
    void aRatePricesTimeAndDays() {
        assertThat(Rate.parse("145 USD per hour").forTime(Duration.ofMinutes(50))).isEqualTo(Money.parse("120.83 USD"));
        var monthly = Rate.parse("3,100 USD / month");
        var august = YearMonth.of(2026, 8);
        assertThat(monthly).hasToString("3100.00 USD per month");
        assertThat(monthly.forDays(august, LocalDate.of(2026, 8, 22), LocalDate.MAX)).isEqualTo(Money.parse("1000 USD"));
        assertThat(monthly.forDays(august, LocalDate.of(2026, 9, 1), LocalDate.MAX)).isEqualTo(Money.zero(USD));
        assertThatThrownBy(() -> monthly.forTime(Duration.ofHours(1))).hasMessageContaining("not paid by the hour");
        assertThatThrownBy(() -> Rate.parse("145 USD")).hasMessageContaining("'145 USD per hour'");
        assertThatThrownBy(() -> Rate.parse("145 USD per week")).hasMessageContaining("'per hour' or 'per month'");
    }

    @Property
    void sharedOutMoneyAddsUp(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long cents,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 0, max = Long.MAX_VALUE / 2) Long> weights) {
        var amount = new Money(cents, USD);
        long[] shares = weights.stream().mapToLong(Long::longValue).toArray();
        shares[0] = Math.max(1, shares[0]);
        assertThat(amount.allocate(shares).stream().reduce(Money.zero(USD), Money::plus)).isEqualTo(amount);
    }

    @Property
    void equalPartsDifferByACentAtMost(@ForAll long cents, @ForAll @IntRange(min = 1, max = 1000) int parts) {
        var amount = new Money(cents == Long.MIN_VALUE ? 0 : cents, USD);
        var split = amount.split(parts);
        assertThat(split.stream().reduce(Money.zero(USD), Money::plus)).isEqualTo(amount);
        assertThat(split.stream().mapToLong(Money::cents).max().orElseThrow() - split.stream().mapToLong(Money::cents).min().orElseThrow()).isBetween(0L, 1L);
    }

    @Property
    void daysOfAMonthAddUpToItsFee(@ForAll @LongRange(max = 10_000_000) long cents, @ForAll @IntRange(min = 1, max = 27) int day) {
        var fee = new Money(cents, USD);
        var month = YearMonth.of(2026, 2);
        var rate = new Rate(fee, Rate.Unit.MONTH);
        var parts = rate.forDays(month, month.atDay(1), month.atDay(day)).plus(rate.forDays(month, month.atDay(day), LocalDate.MAX));
        assertThat(Math.abs(parts.minus(fee).cents())).isLessThanOrEqualTo(1);
    }

    @Property
    void textReadsBack(@ForAll @LongRange(min = -99_999_999_999_999L, max = 99_999_999_999_999L) long cents) {
        var amount = new Money(cents, USD);
        assertThat(Money.parse(amount.toString())).isEqualTo(amount);
        assertThat(Money.parse(amount.human())).isEqualTo(amount);
    }
}
