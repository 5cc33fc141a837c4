package demarc.app.estate.protection.web;

import demarc.app.platform.Refused;
import java.util.Map;
import java.util.Set;

/// A refusal as a form shows it: beside its field, or above the form (under the empty name).
final class Problems {
    /// What the form of evidence calls them.
    private static final Map<String, String> CALLED = Map.of("startedAt", "started", "endedAt", "ended", "snapshotAt", "snapshot", "passed", "result");
    private static final Set<String> SHOWN = Set.of("client", "key", "name", "tier", "rpo", "rto", "asset", "owner", "site", "tool", "schedule", "grace", "medium", "place", "scope", "started",
            "ended", "snapshot", "result", "expectedSha256", "actualSha256", "defects");

    private Problems() {}

    static Map<String, String> of(Refused refused) {
        var field = refused.field();
        var here = field == null ? "" : CALLED.getOrDefault(field, field);
        return Map.of(SHOWN.contains(here) ? here : "", refused.message());
    }
}
