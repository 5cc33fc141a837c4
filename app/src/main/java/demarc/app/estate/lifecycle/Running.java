package demarc.app.estate.lifecycle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What runs on a thing, in the words of its inventory, and which release of endoflife.date that is.
record Running(@Nullable String os, @Nullable String osVersion, @Nullable String build, @Nullable String maker, @Nullable String model, @Nullable String firmware) {
    /// @param cycles the likeliest first; the first that is known is meant
    /// @param build  `10.0.19045`, by which Windows says it where the words do not
    record Named(String product, List<String> cycles, @Nullable String build, boolean enterprise) {}

    private record Rule(String product, Pattern words) {
        Rule(String product, String words) {
            this(product, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
        }
    }

    /// In this order: the name of a part is also in the name of the whole.
    private static final List<Rule> RULES = List.of(
            new Rule("debian", "debian[^\\d]*(\\d+)"), new Rule("ubuntu", "ubuntu[^\\d]*(\\d+\\.\\d+)"), new Rule("linuxmint", "linux mint[^\\d]*(\\d+)"),
            new Rule("fedora", "fedora[^\\d]*(\\d+)"), new Rule("centos-stream", "centos stream[^\\d]*(\\d+)"), new Rule("centos", "centos[^\\d]*(\\d+)"),
            new Rule("rhel", "red hat enterprise linux[^\\d]*(\\d+)"), new Rule("rocky-linux", "rocky linux[^\\d]*(\\d+)"), new Rule("almalinux", "almalinux[^\\d]*(\\d+)"),
            new Rule("oracle-linux", "oracle linux[^\\d]*(\\d+)"), new Rule("opensuse", "opensuse[^\\d]*(\\d+\\.\\d+)"), new Rule("sles", "suse linux enterprise[^\\d]*(\\d+(?:[. ]?(?:sp)?\\d+)?)"),
            new Rule("alpine-linux", "alpine linux[^\\d]*(\\d+\\.\\d+)"), new Rule("amazon-linux", "amazon linux[^\\d]*(\\d+)"), new Rule("proxmox-ve", "proxmox(?: ve)?[^\\d]*(\\d+)"),
            new Rule("vmware-esxi", "esxi[^\\d]*(\\d+\\.\\d+)"), new Rule("macos", "(?:macos|mac os x|os x)[^\\d]*(\\d+(?:\\.\\d+)?)"), new Rule("android", "android[^\\d]*(\\d+(?:\\.\\d+)?)"),
            new Rule("ios", "\\bios[^\\d]*(\\d+)"), new Rule("opnsense", "opnsense[^\\d]*(\\d+\\.\\d+)"));
    private static final Pattern SERVER = Pattern.compile("windows.*server\\D*(\\d{4})( r2)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WINDOWS = Pattern.compile("windows\\D*(11|10|8\\.1|8|7|vista|xp)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RELEASE = Pattern.compile("\\b(\\d\\dh\\d|1[5-9]0\\d|1511|2004)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BUILD = Pattern.compile("\\b(\\d{1,2}\\.\\d\\.\\d{4,5})\\b");
    private static final Pattern FIRMWARE = Pattern.compile("v?(\\d+\\.\\d+)");

    /// @return null when nobody keeps dates for it, as far as its words tell
    @Nullable Named named() {
        var words = join(os, osVersion);
        if (words.toLowerCase(Locale.ROOT).contains("windows")) return windows(words);
        for (var rule : RULES) {
            var found = rule.words.matcher(words);
            if (found.find()) return new Named(rule.product, cycles(rule.product.equals("sles") ? found.group(1).toLowerCase(Locale.ROOT).replaceFirst("[ .]?sp", ".") : found.group(1)), null, false);
        }
        var said = join(maker, model, os).toLowerCase(Locale.ROOT);
        var version = FIRMWARE.matcher(firmware == null ? "" : firmware);
        if (!version.find()) return null;
        if (said.contains("fortinet") || said.contains("fortigate") || firmware != null && firmware.toLowerCase(Locale.ROOT).contains("fortios")) return new Named("fortios", cycles(version.group(1)), null, false);
        if (said.contains("palo alto") || said.contains("pan-os")) return new Named("pan-os", cycles(version.group(1)), null, false);
        if (said.contains("cisco") && version.group(1).matches("1[67]\\.\\d+")) return new Named("cisco-ios-xe", cycles(version.group(1)), null, false);
        return null;
    }

    private @Nullable Named windows(String words) {
        var server = SERVER.matcher(words);
        if (server.find()) return new Named("windows-server", List.of(server.group(1) + (server.group(2) == null ? "" : "-r2"), server.group(1) + (server.group(2) == null ? "" : "-r2") + "-sp1"), null, false);
        var client = WINDOWS.matcher(words);
        if (!client.find()) return null;
        var major = client.group(1).toLowerCase(Locale.ROOT);
        var enterprise = words.toLowerCase(Locale.ROOT).matches(".*(enterprise|education|entreprise|iot).*");
        var longTerm = words.toLowerCase(Locale.ROOT).matches(".*(ltsc|ltsb).*");
        var suffix = longTerm ? "-e-lts" : enterprise ? "-e" : "-w";
        var release = RELEASE.matcher(join(osVersion));
        var cycles = release.find() ? List.of(major + "-" + release.group().toLowerCase(Locale.ROOT) + suffix, major + "-" + release.group().toLowerCase(Locale.ROOT)) : List.of(major);
        return new Named("windows", cycles, first(BUILD.matcher(join(build, osVersion))), enterprise);
    }

    /// `12.4` is release 12 where they are counted by one number.
    private static List<String> cycles(String version) {
        var dot = version.indexOf('.');
        return dot < 0 ? List.of(version, version + ".0") : List.of(version, version.substring(0, dot));
    }

    private static @Nullable String first(Matcher found) {
        return found.find() ? found.group(1) : null;
    }

    private static String join(@Nullable String... parts) {
        var all = new StringBuilder();
        for (var part : parts) if (part != null) all.append(part).append(' ');
        return all.toString();
    }
}
