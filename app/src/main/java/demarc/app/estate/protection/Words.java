package demarc.app.estate.protection;

import demarc.app.platform.Refused;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people and machines write, held to what can be kept.
final class Words {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})\\s*(m|min|h|d)?");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Words() {}

    static String when(Instant at, ZoneId zone) {
        return WHEN.format(at.atZone(zone));
    }

    static String required(String field, @Nullable String text, int most) {
        var stripped = optional(field, text, most);
        if (stripped == null) throw new Refused(field, "The field '%s' is missing.".formatted(field));
        return stripped;
    }

    static @Nullable String optional(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank()) return null;
        var stripped = text.strip();
        if (stripped.length() > most) throw new Refused(field, "The field '%s' has %,d characters; %,d is the most.".formatted(field, stripped.length(), most));
        return stripped;
    }

    static String key(String field, String text) {
        if (!text.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?"))
            throw new Refused(field, "'%s' must be 1 to 40 lower-case letters, digits and hyphens, such as erp-nightly.".formatted(text.length() > 60 ? text.substring(0, 60) + "…" : text));
        return text;
    }

    /// `ERP (Acme) №2` → `erp-acme-no2`
    static String keyOf(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        var key = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var cut = key.length() > 40 ? key.substring(0, 40).replaceAll("-+$", "") : key;
        return cut.isEmpty() ? "unnamed" : cut;
    }

    /// `15m`, `4h`, `1d`, or a number of minutes.
    static int minutes(String field, @Nullable String text, Duration usual) {
        if (text == null || text.isBlank()) return (int) usual.toMinutes();
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var read = LENGTH.matcher(plain);
        if (!read.matches()) throw new Refused(field, "'%s' is no length of time. Write it like 15m, 4h or 1d.".formatted(plain.length() > 40 ? plain.substring(0, 40) + "…" : plain));
        var number = Long.parseLong(read.group(1));
        var minutes = switch (read.group(2) == null ? "m" : read.group(2)) {
            case "h" -> number * 60;
            case "d" -> number * 1440;
            default -> number;
        };
        var most = field.equals("grace") ? 10_080 : 525_600;
        if (minutes < 1 || minutes > most) throw new Refused(field, "%s must be between a minute and %s.".formatted(plain, most == 10_080 ? "a week" : "a year"));
        return (int) minutes;
    }

    static <E extends Enum<E>> E one(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> new Refused(field, "There is no %s '%s'. Choose one of %s.".formatted(field, text.length() > 60 ? text.substring(0, 60) + "…" : text,
                        String.join(", ", Arrays.stream(type.getEnumConstants()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList()))));
    }
}
