package demarc.app.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fact in its place on the timeline.
///
/// @param seq   1 for the opening; the highest is the ticket's version
/// @param actor who did it; null for the product, acting by the agreement
public record Recorded(int seq, Instant at, @Nullable Integer actor, Fact fact) {}
