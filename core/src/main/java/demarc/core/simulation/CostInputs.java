package demarc.core.simulation;

import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;

/// The numbers that [Costs] reckons with: the defaults, but for those somebody replaced.
public final class CostInputs {

    private static final CostInputs USUAL = new CostInputs(Currency.getInstance("USD"), Map.of());

    private final Currency currency;
    private final Map<CostInput, Estimate> replaced;

    private CostInputs(Currency currency, Map<CostInput, Estimate> replaced) {
        this.currency = currency;
        this.replaced = replaced;
    }

    /// United States, 2024-2026.
    public static CostInputs usual() {
        return USUAL;
    }

    public CostInputs with(CostInput input, Estimate estimate) {
        var all = new EnumMap<CostInput, Estimate>(CostInput.class);
        all.putAll(replaced);
        all.put(input, estimate);
        return new CostInputs(currency, all);
    }

    /// The same figures called another currency: whoever does so replaces those that differ there.
    public CostInputs in(Currency other) {
        return new CostInputs(other, replaced);
    }

    public Estimate get(CostInput input) {
        var own = replaced.get(input);
        return own == null ? input.usual() : own;
    }

    public boolean isReplaced(CostInput input) {
        return replaced.containsKey(input);
    }

    public Currency currency() {
        return currency;
    }
}
