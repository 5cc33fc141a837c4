package demarc.app.estate.exposure;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody's word on a flaw: which versions of which packages have it, and what mends them.
///
/// @param id     `GO-2022-0956`, `GHSA-…`, `DEBIAN-CVE-…`
/// @param ranges empty once it is withdrawn
record Advisory(String id, List<String> aliases, String summary, String details, @Nullable String vector, @Nullable Double score, Rating rating,
        @Nullable Instant published, @Nullable Instant withdrawn, @Nullable String href, List<Range> ranges) {
    Advisory {
        aliases = List.copyOf(aliases);
        ranges = List.copyOf(ranges);
    }

    /// Which vulnerabilities it is about: its CVE numbers, or the least of its names, so that two advisories for the same flaw mean the same.
    List<String> names() {
        var cves = Stream.concat(Stream.of(id), aliases.stream()).filter(name -> name.startsWith("CVE-")).distinct().sorted().toList();
        return cves.isEmpty() ? List.of(Stream.concat(Stream.of(id), aliases.stream()).sorted().findFirst().orElse(id)) : cves;
    }
}
