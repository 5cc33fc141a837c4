package demarc.app.signals.source.web;

import demarc.app.signals.SourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A body for each kind that speaks over HTTP: an alarm of no weight, so that trying it out wakes nobody.
final class Samples {
    private Samples() {}

    static @Nullable String trial(SourceKind kind, String address, String key) {
        var own = kind.trial(address, key);
        if (own != null) return own;
        var body = of(kind.key());
        return body == null ? null : """
                curl -sS %s/api/v1/signals/%s -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d @- <<'END'
                %s
                END""".formatted(address, kind.key(), key, body.strip());
    }

    static @Nullable String of(String kind) {
        try (var in = Samples.class.getResourceAsStream("/signals/samples/%s.json".formatted(kind))) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
