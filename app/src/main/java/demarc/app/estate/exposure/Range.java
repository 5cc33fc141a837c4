package demarc.app.estate.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions of a package that an advisory is about: from `introduced` on (null: from the beginning) until before `fixed`, or up to `lastAffected`, or for ever;
/// or exactly `versions`.
record Range(String ecosystem, String name, Scheme scheme, @Nullable String introduced, @Nullable String fixed, @Nullable String lastAffected, List<String> versions) {
    Range {
        versions = List.copyOf(versions);
    }

    /// One thing that happened to a line of versions.
    record Event(Kind kind, String version) {
        enum Kind { FIXED, INTRODUCED, LAST_AFFECTED }

        private boolean isBeginning() {
            return kind == Kind.INTRODUCED && version.equals("0");
        }
    }

    boolean contains(String version) {
        if (!versions.isEmpty()) return versions.contains(version);
        if (introduced != null && scheme.compareInstalled(version, introduced) < 0) return false;
        if (fixed != null) return scheme.compareInstalled(version, fixed) < 0;
        return lastAffected == null || scheme.compareInstalled(version, lastAffected) <= 0;
    }

    /// The stretches between what introduced it and what ended it, in whatever order the events are written.
    static List<Range> between(String ecosystem, String name, Scheme scheme, List<Event> events) {
        var ordered = events.stream().sorted(Comparator.comparing(Event::isBeginning).reversed().thenComparing((one, other) ->
                one.isBeginning() || other.isBeginning() ? 0 : scheme.compare(one.version, other.version)).thenComparing(Event::kind)).toList();
        var ranges = new ArrayList<Range>();
        Event since = null;
        for (var event : ordered)
            switch (event.kind) {
                case INTRODUCED -> since = since == null ? event : since;
                case FIXED -> {
                    if (since != null) ranges.add(new Range(ecosystem, name, scheme, from(since), event.version, null, List.of()));
                    since = null;
                }
                case LAST_AFFECTED -> {
                    if (since != null) ranges.add(new Range(ecosystem, name, scheme, from(since), null, event.version, List.of()));
                    since = null;
                }
            }
        if (since != null) ranges.add(new Range(ecosystem, name, scheme, from(since), null, null, List.of()));
        return ranges;
    }

    private static @Nullable String from(Event event) {
        return event.isBeginning() ? null : event.version;
    }
}
