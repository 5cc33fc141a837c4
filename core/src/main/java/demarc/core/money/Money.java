package demarc.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// An amount in one currency, held in its smallest unit: cents, or whole yen.
public record Money(long cents, Currency currency) implements Comparable<Money> {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /// Reads `4200 USD` and `4,200.50 USD`.
    ///
    /// @throws IllegalArgumentException that says what is wrong and how to write it
    public static Money parse(String text) {
        return MoneyText.parse(text);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, sameCurrency(other).cents), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, sameCurrency(other).cents), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(cents), currency);
    }

    public Money times(long quantity) {
        return new Money(Math.multiplyExact(cents, quantity), currency);
    }

    /// Rounded half up, away from zero, to a whole cent.
    public Money times(BigDecimal quantity) {
        return rounded(BigDecimal.valueOf(cents).multiply(quantity), BigDecimal.ONE);
    }

    /// `part / whole` of this amount, rounded once: a month's fee for 10 of 31 days.
    public Money share(long part, long whole) {
        if (whole <= 0) throw new IllegalArgumentException("the whole (%d) of a share must be more than none".formatted(whole));
        return rounded(BigDecimal.valueOf(cents).multiply(BigDecimal.valueOf(part)), BigDecimal.valueOf(whole));
    }

    private Money rounded(BigDecimal dividend, BigDecimal divisor) {
        return new Money(dividend.divide(divisor, 0, RoundingMode.HALF_UP).longValueExact(), currency);
    }

    /// Equal parts that add up to this amount; the first ones carry the odd cents.
    public List<Money> split(int parts) {
        if (parts < 1) throw new IllegalArgumentException("%s cannot be split into (%d) parts; at least one is needed".formatted(this, parts));
        return allocate(LongStream.generate(() -> 1).limit(parts).toArray());
    }

    /// Parts in proportion to the weights that add up to this amount; odd cents go where the rounding took most.
    public List<Money> allocate(long... weights) {
        if (LongStream.of(weights).anyMatch(weight -> weight < 0) || LongStream.of(weights).allMatch(weight -> weight == 0))
            throw new IllegalArgumentException("%s cannot be shared out by weights (%s); none may be negative and one must be positive"
                    .formatted(this, Arrays.toString(weights)));
        if (cents < 0) return negated().allocate(weights).stream().map(Money::negated).toList();
        var total = LongStream.of(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        var parts = new long[weights.length];
        var lost = new ArrayList<BigInteger>();
        long left = cents;
        for (int i = 0; i < weights.length; i++) {
            var exact = BigInteger.valueOf(cents).multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(total);
            parts[i] = exact[0].longValueExact();
            left -= parts[i];
            lost.add(exact[1]);
        }
        IntStream.range(0, weights.length).boxed()
                .sorted(Comparator.comparing(lost::get, Collections.reverseOrder()))
                .limit(left)
                .forEach(i -> parts[i]++);
        return LongStream.of(parts).mapToObj(part -> new Money(part, currency)).toList();
    }

    public boolean isZero() {
        return cents == 0;
    }

    public boolean isNegative() {
        return cents < 0;
    }

    /// @throws IllegalArgumentException across currencies: there is no rate here to compare by
    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, sameCurrency(other).cents);
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(cents, currency.getDefaultFractionDigits());
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency))
            throw new IllegalArgumentException("%s and %s are in different currencies. Keep an agreement in one.".formatted(this, other));
        return other;
    }

    /// `4200.00 USD`, which [#parse] reads back.
    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency.getCurrencyCode();
    }

    /// For people: `4,200 USD`, `4,200.50 USD`.
    public String human() {
        return MoneyText.human(this);
    }
}
