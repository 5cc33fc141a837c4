package demarc.app.work;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What somebody searches for, cut into words the way the database cuts texts (`work.lexemes`).
final class Words {
    private static final String BETWEEN = "[\\s\\p{Punct}]+";
    private static final int MOST = 10;
    private static final int LONGEST = 40;

    private Words() {}

    static List<String> of(String text) {
        return Arrays.stream(plain(text).split(BETWEEN)).filter(word -> !word.isEmpty())
                .map(word -> word.length() > LONGEST ? word.substring(0, LONGEST) : word).distinct().limit(MOST).toList();
    }

    /// Lower case by Unicode's rules, whatever the database's locale is.
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
