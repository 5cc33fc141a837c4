package demarc.app.estate.exposure;

import demarc.app.platform.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Debian's security tracker (`/tracker/data/json`): source package → vulnerability → release → status, version that mends it, urgency. And Debian's own
/// lists of packages, which say what each is built from.
final class DebianTracker {
    private DebianTracker() {}

    static List<Advisory> advisories(String source, JsonNode vulnerabilities) {
        if (source.isBlank() || source.length() > 200) throw new Refused("'%s' is no name of a package".formatted(Osv.clip(source, 60)));
        var advisories = new ArrayList<Advisory>();
        for (var each : vulnerabilities.properties()) {
            if (!each.getKey().matches("(CVE|TEMP)-[0-9A-Za-z-]{4,80}")) continue;
            var ranges = new ArrayList<Range>();
            var rating = Rating.UNKNOWN;
            for (var release : each.getValue().path("releases").properties()) {
                var ecosystem = Distribution.debianRelease(release.getKey());
                var range = ecosystem.isEmpty() ? null : range(ecosystem.get(), source, release.getValue());
                if (range == null) continue;
                ranges.add(range);
                var urgency = Rating.of(Osv.text(release.getValue(), "urgency"));
                rating = rating == Rating.UNKNOWN ? urgency : urgency == Rating.UNKNOWN ? rating : rating.worse(urgency);
            }
            var description = Osv.text(each.getValue(), "description");
            if (!ranges.isEmpty()) // OSV's own name for what Debian says, so that either replaces the other
                advisories.add(new Advisory("DEBIAN-" + each.getKey(), List.of(each.getKey()), Osv.clip(description, 300), Osv.clip(description, 4000), null, null, rating, null, null,
                        "https://security-tracker.debian.org/tracker/" + each.getKey(), ranges));
        }
        return advisories;
    }

    private static @Nullable Range range(String ecosystem, String source, JsonNode release) {
        var fixed = Osv.text(release, "fixed_version");
        return switch (String.valueOf(Osv.text(release, "status"))) {
            case "open" -> new Range(ecosystem, source, Scheme.DPKG, null, null, null, List.of());
            // "0" says that the release never had it
            case "resolved" -> fixed == null || fixed.equals("0") ? null : new Range(ecosystem, source, Scheme.DPKG, null, fixed, null, List.of());
            default -> null;
        };
    }

    /// `/var/lib/dpkg/status` of a machine, or a `Packages` index of an archive.
    static void packages(BufferedReader index, Consumer<Known> heard) throws IOException {
        var fields = new HashMap<String, String>();
        for (var line = index.readLine(); line != null; line = index.readLine()) {
            if (line.isBlank()) {
                built(fields, heard);
                fields.clear();
                continue;
            }
            var colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0)) && (line.startsWith("Package:") || line.startsWith("Source:")))
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        built(fields, heard);
    }

    private static void built(HashMap<String, String> fields, Consumer<Known> heard) {
        var binary = fields.get("Package");
        var source = fields.getOrDefault("Source", "").replaceFirst("\\s*\\(.*", "");
        if (binary != null && !source.isEmpty() && !source.equals(binary) && binary.length() <= 200 && source.length() <= 200) heard.accept(new Known.Built(binary, source));
    }
}
