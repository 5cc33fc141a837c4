package demarc.app.estate.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A vulnerability in an asset, whatever number of advisories and packages say it.
///
/// @param component the package to be updated first
/// @param fixed     the version that mends it there; null when there is none yet
/// @param also      the other packages that it is in, as people read them
record Finding(String vulnerability, String advisory, Software component, @Nullable String fixed, List<String> also, Rating rating, @Nullable Double score) {
    /// An advisory that hits an installed package.
    record Hit(String vulnerability, String advisory, Software component, @Nullable String fixed, Rating rating, @Nullable Double score) {}

    /// What is known of a package: a range and the advisory it stands in.
    record Word(String advisory, List<String> names, Rating rating, @Nullable Double score, Range range) {}

    static List<Hit> hits(Software component, List<Word> words) {
        var hits = new ArrayList<Hit>();
        for (var word : words)
            if (word.range.contains(component.version()))
                for (var name : word.names) hits.add(new Hit(name, word.advisory, component, word.range.fixed(), word.rating, word.score));
        return hits;
    }

    /// One for each vulnerability, by name.
    static List<Finding> collapse(List<Hit> hits) {
        var byName = new TreeMap<String, List<Hit>>();
        for (var hit : hits) byName.computeIfAbsent(hit.vulnerability, _ -> new ArrayList<>()).add(hit);
        return byName.values().stream().map(Finding::one).toList();
    }

    private static Finding one(List<Hit> hits) {
        var packages = new LinkedHashMap<String, Hit>();
        hits.stream().sorted(Comparator.comparing((Hit hit) -> hit.component.name()).thenComparing(hit -> hit.advisory))
                .forEach(hit -> packages.merge(hit.component.name(), hit, Finding::further));
        var first = packages.values().stream().min(Comparator.comparing(hit -> hit.fixed == null)).orElseThrow();
        var also = packages.values().stream().filter(hit -> hit != first).map(hit -> words(hit.component, hit.fixed)).toList();
        var score = hits.stream().map(Hit::score).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        var rating = score != null ? Rating.of(score) : hits.stream().map(Hit::rating).reduce(Rating.UNKNOWN, Rating::worse);
        return new Finding(first.vulnerability, first.advisory, first.component, first.fixed, also, rating, score);
    }

    /// Of two advisories on one package, what satisfies both.
    private static Hit further(Hit one, Hit other) {
        if (other.fixed == null) return one;
        if (one.fixed == null) return other;
        return Scheme.of(one.component.ecosystem()).compare(one.fixed, other.fixed) >= 0 ? one : other;
    }

    static String words(Software component, @Nullable String fixed) {
        return fixed == null ? "%s %s".formatted(component.name(), component.version()) : "%s %s → %s".formatted(component.name(), component.version(), fixed);
    }

}
