package demarc.app.estate.exposure;

import demarc.app.agreement.Occasion;
import demarc.core.agreement.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One piece of work: an update of a package, or of a distribution's packages, on the assets of a ring.
///
/// @param name       of the package; empty for all packages of the distribution
/// @param takesUntil what is found later is the next round
/// @param startsAt   when its ring has its turn
/// @param dueAt      of the exposure that is due first
/// @param endedAt    when somebody said of its ticket that it is done, or given up
record Patch(long id, String ecosystem, String name, String activity, int ring, boolean emergency, Instant takesUntil, Instant startsAt, Instant dueAt, @Nullable Instant nextAt,
        @Nullable Priority priority, @Nullable String ref, @Nullable Instant endedAt, @Nullable Boolean done, @Nullable Instant overAt) {
    /// What makes exposures one piece of work.
    record Group(String ecosystem, String name, String activity, int ring, boolean emergency) {
        /// Nobody updates a distribution package by package; only what is exploited goes ahead of the round.
        static Group of(Software component, String kind, int ring, boolean emergency) {
            var distribution = Software.isDistribution(component.ecosystem());
            return new Group(component.ecosystem(), distribution && !emergency ? "" : component.name(), emergency ? "PAT-06" : distribution ? system(kind) : "PAT-04", ring, emergency);
        }
    }

    private static final Duration ROUND = Duration.ofDays(7);
    private static final Duration LAST_CALL = Duration.ofDays(3);
    private static final Duration SOON = Duration.ofDays(14);

    static String system(String kind) {
        return switch (kind) {
            case "COMPUTER", "PHONE" -> "PAT-02";
            case "NETWORK", "PRINTER", "UPS" -> "PAT-05";
            default -> "PAT-03";
        };
    }

    static Patch begin(Group group, Instant due, Instant now) {
        var starts = starts(group.ring, group.emergency, due, now);
        var takes = now.plus(ROUND);
        return new Patch(0, group.ecosystem, group.name, group.activity, group.ring, group.emergency, starts.isAfter(takes) ? starts : takes, starts, due, starts, null, null, null, null, null);
    }

    /// A day for the pilots, a week for everybody, two for what is critical; but never so late that three days are not left.
    static Instant starts(int ring, boolean emergency, Instant due, Instant found) {
        if (emergency) return found;
        var turn = found.plus(Duration.ofDays(ring == 0 ? 1 : ring == 1 ? 7 : 14));
        var last = due.minus(LAST_CALL);
        var starts = turn.isAfter(last) ? last : turn;
        return starts.isBefore(found) ? found : starts;
    }

    Group group() {
        return new Group(ecosystem, name, activity, ring, emergency);
    }

    boolean takes(Group other, Instant now) {
        return overAt == null && endedAt == null && takesUntil.isAfter(now) && group().equals(other);
    }

    static Priority priority(Instant due, Instant now) {
        var left = Duration.between(now, due);
        return left.compareTo(LAST_CALL) <= 0 ? Priority.P2 : left.compareTo(SOON) <= 0 ? Priority.P3 : Priority.P4;
    }

    /// When it becomes more urgent; null when it cannot.
    static @Nullable Instant next(Instant due, Instant now) {
        for (var before : List.of(SOON, LAST_CALL, Duration.ZERO)) if (due.minus(before).isAfter(now)) return due.minus(before);
        return null;
    }

    Occasion.Kind kind() {
        if (emergency) return Occasion.Kind.EMERGENCY_CHANGE;
        return ring == 2 ? Occasion.Kind.NORMAL_CHANGE : Occasion.Kind.STANDARD_CHANGE;
    }

    String origin() {
        return "estate/patch/" + id;
    }

    /// What is updated: `Debian 12 packages`, `github.com/hashicorp/vault`.
    String what() {
        return name.isEmpty() ? ecosystem.replaceFirst(":", " ").replace(":", " ") + " packages" : name;
    }

    /// Below 500 devices a number serves better than a share: three to five.
    static Optional<String> pilots(int pilots, int devices) {
        if (devices < 5) return Optional.empty();
        var wanted = "Three to five, one of a power user among them, show what an update breaks before everybody has it: say ring 0 on those assets.";
        if (pilots == 0) return Optional.of("None of %d computers is a pilot. %s".formatted(devices, wanted));
        if (devices < 500 && (pilots < 3 || pilots > 5)) return Optional.of("%d of %d computers %s. %s".formatted(pilots, devices, pilots == 1 ? "is a pilot" : "are pilots", wanted));
        return Optional.empty();
    }

    static String ringName(int ring) {
        return switch (ring) {
            case 0 -> "pilot";
            case 1 -> "general";
            default -> "critical";
        };
    }
}
