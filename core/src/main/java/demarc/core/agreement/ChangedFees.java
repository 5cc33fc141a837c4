package demarc.core.agreement;

import demarc.core.agreement.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fees that come, go, or change their price or what they cover. A fee is known again by its provider, its kind and its unit.
final class ChangedFees {

    private final Agreement older;
    private final Agreement newer;

    ChangedFees(Agreement older, Agreement newer) {
        this.older = older;
        this.newer = newer;
    }

    List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        var left = new ArrayList<>(older.fees());
        for (var fee : newer.fees()) {
            var was = same(fee, left);
            if (was == null) {
                differences.add(new Difference(Kind.FEE, subject(fee), null, null, full(fee), null, null, fee.at()));
                continue;
            }
            left.remove(was);
            if (!Bill.inWords(was).equals(Bill.inWords(fee)))
                differences.add(new Difference(Kind.FEE, subject(fee), null, Bill.inWords(was), Bill.inWords(fee), null, was.at(), fee.at()));
            if (!new LinkedHashSet<>(was.covers()).equals(new LinkedHashSet<>(fee.covers())))
                differences.add(new Difference(
                        Kind.FEE, subject(fee), "covers", String.join(", ", was.covers()), String.join(", ", fee.covers()), covers(was, fee), was.at(), fee.at()));
        }
        for (var fee : left) differences.add(new Difference(Kind.FEE, subject(fee), null, full(fee), null, null, fee.at(), null));
        return differences;
    }

    /// The same fee with the same cover if there is one, otherwise the first of its kind.
    private static @Nullable Fee same(Fee fee, List<Fee> left) {
        var alike = left.stream().filter(other -> subject(other).equals(subject(fee))).toList();
        return alike.stream()
                .filter(other -> other.covers().equals(fee.covers()))
                .findFirst()
                .orElse(alike.isEmpty() ? null : alike.getFirst());
    }

    private static String subject(Fee fee) {
        return switch (fee) {
            case Fee.Flat flat -> "flat fee of %s".formatted(flat.payee().key());
            case Fee.PerUnit unit -> "fee of %s for each %s".formatted(unit.payee().key(), unit.unit());
            case Fee.Hours hours -> "hours of %s".formatted(hours.payee().key());
        };
    }

    private static String full(Fee fee) {
        return "%s, covers %s".formatted(Bill.inWords(fee), String.join(", ", fee.covers()));
    }

    private static String covers(Fee was, Fee is) {
        var words = new ArrayList<String>();
        for (var key : is.covers()) if (!was.covers().contains(key)) words.add("+" + key);
        for (var key : was.covers()) if (!is.covers().contains(key)) words.add("-" + key);
        return String.join(" ", words);
    }
}
