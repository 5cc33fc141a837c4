package demarc.core.agreement;

import java.util.Locale;
import java.util.Set;

/// A name as people would write it: `it-team` is "IT team".
final class Titles {

    private static final Set<String> ACRONYMS = Set.of("it", "soc", "noc", "cfo", "ceo", "coo", "cio", "ciso", "cto", "hr", "vip", "msp");

    private Titles() {}

    static String of(String key) {
        var title = new StringBuilder();
        for (var word : key.split("-")) {
            if (!title.isEmpty()) title.append(' ');
            if (word.equals("vcio")) title.append("vCIO");
            else if (ACRONYMS.contains(word)) title.append(word.toUpperCase(Locale.ROOT));
            else if (title.isEmpty()) title.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            else title.append(word);
        }
        return title.toString();
    }
}
