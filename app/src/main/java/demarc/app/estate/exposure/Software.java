package demarc.app.estate.exposure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A piece of installed software, under the name by which advisories know it.
///
/// @param ecosystem as OSV writes it: `Go`, `Debian:12`
record Software(String ecosystem, String name, String version) {
    private static final Map<String, String> ECOSYSTEMS = Map.ofEntries(
            Map.entry("go", "Go"), Map.entry("golang", "Go"), Map.entry("npm", "npm"), Map.entry("pypi", "PyPI"), Map.entry("pip", "PyPI"), Map.entry("python", "PyPI"),
            Map.entry("maven", "Maven"), Map.entry("gem", "RubyGems"), Map.entry("nuget", "NuGet"), Map.entry("cargo", "crates.io"), Map.entry("composer", "Packagist"));
    private static final Map<String, String> DEBIAN = Map.of("buster", "10", "bullseye", "11", "bookworm", "12", "trixie", "13", "forky", "14");
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d+)(?:\\.(\\d+))?");

    /// Nothing where advisories know no such ecosystem.
    ///
    /// @param packaging where it was installed from, as the inventory says
    /// @param system    name and version of the operating system
    static List<Software> of(String name, String version, @Nullable String packaging, String system) {
        if (packaging == null || version.isBlank() || name.isBlank()) return List.of();
        var kind = packaging.toLowerCase(Locale.ROOT);
        return ecosystems(kind, system).stream().map(each -> new Software(each, normal(each, name), version.strip())).toList();
    }

    /// The releases of distributions whose packages these could be, and what else is installed by name.
    private static List<String> ecosystems(String packaging, String system) {
        var os = system.toLowerCase(Locale.ROOT);
        return switch (packaging) {
            case "deb", "dpkg" -> os.contains("ubuntu") ? ubuntu(os) : os.contains("debian") ? debian(os) : List.of();
            case "rpm" -> os.contains("rocky") ? major("Rocky Linux:", os) : os.contains("alma") ? major("AlmaLinux:", os) : List.of();
            default -> ECOSYSTEMS.containsKey(packaging) ? List.of(ECOSYSTEMS.get(packaging)) : List.of();
        };
    }

    private static List<String> debian(String os) {
        return DEBIAN.entrySet().stream().filter(each -> os.contains(each.getKey())).findFirst().map(each -> List.of("Debian:" + each.getValue()))
                .orElseGet(() -> major("Debian:", os));
    }

    private static List<String> ubuntu(String os) {
        var found = NUMBER.matcher(os);
        return found.find() && found.group(2) != null ? List.of("Ubuntu:%s.%s:LTS".formatted(found.group(1), found.group(2)), "Ubuntu:%s.%s".formatted(found.group(1), found.group(2)))
                : List.of();
    }

    private static List<String> major(String prefix, String os) {
        var found = NUMBER.matcher(os);
        return found.find() ? List.of(prefix + found.group(1)) : List.of();
    }

    /// Names that mean the same are written the same.
    static String normal(String ecosystem, String name) {
        var plain = name.strip();
        if (ecosystem.equals("PyPI")) return plain.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return isDistribution(ecosystem) || ecosystem.equals("NuGet") ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    static boolean isDistribution(String ecosystem) {
        var scheme = Scheme.of(ecosystem);
        return scheme == Scheme.DPKG || scheme == Scheme.RPM;
    }

    /// `bookworm` → `Debian:12`; null for what is no release yet or any more.
    static @Nullable String debianRelease(String codename) {
        var number = DEBIAN.get(codename);
        return number == null ? null : "Debian:" + number;
    }
}
