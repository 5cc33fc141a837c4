package demarc.app.estate.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/// Which product of endoflife.date an installed package is, and which release it says it is; by a table of names of our own, as nobody publishes one.
final class SoftwareNames {
    /// @param said     by which the release is sought
    /// @param bySystem the distribution mends it
    record Named(String product, String said, boolean bySystem) {}

    private record Rule(String product, boolean packaged, boolean bySystem, String begins, Pattern name) {}

    /// Of packages that makers publish themselves, under the names that distributions use, too.
    private static final Pattern MAKERS_OWN = Pattern.compile("pgdg|nodesource|\\.remi|sury|\\.mysql\\.|~(?:jammy|focal|noble|bookworm|bullseye)$");
    private static final Pattern VERSION = Pattern.compile("(?:\\d+:)?v?(\\d+(?:\\.\\d+){0,2}).*");
    private static final Set<String> PACKAGED = Set.of("deb", "rpm");
    private static final List<Rule> RULES = read();

    private SoftwareNames() {}

    /// @param packaging `deb`, `rpm`, `registry` …, as the inventory says it; null is Windows' own list
    /// @return null when nobody keeps dates for it, as far as its name tells
    static @Nullable Named named(String name, String version, @Nullable String packaging) {
        var packaged = packaging != null && PACKAGED.contains(packaging.toLowerCase(Locale.ROOT));
        if (!packaged && packaging != null && !packaging.equalsIgnoreCase("registry")) return null;
        for (var rule : RULES) {
            if (rule.packaged != packaged || !name.regionMatches(!packaged, 0, rule.begins, 0, rule.begins.length())) continue;
            var found = rule.name.matcher(name);
            if (!found.matches()) continue;
            var said = said(rule.product, name, found.groupCount() > 0 && found.group(1) != null ? found.group(1) : version);
            if (said != null) return new Named(rule.product, said, rule.bySystem && !MAKERS_OWN.matcher(version).find());
        }
        return null;
    }

    /// The releases it may be, the likeliest first: `9.5.7` is 9.5, `12.4` is 12.
    static List<String> cycles(String said) {
        var cycles = new ArrayList<String>();
        for (var rest = said; !rest.isEmpty(); rest = rest.substring(0, Math.max(rest.lastIndexOf('.'), Math.max(0, rest.lastIndexOf('-'))))) cycles.add(rest);
        if (said.matches("\\d+")) cycles.add(said + ".0");
        return cycles;
    }

    static Set<String> products() {
        return RULES.stream().map(Rule::product).collect(Collectors.toSet());
    }

    private static @Nullable String said(String product, String name, String version) {
        var found = VERSION.matcher(version);
        if (!found.matches()) return null;
        var number = found.group(1);
        return switch (product) {
            case "office" -> name.contains("LTSC") ? number + "-ltsc" : number;
            case "mssqlserver" -> servicePack(version);
            default -> number;
        };
    }

    /// Setup counts service packs in the second number: 13.2.5026.0 is 2016 with its second.
    private static @Nullable String servicePack(String version) {
        var parts = version.split("\\.");
        if (parts.length < 3 || !parts[0].matches("\\d+") || !parts[1].matches("\\d+")) return null;
        var major = parts[0];
        var second = Integer.parseInt(parts[1]);
        if (major.equals("10") && second >= 50) return second == 50 ? "10.50-r2" : "10.50-sp" + (second - 50);
        return second == 0 ? major + ".0" : major + ".0-sp" + second;
    }

    private static List<Rule> read() {
        try {
            var rules = new ArrayList<Rule>();
            for (var line : new ClassPathResource("estate/software-names.tsv").getContentAsString(StandardCharsets.UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var parts = line.split("\t");
                var packaged = parts[1].equals("package");
                rules.add(new Rule(parts[0], packaged, parts[2].equals("system"), begins(parts[3]), Pattern.compile(parts[3], packaged ? 0 : Pattern.CASE_INSENSITIVE)));
            }
            return List.copyOf(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What every name that fits begins with: nearly all are told apart by it. A pattern with a choice of whole names has none.
    private static String begins(String pattern) {
        if (pattern.replaceAll("\\([^()]*\\)", "").contains("|")) return "";
        var end = 0;
        while (end < pattern.length() && (Character.isLetterOrDigit(pattern.charAt(end)) || pattern.charAt(end) == ' ' || pattern.charAt(end) == '-')) end++;
        if (end < pattern.length() && "?*".indexOf(pattern.charAt(end)) >= 0) end--;
        return pattern.substring(0, end);
    }
}
