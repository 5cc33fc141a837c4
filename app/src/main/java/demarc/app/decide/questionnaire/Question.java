package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.List;

/// One of the 28 questions.
///
/// @param topic  the heading it stands under
/// @param hint   how to answer; may be empty
/// @param why    why it is asked
/// @param source who says that it matters
public record Question(String id, String topic, String text, String hint, int weight, String why, String source, List<Option> options) {

    /// @param brief  how a file may name it: `2-5`
    /// @param points for in-house, co-managed and fully managed, from -2 to 2
    public record Option(String brief, String text, List<Integer> points) {

        public int points(Arrangement arrangement) {
            return points.get(arrangement.ordinal());
        }
    }

    /// 1 to 28.
    public int number() {
        return Integer.parseInt(id.substring(1));
    }

    /// @param chosen from 1
    public Option option(int chosen) {
        return options.get(chosen - 1);
    }

    int lowest(Arrangement arrangement) {
        return weight * options.stream().mapToInt(option -> option.points(arrangement)).min().orElseThrow();
    }

    int highest(Arrangement arrangement) {
        return weight * options.stream().mapToInt(option -> option.points(arrangement)).max().orElseThrow();
    }

    int points(int chosen, Arrangement arrangement) {
        return weight * option(chosen).points(arrangement);
    }
}
