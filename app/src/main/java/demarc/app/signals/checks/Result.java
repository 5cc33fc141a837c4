package demarc.app.signals.checks;

import demarc.app.signals.checks.look.Answer;
import java.time.Instant;

/// One look of one check, by the server or by a probe.
record Result(long check, Instant at, Answer answer) {}
