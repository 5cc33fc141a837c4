package demarc.app.decide.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.simulation.Arrangement;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Six businesses whose scores are given.
class ReferenceProfilesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            profile | answers                      | in-house | co-managed | fully managed | model         | template
            A       | 1113321111111111111121213311 | 11.7     | 24.0       | 93.1          | FULLY_MANAGED | fully-managed
            B       | 4333332212212233222332312222 | 38.1     | 94.5       | 37.9          | CO_MANAGED    | co-managed/keep-the-desk
            C       | 5542123333332333332232311112 | 89.5     | 56.0       | 3.9           | IN_HOUSE      | internal
            D       | 3242321212211222121221212212 | 35.6     | 63.5       | 58.1          | CO_MANAGED    | co-managed/keep-the-strategy
            E       | 2213321211112121112211123311 | 13.0     | 32.5       | 87.7          | FULLY_MANAGED | fully-managed
            F       | 4432232223222333232332322222 | 55.1     | 85.0       | 22.2          | CO_MANAGED    | co-managed/keep-the-desk
            """)
    void scoresAndSuggestion(String profile, String code, double inHouse, double coManaged, double fullyManaged, Arrangement model, String template) {
        var assessment = Assessment.of(new Answers(code, false), Numbers.NONE);
        assertThat(Arrays.stream(Arrangement.values()).map(each -> Words.rounded(assessment.scores().of(each)))).containsExactly(inHouse, coManaged, fullyManaged);
        assertThat(assessment.model()).isEqualTo(model);
        assertThat(assessment.template()).isEqualTo(template);
        assertThat(assessment.close()).isEqualTo(profile.equals("D"));
        if (profile.equals("D")) assertThat(assessment.also()).isEqualTo(Arrangement.FULLY_MANAGED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            A, 1113321111111111111121213311
            B, 4333332212212233222332312222
            C, 5542123333332333332232311112
            E, 2213321211112121112211123311
            F, 4432232223222333232332322222
            """)
    void noSingleChangedAnswerFlipsTheScore(String profile, String code) {
        var answers = new Answers(code, false);
        var leader = Scores.of(answers).ranked().getFirst();
        for (var question : answers.given())
            for (int option = 1; option <= question.options().size(); option++)
                assertThat(Scores.of(answers.with(question, option)).ranked().getFirst()).as("%s with %s = %d", profile, question.id(), option).isEqualTo(leader);
        assertThat(Assessment.of(answers, Numbers.NONE).changes().singles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"D, 3242321212211222121221212212"})
    void theBorderlineOneTellsWhatFlipsIt(String profile, String code) {
        var changes = Assessment.of(new Answers(code, false), Numbers.NONE).changes();
        assertThat(changes.singles()).extracting(change -> change.answers().getFirst().question().id()).as(profile).contains("Q01", "Q14", "Q15", "Q18", "Q28");
        assertThat(changes.singles()).allMatch(change -> change.to() == Arrangement.FULLY_MANAGED);
        assertThat(changes.least()).isEqualTo(1);
    }
}
