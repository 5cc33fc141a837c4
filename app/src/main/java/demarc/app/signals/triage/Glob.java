package demarc.app.signals.triage;

import java.util.Locale;

/// `web-*`: a star stands for anything, capitals do not matter.
final class Glob {
    private Glob() {}

    /// Steps back to the last star only, so that no pattern takes more than length times length.
    static boolean matches(String pattern, String text) {
        var p = pattern.toLowerCase(Locale.ROOT);
        var t = text.toLowerCase(Locale.ROOT);
        int i = 0, j = 0, star = -1, from = 0;
        while (i < t.length()) {
            if (j < p.length() && p.charAt(j) == '*') {
                star = j++;
                from = i;
            } else if (j < p.length() && p.charAt(j) == t.charAt(i)) {
                i++;
                j++;
            } else if (star >= 0) {
                j = star + 1;
                i = ++from;
            } else {
                return false;
            }
        }
        while (j < p.length() && p.charAt(j) == '*') j++;
        return j == p.length();
    }
}
