package demarc.app.signals.checks;

import demarc.app.platform.Refused;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A check as a form holds it: what people typed, right or not.
public record CheckForm(Map<String, String> values) {
    public String get(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean is(String field, String value) {
        return get(field).equals(value);
    }

    public LookKind kind() {
        return get("kind").isEmpty() ? LookKind.HTTP : LookKind.named(get("kind"));
    }

    static CheckForm fresh(LookKind kind) {
        return new CheckForm(Map.of("kind", kind.key(), "everySeconds", "60", "fails", "2", "severity", "HIGH", "concern", "MONITORING", "enabled", "on", "followRedirects", "on"));
    }

    /// Secrets are not among them: an empty field keeps what is.
    static CheckForm of(Check check) {
        var values = new HashMap<String, String>();
        var settings = check.settings();
        put(values, "kind", check.kind().key());
        put(values, "target", check.target());
        put(values, "name", check.name());
        put(values, "thing", check.thing());
        put(values, "everySeconds", check.every().toSeconds());
        put(values, "probe", check.probe());
        put(values, "severity", check.severity().name());
        put(values, "fails", check.fails());
        put(values, "concern", check.concern().name());
        put(values, "enabled", check.enabled() ? "on" : null);
        put(values, "timeoutSeconds", settings.timeoutSeconds());
        put(values, "slowMillis", settings.slowMillis());
        put(values, "method", settings.method());
        put(values, "status", settings.status());
        put(values, "contains", settings.contains());
        put(values, "lacks", settings.lacks());
        put(values, "certificateDays", settings.certificateDays());
        put(values, "followRedirects", Boolean.FALSE.equals(settings.followRedirects()) ? null : "on");
        put(values, "trustAnyCertificate", Boolean.TRUE.equals(settings.trustAnyCertificate()) ? "on" : null);
        put(values, "record", settings.record());
        put(values, "expect", settings.expect());
        put(values, "server", settings.server());
        put(values, "version", settings.version());
        put(values, "user", settings.user());
        put(values, "auth", settings.auth());
        put(values, "privacy", settings.privacy());
        put(values, "oid", settings.oid());
        put(values, "compare", settings.compare());
        put(values, "raise", settings.raise());
        put(values, "clear", settings.clear());
        return new CheckForm(Map.copyOf(values));
    }

    Wanted wanted() {
        var kind = kind();
        var http = kind == LookKind.HTTP;
        var settings = new Settings(number("timeoutSeconds"), number("slowMillis"), text("method"), text("status"), text("contains"), text("lacks"), number("certificateDays"),
                http && get("followRedirects").isEmpty() ? Boolean.FALSE : null, get("trustAnyCertificate").isEmpty() ? null : Boolean.TRUE, text("record"), text("expect"),
                text("server"), text("version"), text("community"), text("user"), text("auth"), text("authPassword"), text("privacy"), text("privacyPassword"), text("oid"),
                text("compare"), real("raise"), real("clear"));
        return new Wanted(text("name"), text("thing"), kind, get("target"), number("everySeconds"), settings, CheckApi.runner(text("probe")), CheckApi.severity(text("severity")),
                number("fails"), CheckApi.concern(text("concern")), !get("enabled").isEmpty());
    }

    private @Nullable String text(String field) {
        return get(field).isBlank() ? null : get(field);
    }

    private @Nullable Integer number(String field) {
        var text = get(field).strip();
        if (text.isEmpty()) return null;
        if (!text.matches("-?\\d{1,9}")) throw new Refused(field, "'%s' is no whole number.".formatted(text));
        return Integer.valueOf(text);
    }

    private @Nullable Double real(String field) {
        var text = get(field).strip();
        if (text.isEmpty()) return null;
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Refused(field, "'%s' is no number.".formatted(text));
        }
    }

    private static void put(Map<String, String> values, String field, @Nullable Object value) {
        if (value != null) values.put(field, value instanceof Double number && number == Math.rint(number) ? String.valueOf(number.longValue()) : String.valueOf(value));
    }
}
