package demarc.app.decide.report;

import demarc.app.decide.past.Quality;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.core.agreement.InForce;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an answer is asked of: the history, what was said beside it, and which assumptions somebody replaced.
///
/// @param history   null when not one row could be used
/// @param agreement how the work is cut today; null when nobody gave it
/// @param replaced  assumptions under the keys that the report shows
/// @param from      the first day a new agreement could hold
/// @param quick     a twentieth of the search and two years instead of eight, for a first look
public record Matter(String name, @Nullable History history, Quality quality, @Nullable Written written, @Nullable InForce agreement, Map<String, Estimate> replaced, Provider provider, LocalDate from, long seed, boolean quick) {

    /// Who would do a provider's part, where no agreement says so.
    public record Provider(String key, String name) {
        public static final Provider NOBODY_YET = new Provider("provider", "The provider");
    }

    public Matter {
        replaced = Map.copyOf(replaced);
    }
}
