package demarc.app.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The product's clock in tests: real time until set. Put it back with [#reset].
public class TestClock extends Clock {
    private volatile @Nullable Instant stopped;

    public void set(String instant) {
        stopped = Instant.parse(instant);
    }

    public void advance(Duration by) {
        stopped = instant().plus(by);
    }

    public void reset() {
        stopped = null;
    }

    @Override public Instant instant() {
        var at = stopped;
        return at != null ? at : Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return this;
    }
}
