package demarc.app.estate.exposure;

import java.util.Comparator;
import java.util.Map;

/// How versions are ordered. No two ecosystems agree on it.
enum Scheme implements Comparator<String> {
    DPKG(Dpkg::compare),
    RPM(Rpm::compare),
    APK(Apk::compare),
    SEMVER(Semver::compare),
    GENERIC(Loose::compare);

    private static final Map<String, Scheme> OF = Map.ofEntries(
            Map.entry("Debian", DPKG), Map.entry("Ubuntu", DPKG),
            Map.entry("AlmaLinux", RPM), Map.entry("Rocky Linux", RPM), Map.entry("Red Hat", RPM), Map.entry("openSUSE", RPM), Map.entry("SUSE", RPM),
            Map.entry("Mageia", RPM), Map.entry("openEuler", RPM), Map.entry("Azure Linux", RPM), Map.entry("Alpine", APK), Map.entry("Wolfi", APK), Map.entry("Chainguard", APK),
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

    /// Agents leave out the epoch of RPM packages; what is left out is not compared.
    int compareInstalled(String installed, String bound) {
        return compare(installed, this == RPM && installed.indexOf(':') < 0 ? bound.substring(bound.indexOf(':') + 1) : bound);
    }

    @Override public int compare(String one, String other) {
        return order.compare(one, other);
    }

    /// Digits of any length, without turning them into a number.
    static int compareDigits(String one, String other) {
        var a = one.substring(zeros(one));
        var b = other.substring(zeros(other));
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    /// In front; the last digit stays.
    private static int zeros(String digits) {
        var zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') zeros++;
        return zeros;
    }
}
