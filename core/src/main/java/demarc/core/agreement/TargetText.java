package demarc.core.agreement;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads targets as people write them, and says how to write them when it cannot.
final class TargetText {

    private static final Pattern TIME = Pattern.compile("(?:(\\d{1,6})\\s*h(?:ours?)?)?\\s*(?:(\\d{1,6})\\s*m(?:in(?:utes?)?)?)?");
    private static final Pattern WORKING_DAYS = Pattern.compile("(\\d{1,4})\\s+working\\s+days?");
    private static final Pattern PLAIN_DAYS = Pattern.compile("(\\d{1,6})\\s*(?:d|days?|bd|business\\s+days?)");

    private TargetText() {}

    static Target parse(String text) {
        var written = text.strip().toLowerCase(Locale.ROOT);
        var days = WORKING_DAYS.matcher(written);
        if (days.matches()) {
            if (Integer.parseInt(days.group(1)) == 0) throw noTime(text);
            return new Target.WorkingDays(Integer.parseInt(days.group(1)));
        }
        var time = TIME.matcher(written);
        if (written.isEmpty() || !time.matches()) throw new IllegalArgumentException(complaint(text.strip(), written));
        long minutes = number(time.group(1)) * 60 + number(time.group(2));
        if (minutes == 0) throw noTime(text);
        return new Target.Working(Duration.ofMinutes(minutes));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static IllegalArgumentException noTime(String text) {
        return new IllegalArgumentException("'%s' is no time at all. Write for example '15m', '4h' or '1 working day'.".formatted(text));
    }

    private static String complaint(String text, String written) {
        var days = PLAIN_DAYS.matcher(written);
        if (days.matches())
            return "'%s' leaves open which days count. Write '%s working days', or '%dh' on a clock that runs day and night."
                    .formatted(text, days.group(1), Long.parseLong(days.group(1)) * 24);
        if (written.matches("\\d+")) return "'%s' has no unit. Write '%sm', '%sh' or '%s working days'.".formatted(text, text, text, text);
        return "'%s' is not a time. Write for example '15m', '4h', '1h 30m' or '3 working days'.".formatted(text);
    }
}
