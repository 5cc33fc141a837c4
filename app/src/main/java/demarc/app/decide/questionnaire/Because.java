package demarc.app.decide.questionnaire;

import demarc.app.decide.questionnaire.Assessment.Pull;
import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The reasons, in sentences that carry their numbers.
final class Because {

    private static final int REASONS = 3;

    private Because() {}

    static List<String> of(Ruling ruling, List<Pull> pulls, Arrangement next, List<Engagement> engagements) {
        var scores = ruling.scores();
        var model = ruling.model();
        var said = new ArrayList<String>();
        var others = Stream.of(Arrangement.values()).filter(each -> each != model).sorted(Comparator.comparingDouble((Arrangement each) -> scores.of(each)).reversed())
                .map(each -> "%s %s".formatted(Words.lower(each), Words.points(scores.of(each)))).toList();
        said.add("%s scores %s of 100; %s.".formatted(model.title(), Words.points(scores.of(model)), Words.list(others)));
        for (var gate : ruling.gates()) {
            if (gate.rulesOut()) said.add("%s rules %s out: %s".formatted(gate.id(), Words.lower(gate.model()), gate.why()));
            else said.add("%s marks %s as '%s': %s%s".formatted(gate.id(), Words.lower(gate.model()), gate.says(), gate.why(), gate.model() == model ? " " + gate.wayOut() : ""));
        }
        if (ruling.margin() < 0) said.add("The score alone would name %s; a gate decided otherwise.".formatted(Words.lower(scores.ranked().getFirst())));
        if (ruling.close() && ruling.also() != null)
            said.add("The lead over %s is %s points. Under %.0f it takes little to turn it, so look at both.".formatted(Words.lower(ruling.also()),
                    Words.points(Math.abs(scores.of(model) - scores.of(ruling.also()))), Ruling.CLEAR));
        pulls.stream().filter(pull -> pull.lead() > 0).sorted(Comparator.comparingDouble(Pull::lead).reversed()).limit(REASONS)
                .forEach(pull -> said.add("For it: %s %s (%s, +%s over %s).".formatted(pull.question().text(), pull.question().option(pull.chosen()).text(), pull.question().id(),
                        Words.points(pull.lead()), Words.lower(next))));
        pulls.stream().filter(pull -> pull.lead() < 0).min(Comparator.comparingDouble(Pull::lead))
                .ifPresent(pull -> said.add("Against it: %s %s (%s, -%s against %s).".formatted(pull.question().text(), pull.question().option(pull.chosen()).text(),
                        pull.question().id(), Words.points(-pull.lead()), Words.lower(next))));
        said.add("Template %s: %s".formatted(engagements.getFirst().title(), engagements.getFirst().why()));
        return List.copyOf(said);
    }

    static List<String> tooFew(Answers answers) {
        int whole = Questionnaire.get().weight();
        return List.of("Not enough answers: they weigh %d of %d, and %d are needed to name anything. Answer %s first, as they weigh most.".formatted(answers.weight(), whole,
                (int) Math.ceil(whole * Questionnaire.ENOUGH), Words.list(answers.open().stream().sorted(Comparator.comparingInt(Question::weight).reversed()).limit(3).map(Question::id).toList())));
    }
}
