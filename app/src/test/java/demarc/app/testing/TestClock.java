package demarc.app.testing;

import demarc.app.platform.StoryClock;
import java.time.Duration;
import java.time.Instant;

/// The product's clock in tests: real time until set. Put it back with [#reset].
public class TestClock extends StoryClock {
    public void set(String instant) {
        standAt(Instant.parse(instant));
    }

    public void advance(Duration by) {
        standAt(instant().plus(by));
    }

    public void reset() {
        goOn();
    }
}
