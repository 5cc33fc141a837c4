package demarc.app.estate.protection;

import java.util.Locale;

/// Sizes as people say them: `1.4 GB`, by the thousand, as the tools say them.
public final class Bytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Bytes() {}

    public static String words(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ENGLISH, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }
}
