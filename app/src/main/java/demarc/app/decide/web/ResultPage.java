package demarc.app.decide.web;

import demarc.app.decide.Decision;
import demarc.app.decide.Step;
import demarc.app.decide.Wizard;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.decide.questionnaire.Engagement;
import demarc.app.decide.questionnaire.Gate;
import demarc.app.decide.questionnaire.Hint;
import demarc.app.decide.questionnaire.Question;
import demarc.app.directory.Client;
import demarc.core.simulation.Arrangement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the answers say: which way fits, why, what would change it, and what it would cost.
///
/// @param margin in words; empty with too few answers
/// @param also   what else to look at, as a sentence; empty when the result is clear
/// @param next   the step behind the questions, once there is one
public record ResultPage(
        Wizard wizard, String name, String day, String headline, String css, boolean enough, String margin, String also, List<Live.Bar> bars, List<Engagement> engagements,
        @Nullable Cut cut, List<String> because, List<Pull> pulls, List<String> changes, List<Gate> gates, List<Clash> clashes, List<Question> open, String openSays,
        List<Hint> hints, CostView cost, @Nullable Step next, boolean mayChange, List<Client> clients) {

    /// @param lead what it adds to the lead of the named arrangement, with its sign
    public record Pull(String id, String question, String answer, String why, String source, List<Live.Part> parts, String lead) {}

    public record Clash(String questions, String says, String still) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    static ResultPage of(Decision decision, Wizard wizard, @Nullable Step next, NumbersForm typed, boolean mayChange, List<Client> clients) {
        var a = Assessment.of(decision.written().answers(), decision.written().numbers());
        var model = a.model();
        return new ResultPage(wizard, decision.name(), DAY.format(decision.changed().atZone(ZoneOffset.UTC)), AssessmentText.headline(a), model == null ? "" : Live.css(model), a.enough(), margin(a), also(a), Live.bars(a),
                a.engagements(), a.template() == null ? null : Cut.of(a.template()), a.because(), pulls(a), AssessmentText.changes(a), a.gates(),
                a.contradictions().stream().map(each -> new Clash(String.join(", ", each.questions()), each.says(), a.enough() ? each.still() : "")).toList(), a.open(),
                a.open().isEmpty() ? "" : AssessmentText.open(a), a.hints(), CostView.of(a, typed), next, mayChange, clients);
    }

    private static List<Pull> pulls(Assessment a) {
        double most = a.pulls().stream().flatMap(pull -> Arrays.stream(Arrangement.values()).map(pull::of)).mapToDouble(Math::abs).max().orElse(1);
        return a.loudest().stream().map(pull -> pull(pull, Math.max(1, most))).toList();
    }

    private static Pull pull(Assessment.Pull pull, double most) {
        return new Pull(pull.question().id(), pull.question().text(), pull.question().option(pull.chosen()).text(), pull.question().why(), pull.question().source(),
                Arrays.stream(Arrangement.values()).map(model -> Live.part(model, pull.of(model), most)).toList(), Live.signed(pull.lead()));
    }

    private static String margin(Assessment a) {
        if (!a.enough()) return "";
        if (a.margin() < 0) return "%s points behind by score; a gate decided".formatted(Live.points(-a.margin()));
        return "%s points ahead".formatted(Live.points(a.margin()));
    }

    private static String also(Assessment a) {
        var other = a.also();
        if (other == null) return "";
        if (a.close()) return "%s is close. A lead under 10 points says: look at both.".formatted(other.title());
        return "If that cannot be met: %s (%s points).".formatted(other.title().toLowerCase(Locale.ROOT), Live.points(a.scores().of(other)));
    }

    /// The conditions a marked result comes with.
    public String conditions() {
        return gates.stream().filter(gate -> !gate.rulesOut() && Live.css(gate.model()).equals(css)).map(Gate::wayOut).collect(Collectors.joining(" "));
    }
}
