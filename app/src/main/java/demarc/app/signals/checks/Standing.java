package demarc.app.signals.checks;

import demarc.app.signals.Severity;
import demarc.app.signals.checks.look.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a check stands, and what one more answer makes of it. Whether a failing one is said to be down is for [Sight] to decide.
///
/// @param down          it was said to be down
/// @param fails         looks in a row that failed
/// @param since         since when it is up or down
/// @param failingSince  when the first of those looks was
/// @param certificate   how near the end of the certificate that was last shown is
public record Standing(
        boolean down, int fails, @Nullable Instant since, @Nullable Instant failingSince, @Nullable Instant lastAt, @Nullable Instant okAt, Certificate certificate,
        @Nullable Instant certificateUntil) {

    public enum Certificate {
        NONE(Severity.INFO), SOON(Severity.MEDIUM), URGENT(Severity.HIGH), EXPIRED(Severity.CRITICAL);

        private final Severity severity;

        Certificate(Severity severity) {
            this.severity = severity;
        }

        Severity severity() {
            return severity;
        }
    }

    /// @param fails           looks that must fail in a row
    /// @param certificateDays 0: never spoken of
    record Rule(int fails, Duration every, int certificateDays) {}

    /// @param ripe  it failed often enough to be said
    /// @param again to be looked at again this soon, rather than at its next turn
    record Step(Standing standing, boolean ripe, @Nullable Duration again) {}

    static final Standing FIRST = new Standing(false, 0, null, null, null, null, Certificate.NONE, null);
    static final Duration SOON_AGAIN = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int URGENT_DAYS = 7;

    /// @param at later than `lastAt`
    Step after(Answer answer, Instant at, Rule rule) {
        var seen = certificate(answer, at, rule);
        return switch (answer.outcome()) {
            case UP -> new Step(new Standing(false, 0, down || since == null ? at : since, null, at, at, seen, until(answer)), false, null);
            case BETWEEN -> new Step(new Standing(down, down ? fails : 0, since == null ? at : since, down ? failingSince : null, at, down ? okAt : at, seen, until(answer)), false, null);
            case DOWN -> {
                var failed = new Standing(down, fails + 1, since == null ? at : since, fails == 0 ? at : failingSince, at, okAt, seen, until(answer));
                // After a start or a long gap one failure may be ours, so it is never believed alone.
                var needed = fails == 0 && isAfterGap(at, rule) ? Math.max(2, rule.fails) : rule.fails;
                var ripe = !down && failed.fails >= needed;
                yield new Step(failed, ripe, down || ripe ? null : SOON_AGAIN);
            }
        };
    }

    Standing wentDown(Instant at) {
        return new Standing(true, fails, at, failingSince, lastAt, okAt, certificate, certificateUntil);
    }

    private boolean isAfterGap(Instant at, Rule rule) {
        return lastAt == null || at.isAfter(lastAt.plus(rule.every.multipliedBy(2)).plus(GRACE));
    }

    private @Nullable Instant until(Answer answer) {
        return answer.certificateUntil() == null ? certificateUntil : answer.certificateUntil();
    }

    /// An answer that showed no certificate says nothing of it.
    private Certificate certificate(Answer answer, Instant at, Rule rule) {
        var until = answer.certificateUntil();
        if (rule.certificateDays == 0) return Certificate.NONE;
        if (until == null) return certificate;
        if (!until.isAfter(at)) return Certificate.EXPIRED;
        if (until.isBefore(at.plus(Duration.ofDays(Math.min(URGENT_DAYS, rule.certificateDays))))) return Certificate.URGENT;
        return until.isBefore(at.plus(Duration.ofDays(rule.certificateDays))) ? Certificate.SOON : Certificate.NONE;
    }
}
