package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the questionnaire has to say.
///
/// @param model       what fits best; null with too few answers
/// @param also        the other one to look at: a runner-up too near, or what to take when a mark on the leader cannot be lifted
/// @param close       the lead is under ten points, so both are shown
/// @param margin      the lead by score over the best of the others; negative when a gate decided
/// @param engagements templates that fit, the suggested one first
/// @param because     why, in sentences with their numbers
/// @param settled     no answer to the open questions could change who leads
public record Assessment(
        Answers answers, Numbers numbers, Scores scores, @Nullable Arrangement model, @Nullable Arrangement also, boolean close, double margin, List<Engagement> engagements,
        List<Gate> gates, List<String> because, List<Pull> pulls, Changes changes, List<Contradiction> contradictions, List<Question> open,
        boolean settled, List<Hint> hints, Prices prices) {

    /// What one answer does, in points of each score.
    ///
    /// @param lead what it adds to the lead of the named arrangement over the next
    public record Pull(Question question, int chosen, double inHouse, double coManaged, double fullyManaged, double lead) {

        public double of(Arrangement model) {
            return switch (model) {
                case IN_HOUSE -> inHouse;
                case CO_MANAGED -> coManaged;
                case FULLY_MANAGED -> fullyManaged;
            };
        }
    }

    public static Assessment of(Answers answers, Numbers numbers) {
        var ruling = Ruling.of(answers, numbers);
        var scores = ruling.scores();
        boolean enough = answers.enough();
        var leader = ruling.model();
        var next = scores.ranked().stream().filter(each -> each != leader).findFirst().orElseThrow();
        var rivals = Arrays.stream(Arrangement.values()).filter(each -> each != leader && !ruling.rulesOut(each)).toList();
        var engagements = Engagement.of(leader, answers);
        var shared = Engagement.of(Arrangement.CO_MANAGED, answers).getFirst().template();
        var pulls = answers.given().stream().map(question -> new Pull(question, answers.to(question), scores.pull(question, Arrangement.IN_HOUSE),
                scores.pull(question, Arrangement.CO_MANAGED), scores.pull(question, Arrangement.FULLY_MANAGED), scores.pull(question, leader, next))).toList();
        return new Assessment(answers, numbers, scores, enough ? leader : null, enough ? ruling.also() : null, enough && ruling.close(), enough ? ruling.margin() : 0,
                enough ? engagements : List.of(), ruling.gates(), enough ? Because.of(ruling, pulls, next, engagements) : Because.tooFew(answers), pulls,
                enough ? Changes.of(answers, numbers, scores, leader, rivals) : Changes.NONE, Contradiction.in(answers, numbers), answers.open(),
                Open.settled(answers, leader, rivals), Hint.in(answers), Prices.of(answers, numbers, shared));
    }

    public boolean enough() {
        return model != null;
    }

    /// The suggested template, or nothing with too few answers.
    public @Nullable String template() {
        return engagements.isEmpty() ? null : engagements.getFirst().template();
    }

    /// Marks on the named arrangement: conditions to be met.
    public List<Gate> conditions() {
        return gates.stream().filter(gate -> gate.model() == model && !gate.rulesOut()).toList();
    }

    public boolean isRuledOut(Arrangement other) {
        return gates.stream().anyMatch(gate -> gate.rulesOut() && gate.model() == other);
    }

    /// What speaks loudest for the named arrangement, or, negative, against it, comes first.
    public List<Pull> loudest() {
        return pulls.stream().sorted(Comparator.comparingDouble((Pull pull) -> Math.abs(pull.lead)).reversed()).toList();
    }
}
