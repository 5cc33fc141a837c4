package demarc.app.estate.inventory;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By what a thing is known again, the strongest sign first. What makers leave in place of a number is none.
///
/// @param agent the agent's own name for the machine; null from a file or a device
/// @param macs  of parts that stay in the machine
record Identity(@Nullable String agent, @Nullable String uuid, @Nullable String serial, Set<String> macs, String name) {
    private static final Set<String> PLACEHOLDERS = Set.of("none", "null", "n/a", "na", "unknown", "default string", "to be filled by o.e.m.", "to be filled by o.e.m", "o.e.m.", "oem",
            "not specified", "not applicable", "not available", "system serial number", "chassis serial number", "base board serial number", "serial number", "invalid", "xxxxxxxx",
            "123456789", "1234567890", "0123456789", "empty", "filled by o.e.m.", "type1sku0", "sernum0", "no asset information", "not settable");
    private static final Set<String> UUIDS_OF_MANY = Set.of("03000200-0400-0500-0006-000700080009", "12345678-1234-5678-90ab-cddeefaabbcc", "fefefefe-fefe-fefe-fefe-fefefefefefe",
            "12345678-1234-1234-1234-123456789abc");

    static @Nullable String serial(@Nullable String text) {
        if (text == null) return null;
        var serial = text.strip();
        var plain = serial.toLowerCase(Locale.ROOT);
        // One character over and over: 0, 0000000, xxxx, ......
        return serial.length() < 3 || serial.length() > 255 || PLACEHOLDERS.contains(plain) || plain.chars().distinct().count() == 1 ? null : serial;
    }

    static @Nullable String uuid(@Nullable String text) {
        if (text == null) return null;
        var uuid = text.strip().toLowerCase(Locale.ROOT);
        return uuid.length() < 8 || uuid.length() > 64 || UUIDS_OF_MANY.contains(uuid) || uuid.replace("-", "").chars().distinct().count() == 1 ? null : uuid;
    }

    /// `00:1A:2B:…`, whatever stands between its bytes.
    static @Nullable String mac(@Nullable String text) {
        if (text == null) return null;
        var digits = text.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
        if (digits.length() != 12 || digits.chars().distinct().count() == 1) return null;
        return digits.replaceAll("(..)(?!$)", "$1:");
    }
}
