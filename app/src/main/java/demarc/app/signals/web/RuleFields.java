package demarc.app.signals.web;

import demarc.app.platform.Refused;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a rule, for programs and forms alike.
final class RuleFields {
    static final int LONGEST_PATTERN = 255;
    static final int LONGEST_LABEL = 500;
    static final int LONGEST_HOLD = 200;
    static final int LONGEST_TOGETHER = 100;

    private RuleFields() {}

    static String pattern(String field, @Nullable String text) {
        var pattern = text(field, text, LONGEST_PATTERN);
        return pattern == null ? "*" : pattern;
    }

    static @Nullable String text(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank()) return null;
        if (text.length() > most) throw new Refused(field, "The field '%s' has %d characters; %d is the most.".formatted(field, text.length(), most));
        return text.strip();
    }

    static <E extends Enum<E>> @Nullable E one(String field, E[] all, @Nullable String word) {
        if (word == null || word.isBlank()) return null;
        return Arrays.stream(all).filter(each -> each.name().equalsIgnoreCase(word)).findFirst().orElseThrow(() ->
                new Refused(field, "The %s cannot be '%s'; it is one of %s.".formatted(field, word, String.join(", ", Arrays.stream(all).map(RuleFields::lower).toList()))));
    }

    static @Nullable String lower(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
