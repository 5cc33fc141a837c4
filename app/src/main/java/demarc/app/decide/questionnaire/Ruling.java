package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What scores and gates name together. A gate may rule an arrangement out. One that it only marks is named all the same when it leads
/// clearly, with its condition, and stands back behind a near rival without a mark.
///
/// @param also  the runner-up, when the lead is small; else what to take if the condition of a marked leader cannot be met
/// @param close the lead is too small to name one
record Ruling(Scores scores, List<Gate> gates, Arrangement model, @Nullable Arrangement also, boolean close) {

    /// Below this lead both are shown.
    static final double CLEAR = 10;

    static Ruling of(Answers answers, Numbers numbers) {
        var scores = Scores.of(answers);
        var gates = Gate.fired(answers, numbers);
        // Never all three: G1 needs no staff, G3 six people or more, and nothing rules in-house out.
        var left = scores.ranked().stream().filter(model -> gates.stream().noneMatch(gate -> gate.rulesOut() && gate.model() == model)).toList();
        var model = left.getFirst();
        for (var rival : left)
            if (isMarked(model, gates) && !isMarked(rival, gates) && scores.of(model) - scores.of(rival) < CLEAR) model = rival;
        var leader = model;
        var second = left.stream().filter(each -> each != leader).findFirst().orElseThrow();
        boolean close = Math.abs(scores.of(leader) - scores.of(second)) < CLEAR;
        if (close) return new Ruling(scores, gates, leader, second, true);
        var spare = left.stream().filter(each -> each != leader && !isMarked(each, gates)).findFirst();
        return new Ruling(scores, gates, leader, isMarked(leader, gates) ? spare.orElse(null) : null, false);
    }

    private static boolean isMarked(Arrangement model, List<Gate> gates) {
        return gates.stream().anyMatch(gate -> gate.model() == model && !gate.rulesOut());
    }

    boolean isMarked() {
        return isMarked(model, gates);
    }

    boolean rulesOut(Arrangement other) {
        return gates.stream().anyMatch(gate -> gate.rulesOut() && gate.model() == other);
    }

    /// By how much it leads by score over the best of the others, ruled out or not; negative when a gate named it.
    double margin() {
        return scores.of(model) - scores.ranked().stream().filter(each -> each != model).mapToDouble(each -> scores.of(each)).max().orElseThrow();
    }
}
