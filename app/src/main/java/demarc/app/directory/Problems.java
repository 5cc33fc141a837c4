package demarc.app.directory;

import demarc.app.platform.Refused;
import java.util.Map;

/// A refusal as a form shows it: beside its field, or above the form (under the empty name).
final class Problems {
    private Problems() {}

    static Map<String, String> of(Refused refused) {
        var field = refused.field();
        return Map.of(field == null ? "" : field, refused.message());
    }
}
