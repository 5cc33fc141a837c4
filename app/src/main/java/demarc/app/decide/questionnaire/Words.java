package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// Numbers and lists in sentences.
final class Words {

    private Words() {}

    /// `1,200`, `0.5`
    static String number(double value) {
        var plain = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() <= 0 ? String.format(Locale.ROOT, "%,d", plain.longValueExact()) : plain.toPlainString();
    }

    /// A score or a difference of scores: `94.5`.
    static String points(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }

    static String lower(Arrangement model) {
        return model.title().toLowerCase(Locale.ROOT);
    }

    /// `a, b and c`
    static String list(List<String> parts) {
        if (parts.size() < 2) return String.join("", parts);
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }
}
