package demarc.app.signals.checks;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.signals.checks.Standing.Certificate;
import demarc.app.signals.checks.Standing.Rule;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a failing look is believed.
class StandingTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /// One look a minute: `+` up, `-` down, `=` between the thresholds, `.` none for ten minutes. Told: `v` went down, `^` is up again, `?` looked at again soon.
    @ParameterizedTest
    @CsvSource({
        "2, ++,      '  '",
        "2, +-,      ' ?'",
        "2, +--,     ' ?v'",
        "2, +---,    ' ?v '",
        "2, +-+-,    ' ? ?'",
        "2, +--+,    ' ?v^'",
        "1, +-,      ' v'",
        "1, -,       '?'",
        "1, --,      '?v'",
        "1, +.-,     '  ?'",
        "1, +.--,    '  ?v'",
        "3, ++---+,  '  ??v^'",
        "2, +--==+,  ' ?v  ^'",
        "2, +-=-,    ' ? ?'",
        "2, +--.-,   ' ?v  '",
    })
    void aCheckIsDownWhenItFailedOftenEnough(int fails, String looks, String told) {
        var standing = Standing.FIRST;
        var heard = new StringBuilder();
        for (var minute = 0; minute < looks.length(); minute++) {
            var at = NOON.plus(Duration.ofMinutes(looks.indexOf('.') >= 0 && minute > looks.indexOf('.') ? minute + 10 : minute));
            if (looks.charAt(minute) == '.') {
                heard.append(' ');
                continue;
            }
            var wasDown = standing.down();
            var step = standing.after(answer(looks.charAt(minute), null), at, new Rule(fails, Duration.ofMinutes(1), 30));
            standing = step.ripe() ? step.standing().wentDown(at) : step.standing();
            heard.append(step.ripe() ? 'v' : wasDown && !standing.down() ? '^' : step.again() != null ? '?' : ' ');
        }
        assertThat(heard).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource({"31d,30,NONE", "30d,30,NONE", "29d,30,SOON", "7d,30,SOON", "6d,30,URGENT", "0d,30,EXPIRED", "-1d,30,EXPIRED", "20d,14,NONE", "3d,2,NONE", "1d,2,URGENT", "-1d,0,NONE"})
    void aCertificateIsSpokenOfBeforeItEnds(String left, int days, Certificate certificate) {
        var until = NOON.plus(Duration.ofDays(Integer.parseInt(left.replace("d", ""))));
        var rule = new Rule(2, Duration.ofMinutes(1), days);
        var shown = Standing.FIRST.after(answer('+', until), NOON, rule).standing();
        assertThat(shown.certificate()).isEqualTo(certificate);
        assertThat(shown.after(answer('-', null), NOON.plusSeconds(60), rule).standing().certificate()).as("while it does not answer").isEqualTo(certificate);
    }

    /// `others` of this runner: `+` answered since, `-` failed since, `.` not looked at since; each on a thing of its own.
    @ParameterizedTest
    @CsvSource({
        "10, '....+....', DOWN",
        "10, '----+----', DOWN",
        "10, '---------', BLIND",
        "10, '----',      BLIND",
        "10, '---......', WAIT",
        "10, '.........', WAIT",
        "125,'.........', DOWN",
        "10, '---',       DOWN",
        "10, '',          DOWN",
    })
    void whoeverSeesNothingElseDoubtsThemselves(int secondsAfter, String others, Sight.Verdict verdict) {
        var marks = others.chars().mapToObj(letter -> (char) letter).collect(Collectors.groupingBy(letter -> letter, Collectors.counting()));
        var sight = new Sight(others.length() + 1, others.length() + 1, marks.getOrDefault('+', 0L).intValue(), marks.getOrDefault('-', 0L).intValue() + 1);
        assertThat(sight.of(NOON, NOON.plusSeconds(secondsAfter))).isEqualTo(verdict);
    }

    private static Answer answer(char look, @Nullable Instant certificateUntil) {
        return new Answer(look == '+' ? Outcome.UP : look == '-' ? Outcome.DOWN : Outcome.BETWEEN, 1, "", null, certificateUntil);
    }
}
