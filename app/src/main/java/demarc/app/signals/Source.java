package demarc.app.signals;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who may say something of a client's things: a tool, a listener, a probe, one expected job. Its key says which source speaks.
///
/// @param client      id
/// @param mapping     what the kind reads its bodies by; null for kinds and sources without one
/// @param silentAfter how long it may say nothing before that is an alarm; null when its silence means nothing
/// @param quietAfter  what it does not say again for so long is over; null when it says so itself
/// @param period      of a heartbeat: how often it is expected
/// @param grace       of a heartbeat: how late it may be
/// @param flood       more new tickets of it within ten minutes are a flood; null: never
/// @param expectedAt  unless it speaks before then, it has gone silent
/// @param oldKeyUntil until when the key before its present one works
/// @param lastAt      when it was last heard; null before the first time
/// @param signals     how many it has sent
/// @param unreadable  how many of its bodies could not be read
/// @param lag         by how much what it says was dated before it came; negative when its clock runs ahead
public record Source(
        int client, long id, String kind, String name, Concern concern, @Nullable String mapping, @Nullable Duration silentAfter, @Nullable Duration quietAfter,
        @Nullable Duration period, @Nullable Duration grace, @Nullable Integer flood, @Nullable Instant expectedAt, boolean enabled, @Nullable Instant oldKeyUntil, Instant createdAt, @Nullable Instant lastAt,
        long signals, long unreadable, @Nullable Duration lag) {
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    /// Kind of an expected job that pings.
    public static final String HEARTBEAT = "heartbeat";

    /// What the product itself looks at.
    public boolean isOurs() {
        return kind.equals("checks") || kind.equals("probe");
    }

    public boolean isHeartbeat() {
        return kind.equals(HEARTBEAT);
    }

    /// A sentence on its clock; null while that is near enough to ours.
    public @Nullable String clock() {
        if (lag == null || lag.abs().compareTo(TOLERATED) <= 0) return null;
        var by = lag.abs();
        var words = by.toHours() > 0 ? "%d h %d min".formatted(by.toHours(), by.toMinutesPart()) : "%d min".formatted(by.toMinutes());
        return lag.isNegative() ? "Its clock runs ahead of ours by %s. Moments shown are ours.".formatted(words)
                : "What it says is dated %s before it comes: its clock is behind, or it sends late. Moments shown are ours.".formatted(words);
    }
}
