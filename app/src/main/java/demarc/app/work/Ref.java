package demarc.app.work;

import demarc.app.platform.NotFound;
import java.util.Locale;
import java.util.regex.Pattern;

/// A ticket's name: `HDG-1042`, the client's code and the installation's number.
record Ref(String code, long id) {
    private static final Pattern WRITTEN = Pattern.compile("\\[?([A-Za-z][A-Za-z0-9]{1,7})-(\\d{1,18})]?");

    static Ref parse(String text) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) throw new NotFound("ticket", text);
        return new Ref(written.group(1).toUpperCase(Locale.ROOT), Long.parseLong(written.group(2)));
    }

    static boolean looksLike(String text) {
        return WRITTEN.matcher(text.strip()).matches();
    }

    @Override public String toString() {
        return code + "-" + id;
    }
}
