package demarc.core.simulation.choice;

import demarc.core.simulation.Arrangement;
import java.util.Map;

/// What a questionnaire says, for a recommendation to weigh.
///
/// @param scores   of each arrangement, 0 to 100
/// @param ruledOut arrangements that must not be recommended, each with the reason
/// @param marked   arrangements with a warning, each with the warning
public record Leaning(Map<Arrangement, Double> scores, Map<Arrangement, String> ruledOut, Map<Arrangement, String> marked) {

    public static final Leaning NONE = new Leaning(Map.of(), Map.of(), Map.of());

    public Leaning {
        scores = Map.copyOf(scores);
        ruledOut = Map.copyOf(ruledOut);
        marked = Map.copyOf(marked);
    }
}
