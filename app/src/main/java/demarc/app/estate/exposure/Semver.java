package demarc.app.estate.exposure;

import java.util.regex.Pattern;

/// Semantic versions (semver.org 2.0, clause 11), as Go modules write them too: `v1.2.3`, `1.18rc1`, `v0.0.0-20220412211240-33da011f77ad`, `+incompatible`.
final class Semver {
    private static final Pattern FORM = Pattern.compile("(?:v|go)?(\\d+(?:\\.\\d+)*)[-.]?([^+]*)(?:\\+.*)?");

    private Semver() {}

    static int compare(String one, String other) {
        var a = FORM.matcher(one.strip());
        var b = FORM.matcher(other.strip());
        if (!a.matches() || !b.matches()) return Loose.compare(one, other);
        var numbers = numbers(a.group(1).split("\\."), b.group(1).split("\\."));
        if (numbers != 0) return numbers;
        var before = a.group(2);
        var after = b.group(2);
        // What is not yet released comes before what is.
        if (before.isEmpty() || after.isEmpty()) return Boolean.compare(before.isEmpty(), after.isEmpty());
        return identifiers(before.split("\\."), after.split("\\."));
    }

    private static int numbers(String[] one, String[] other) {
        for (var i = 0; i < Math.max(one.length, other.length); i++) {
            var order = Scheme.compareDigits(i < one.length ? one[i] : "0", i < other.length ? other[i] : "0");
            if (order != 0) return order;
        }
        return 0;
    }

    private static int identifiers(String[] one, String[] other) {
        for (var i = 0; i < Math.min(one.length, other.length); i++) {
            var a = isNumber(one[i]);
            var b = isNumber(other[i]);
            var order = a && b ? Scheme.compareDigits(one[i], other[i]) : a != b ? (a ? -1 : 1) : one[i].compareTo(other[i]);
            if (order != 0) return order;
        }
        return Integer.compare(one.length, other.length);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }
}
