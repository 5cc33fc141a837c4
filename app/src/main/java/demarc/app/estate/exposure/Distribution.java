package demarc.app.estate.exposure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The releases of distributions. OSV names some of them by where a package is published (`Red Hat:enterprise_linux:9::appstream`, `SUSE:Linux Enterprise Module for Basesystem 15
/// SP5`), machines say what they are; here both come to one name: `Red Hat:9`, `SUSE:15 SP5`.
final class Distribution {
    private static final Map<String, String> DEBIAN = Map.of("buster", "10", "bullseye", "11", "bookworm", "12", "trixie", "13", "forky", "14");
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d+)(?:\\.(\\d+))?");
    /// Streams with a support of their own (rhel_eus, rhel_aus, rhel_e4s) keep their names, by which no machine calls itself.
    private static final Pattern RED_HAT = Pattern.compile("Red Hat:enterprise_linux:(\\d+)(?:\\.(\\d+))?(?::.*)?");
    private static final Pattern SUSE = Pattern.compile("SUSE:Linux Enterprise .*?\\b(1[0-9])(?: (SP\\d+))?(?:-[A-Za-z]+)*");
    private static final Pattern SP = Pattern.compile("\\b(1[0-9])(?:[ -]*SP ?(\\d+)|\\.(\\d+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEAP = Pattern.compile("leap (\\d+\\.\\d+)");

    private Distribution() {}

    /// As ranges are kept.
    static String of(String ecosystem) {
        var redHat = RED_HAT.matcher(ecosystem);
        if (redHat.matches()) return redHat(redHat.toMatchResult());
        var suse = SUSE.matcher(ecosystem);
        if (suse.matches()) return "SUSE:" + suse.group(1) + (suse.group(2) == null ? "" : " " + suse.group(2));
        return ecosystem.startsWith("openSUSE:Leap:") ? ecosystem.replaceFirst("Leap:", "Leap ") : ecosystem;
    }

    /// What a machine's packages are looked up under.
    ///
    /// @param packaging `deb`, `rpm`, `apk`
    /// @param system    its name and version, as the inventory says
    static List<String> installed(String packaging, String system) {
        var os = system.toLowerCase(Locale.ROOT);
        return switch (packaging) {
            case "deb", "dpkg" -> os.contains("ubuntu") ? ubuntu(os) : os.contains("debian") ? debian(os) : List.of();
            case "rpm" -> rpm(os);
            case "apk" -> os.contains("alpine") ? NUMBER.matcher(os).results().filter(found -> found.group(2) != null).findFirst()
                    .map(found -> List.of("Alpine:v%s.%s".formatted(found.group(1), found.group(2)))).orElse(List.of()) : List.of();
            default -> List.of();
        };
    }

    private static List<String> rpm(String os) {
        // What comes before the release that is named after it has no advisories of that name.
        if (os.contains("stream")) return List.of();
        if (os.contains("rocky")) return major("Rocky Linux:", os);
        if (os.contains("alma")) return major("AlmaLinux:", os);
        // Rebuilt from Red Hat's sources under the same versions, while it lasted.
        if (os.contains("red hat") || os.contains("centos")) return number(os).map(found -> List.of(redHat(found))).orElse(List.of());
        if (os.contains("tumbleweed")) return List.of("openSUSE:Tumbleweed");
        if (os.contains("leap")) return LEAP.matcher(os).results().findFirst().map(found -> List.of("openSUSE:Leap " + found.group(1))).orElse(List.of());
        if (os.contains("suse") || os.contains("sles")) return SP.matcher(os).results().findFirst().map(found -> List.of("SUSE:" + found.group(1) + pack(found))).orElse(List.of());
        if (os.contains("mageia")) return major("Mageia:", os);
        if (os.contains("azure linux")) return major("Azure Linux:", os);
        return List.of();
    }

    private static String pack(MatchResult found) {
        var number = found.group(2) == null ? found.group(3) : found.group(2);
        return number == null || number.equals("0") ? "" : " SP" + number;
    }

    /// Until 9 the whole of a major release; from 10 on each minor one for itself.
    private static String redHat(MatchResult found) {
        return found.group(2) == null || Integer.parseInt(found.group(1)) < 10 ? "Red Hat:" + found.group(1) : "Red Hat:%s.%s".formatted(found.group(1), found.group(2));
    }

    private static List<String> debian(String os) {
        return DEBIAN.entrySet().stream().filter(each -> os.contains(each.getKey())).findFirst().map(each -> List.of("Debian:" + each.getValue())).orElseGet(() -> major("Debian:", os));
    }

    private static List<String> ubuntu(String os) {
        return number(os).filter(found -> found.group(2) != null)
                .map(found -> List.of("Ubuntu:%s.%s:LTS".formatted(found.group(1), found.group(2)), "Ubuntu:%s.%s".formatted(found.group(1), found.group(2)))).orElse(List.of());
    }

    private static List<String> major(String prefix, String os) {
        return number(os).map(found -> List.of(prefix + found.group(1))).orElse(List.of());
    }

    private static Optional<MatchResult> number(String os) {
        return NUMBER.matcher(os).results().findFirst();
    }

    /// `bookworm` → `Debian:12`; nothing for what is no release yet or any more.
    static Optional<String> debianRelease(String codename) {
        return Optional.ofNullable(DEBIAN.get(codename)).map("Debian:"::concat);
    }
}
