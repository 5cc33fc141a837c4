package demarc.app.decide.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import demarc.core.agreement.Templates;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Post;
import demarc.core.simulation.Staff;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {

    private static final String DENTAL = "1113321111111111111121213311";
    private static final String MANUFACTURER = "4333332212212233222332312222";
    private static final String SOFTWARE = "5542123333332333332232311112";

    @Test void theShippedQuestionsAreComplete() {
        assertThat(Questionnaire.get().questions()).hasSize(28);
        assertThat(Questionnaire.get().weight()).isEqualTo(93);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            G1 | 1 nobody, no hire            | 4333332212212233222332312222 | Q01=1       | CO_MANAGED    | true
            G2 | nobody steers                | 4333332212212233222332312222 | Q28=1       | CO_MANAGED    | false
            G3 | six people who keep control  | 5542123333332333332232311112 |             | FULLY_MANAGED | true
            G4 | around the clock with two    | 4333332212212233222332312222 |             | IN_HOUSE      | false
            G5 | regulated without the skill  | 4333332212212233222332312222 | Q07=1       | IN_HOUSE      | false
            """)
    void gates(String id, String when, String code, @Nullable String change, Arrangement model, boolean rulesOut) {
        var gate = assess(with(code, change)).gates().stream().filter(each -> each.id().equals(id)).findFirst();
        assertThat(gate).as(when).hasValueSatisfying(fired -> {
            assertThat(fired.model()).isEqualTo(model);
            assertThat(fired.rulesOut()).isEqualTo(rulesOut);
            assertThat(fired.why()).isNotBlank();
        });
    }

    @Test void aHireThatIsPlannedKeepsCoManagedIn() {
        var nobody = new Answers(DENTAL, false);
        assertThat(assess(nobody).isRuledOut(Arrangement.CO_MANAGED)).isTrue();
        assertThat(assess(nobody.planningToHire(true)).isRuledOut(Arrangement.CO_MANAGED)).isFalse();
    }

    @Test void whatIsRuledOutIsNotNamedHoweverItScores() {
        var assessment = assess(with(MANUFACTURER, "Q01=1"));
        assertThat(assessment.scores().ranked().getFirst()).isEqualTo(Arrangement.CO_MANAGED);
        assertThat(assessment.model()).isNotEqualTo(Arrangement.CO_MANAGED);
        assertThat(assessment.margin()).isNegative();
        assertThat(assessment.because()).anyMatch(reason -> reason.startsWith("G1 rules co-managed out"));
        assertThat(AssessmentText.headline(assessment)).endsWith(", as co-managed is ruled out");
        // Anybody hired lifts the gate, and then the score names co-managed.
        assertThat(assessment.changes().gates()).isNotEmpty().allMatch(change -> change.to() == Arrangement.CO_MANAGED);
        assertThat(assessment.changes().singles()).isEmpty();
    }

    @Test void aMarkedLeaderIsNamedWithItsConditionAndWithWhatElse() {
        var assessment = assess(with(MANUFACTURER, "Q28=1"));
        assertThat(assessment.model()).isEqualTo(Arrangement.CO_MANAGED);
        assertThat(AssessmentText.headline(assessment)).isEqualTo("Co-managed, but likely to fail as things stand");
        assertThat(assessment.also()).isEqualTo(Arrangement.FULLY_MANAGED);
    }

    @Test void withTooFewAnswersNothingIsNamedButWhatIsMissing() {
        var answers = new Answers(MANUFACTURER, false);
        for (var id : new String[] {"Q01", "Q07", "Q14", "Q02"}) answers = answers.with(Questionnaire.get().question(id), 0);
        assertThat(answers.weight()).isEqualTo(74);
        var assessment = assess(answers);
        assertThat(assessment.model()).isNull();
        assertThat(assessment.template()).isNull();
        assertThat(assessment.because().getFirst()).contains("74 of 93", "75 are needed", "Q01");
    }

    @Test void openQuestionsAreNamedWithWhatTheyCouldDo() {
        var one = assess(with(MANUFACTURER, "Q26=0"));
        assertThat(one.open()).extracting(Question::id).containsExactly("Q26");
        assertThat(one.settled()).isTrue();
        var borderline = assess(with("3242321212211222121221212212", "Q01=0"));
        assertThat(borderline.settled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Q01=1 Q15=3       | Q01, Q15      | You want to keep your own IT people in the work, and nobody does IT.
            Q07=1 Q11=3       | Q07, Q11      | All tools run well
            Q01=5 Q02=1 Q03=2 | Q01, Q02, Q03 | So many employees for so many IT people is another number for each: 4 at most
            Q14=3 Q28=1       | Q14, Q28      | nobody can give it two hours a week
            Q01=5 Q18=1       | Q01, Q18      | it pays two or more
            """)
    void contradictionsSayWhatCanStillBeSaid(String change, String questions, String says) {
        var found = assess(with(MANUFACTURER, change)).contradictions().stream().filter(each -> String.join(", ", each.questions()).equals(questions)).findFirst();
        assertThat(found).hasValueSatisfying(contradiction -> {
            assertThat(contradiction.says()).contains(says);
            assertThat(contradiction.still()).startsWith("The result ");
        });
    }

    @Test void theReferenceProfilesHoldNoContradiction() {
        for (var code : new String[] {DENTAL, MANUFACTURER, SOFTWARE}) assertThat(assess(new Answers(code, false)).contradictions()).as(code).isEmpty();
    }

    @Test void everySuggestedTemplateIsShipped() {
        for (var model : Arrangement.values())
            for (var code : new String[] {DENTAL, MANUFACTURER, SOFTWARE, "3242321212211222121221212212"})
                for (var engagement : Engagement.of(model, new Answers(code, false))) assertThat(Templates.names()).contains(engagement.template());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Q01=3                   | co-managed/keep-the-strategy
            Q07=2                   | co-managed/keep-the-desk
            Q07=3 Q06=1 Q20=3 Q04=1 | co-managed/projects-only
            Q07=3 Q06=1 Q20=1 Q05=3 | co-managed/provider-desk
            """)
    void whatIsMissingChoosesTheTemplate(String change, String template) {
        assertThat(Engagement.of(Arrangement.CO_MANAGED, with(MANUFACTURER, change)).getFirst().template()).isEqualTo(template);
    }

    @Test void aSkillThatIsMissingProposesAProviderForItsServices() {
        assertThat(Hint.in(with(MANUFACTURER, "Q07=1 Q08=1 Q10=1"))).extracting(Hint::service)
                .contains("cybersecurity", "cloud", "identity", "network-monitoring", "backup", "compliance", "help-desk", "projects");
    }

    @Test void theFiguresOfTheWorkedCheckComeOutOfTheManufacturersNumbers() {
        var two = new Staff(Map.of(Post.ADMINISTRATOR, 1.0, Post.SUPPORT, 1.0));
        var numbers = new Numbers(160.0, 2.0, 182.0, null, 0.0, null, two, Map.of());
        var prices = Assessment.of(with(MANUFACTURER, "Q06=1"), numbers).prices();
        assertThat(prices.of(Arrangement.IN_HOUSE).likely().human()).isEqualTo("530,651.20 USD");
        assertThat(prices.of(Arrangement.CO_MANAGED).likely().human()).isEqualTo("397,499.60 USD");
        assertThat(Assessment.of(with(MANUFACTURER, "Q06=1 Q21=2"), numbers).prices().of(Arrangement.FULLY_MANAGED).likely().human()).isEqualTo("321,285 USD");
    }

    // --- for any answers

    @Property void aScoreIsItsNeutralValueAndItsPulls(@ForAll("answers") Answers answers) {
        var scores = Scores.of(answers);
        for (var model : Arrangement.values()) {
            double lowest = answers.given().stream().mapToInt(question -> question.lowest(model)).sum();
            double highest = answers.given().stream().mapToInt(question -> question.highest(model)).sum();
            if (highest == lowest) continue;
            double pulls = answers.given().stream().mapToDouble(question -> scores.pull(question, model)).sum();
            assertThat(scores.of(model)).isBetween(0.0, 100.0).isCloseTo(100 * -lowest / (highest - lowest) + pulls, within(1e-9));
        }
    }

    @Property(tries = 200) void theLeastNumberOfChangesIsTrue(@ForAll("answers") Answers answers) {
        var changes = assess(answers).changes();
        if (!changes.singles().isEmpty()) assertThat(changes.least()).isEqualTo(1);
        if (changes.singles().isEmpty() && !changes.pairs().isEmpty()) assertThat(changes.least()).isLessThanOrEqualTo(2);
        for (var change : Stream.concat(changes.singles().stream(), changes.pairs().stream()).toList()) {
            var changed = answers;
            for (var other : change.answers()) changed = changed.with(other.question(), other.instead());
            assertThat(Scores.of(changed).of(change.to())).isGreaterThan(Scores.of(changed).of(assess(answers).model()));
        }
    }

    @Property(tries = 300) void aSettledResultStandsWhateverIsAnsweredElsewhere(@ForAll("answers") Answers answers, @ForAll("answers") Answers others) {
        var assessment = assess(answers);
        if (!assessment.enough() || !assessment.settled()) return;
        var full = answers;
        for (var question : answers.open()) full = full.with(question, Math.max(1, others.to(question)));
        var scores = Scores.of(full);
        for (var rival : Arrangement.values())
            if (rival != assessment.model() && !assessment.isRuledOut(rival)) assertThat(scores.of(assessment.model())).isGreaterThan(scores.of(rival));
    }

    @Property(tries = 300) void anyAnswersAreAssessed(@ForAll("answers") Answers answers) {
        var assessment = assess(answers);
        assertThat(AssessmentText.of("Anybody", assessment)).isNotBlank();
        assertThat(AssessmentJson.of("Anybody", assessment)).containsKeys("model", "template", "because", "margin", "scores", "gates", "cost", "wouldChange");
        assertThat(assessment.enough()).isEqualTo(assessment.model() != null);
    }

    @Provide Arbitrary<Answers> answers() {
        var digits = Questionnaire.get().questions().stream().map(question -> Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)), Tuple.of(12, Arbitraries.integers().between(1, question.options().size())))).toList();
        return Combinators.combine(digits).as(chosen -> new Answers(String.join("", chosen.stream().map(String::valueOf).toList()), false));
    }

    private static Assessment assess(Answers answers) {
        return Assessment.of(answers, Numbers.NONE);
    }

    private static Answers with(String code, @Nullable String changes) {
        var answers = new Answers(code, false);
        if (changes != null)
            for (var change : changes.split(" "))
                answers = answers.with(Questionnaire.get().question(change.substring(0, 3)), change.charAt(4) - '0');
        return answers;
    }
}
