package demarc.app.decide.web;

import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.decide.questionnaire.Gate;
import demarc.app.decide.questionnaire.Question;
import demarc.app.decide.questionnaire.Questionnaire;
import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the answers say so far: scores, what each answer pulls, gates and contradictions.
///
/// @param share of the weight that is answered, in percent
public record Live(
        String address, String headline, String progress, int share, boolean enough, List<Bar> bars, List<Pull> pulls, List<Notice> notices) {

    /// @param css   `in-house`, `co-managed`, `fully-managed`
    /// @param width of the bar, 0 to 100
    public record Bar(String title, String css, String score, double width, boolean named, @Nullable String mark) {}

    /// @param parts one for each arrangement; none while the question is open
    public record Pull(String id, List<Part> parts) {}

    /// @param words `+6.3`
    /// @param x     of the bar in a box from -10 to 10
    public record Part(String title, String css, String words, double x, double width, boolean up) {}

    public record Notice(String kind, String title, String says) {}

    private static final double FULL = 10;

    static Live of(String address, Assessment a) {
        var all = Questionnaire.get();
        int given = a.answers().given().size();
        int share = Math.toIntExact(Math.round(100.0 * a.answers().weight() / all.weight()));
        var progress = "%d of %d answered".formatted(given, all.questions().size());
        return new Live(address, headline(a, given), progress, share, a.enough(), bars(a), all.questions().stream().map(question -> pull(a, question)).toList(), notices(a));
    }

    private static String headline(Assessment a, int given) {
        if (a.enough()) return AssessmentText.headline(a);
        return given == 0 ? "Answer to see where it leads" : "Not enough answers yet";
    }

    static List<Bar> bars(Assessment a) {
        return Arrays.stream(Arrangement.values()).map(model -> new Bar(model.title(), css(model), points(a.scores().of(model)), rounded(a.scores().of(model)), model == a.model(),
                mark(a, model))).toList();
    }

    private static @Nullable String mark(Assessment a, Arrangement model) {
        if (a.answers().given().isEmpty()) return null;
        if (a.isRuledOut(model)) return "ruled out";
        return a.gates().stream().filter(gate -> gate.model() == model).map(Gate::says).findFirst().orElse(null);
    }

    static Pull pull(Assessment a, Question question) {
        if (!a.answers().answers(question)) return new Pull(question.id(), List.of());
        return new Pull(question.id(), Arrays.stream(Arrangement.values()).map(model -> part(model, a.scores().pull(question, model), FULL)).toList());
    }

    /// @param most what fills the bar
    static Part part(Arrangement model, double pull, double most) {
        double shown = Math.clamp(rounded(pull) / most * FULL, -FULL, FULL);
        return new Part(model.title(), css(model), signed(pull), Math.min(0, shown), Math.abs(shown), shown > 0);
    }

    private static List<Notice> notices(Assessment a) {
        var notices = new ArrayList<Notice>();
        for (var gate : a.gates()) notices.add(new Notice("gate", "%s %s".formatted(gate.model().title(), gate.rulesOut() ? "is ruled out" : "is marked: " + gate.says()), gate.why()));
        for (var clash : a.contradictions())
            notices.add(new Notice("clash", "%s do not fit".formatted(String.join(" and ", clash.questions())), clash.says() + (a.enough() ? " " + clash.still() : "")));
        return notices;
    }

    static String css(Arrangement model) {
        return model.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String points(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String signed(double value) {
        double plain = rounded(value);
        return plain == 0 ? "0" : String.format(Locale.ROOT, "%s%.1f", plain > 0 ? "+" : "\u2212", Math.abs(plain));
    }

    static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
