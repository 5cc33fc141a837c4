package demarc.app.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The time, until somebody tells a story: then it is the time of the story, for the whole process, so that jobs keep step with it.
///
/// Microseconds, as PostgreSQL keeps them: what is written is what is read.
public class StoryClock extends Clock {
    private final Clock real = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    private volatile @Nullable Instant told;

    public void standAt(Instant instant) {
        told = instant;
    }

    public void goOn() {
        told = null;
    }

    @Override public Instant instant() {
        var at = told;
        return at != null ? at : real.instant();
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : Clock.fixed(instant(), zone);
    }
}
