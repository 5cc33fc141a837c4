package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            15m            | 15m
            90m            | 1h 30m
            1h30m          | 1h 30m
            4 hours        | 4h
            1 working day  | 1 working day
            3 Working Days | 3 working days
            """)
    void targetsAreWrittenInOneWay(String written, String canonical) {
        assertThat(Target.parse(written)).hasToString(canonical).isEqualTo(Target.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 days         | Write '3 working days', or '72h'
            2d             | Write '2 working days', or '48h'
            15             | has no unit
            0m             | is no time at all
            0 working days | is no time at all
            soon           | Write for example '15m'
            ''             | Write for example '15m'
            """)
    void whatCannotBeReadSaysHowToWriteIt(String text, String wayOut) {
        assertThatThrownBy(() -> Target.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(wayOut);
    }

    @Test
    void pausesCanBeAgreedOtherwise() {
        var strict = PauseRules.standard().with(WaitingOn.CLIENT, java.util.Set.of());
        assertThat(strict.stops(WaitingOn.CLIENT, Priority.P3)).isFalse();
        assertThat(strict.stops(WaitingOn.REQUESTER, Priority.P1)).isTrue();
        assertThat(PauseRules.standard().stops(WaitingOn.VENDOR, Priority.P2)).isFalse();
        assertThat(PauseRules.standard().stops(WaitingOn.VENDOR, Priority.P3)).isTrue();
    }
}
