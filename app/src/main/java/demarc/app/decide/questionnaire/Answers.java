package demarc.app.decide.questionnaire;

import java.util.Arrays;
import java.util.List;

/// What was answered: for each question the option from 1, or 0 while it is open.
///
/// @param code        one digit for each question, Q01 first: `4333332212212233222332312222`
/// @param hirePlanned somebody will be hired for IT, whoever does it now
public record Answers(String code, boolean hirePlanned) {

    public static final Answers NONE = new Answers("0".repeat(Questionnaire.get().questions().size()), false);

    /// @throws IllegalArgumentException that says what is wrong and how to write it
    public Answers {
        var questions = Questionnaire.get().questions();
        code = code.strip().replace('-', '0');
        if (!code.matches("\\d*")) throw new IllegalArgumentException("'%s' holds something else than digits. Write one digit for each question, 0 where it is open.".formatted(code));
        if (code.length() != questions.size())
            throw new IllegalArgumentException("'%s' has %d digits; there are %d questions. Write 0 where one is open.".formatted(code, code.length(), questions.size()));
        for (var question : questions) {
            int chosen = code.charAt(question.number() - 1) - '0';
            if (chosen > question.options().size())
                throw new IllegalArgumentException("%s has no option %d: %s.".formatted(question.id(), chosen, choices(question)));
        }
    }

    /// `1 Nobody, 2 Somebody beside another job, …`
    static String choices(Question question) {
        var list = new StringBuilder();
        for (int i = 1; i <= question.options().size(); i++) list.append(i == 1 ? "" : ", ").append(i).append(" = ").append(question.option(i).text());
        return list.toString();
    }

    /// The chosen option from 1, or 0.
    public int to(Question question) {
        return code.charAt(question.number() - 1) - '0';
    }

    int to(String id) {
        return to(Questionnaire.get().question(id));
    }

    public boolean answers(Question question) {
        return to(question) > 0;
    }

    /// Is one of these options chosen?
    boolean is(String id, int... options) {
        int chosen = to(id);
        return Arrays.stream(options).anyMatch(option -> option == chosen);
    }

    public Answers with(Question question, int chosen) {
        var digits = new StringBuilder(code);
        digits.setCharAt(question.number() - 1, (char) ('0' + chosen));
        return new Answers(digits.toString(), hirePlanned);
    }

    public Answers planningToHire(boolean planned) {
        return new Answers(code, planned);
    }

    public List<Question> open() {
        return Questionnaire.get().questions().stream().filter(question -> !answers(question)).toList();
    }

    public List<Question> given() {
        return Questionnaire.get().questions().stream().filter(this::answers).toList();
    }

    public int weight() {
        return given().stream().mapToInt(Question::weight).sum();
    }

    public boolean enough() {
        return weight() >= Questionnaire.ENOUGH * Questionnaire.get().weight();
    }
}
