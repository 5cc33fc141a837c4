package demarc.app.estate.exposure;

import demarc.app.estate.exposure.Range.Event;
import demarc.app.platform.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The Open Source Vulnerability format (ossf.github.io/osv-schema).
final class Osv {
    private static final int LONGEST_TEXT = 4000;
    private static final int MOST_VERSIONS = 20_000;
    private static final int MOST_BINARIES = 200;
    /// Updates that mend no vulnerability: ALBA-2019:0973, RHEA-…
    private static final Pattern MAINTENANCE = Pattern.compile("(?:AL|RL|RH)[BE]A-.*");
    private static final Pattern OF_DISTRIBUTIONS = Pattern.compile("^(?:ALSA|RLSA|RXSA|RHSA|SUSE-SU|openSUSE-SU|USN|DSA|DLA|MGASA|OESA|ALPINE)-");

    private Osv() {}

    static Advisory read(JsonNode osv) {
        var id = text(osv, "id");
        if (id == null || !isName(id)) throw new Refused("it has no id like GO-2022-0956, which every OSV record has");
        var withdrawn = instant(osv, "withdrawn");
        var ranges = new ArrayList<Range>();
        if (withdrawn == null && !MAINTENANCE.matcher(id).matches()) for (var affected : osv.path("affected")) ranges.addAll(ranges(affected));
        var vector = vector(osv);
        var score = vector == null ? null : Cvss.score(vector).stream().boxed().findFirst().orElse(null);
        return new Advisory(id, aliases(osv, id), clip(text(osv, "summary"), 500), clip(text(osv, "details"), LONGEST_TEXT), vector, score,
                score != null ? Rating.of(score) : word(osv), instant(osv, "published"), withdrawn, href(osv), ranges.stream().distinct().toList());
    }

    private static List<Range> ranges(JsonNode affected) {
        var said = text(affected.path("package"), "ecosystem");
        var name = text(affected.path("package"), "name");
        if (said == null || name == null || said.length() > 100 || name.length() > 500) return List.of();
        var ecosystem = Distribution.of(said);
        var ranges = new ArrayList<Range>();
        for (var plain : names(ecosystem, name, affected)) {
            var of = new ArrayList<Range>();
            for (var range : affected.path("ranges")) {
                var type = text(range, "type");
                // Commits say nothing of an installed version; such an advisory lists the versions beside them.
                if ("SEMVER".equals(type) || "ECOSYSTEM".equals(type))
                    of.addAll(Range.between(ecosystem, plain, "SEMVER".equals(type) ? Scheme.SEMVER : Scheme.of(ecosystem), events(range)));
            }
            var versions = affected.path("versions").valueStream().map(version -> clean(version.asString(""))).filter(version -> !version.isEmpty()).limit(MOST_VERSIONS).toList();
            if (of.isEmpty() && !versions.isEmpty()) of.add(new Range(ecosystem, plain, Scheme.of(ecosystem), null, null, null, versions));
            ranges.addAll(of);
        }
        return ranges;
    }

    /// SUSE names what a package is built from, and beside it what is built: that is what is installed.
    private static Collection<String> names(String ecosystem, String name, JsonNode affected) {
        var names = new LinkedHashSet<String>();
        if (ecosystem.startsWith("SUSE:") || ecosystem.startsWith("openSUSE:"))
            for (var binaries : affected.path("ecosystem_specific").path("binaries"))
                for (var binary : binaries.properties()) if (!binary.getKey().isBlank() && binary.getKey().length() <= 500 && names.size() < MOST_BINARIES) names.add(Software.normal(ecosystem, clean(binary.getKey())));
        if (names.isEmpty()) names.add(Software.normal(ecosystem, name));
        return names;
    }

    private static List<Event> events(JsonNode range) {
        var events = new ArrayList<Event>();
        for (var event : range.path("events"))
            for (var kind : Event.Kind.values()) {
                var version = text(event, kind.name().toLowerCase(java.util.Locale.ROOT));
                if (version != null) events.add(new Event(kind, version));
            }
        return events;
    }

    /// Distributions publish one advisory for several vulnerabilities, which stand in `upstream` or, in older ones, in `related`.
    private static List<String> aliases(JsonNode osv, String id) {
        var names = Stream.concat(osv.path("aliases").valueStream(), osv.path("upstream").valueStream());
        return (OF_DISTRIBUTIONS.matcher(id).find() ? Stream.concat(names, osv.path("related").valueStream()) : names)
                .map(alias -> clean(alias.asString(""))).filter(Osv::isName).distinct().sorted().limit(500).toList();
    }

    /// Names stand in addresses.
    static boolean isName(String text) {
        return text.length() <= 200 && text.matches("[A-Za-z0-9][A-Za-z0-9._:-]*");
    }

    /// The newest version of CVSS that it brings.
    private static @Nullable String vector(JsonNode osv) {
        return Stream.of(osv.path("severity"), osv.path("affected").path(0).path("severity")).flatMap(JsonNode::valueStream).map(severity -> text(severity, "score"))
                .filter(vector -> vector != null && vector.length() <= 300 && Cvss.score(vector).isPresent()).max(Comparator.comparing(Osv::edition)).orElse(null);
    }

    /// Version 2 has no word of its own in front.
    private static String edition(String vector) {
        return vector.startsWith("CVSS:") ? vector.substring(0, vector.indexOf('/')) : "";
    }

    /// GitHub and Debian say it in a word as well.
    private static Rating word(JsonNode osv) {
        var rating = Rating.of(text(osv.path("database_specific"), "severity"));
        for (var affected : osv.path("affected")) rating = rating.worse(Rating.of(text(affected.path("ecosystem_specific"), "urgency")));
        return rating;
    }

    private static @Nullable String href(JsonNode osv) {
        var own = text(osv.path("database_specific"), "url");
        if (own != null && own.startsWith("https://")) return own;
        return osv.path("references").valueStream().filter(each -> "ADVISORY".equals(text(each, "type"))).map(each -> text(each, "url"))
                .filter(url -> url != null && url.startsWith("https://") && url.length() <= 1000).findFirst().orElse(null);
    }

    static @Nullable Instant instant(JsonNode node, String field) {
        var text = text(node, field);
        if (text == null) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused("'%s' is '%s', which is no time like 2024-03-29T15:50:00Z".formatted(field, clip(text, 60)));
        }
    }

    static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() && !value.asString().isBlank() ? clean(value.asString()) : null;
    }

    static String clip(@Nullable String text, int most) {
        return text == null ? "" : text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /// PostgreSQL keeps no NUL.
    private static String clean(String text) {
        return text.replace("\0", "").strip();
    }
}
