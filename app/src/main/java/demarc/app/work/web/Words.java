package demarc.app.work.web;

import demarc.app.agreement.Agreements;
import demarc.app.work.Because;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Place;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Time and names as people say them.
final class Words {
    private Words() {}

    /// `3 d 4 h`, `2 h 10 min`, `35 min`.
    static String span(Duration time) {
        var minutes = Math.abs(time.toMinutes());
        if (minutes < 1) return "under a minute";
        if (minutes < 60) return minutes + " min";
        if (minutes < 48 * 60) return minutes % 60 == 0 ? "%d h".formatted(minutes / 60) : "%d h %d min".formatted(minutes / 60, minutes % 60);
        var hours = minutes / 60;
        return hours % 24 == 0 ? "%d d".formatted(hours / 24) : "%d d %d h".formatted(hours / 24, hours % 24);
    }

    /// `normal change`.
    static String of(DecisionKind kind) {
        return kind.written().replace('-', ' ');
    }

    /// Where the line is shown that says so; null when there is none.
    static @Nullable String address(Because because, String clientKey) {
        var version = because.version();
        var file = because.file();
        if (version == null || file == null || because.line() == 0) return null;
        return Agreements.addressOf(new Place(file, because.line(), 1), clientKey, version);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
