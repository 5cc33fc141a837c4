package demarc.core.simulation;

import demarc.core.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// What an arrangement costs in a year, line by line. The ends are sums: everything at its low end, everything at its high end.
public record Cost(Currency currency, List<Line> lines) {

    /// @param how    the formula with its numbers: `160 users × 85 USD × 12`
    /// @param inputs the assumptions behind it
    public record Line(String title, Money low, Money likely, Money high, String how, List<CostInput> inputs) {}

    public Cost {
        lines = List.copyOf(lines);
    }

    public Cost plus(Cost other) {
        var all = new ArrayList<>(lines);
        all.addAll(other.lines);
        return new Cost(currency, all);
    }

    public Money low() {
        return lines.stream().map(Line::low).reduce(Money.zero(currency), Money::plus);
    }

    public Money likely() {
        return lines.stream().map(Line::likely).reduce(Money.zero(currency), Money::plus);
    }

    public Money high() {
        return lines.stream().map(Line::high).reduce(Money.zero(currency), Money::plus);
    }
}
