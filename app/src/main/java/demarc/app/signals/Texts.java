package demarc.app.signals;

import demarc.app.platform.Actors;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes what anybody may have sent fit to be kept: one line where one is meant, no character that a database or a terminal stumbles over, and a
/// bearable length. What is cut off ends with `…`.
final class Texts {
    private static final int NAME = 255;
    private static final int LINE = 500;
    private static final int DETAILS = 16_000;
    private static final int LINK = 2000;
    private static final int LABELS = 64;
    private static final int LABEL_NAME = 100;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Texts() {}

    /// Equal keys stay equal and different ones different, however long.
    static String key(String key) {
        if (isPlain(key, NAME)) return key;
        return plain(key, 150, false) + " " + Actors.hash(key);
    }

    static Signal fit(Signal signal) {
        return new Signal(key(signal.key()), plain(signal.thing(), NAME, false), plain(signal.check(), NAME, false), signal.state(), signal.severity(),
                plain(signal.summary(), LINE, false), signal.details() == null || signal.details().isBlank() ? null : plain(signal.details(), DETAILS, true),
                link(signal.link()), labels(signal.labels()), moment(signal.at()), signal.lasting());
    }

    /// A clock may be wrong by an hour or a day; what is further out of the world is no moment.
    private static @Nullable Instant moment(@Nullable Instant at) {
        return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
    }

    /// @param lines several lines are meant
    static String plain(String text, int most, boolean lines) {
        if (isPlain(text, most)) return text.strip();
        var plain = new StringBuilder(Math.min(text.length(), most));
        for (var i = 0; i < text.length() && plain.length() < most; ) {
            var character = text.codePointAt(i);
            i += Character.charCount(character);
            if (lines && (character == '\n' || character == '\t')) plain.append((char) character);
            else if (Character.isISOControl(character)) {
                if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ' && character != '\r') plain.append(' ');
            } else if (character >= 0xD800 && character <= 0xDFFF) plain.append('\uFFFD');
            else if (!isDirection(character)) plain.appendCodePoint(character);
        }
        if (text.length() > most || plain.length() > most) {
            plain.setLength(Math.min(plain.length(), most - 1));
            if (!plain.isEmpty() && Character.isHighSurrogate(plain.charAt(plain.length() - 1))) plain.setLength(plain.length() - 1);
            plain.append('…');
        }
        return plain.toString().strip();
    }

    private static @Nullable String link(@Nullable String link) {
        if (link == null || link.length() > LINK || !link.matches("(?i)https?://[^\\s\\p{Cntrl}\"<>]+")) return null;
        return isPlain(link, LINK) ? link : null;
    }

    private static Map<String, String> labels(Map<String, String> labels) {
        if (labels.isEmpty()) return labels;
        var fit = new LinkedHashMap<String, String>();
        for (var label : new TreeMap<>(labels).entrySet()) {
            if (fit.size() == LABELS) {
                fit.put("…", "%d more".formatted(labels.size() - LABELS));
                break;
            }
            fit.put(plain(label.getKey(), LABEL_NAME, false), plain(label.getValue(), LINE, false));
        }
        return fit;
    }

    private static boolean isPlain(String text, int most) {
        if (text.length() > most) return false;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' || character >= 0x7F && (character < 0xA0 || Character.isSurrogate(character) || isDirection(character))) return false;
        }
        return true;
    }

    /// Would make a line read as what it is not.
    private static boolean isDirection(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069 || character == 0x200E || character == 0x200F;
    }
}
