package demarc.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name somebody most likely meant.
public final class Nearest {

    private Nearest() {}

    /// The nearest of the known names, if one is near enough to be meant: a third of the letters may differ, or one name continues the other.
    public static Optional<String> to(String name, Collection<String> known) {
        var wanted = normal(name);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (var candidate : known) {
            var other = normal(candidate);
            int distance = distance(wanted, other);
            boolean near = distance <= Math.max(1, Math.max(wanted.length(), other.length()) / 3);
            boolean continues = wanted.length() >= 3 && (other.contains(wanted) || wanted.contains(other) && other.length() >= 3);
            if ((near || continues) && distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// The nearest of the known names however far it is, for a choice that is always worth showing.
    public static String of(String name, Collection<String> known) {
        var wanted = normal(name);
        return known.stream().sorted().min(Comparator.comparingInt(candidate -> distance(wanted, normal(candidate)))).orElseThrow();
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    }

    /// Edits that turn one word into the other; swapping two neighbours is one edit.
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 40) return 40;
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) d[i][0] = i;
        for (int j = 0; j <= b.length(); j++) d[0][j] = j;
        for (int i = 1; i <= a.length(); i++)
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        return d[a.length()][b.length()];
    }
}
