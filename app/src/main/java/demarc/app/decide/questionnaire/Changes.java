package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The answers that would change who leads by score: one, else two, else how many it would take. Scores add up question by question, so the
/// search is whole and the count exact.
///
/// @param singles one other answer each, the nearest first
/// @param pairs   two other answers each; only when no single one does it
/// @param least   how many answers would have to be others at least; 0 when no answers could do it
/// @param gates   one other answer each by which a gate, and not the score, would name another
public record Changes(List<Change> singles, List<Change> pairs, int least, List<Change> gates) {

    static final Changes NONE = new Changes(List.of(), List.of(), 0, List.of());
    private static final int SHOWN = 6;
    /// Scores are sums of fractions: what differs by less is a tie, and a tie changes nothing.
    private static final double TIE = 1e-9;

    /// @param to     who would lead then
    /// @param margin by how much
    public record Change(List<Other> answers, Arrangement to, double margin) {}

    /// @param was the option chosen now, from 1
    public record Other(Question question, int was, int instead) {}

    /// The lead over one rival that one other answer would cost.
    private record Loss(Other other, double cost) {}

    /// @param rivals the arrangements that may take the lead, the leader apart
    static Changes of(Answers answers, Numbers numbers, Scores scores, Arrangement leader, List<Arrangement> rivals) {
        var singles = new ArrayList<Change>();
        var pairs = new ArrayList<Change>();
        int least = Integer.MAX_VALUE;
        for (var rival : rivals) {
            double lead = scores.of(leader) - scores.of(rival);
            var losses = losses(answers, scores, leader, rival);
            losses.stream().filter(loss -> loss.cost > lead + TIE).forEach(loss -> singles.add(new Change(List.of(loss.other), rival, loss.cost - lead)));
            for (int i = 0; i < losses.size(); i++)
                for (int j = i + 1; j < losses.size(); j++) {
                    var one = losses.get(i);
                    var two = losses.get(j);
                    if (one.other.question != two.other.question && one.cost + two.cost > lead + TIE)
                        pairs.add(new Change(List.of(one.other, two.other), rival, one.cost + two.cost - lead));
                }
            least = Math.min(least, least(lead, losses));
        }
        var nearest = Comparator.comparingInt(Changes::steps).thenComparingDouble(change -> -change.margin);
        var one = named(singles, answers, numbers).stream().sorted(nearest).limit(SHOWN).toList();
        var two = one.isEmpty() ? named(pairs, answers, numbers).stream().sorted(nearest).limit(SHOWN).toList() : List.<Change>of();
        return new Changes(one, two, least == Integer.MAX_VALUE ? 0 : least, gates(answers, numbers, leader, singles));
    }

    private static List<Loss> losses(Answers answers, Scores scores, Arrangement leader, Arrangement rival) {
        var losses = new ArrayList<Loss>();
        for (var question : answers.given()) {
            int was = answers.to(question);
            for (int instead = 1; instead <= question.options().size(); instead++) {
                if (instead == was) continue;
                double cost = scores.pull(question, was, leader) - scores.pull(question, was, rival) - scores.pull(question, instead, leader) + scores.pull(question, instead, rival);
                if (cost > 0) losses.add(new Loss(new Other(question, was, instead), cost));
            }
        }
        return losses;
    }

    /// Greedy is exact here: each question's dearest other answer, dearest question first.
    private static int least(double lead, List<Loss> losses) {
        var dearest = losses.stream().map(loss -> loss.other.question).distinct()
                .map(question -> losses.stream().filter(loss -> loss.other.question == question).mapToDouble(Loss::cost).max().orElse(0))
                .sorted(Comparator.reverseOrder()).toList();
        double lost = 0;
        for (int taken = 0; taken < dearest.size(); taken++) {
            lost += dearest.get(taken);
            if (lost > lead + TIE) return taken + 1;
        }
        return Integer.MAX_VALUE;
    }

    /// Those after which that rival is named, gates and all.
    private static List<Change> named(List<Change> changes, Answers answers, Numbers numbers) {
        return changes.stream().filter(change -> Ruling.of(with(change.answers, answers), numbers).model() == change.to).toList();
    }

    private static List<Change> gates(Answers answers, Numbers numbers, Arrangement leader, List<Change> byScore) {
        var found = new ArrayList<Change>();
        for (var question : answers.given())
            for (int instead = 1; instead <= question.options().size(); instead++) {
                var other = new Other(question, answers.to(question), instead);
                var named = Ruling.of(with(List.of(other), answers), numbers).model();
                if (named != leader && byScore.stream().noneMatch(change -> change.answers.getFirst().equals(other) && change.to == named))
                    found.add(new Change(List.of(other), named, 0));
            }
        return found.stream().sorted(Comparator.comparingInt(Changes::steps)).limit(SHOWN).toList();
    }

    private static Answers with(List<Other> others, Answers answers) {
        var changed = answers;
        for (var other : others) changed = changed.with(other.question, other.instead);
        return changed;
    }

    private static int steps(Change change) {
        return change.answers.stream().mapToInt(other -> Math.abs(other.instead - other.was)).sum();
    }
}
