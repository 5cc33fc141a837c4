package demarc.core.agreement;

import demarc.core.money.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What changes hands between two agreements, in plain words: every minute of the week, every decision, promise and price.
///
/// @param differences by kind, in the order of [Difference.Kind]; empty when the two mean the same
public record Diff(Agreement older, Agreement newer, List<Difference> differences) {

    /// What a month costs by each, by currency, at the same use.
    public record Price(YearMonth month, List<Money> before, List<Money> after) {}

    public static Diff between(Agreement older, Agreement newer) {
        var all = new ArrayList<Difference>();
        all.addAll(new ChangedHands(older, newer).differences());
        all.addAll(new ChangedTerms(older, newer).differences());
        all.addAll(new ChangedFees(older, newer).differences());
        all.sort(Comparator.comparing(Difference::kind));
        return new Diff(older, newer, List.copyOf(all));
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    public SequencedMap<Difference.Kind, List<Difference>> byKind() {
        var byKind = new LinkedHashMap<Difference.Kind, List<Difference>>();
        for (var difference : differences) Words.into(byKind, difference.kind(), difference);
        return byKind;
    }

    public Price price(YearMonth month, Bill.Usage usage) {
        return new Price(month, Bill.rate(older, month, usage).total(), Bill.rate(newer, month, usage).total());
    }
}
