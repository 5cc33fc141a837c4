package demarc.app.signals.triage;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A time in which what is seen is kept and becomes no work. A weekly one keeps to the clock on the client's wall.
///
/// @param until  of a weekly one: the last moment of all; null for no end
/// @param target a name pattern, a site's key, the id of a source or asset; empty for all
public record Maintenance(
        int client, long id, Instant from, Instant to, boolean weekly, @Nullable Instant until, ZoneId zone, Scope scope, String target, String reason,
        @Nullable Instant endedAt) {

    public enum Scope {
        ALL("Everything"), THING("Things by name"), SITE("A site"), SOURCE("A source"), ASSET("An asset");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// @param from of this occurrence
    public record Occurrence(Instant from, Instant to) {}

    /// The one that holds now.
    public Optional<Occurrence> at(Instant now) {
        if (endedAt != null && !endedAt.isAfter(now)) return Optional.empty();
        return latest(now).filter(found -> now.isBefore(found.to));
    }

    /// The one that holds now, else the next to come.
    public Optional<Occurrence> next(Instant now) {
        if (endedAt != null && !endedAt.isAfter(now)) return Optional.empty();
        var here = at(now);
        if (here.isPresent()) return here;
        if (now.isBefore(from)) return Optional.of(new Occurrence(from, to));
        if (!weekly) return Optional.empty();
        return within(occurrence(week(now) + 1));
    }

    private Optional<Occurrence> latest(Instant now) {
        if (now.isBefore(from)) return Optional.empty();
        if (!weekly) return Optional.of(new Occurrence(from, to));
        var week = week(now);
        var found = occurrence(week);
        if (found.from.isAfter(now)) found = occurrence(week - 1);    // the clocks were changed this week
        return within(found);
    }

    private Optional<Occurrence> within(Occurrence found) {
        return until == null || found.from.isBefore(until) ? Optional.of(found) : Optional.empty();
    }

    private long week(Instant now) {
        return ChronoUnit.WEEKS.between(from.atZone(zone).toLocalDateTime(), now.atZone(zone).toLocalDateTime());
    }

    private Occurrence occurrence(long week) {
        return new Occurrence(from.atZone(zone).plusWeeks(week).toInstant(), to.atZone(zone).plusWeeks(week).toInstant());
    }

    boolean covers(Seen seen) {
        return switch (scope) {
            case ALL -> true;
            case THING -> Glob.matches(target, seen.thing());
            case SITE -> target.equalsIgnoreCase(seen.site()) || target.equalsIgnoreCase(seen.thing());
            case SOURCE -> target.equals(String.valueOf(seen.source()));
            case ASSET -> seen.asset() != null && target.equals(String.valueOf(seen.asset()));
        };
    }
}
