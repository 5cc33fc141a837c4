package demarc.app.estate.exposure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// By when an exposure is to be mended, and why then.
///
/// @param at       null: with the next upgrade
/// @param days     that the rule gives; null likewise
/// @param forensic somebody looks whether it was already used
record Deadline(@Nullable Instant at, @Nullable Integer days, boolean forensic, String because) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// What is known of a vulnerability besides where it is; null means nobody has said.
    ///
    /// @param listed when it came into CISA's list of exploited flaws
    record Inputs(@Nullable LocalDate listed, boolean forensic, @Nullable Boolean automatable, @Nullable Boolean total, Rating rating, @Nullable Double score) {}

    /// @param exposed  the asset is reachable from the internet
    /// @param detected when it was found on the asset
    static Deadline of(Inputs known, boolean exposed, Instant detected) {
        var listed = known.listed == null ? null : known.listed.atStartOfDay(ZoneOffset.UTC).toInstant();
        var start = listed != null && listed.isBefore(detected) ? listed : detected;
        var since = start.equals(detected) ? "counted from %s, when it was found here".formatted(DAY.format(detected.atOffset(ZoneOffset.UTC)))
                : "counted from %s, when it was listed".formatted(DAY.format(known.listed));
        var timeline = timeline(known, exposed);
        if (timeline == null) return fallback(known, exposed, start, since);
        var days = timeline.days();
        var why = "%s; %s; %s".formatted(listed == null ? "Not known to be exploited" : "Exploited (CISA lists it since %s)".formatted(DAY.format(known.listed)),
                exposed ? "reachable from the internet" : "not reachable from the internet", attack(known));
        if (days == null) return new Deadline(null, null, false, why + ": with the next upgrade (BOD 26-04).");
        var forensic = timeline == Timeline.THREE_DAYS_FORENSIC || known.forensic;
        return new Deadline(start.plus(Duration.ofDays(days)), days, forensic, "%s: %d days%s (BOD 26-04), %s.".formatted(why, days, forensic ? " and a forensic check" : "", since));
    }

    /// What the directive says, if what is not known could not change it.
    private static @Nullable Timeline timeline(Inputs known, boolean exposed) {
        var possible = choices(known.automatable).stream()
                .flatMap(automatable -> choices(known.total).stream().map(total -> Timeline.of(known.listed != null, exposed, automatable, total))).distinct().toList();
        return possible.size() == 1 ? possible.getFirst() : null;
    }

    private static List<Boolean> choices(@Nullable Boolean known) {
        return known == null ? List.of(false, true) : List.of(known);
    }

    private static Deadline fallback(Inputs known, boolean exposed, Instant start, String since) {
        var rating = known.rating;
        var scored = known.score == null ? rating == Rating.UNKNOWN ? "nobody has scored it yet, which counts as medium" : "rated " + rating.label()
                : "CVSS %s is %s".formatted(known.score, rating.label());
        if (known.listed == null)
            return new Deadline(start.plus(Duration.ofDays(rating.days())), rating.days(), known.forensic, "Not known to be exploited; %s: %d days, %s.".formatted(scored, rating.days(), since));
        var days = Math.min(rating.days(), 14);
        return new Deadline(start.plus(Duration.ofDays(days)), days, known.forensic, "Exploited (CISA lists it since %s); %s; whether attacks can be automated is not known: %d days%s, %s.".formatted(
                DAY.format(known.listed), exposed ? "reachable from the internet" : "not reachable from the internet", days, known.forensic ? " and a forensic check" : "", since));
    }

    private static String attack(Inputs known) {
        var automatable = known.automatable == null ? "" : known.automatable ? "attacks can be automated" : "attacks cannot be automated";
        var total = known.total == null ? "" : known.total ? "the attacker gets total control" : "the attacker gets partial control";
        return automatable.isEmpty() ? total.isEmpty() ? "nothing is known of attacks" : total : total.isEmpty() ? automatable : automatable + " and " + total;
    }
}
