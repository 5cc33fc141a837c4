package demarc.core.agreement;

import static demarc.core.agreement.Priority.P1;
import static demarc.core.agreement.Priority.P3;
import static demarc.core.agreement.Texts.PARTIES;
import static demarc.core.agreement.Texts.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.money.Money;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InForceTest {

    private static final InForce HARBOR = Texts.inForce(PARTIES + SERVICES + """
            decisions:
              normal-change: { by: it-manager, within: 4h, then: refuse }
              emergency-change: { by: it-manager, within: 15m, then: proceed }
              standard-change: { by: responsible }
              spend:
                - { up-to: 500 USD, by: responsible }
                - { up-to: 5000 USD, by: it-manager, within: 3 working days, then: refuse }
                - { by: cfo }
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-06-29T08:00 | it-team      | a Monday as the office opens
            2026-06-29T07:59 | service-desk | the minute before
            2026-06-29T18:00 | service-desk | as it closes
            2026-07-04T10:00 | service-desk | Independence Day, a Saturday
            2026-07-11T10:00 | it-team      | an ordinary Saturday
            """)
    void theFirstRuleThatMatchesAnswers(LocalDateTime at, String team, String when) {
        assertThat(assigned("help-desk/intake", at).responsible().key()).as(when).isEqualTo(team);
    }

    @Test
    void theNextChangeIsWhenAnotherTeamTakesOver() {
        assertThat(HARBOR.nextChange(HARBOR.activity("help-desk/intake"), P3, null,
                chicago("2026-07-02T12:00"))).isEqualTo(chicago("2026-07-02T18:00"));
        assertThat(HARBOR.nextChange(HARBOR.activity("help-desk/intake"), P3, null,
                chicago("2026-07-02T18:00"))).isEqualTo(chicago("2026-07-06T08:00"));
    }

    /// Limits run on the decider's hours; an emergency's run around the clock.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            NORMAL_CHANGE    | -        | it-manager   | 2026-06-30T10:00
            EMERGENCY_CHANGE | -        | it-manager   | 2026-06-29T16:15
            STANDARD_CHANGE  | -        | it-team      | -
            RESTORE          | -        | it-team      | -
            SPEND            | 500 USD  | it-team      | -
            SPEND            | 501 USD  | it-manager   | 2026-07-02T16:00
            SPEND            | 9000 USD | cfo          | -
            SPEND            | 20 EUR   | cfo          | -
            SPEND            | -        | cfo          | -
            """)
    void whoDecidesAndUntilWhen(DecisionKind kind, String amount, String by, LocalDateTime deadline) {
        var asked = LocalDateTime.parse("2026-06-29T16:00");
        var decision = HARBOR.decide(kind, amount == null ? null : Money.parse(amount), assigned("help-desk/intake", asked),
                chicago(asked.toString()));
        assertThat(decision.by().key()).isEqualTo(by);
        assertThat(decision.deadline()).isEqualTo(deadline == null ? null : chicago(deadline.toString()));
    }

    @Test
    void escalationsRunOnTheClockOfTheirServiceLevel() {
        var since = chicago("2026-06-29T17:00");
        assertThat(HARBOR.escalationsFrom(HARBOR.assign(HARBOR.activity("help-desk/intake"), P1, null, since),
                since).getFirst().at()).isEqualTo(chicago("2026-06-29T19:00"));
        assertThat(HARBOR.escalationsFrom(HARBOR.assign(HARBOR.activity("help-desk/intake"), P3, null, since),
                since).getFirst().at()).isEqualTo(chicago("2026-06-30T09:00"));
    }

    @Test
    void anUnknownActivityIsNamed() {
        assertThatThrownBy(() -> HARBOR.index("help-desk/nothing")).hasMessageContaining("help-desk/nothing");
    }

    private static Assignment assigned(String activity, LocalDateTime at) {
        return HARBOR.assign(HARBOR.activity(activity), P3, null, chicago(at.toString()));
    }

    private static Instant chicago(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Chicago")).toInstant();
    }
}
