package demarc.app.estate.exposure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A piece of installed software, under the name by which advisories know it.
///
/// @param ecosystem as OSV writes it: `Go`, `Debian:12`; of distributions the release, see [Distribution]
record Software(String ecosystem, String name, String version) {
    private static final Map<String, String> ECOSYSTEMS = Map.ofEntries(
            Map.entry("go", "Go"), Map.entry("golang", "Go"), Map.entry("npm", "npm"), Map.entry("pypi", "PyPI"), Map.entry("pip", "PyPI"), Map.entry("python", "PyPI"),
            Map.entry("maven", "Maven"), Map.entry("gem", "RubyGems"), Map.entry("nuget", "NuGet"), Map.entry("cargo", "crates.io"), Map.entry("composer", "Packagist"));

    /// Nothing where advisories know no such ecosystem.
    ///
    /// @param packaging where it was installed from, as the inventory says
    /// @param system    name and version of the operating system
    static List<Software> of(String name, String version, @Nullable String packaging, String system) {
        if (packaging == null || version.isBlank() || name.isBlank()) return List.of();
        var kind = packaging.toLowerCase(Locale.ROOT);
        var ecosystems = ECOSYSTEMS.containsKey(kind) ? List.of(ECOSYSTEMS.get(kind)) : Distribution.installed(kind, system);
        return ecosystems.stream().map(each -> new Software(each, normal(each, name), version.strip())).toList();
    }

    /// Names that mean the same are written the same.
    static String normal(String ecosystem, String name) {
        var plain = name.strip();
        if (ecosystem.equals("PyPI")) return plain.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return isDistribution(ecosystem) || ecosystem.equals("NuGet") ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    static boolean isDistribution(String ecosystem) {
        return switch (Scheme.of(ecosystem)) {
            case DPKG, RPM, APK -> true;
            case SEMVER, GENERIC -> false;
        };
    }
}
