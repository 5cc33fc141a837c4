package demarc.app.estate.exposure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A vulnerability in an asset's software, with its date.
///
/// @param id        0 until it is written
/// @param component the package to be updated first
/// @param due       null: with the next upgrade
/// @param exception that covers it now
/// @param returned  how often it was gone and came back
record Exposure(long id, long asset, String vulnerability, String advisory, Software component, @Nullable String fixed, List<String> also, Rating rating, @Nullable Double score,
        boolean kev, boolean forensic, int ring, Instant detectedAt, @Nullable Instant due, @Nullable Integer days, String because, @Nullable Long exception, @Nullable Long patch,
        @Nullable Instant endedAt, int returned) {
    Exposure {
        also = List.copyOf(also);
    }

    /// Exploited, and three days: no ring is waited for.
    boolean isEmergency() {
        return kev && days != null && days <= 3;
    }

    /// Whether the work that stands for it is still the same.
    boolean isSameWorkAs(Exposure other) {
        return component.ecosystem().equals(other.component.ecosystem()) && component.name().equals(other.component.name()) && ring == other.ring && isEmergency() == other.isEmergency();
    }

    boolean saysTheSameAs(Exposure other) {
        return advisory.equals(other.advisory) && component.equals(other.component) && Objects.equals(fixed, other.fixed) && also.equals(other.also) && rating == other.rating
                && Objects.equals(score, other.score) && kev == other.kev && forensic == other.forensic && ring == other.ring && Objects.equals(due, other.due)
                && because.equals(other.because) && Objects.equals(exception, other.exception) && Objects.equals(patch, other.patch) && Objects.equals(endedAt, other.endedAt);
    }

    Exposure within(@Nullable Long patch) {
        return new Exposure(id, asset, vulnerability, advisory, component, fixed, also, rating, score, kev, forensic, ring, detectedAt, due, days, because, exception, patch, endedAt, returned);
    }
}
