package demarc.app.directory;

import demarc.app.platform.Refused;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How things in the directory may be called.
final class Names {
    private Names() {}

    static String key(String key) {
        if (key.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) return key;
        throw new Refused("key", "The key '%s' must be 1 to 40 lower-case letters, digits and hyphens, such as harbor-dental.".formatted(key));
    }

    static String code(String code) {
        if (code.matches("[A-Z][A-Z0-9]{1,7}")) return code;
        throw new Refused("code", "The ticket code '%s' must be 2 to 8 capitals or digits, beginning with a letter, such as HDG.".formatted(code));
    }

    static String name(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()) throw new Refused("name", "The name is empty.");
        if (stripped.length() > 120) throw new Refused("name", "The name has %d characters; 120 is the most.".formatted(stripped.length()));
        return stripped;
    }

    static String email(String email) {
        var plain = email.strip().toLowerCase(Locale.ROOT);
        if (plain.length() <= 200 && plain.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+\\.[^\\s@<>\",;]+")) return plain;
        throw new Refused("email", "'%s' is not an email address. Write it like ada@example.org.".formatted(email));
    }

    static @Nullable String optional(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        var stripped = text.strip();
        if (stripped.length() > 200) throw new Refused("One of the fields has %,d characters; 200 is the most.".formatted(stripped.length()));
        return stripped;
    }

    /// `Ada O'Brien` → `ada-o-brien`
    static String keyOf(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        var key = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var cut = key.length() > 40 ? key.substring(0, 40).replaceAll("-+$", "") : key;
        return cut.isEmpty() ? "unnamed" : cut;
    }
}
