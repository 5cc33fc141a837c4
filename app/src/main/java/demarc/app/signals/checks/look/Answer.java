package demarc.app.signals.checks.look;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of one look.
///
/// @param millis           how long it took
/// @param words            for people: `200 in 34 ms`, `Connection refused`
/// @param value            of an SNMP value that is a number
/// @param certificateUntil when the certificate that was shown ends
public record Answer(Outcome outcome, double millis, String words, @Nullable Double value, @Nullable Instant certificateUntil) {
    public enum Outcome {
        UP, DOWN,
        /// Between the threshold that raises and the one that clears: as it was before.
        BETWEEN
    }

    private static final int LONGEST = 300;

    public Answer {
        words = words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words;
    }

    static Answer up(double millis, String words) {
        return new Answer(Outcome.UP, millis, words, null, null);
    }

    static Answer down(double millis, String words) {
        return new Answer(Outcome.DOWN, millis, words, null, null);
    }

    Answer until(@Nullable Instant certificate) {
        return new Answer(outcome, millis, words, value, certificate);
    }

    public boolean isDown() {
        return outcome == Outcome.DOWN;
    }
}
