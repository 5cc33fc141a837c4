package demarc.app.estate.exposure;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The base score of a CVSS 3.0 or 3.1 vector (first.org, specification 7.1). Version 4 has no formula, only tables; its advisories bring a word of their own.
final class Cvss {
    private static final Map<String, Double> WEIGHTS = Map.ofEntries(
            Map.entry("AV:N", 0.85), Map.entry("AV:A", 0.62), Map.entry("AV:L", 0.55), Map.entry("AV:P", 0.2),
            Map.entry("AC:L", 0.77), Map.entry("AC:H", 0.44), Map.entry("UI:N", 0.85), Map.entry("UI:R", 0.62),
            Map.entry("C:H", 0.56), Map.entry("C:L", 0.22), Map.entry("C:N", 0.0),
            Map.entry("I:H", 0.56), Map.entry("I:L", 0.22), Map.entry("I:N", 0.0),
            Map.entry("A:H", 0.56), Map.entry("A:L", 0.22), Map.entry("A:N", 0.0),
            Map.entry("PR:N", 0.85), Map.entry("PR:L", 0.62), Map.entry("PR:H", 0.27));

    private Cvss() {}

    static OptionalDouble score(String vector) {
        if (!vector.startsWith("CVSS:3.")) return OptionalDouble.empty();
        var said = new HashMap<String, String>();
        for (var part : vector.split("/")) {
            var pair = part.split(":", 2);
            if (pair.length == 2) said.put(pair[0], pair[1]);
        }
        var scope = said.getOrDefault("S", "");
        if (!scope.equals("C") && !scope.equals("U")) return OptionalDouble.empty();
        var changed = scope.equals("C");
        var weight = new HashMap<String, Double>();
        for (var metric : new String[] {"AV", "AC", "PR", "UI", "C", "I", "A"}) {
            var value = WEIGHTS.get(metric + ":" + said.get(metric));
            if (value == null) return OptionalDouble.empty();
            weight.put(metric, value);
        }
        if (changed && "L".equals(said.get("PR"))) weight.put("PR", 0.68);
        if (changed && "H".equals(said.get("PR"))) weight.put("PR", 0.5);
        var loss = 1 - (1 - weight.get("C")) * (1 - weight.get("I")) * (1 - weight.get("A"));
        var impact = changed ? 7.52 * (loss - 0.029) - 3.25 * Math.pow(loss - 0.02, 15) : 6.42 * loss;
        if (impact <= 0) return OptionalDouble.of(0);
        var exploitability = 8.22 * weight.get("AV") * weight.get("AC") * weight.get("PR") * weight.get("UI");
        return OptionalDouble.of(roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10)));
    }

    /// To one decimal, upwards, on integers as the specification's appendix A has it: 4.02 is 4.1, 4.000004 is 4.0.
    private static double roundUp(double score) {
        var scaled = Math.round(score * 100_000);
        return scaled % 10_000 == 0 ? scaled / 100_000.0 : (Math.floorDiv(scaled, 10_000) + 1) / 10.0;
    }
}
