package demarc.app.estate.exposure;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a patch's ticket says.
final class PatchText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final int MOST_LINES = 60;

    /// An exposure with the asset that it is on.
    record Line(String asset, Exposure exposure) {}

    private PatchText() {}

    static String subject(Patch patch, List<Line> lines) {
        var assets = lines.stream().map(Line::asset).distinct().toList();
        var on = assets.size() == 1 ? assets.getFirst() : assets.size() + " assets";
        if (patch.emergency()) {
            var first = lines.stream().map(line -> line.exposure.vulnerability()).sorted().distinct().toList();
            return "Exploited flaw %s%s: update %s on %s".formatted(first.getFirst(), first.size() == 1 ? "" : " and %d more".formatted(first.size() - 1), patch.what(), on);
        }
        if (patch.name().isEmpty()) {
            var packages = lines.stream().map(line -> line.exposure.component().name()).distinct().toList();
            return "Update %s on %s: %s".formatted(patch.what(), on, packages.size() <= 3 ? String.join(", ", packages) : packages.size() + " packages");
        }
        return "Update %s%s on %s".formatted(patch.what(), to(lines), on);
    }

    private static String to(List<Line> lines) {
        var versions = lines.stream().map(line -> line.exposure.fixed()).filter(Objects::nonNull).distinct().toList();
        return versions.size() == 1 ? " to " + versions.getFirst() : "";
    }

    static String description(Patch patch, List<Line> lines) {
        var first = lines.stream().map(Line::exposure).min(Comparator.comparing(each -> Objects.requireNonNull(each.due()))).orElseThrow();
        var text = new StringBuilder("Due %s (%s): %s%n%n".formatted(DAY.format(patch.dueAt().atOffset(ZoneOffset.UTC)), first.vulnerability(), first.because()));
        text.append("Ring %d, %s. %s%n".formatted(patch.ring(), Patch.ringName(patch.ring()), patch.ring() == 2 && !patch.emergency()
                ? "Critical systems are changed with a change record, after the other rings." : "A restart that the update asks for belongs to it, three days after it at the latest."));
        if (lines.stream().anyMatch(line -> line.exposure.forensic()))
            text.append("Before the update: look on each asset whether the flaw was already used, and keep what may show it.%n".formatted());
        if (lines.stream().anyMatch(line -> line.exposure.fixed() == null))
            text.append("Some of it cannot be mended by an update yet: shield it, switch it off, or ask for an exception.%n".formatted());
        text.append('\n');
        var byAsset = lines.stream().collect(Collectors.groupingBy(Line::asset, TreeMap::new, Collectors.toList()));
        var written = 0;
        for (var asset : byAsset.entrySet()) {
            if (written >= MOST_LINES) break;
            var byPackage = asset.getValue().stream().collect(Collectors.groupingBy(line -> line.exposure.component(), LinkedHashMap::new, Collectors.toList()));
            for (var component : byPackage.entrySet()) {
                if (written++ >= MOST_LINES) break;
                text.append("- %s: %s (%s)%n".formatted(asset.getKey(), Finding.words(component.getKey(), target(component.getValue())), names(component.getValue())));
            }
        }
        var all = byAsset.values().stream().mapToInt(each -> (int) each.stream().map(line -> line.exposure.component()).distinct().count()).sum();
        if (all > written) text.append("- and %d more%n".formatted(all - written));
        text.append("%nThe ticket resolves itself when the next inventories show the update everywhere.".formatted());
        return text.toString();
    }

    /// The version that mends all of it.
    private static @Nullable String target(List<Line> lines) {
        return lines.stream().map(line -> line.exposure.fixed()).filter(Objects::nonNull)
                .max(Scheme.of(lines.getFirst().exposure.component().ecosystem())).orElse(null);
    }

    private static String names(List<Line> lines) {
        var names = lines.stream().map(line -> line.exposure.vulnerability()).distinct().sorted().toList();
        return names.size() <= 4 ? String.join(", ", names) : "%s and %d more".formatted(String.join(", ", names.subList(0, 3)), names.size() - 3);
    }
}
