package demarc.app.signals.checks;

import demarc.app.signals.checks.look.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A check as programs see it.
///
/// @param secrets names of the settings that hold a secret, which is never shown
/// @param probe   id of the probe that looks; the server does when null
/// @param state   `new`, `up`, `failing` (looked at again), `down`, `blind` (whoever looks sees nothing at all)
/// @param words   what the last look brought
public record CheckJson(
        long id, String client, String name, String thing, String kind, String target, int everySeconds, Settings settings, List<String> secrets, @Nullable Long probe,
        String severity, int fails, String concern, boolean enabled, int version, String state, @Nullable Instant since, @Nullable Instant lastAt, @Nullable Instant dueAt,
        @Nullable String words, @Nullable Double value, @Nullable Instant certificateUntil) {

    static CheckJson of(Check.Seen seen, String client) {
        var check = seen.check();
        var now = seen.now();
        var settings = check.settings();
        var secrets = new ArrayList<String>();
        if (settings.community() != null) secrets.add("community");
        if (settings.authPassword() != null) secrets.add("authPassword");
        if (settings.privacyPassword() != null) secrets.add("privacyPassword");
        return new CheckJson(check.id(), client, check.name(), check.thing(), check.kind().key(), check.target(), (int) check.every().toSeconds(),
                settings.withSecrets(null, null, null), secrets, check.probe(), check.severity().name(), check.fails(), check.concern().name(), check.enabled(), check.version(),
                now.state().name().toLowerCase(Locale.ROOT), now.since(), now.lastAt(), now.dueAt(), now.words(), now.value(), now.certificateUntil());
    }
}
