package demarc.app.signals.web;

import demarc.app.platform.ListQuery;
import demarc.app.platform.Refused;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the list of conditions can be asked for.
final class ConditionQuery {
    private static final List<String> NAMES = List.of("client", "source", "state", "severity", "work", "thing", "trouble");

    private ConditionQuery() {}

    static ListQuery of(Map<String, String> asked) {
        return ListQuery.of("/signals", NAMES, asked);
    }

    static Conditions.Filter filter(ListQuery query) {
        return new Conditions.Filter(query.said("client"), query.number("source"), states(query), query.choice(Severity.class, "severity"), query.said("thing"), query.number("trouble"), held(query));
    }

    /// What is wrong, unless a cause is asked for: of that, everything.
    private static Set<State> states(ListQuery query) {
        return switch (query.value("state").toLowerCase(Locale.ROOT)) {
            case "" -> query.said("trouble") != null ? Set.of() : EnumSet.of(State.FIRING, State.SILENT);
            case "all" -> Set.of();
            default -> EnumSet.of(Objects.requireNonNull(query.choice(State.class, "state")));
        };
    }

    private static @Nullable Boolean held(ListQuery query) {
        return switch (query.value("work")) {
            case "" -> null;
            case "no" -> true;
            case "yes" -> false;
            default -> throw new Refused("work", "Work '%s'? Choose yes or no.".formatted(query.value("work")));
        };
    }
}
