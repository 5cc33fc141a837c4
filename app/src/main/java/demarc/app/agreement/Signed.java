package demarc.app.agreement;

import demarc.core.agreement.InForce;
import java.time.Instant;

/// A version that every party has signed, ready to answer.
///
/// @param from when it comes, or came, into force
public record Signed(long versionId, int number, InForce inForce, Instant from) {}
