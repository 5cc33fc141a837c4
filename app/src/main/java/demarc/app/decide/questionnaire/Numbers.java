package demarc.app.decide.questionnaire;

import demarc.core.simulation.CostInput;
import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.Staff;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Exact numbers somebody gave instead of what the answers suggest; null where nothing was given.
///
/// @param itStaff      people who do IT now, in full-time people
/// @param servers      servers that a provider bills beside its fee by the user
/// @param projectHours a year, bought from a provider
/// @param team         the team in-house would need
/// @param kept         the team that stays beside a provider
/// @param prices       replaced assumptions
public record Numbers(
        @Nullable Double employees, @Nullable Double itStaff, @Nullable Double endpoints, @Nullable Double servers, @Nullable Double projectHours, @Nullable Staff team,
        @Nullable Staff kept, Map<CostInput, Estimate> prices) {

    public static final Numbers NONE = new Numbers(null, null, null, null, null, null, null, Map.of());

    public Numbers {
        check("employees", employees, 1, 1_000_000);
        check("IT people", itStaff, 0, 10_000);
        check("endpoints", endpoints, 0, 5_000_000);
        check("servers", servers, 0, 100_000);
        check("project hours", projectHours, 0, 1_000_000);
        var copy = new EnumMap<CostInput, Estimate>(CostInput.class);
        copy.putAll(prices);
        prices = Collections.unmodifiableMap(copy);
    }

    private static void check(String what, @Nullable Double value, double least, double most) {
        if (value != null && !(value >= least && value <= most))
            throw new IllegalArgumentException("%s %s: from %s to %s.".formatted(Words.number(value), what, Words.number(least), Words.number(most)));
    }

    CostInputs inputs() {
        var inputs = CostInputs.usual();
        for (var each : prices.entrySet()) inputs = inputs.with(each.getKey(), each.getValue());
        return inputs;
    }
}
