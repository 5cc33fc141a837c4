package demarc.app.estate.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// For whoever has no rule that is known here (PyPI, Maven, RubyGems, vendors): numbers as numbers, `rc` and its kin before the release, other words after it,
/// zeros at the end of no weight.
final class Loose {
    private static final Pattern PIECE = Pattern.compile("\\d+|[a-z]+");
    private static final Set<String> BEFORE = Set.of("dev", "a", "alpha", "b", "beta", "c", "cr", "rc", "pre", "preview", "m", "milestone", "snapshot", "canary", "nightly");

    private static final int PRE = 0;
    private static final int END = 1;
    private static final int WORD = 2;
    private static final int NUMBER = 3;

    private Loose() {}

    static int compare(String one, String other) {
        var a = pieces(one);
        var b = pieces(other);
        for (var i = 0; i < Math.max(a.size(), b.size()); i++) {
            var order = piece(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
            if (order != 0) return order;
        }
        return 0;
    }

    private static List<String> pieces(String version) {
        var plus = version.indexOf('+');
        var found = PIECE.matcher((plus < 0 ? version : version.substring(0, plus)).toLowerCase(Locale.ROOT).replaceFirst("^v(?=\\d)", ""));
        var pieces = new ArrayList<String>();
        while (found.find()) pieces.add(found.group());
        return pieces;
    }

    private static int piece(String one, String other) {
        var kinds = Integer.compare(kind(one), kind(other));
        if (kinds != 0) return kinds;
        return switch (kind(one)) {
            case END -> 0;
            case NUMBER -> Scheme.compareDigits(one, other);
            default -> one.compareTo(other);
        };
    }

    /// Before the release, the end (which a zero equals), a word after it, a number.
    private static int kind(String piece) {
        if (piece.chars().allMatch(sign -> sign == '0')) return END;
        if (Character.isDigit(piece.charAt(0))) return NUMBER;
        return BEFORE.contains(piece) ? PRE : WORD;
    }
}
