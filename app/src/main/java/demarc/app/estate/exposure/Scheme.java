package demarc.app.estate.exposure;

import java.util.Comparator;
import java.util.Map;

/// How versions are ordered. No two ecosystems agree on it.
enum Scheme implements Comparator<String> {
    DPKG(Dpkg::compare),
    RPM(Rpm::compare),
    SEMVER(Semver::compare),
    GENERIC(Loose::compare);

    private static final Map<String, Scheme> OF = Map.ofEntries(
            Map.entry("Debian", DPKG), Map.entry("Ubuntu", DPKG),
            Map.entry("AlmaLinux", RPM), Map.entry("Rocky Linux", RPM), Map.entry("Red Hat", RPM), Map.entry("openSUSE", RPM), Map.entry("SUSE", RPM),
            Map.entry("Mageia", RPM), Map.entry("openEuler", RPM), Map.entry("Azure Linux", RPM),
            Map.entry("Go", SEMVER), Map.entry("npm", SEMVER), Map.entry("crates.io", SEMVER), Map.entry("NuGet", SEMVER), Map.entry("Hex", SEMVER),
            Map.entry("Pub", SEMVER), Map.entry("SwiftURL", SEMVER), Map.entry("GitHub Actions", SEMVER));

    private final Comparator<String> order;

    Scheme(Comparator<String> order) {
        this.order = order;
    }

    /// @param ecosystem as OSV writes it: `Go`, `Debian:12`
    static Scheme of(String ecosystem) {
        var colon = ecosystem.indexOf(':');
        return OF.getOrDefault(colon < 0 ? ecosystem : ecosystem.substring(0, colon), GENERIC);
    }

    @Override public int compare(String one, String other) {
        return order.compare(one, other);
    }

    /// Digits of any length, without turning them into a number.
    static int compareDigits(String one, String other) {
        var a = one.replaceFirst("^0+(?=.)", "");
        var b = other.replaceFirst("^0+(?=.)", "");
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
