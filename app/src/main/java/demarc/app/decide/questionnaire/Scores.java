package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How well each arrangement fits, from 0 to 100, over the questions that were answered:
/// 100 × (points - lowest possible) / (highest possible - lowest possible).
public final class Scores {

    private static final int MODELS = Arrangement.values().length;

    private final double[] scores = new double[MODELS];
    private final int[] spans = new int[MODELS];
    private final Answers answers;

    private Scores(Answers answers) {
        this.answers = answers;
        var given = answers.given();
        for (var model : Arrangement.values()) {
            int points = 0;
            int lowest = 0;
            for (var question : given) {
                points += question.points(answers.to(question), model);
                lowest += question.lowest(model);
                spans[model.ordinal()] += question.highest(model) - question.lowest(model);
            }
            int span = spans[model.ordinal()];
            scores[model.ordinal()] = span == 0 ? 0 : 100.0 * (points - lowest) / span;
        }
    }

    public static Scores of(Answers answers) {
        return new Scores(answers);
    }

    public double of(Arrangement model) {
        return scores[model.ordinal()];
    }

    /// What the answer to a question adds to a score or takes from it, in points of the score; 0 while it is open. A score is what it would be if
    /// every answer spoke neither for nor against, and the sum of these.
    public double pull(Question question, Arrangement model) {
        return answers.answers(question) ? pull(question, answers.to(question), model) : 0;
    }

    double pull(Question question, int option, Arrangement model) {
        int span = spans[model.ordinal()];
        return span == 0 ? 0 : 100.0 * question.points(option, model) / span;
    }

    /// What the answer adds to the lead of one arrangement over another.
    public double pull(Question question, Arrangement forThis, Arrangement overThat) {
        return pull(question, forThis) - pull(question, overThat);
    }

    /// Best first; at a tie the one nearer to what the business does alone.
    List<Arrangement> ranked() {
        return Arrays.stream(Arrangement.values()).sorted(Comparator.comparingDouble((Arrangement model) -> of(model)).reversed()).toList();
    }
}
