package demarc.app.estate.exposure;

import java.util.List;
import java.util.regex.Pattern;

/// Alpine's order of versions (apk-package(5)): `digits{.digits}{letter}{_suffix{number}}{-r#}`; `_alpha`, `_beta`, `_pre` and `_rc` come before the release, `_p` and its kin after it.
final class Apk {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)*)([a-z]?)((?:_[a-z]+[0-9]*)*)(?:~[0-9a-f]+)?(?:-r([0-9]+))?");
    private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)([0-9]*)");
    private static final List<String> ORDER = List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

    private Apk() {}

    static int compare(String one, String other) {
        var a = FORM.matcher(one.strip());
        var b = FORM.matcher(other.strip());
        if (!a.matches() || !b.matches()) return Loose.compare(one, other);
        var numbers = numbers(a.group(1).split("\\."), b.group(1).split("\\."));
        if (numbers != 0) return numbers;
        var letters = a.group(2).compareTo(b.group(2));
        if (letters != 0) return letters;
        var suffixes = suffixes(a.group(3), b.group(3));
        // A range that names no build is about every build of the version.
        return suffixes != 0 || a.group(4) == null || b.group(4) == null ? suffixes : Scheme.compareDigits(a.group(4), b.group(4));
    }

    /// After the first, a number with a leading zero is a fraction: 1.01 comes before 1.1.
    private static int numbers(String[] one, String[] other) {
        for (var i = 0; i < Math.min(one.length, other.length); i++) {
            var order = i > 0 && (one[i].startsWith("0") || other[i].startsWith("0")) ? one[i].compareTo(other[i]) : Scheme.compareDigits(one[i], other[i]);
            if (order != 0) return order;
        }
        return Integer.compare(one.length, other.length);
    }

    private static int suffixes(String one, String other) {
        var a = SUFFIX.matcher(one);
        var b = SUFFIX.matcher(other);
        while (true) {
            var left = a.find();
            var right = b.find();
            if (!left && !right) return 0;
            var order = Integer.compare(ORDER.indexOf(left ? a.group(1) : ""), ORDER.indexOf(right ? b.group(1) : ""));
            if (order != 0) return order;
            var numbers = Scheme.compareDigits(left && !a.group(2).isEmpty() ? a.group(2) : "0", right && !b.group(2).isEmpty() ? b.group(2) : "0");
            if (numbers != 0) return numbers;
        }
    }
}
