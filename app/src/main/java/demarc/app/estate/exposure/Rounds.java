package demarc.app.estate.exposure;

import org.springframework.stereotype.Component;

/// What is due by now, without waiting for the jobs: for whoever tells weeks within seconds.
@Component
public class Rounds {
    private final ExposureMatching matching;
    private final Patching patching;
    private final Exceptions exceptions;
    private final Compliance compliance;

    Rounds(ExposureMatching matching, Patching patching, Exceptions exceptions, Compliance compliance) {
        this.matching = matching;
        this.patching = patching;
        this.exceptions = exceptions;
        this.compliance = compliance;
    }

    public void drain() {
        matching.drain();
        patching.drain();
    }

    public void day() {
        drain();
        exceptions.expire();
        compliance.snapshot();
    }
}
