package demarc.core.worktime;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/// The known word that a mistyped one most likely meant.
final class Nearest {

    private Nearest() {}

    static String of(String wanted, Collection<String> known) {
        return known.stream().sorted().min(Comparator.comparingInt(word -> distance(wanted, word))).orElseThrow();
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
