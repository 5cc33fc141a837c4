package demarc.app.decide.web;

import demarc.app.decide.questionnaire.Numbers;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.Staff;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers behind the costs as somebody typed them. An empty field means the default.
///
/// @param problems what is wrong, by field
record NumbersForm(Map<String, String> typed, Numbers numbers, Map<String, String> problems) {

    static final NumbersForm NONE = new NumbersForm(Map.of(), Numbers.NONE, Map.of());
    private static final List<String> ENDS = List.of("low", "likely", "high");

    static NumbersForm read(Map<String, String> form) {
        if (form.containsKey("reset")) return NONE;
        var problems = new LinkedHashMap<String, String>();
        var prices = new EnumMap<CostInput, Estimate>(CostInput.class);
        for (var input : CostInput.values()) {
            var estimate = estimate(form, input, problems);
            if (estimate != null) prices.put(input, estimate);
        }
        var employees = number(form, "employees", 1, 1_000_000, problems);
        var numbers = new Numbers(employees, number(form, "it-staff", 0, 10_000, problems), number(form, "endpoints", 0, 5_000_000, problems), number(form, "servers", 0, 100_000, problems),
                number(form, "project-hours", 0, 1_000_000, problems), team(form, "in-house-team", problems), team(form, "kept-team", problems), prices);
        return new NumbersForm(form, numbers, problems);
    }

    private static @Nullable Staff team(Map<String, String> form, String key, Map<String, String> problems) {
        var people = number(form, key, 0, 10_000, problems);
        return people == null ? null : Staff.of(people);
    }

    private static @Nullable Estimate estimate(Map<String, String> form, CostInput input, Map<String, String> problems) {
        var usual = input.usual();
        double factor = input.unit() == CostInput.Unit.SHARE ? 100 : 1;
        var three = new double[3];
        var defaults = new double[] {usual.low(), usual.value(), usual.high()};
        for (int i = 0; i < 3; i++) {
            var typed = number(form, input.key() + "." + ENDS.get(i), 0, 10_000_000, problems);
            three[i] = typed == null ? defaults[i] : Math.abs(typed / factor - defaults[i]) < 1e-9 ? defaults[i] : typed / factor;
        }
        // Who types one figure beyond the usual ends means that figure.
        if (form.getOrDefault(input.key() + ".low", "").isBlank()) three[0] = Math.min(three[0], three[1]);
        if (form.getOrDefault(input.key() + ".high", "").isBlank()) three[2] = Math.max(three[2], three[1]);
        if (three[0] > three[1] || three[1] > three[2]) {
            problems.put(input.key(), "%s: low, likely and high must not fall.".formatted(input.title()));
            return null;
        }
        return three[0] == usual.low() && three[1] == usual.value() && three[2] == usual.high() ? null : new Estimate(three[1], three[0], three[2], "your figure");
    }

    private static @Nullable Double number(Map<String, String> form, String key, double least, double most, Map<String, String> problems) {
        var typed = form.getOrDefault(key, "").strip().replace(",", "").replace("%", "");
        if (typed.isEmpty()) return null;
        try {
            double value = Double.parseDouble(typed);
            if (value >= least && value <= most) return value;
        } catch (NumberFormatException e) {
            // said below
        }
        problems.put(key, "'%s' is no number from %,.0f to %,.0f.".formatted(typed.length() > 30 ? typed.substring(0, 30) + "…" : typed, least, most));
        return null;
    }
}
