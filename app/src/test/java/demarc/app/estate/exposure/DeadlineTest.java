package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// By when an exposure is mended: BOD 26-04, and CVSS where the directive's questions have no answer.
class DeadlineTest {
    private static final Instant FOUND = Instant.parse("2026-11-24T00:00:00Z");

    /// CERT/CC's machine form, row by row: in KEV, publicly exposed, automatable, technical impact.
    @ParameterizedTest @CsvSource({
        "no,  no,  no,  partial, NEXT_UPGRADE", "yes, no,  no,  partial, FOURTEEN_DAYS", "no,  yes, no,  partial, SIXTY_DAYS", "no,  no,  yes, partial, SIXTY_DAYS",
        "no,  no,  no,  total,   NEXT_UPGRADE", "yes, yes, no,  partial, FOURTEEN_DAYS", "yes, no,  yes, partial, FOURTEEN_DAYS", "no,  yes, yes, partial, FOURTEEN_DAYS",
        "yes, no,  no,  total,   FOURTEEN_DAYS", "no,  yes, no,  total,   FOURTEEN_DAYS", "no,  no,  yes, total,   SIXTY_DAYS", "yes, yes, yes, partial, THREE_DAYS",
        "yes, yes, no,  total,   THREE_DAYS_FORENSIC", "yes, no,  yes, total,   THREE_DAYS_FORENSIC", "no,  yes, yes, total,   THREE_DAYS", "yes, yes, yes, total,   THREE_DAYS_FORENSIC"})
    void theDirectiveIsFollowedRowByRow(String kev, String exposed, String automatable, String impact, Timeline expected) {
        assertThat(Timeline.of(kev.equals("yes"), exposed.equals("yes"), automatable.equals("yes"), impact.equals("total"))).isEqualTo(expected);
    }

    @ParameterizedTest @CsvSource({
        "9.8, CRITICAL, 2026-12-08", "7.5, HIGH, 2026-12-24", "5.0, MEDIUM, 2027-01-23", "2.0, LOW, 2027-02-22", ", UNKNOWN, 2027-01-23"})
    void whereNobodyAnswersItsQuestionsTheScoreDecides(@Nullable Double score, Rating rating, LocalDate due) {
        assertThat(due(null, null, null, rating, score, false)).isEqualTo(due);
    }

    @ParameterizedTest @CsvSource({
        // listed   , auto,  total, exposed, due
        "2026-11-20 ,      ,      , false , 2026-12-04", // exploited, nothing known of the attack: the longest that anything exploited has
        "2026-11-20 ,      , true , true  , 2026-11-23", // exposed and total: whether it can be automated does not matter
        "2026-11-20 , false, false, false , 2026-12-04", "           , true ,      , false , 2027-01-23", // not exposed, automatable: 60 days whatever the impact
        "           , false, true , true  , 2026-12-08", "           , false, false, false , "})
    void whatIsNotKnownMattersOnlyWhereItWouldChangeTheAnswer(@Nullable LocalDate listed, @Nullable Boolean automatable, @Nullable Boolean total, boolean exposed, @Nullable LocalDate due) {
        assertThat(due(listed, automatable, total, Rating.LOW, 2.0, exposed)).isEqualTo(due);
    }

    @Test void theClockStartsWhenItWasListedOrFoundWhicheverIsEarlier() {
        assertThat(due(LocalDate.parse("2026-11-01"), true, true, Rating.CRITICAL, 9.8, true)).isEqualTo("2026-11-04");
        assertThat(due(LocalDate.parse("2026-12-01"), true, true, Rating.CRITICAL, 9.8, true)).isEqualTo("2026-11-27");
    }

    @Test void eachDateSaysItsReason() {
        var exploited = Deadline.of(new Deadline.Inputs(LocalDate.parse("2026-11-20"), false, true, true, Rating.CRITICAL, 9.8), true, FOUND);
        assertThat(exploited.because()).isEqualTo("Exploited (CISA lists it since 20 Nov 2026); reachable from the internet; attacks can be automated and the attacker gets total control: "
                + "3 days and a forensic check (BOD 26-04), counted from 20 Nov 2026, when it was listed.");
        assertThat(exploited.forensic()).isTrue();
        assertThat(Deadline.of(new Deadline.Inputs(null, false, null, null, Rating.HIGH, 7.5), false, FOUND).because())
                .isEqualTo("Not known to be exploited; CVSS 7.5 is high: 30 days, counted from 24 Nov 2026, when it was found here.");
    }

    @ParameterizedTest @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0", "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1",
        "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H, 7.8", "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H, 5.9", "CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N, 2.2", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0",
        "AV:N/AC:L/Au:N/C:P/I:P/A:P, 7.5", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H, 10.0",
        "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 7.3", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N, 5.1"})
    void scoresAreThoseOfTheSpecification(String vector, double score) {
        assertThat(Cvss.score(vector)).hasValue(score);
    }

    @ParameterizedTest @ValueSource(strings = {"CVSS:3.1/AV:N", "CVSS:9.0/AV:N/AC:L", "high", "", "CVSS:4.0/AV:X"})
    void whatIsNoVectorHasNoScore(String vector) {
        assertThat(Cvss.score(vector)).isEmpty();
    }

    /// Found on 24 November: a day, a week, two weeks; three days are always left.
    @ParameterizedTest @CsvSource({
        "0, 2026-12-24, 2026-11-25", "1, 2026-12-24, 2026-12-01", "2, 2026-12-24, 2026-12-08", "2, 2026-12-08, 2026-12-05", "1, 2026-11-26, 2026-11-24", "1, 2020-01-01, 2026-11-24"})
    void eachRingHasItsTurn(int ring, LocalDate due, LocalDate turn) {
        assertThat(Patch.starts(ring, false, due.atStartOfDay(ZoneOffset.UTC).toInstant(), FOUND).toString()).startsWith(turn.toString());
        assertThat(Patch.starts(ring, true, due.atStartOfDay(ZoneOffset.UTC).toInstant(), FOUND)).isEqualTo(FOUND);
    }

    @ParameterizedTest @CsvSource({"2, 0, true", "40, 0, false", "40, 2, false", "40, 4, true", "40, 9, false", "900, 45, true"})
    void pilotsAreThreeToFive(int devices, int pilots, boolean right) {
        assertThat(Patch.pilots(pilots, devices).isEmpty()).isEqualTo(right);
    }

    private static @Nullable LocalDate due(@Nullable LocalDate listed, @Nullable Boolean automatable, @Nullable Boolean total, Rating rating, @Nullable Double score, boolean exposed) {
        var at = Deadline.of(new Deadline.Inputs(listed, false, automatable, total, rating, score), exposed, FOUND).at();
        return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
