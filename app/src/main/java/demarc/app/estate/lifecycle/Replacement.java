package demarc.app.estate.lifecycle;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Variant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// When a thing should go: by its age, or earlier by what speaks against keeping it.
///
/// @param on  null when its age is not known and nothing speaks against it
/// @param why a sentence
record Replacement(@Nullable LocalDate planOn, @Nullable LocalDate on, String why) {
    private static final int REPEATED = 3;
    private static final int TOO_DEAR = 30;

    /// @param repairs     within the last twelve months
    /// @param repairShare of the price of a new one that these repairs cost, in percent
    /// @param virtual     has no hardware of its own
    record Case(Kind kind, @Nullable Variant variant, @Nullable LocalDate purchasedOn, @Nullable LocalDate supportedUntil, @Nullable String release, int repairs, int repairShare, boolean virtual) {}

    static Replacement of(Case of, int planYears, int replaceYears, LocalDate today) {
        if (of.virtual) return new Replacement(null, null, "It is virtual: there is no hardware to replace.");
        var bought = of.purchasedOn;
        var plan = bought == null ? null : bought.plusYears(planYears);
        var due = bought == null ? null : bought.plusYears(replaceYears);
        if (of.repairShare > TOO_DEAR) return new Replacement(earlier(plan, today), earlier(due, today), "Its repairs of the last year cost %d%% of a new one, more than %d%%.".formatted(of.repairShare, TOO_DEAR));
        if (of.repairs >= REPEATED) return new Replacement(earlier(plan, today), earlier(due, today), "It was repaired %d times in a year.".formatted(of.repairs));
        var ends = of.supportedUntil;
        if (ends != null && !ends.equals(LocalDate.MAX) && hangsOnIt(of, plan, ends) && (due == null || ends.isBefore(due))) {
            var day = ends.equals(LocalDate.MIN) ? today : ends;
            return new Replacement(earlier(plan, day.minusYears(1)), day, "%s gets no security updates %s.".formatted(of.release == null ? "Its system" : of.release,
                    ends.equals(LocalDate.MIN) ? "any more" : (ends.isBefore(today) ? "since " : "after ") + ends));
        }
        if (bought == null) return new Replacement(null, null, "When it was bought is not known.");
        return new Replacement(plan, due, "Bought %s; %s serves %d years.".formatted(bought, of.kind.label().toLowerCase(java.util.Locale.ROOT), replaceYears));
    }

    /// Firmware ends with the thing it is in. A computer gets another system, unless it is near its end anyway.
    private static boolean hangsOnIt(Case of, @Nullable LocalDate plan, LocalDate ends) {
        return switch (of.kind) {
            case NETWORK, PRINTER, PHONE, STORAGE, UPS -> true;
            case COMPUTER, SERVER -> plan != null && !plan.isAfter(ends.equals(LocalDate.MIN) ? LocalDate.MIN : ends);
            case CLOUD, OTHER -> false;
        };
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
