package demarc.app.estate.exposure;

import demarc.app.platform.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// CISA's list of known exploited vulnerabilities, and CVE records (format 5) with the container that CISA adds to them (Vulnrichment).
final class Cisa {
    private Cisa() {}

    static Known.Listed listed(JsonNode entry) {
        var name = Osv.text(entry, "cveID");
        var on = Osv.text(entry, "dateAdded");
        if (name == null || on == null || !Osv.isName(name)) throw new Refused("an entry needs cveID and dateAdded");
        try {
            return new Known.Listed(name, Osv.clip(Osv.text(entry, "vendorProject"), 200), Osv.clip(Osv.text(entry, "product"), 300), LocalDate.parse(on.substring(0, Math.min(10, on.length()))), Osv.clip(Osv.text(entry, "vulnerabilityName"), 300),
                    Osv.clip(Osv.text(entry, "requiredAction"), 1000), isSaid(entry.path("knownRansomwareCampaignUse")), isSaid(entry.path("forensicTriage")));
        } catch (DateTimeException e) {
            throw new Refused("%s was added on '%s', which is no day like 2025-08-25".formatted(name, Osv.clip(on, 40)));
        }
    }

    /// `true`, `"Known"`, `"Yes"`, `"Required"`; what is no or unknown is not said.
    private static boolean isSaid(JsonNode value) {
        if (value.isBoolean()) return value.asBoolean();
        return switch (value.asString("").strip().toLowerCase(java.util.Locale.ROOT)) {
            case "", "no", "none", "unknown", "false", "n/a" -> false;
            default -> true;
        };
    }

    static Known.Assessed assessed(JsonNode record) {
        var name = Osv.text(record.path("cveMetadata"), "cveId");
        if (name == null || !Osv.isName(name)) throw new Refused("the CVE record has no cveMetadata.cveId");
        Boolean automatable = null;
        Boolean total = null;
        String vector = null;
        Double score = null;
        var containers = record.path("containers");
        for (var container : containers.path("adp")) {
            for (var metric : container.path("metrics")) {
                var other = metric.path("other");
                if (!"ssvc".equalsIgnoreCase(other.path("type").asString(""))) continue;
                for (var option : other.path("content").path("options")) {
                    automatable = answer(option, "Automatable", "yes", automatable);
                    total = answer(option, "Technical Impact", "total", total);
                }
            }
        }
        for (var metrics : new JsonNode[] {containers.path("cna").path("metrics"), containers.path("adp").path(0).path("metrics")})
            for (var metric : metrics)
                for (var version : new String[] {"cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"}) {
                    var found = Osv.text(metric.path(version), "vectorString");
                    if (vector == null && found != null && Cvss.score(found).isPresent()) {
                        vector = found;
                        score = Cvss.score(found).getAsDouble();
                    }
                }
        return new Known.Assessed(name, automatable, total, vector, score);
    }

    private static @Nullable Boolean answer(JsonNode option, String question, String yes, @Nullable Boolean before) {
        var said = Osv.text(option, question);
        return said == null ? before : Boolean.valueOf(said.equalsIgnoreCase(yes));
    }
}
