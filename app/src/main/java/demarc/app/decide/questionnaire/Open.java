package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.List;

/// What the open questions could still do.
final class Open {

    private Open() {}

    /// Does the leader stay ahead of every rival whatever the open questions are answered? Each is answered against it.
    static boolean settled(Answers answers, Arrangement leader, List<Arrangement> rivals) {
        var open = answers.open();
        for (var rival : rivals) {
            // The spans depend only on which questions are answered, so any answers give those of the end.
            var full = answers;
            for (var question : open) full = full.with(question, 1);
            var scores = Scores.of(full);
            var worst = full;
            for (var question : open) {
                int against = 1;
                for (int option = 2; option <= question.options().size(); option++)
                    if (lead(scores, question, option, leader, rival) < lead(scores, question, against, leader, rival)) against = option;
                worst = worst.with(question, against);
            }
            var end = Scores.of(worst);
            if (end.of(leader) <= end.of(rival)) return false;
        }
        return true;
    }

    private static double lead(Scores scores, Question question, int option, Arrangement leader, Arrangement rival) {
        return scores.pull(question, option, leader) - scores.pull(question, option, rival);
    }
}
