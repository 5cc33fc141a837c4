package demarc.app.decide.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.Staff;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written is what is read.
class AnswersFileTest {

    @Test void allOfADecisionComesBack() throws Exception {
        var numbers = new Numbers(160.0, 2.5, 182.0, 0.0, 1_200.0, Staff.of(4), Staff.of(1.5), Map.of(CostInput.BURDEN, new Estimate(0.31, 0.25, 0.35, "your figures")));
        var written = new Written("Hale & \"Partners\" \\ Söhne", new Answers("3242321212211222121221212210", true), numbers);
        assertThat(AnswersFile.read("x", AnswersFile.write(written))).isEqualTo(written);
    }

    @Property void anyNameCanBeKept(@ForAll @StringLength(max = 120) String name) throws Exception {
        var read = AnswersFile.read("x", AnswersFile.write(new Written(name, Answers.NONE, Numbers.NONE)));
        if (name.matches("[\\x21-\\x7E]*")) assertThat(read.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Q01 | 4                   | 4
            Q01 | 2-5                 | 4
            Q01 | Two to five people  | 4
            Q01 | two to  FIVE people | 4
            Q01 | "0"                 | 1
            Q02 | 0                   | 0
            Q02 | open                | 0
            Q21 | several or assessed | 3
            """)
    void anAnswerIsItsWordsOrItsNumber(String id, String said, int option) throws Exception {
        var read = AnswersFile.read("x", "answers: { %s: %s }".formatted(id, said));
        assertThat(read.answers().to(id)).isEqualTo(option);
    }
}
