package demarc.app.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The text being worked on for a client: one for all sides.
///
/// @param basedOn number of the version it began as, or null
/// @param version grows with each save; who saves says which one they saw
public record Draft(int clientId, String text, @Nullable Integer basedOn, int version, int updatedBy, Instant updatedAt) {}
