package demarc.core.simulation.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a search found.
///
/// @param points   plans that no other beats in everything, thinned so that neighbours differ by more than noise; the cheapest first
/// @param named    today's plan, `in-house`, and each shipped template with the staff that suits it best
/// @param exact    whether every plan was considered (simulated, or ruled out by what could be kept at best); else a sample was
/// @param plans    how many plans there are
/// @param tried    how many were simulated
/// @param audit    how near the sample comes; empty when exact
/// @param complete false when it was stopped before its time
public record Frontier(List<Point> points, Map<String, Point> named, boolean exact, double plans, int tried, Audit audit, int years, boolean complete, List<Point> all) {

    /// Plans tried at random among those that the search had left aside but that might have mattered.
    ///
    /// @param tried   how many
    /// @param within  how many lie behind the frontier or within half a percent of it
    public record Audit(int tried, int within) {}

    /// Points whose plans nobody needs to look at any more are gone; `all` holds every plan that none of the others beats, noise and all.
    public Frontier {
        points = List.copyOf(points);
        named = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(named));
        all = List.copyOf(all);
    }

    /// So few of the points that one can look at them: neighbours differ by more and more until no more than these are left.
    public List<Point> shown(int most) {
        var shown = points;
        for (double times = 1.5; shown.size() > most; times *= 1.3) {
            var usual = Epsilon.USUAL;
            shown = thinned(points, new Epsilon(usual.cost() * times, usual.promises() * times, usual.control() * times, usual.overload() * times));
        }
        return shown;
    }

    /// How sure one can be, in a sentence.
    public String howClose() {
        if (!complete) return "The search was stopped; this is the best it had found among %,d of %s plans.".formatted(tried, count(plans));
        if (exact) return "Exact: all %s plans were considered, on the same %s.".formatted(count(plans), years(years));
        return "Sampled: %,d of %s plans were simulated, on the same %s. Of %,d others tried at random, %,d lie behind this frontier or within half a percent of it."
                .formatted(tried, count(plans), years(years), audit.tried, audit.within);
    }

    private static String years(int count) {
        return count == 1 ? "year" : count + " years";
    }

    private static String count(double plans) {
        return plans < 1e6 ? "%,.0f".formatted(plans) : "%,.1f million".formatted(plans / 1e6);
    }

    /// Those that nothing dominates, the cheapest first.
    static List<Point> undominated(List<Point> points) {
        var sorted = new ArrayList<>(points);
        sorted.sort(ORDER);
        var kept = new ArrayList<Point>();
        for (var point : sorted) {
            boolean beaten = false;
            for (var other : kept)
                if (other.objectives().isAsGood(point.objectives())) {
                    beaten = true;
                    break;
                }
            if (!beaten) kept.add(point);
        }
        return kept;
    }

    static final Comparator<Point> ORDER = Comparator.<Point>comparingLong(each -> each.objectives().cost()).thenComparing(each -> -each.objectives().promises())
            .thenComparing(each -> -each.objectives().control()).thenComparing(each -> each.objectives().overload()).thenComparing(each -> each.plan().code());

    /// So few that neighbours differ by more than noise: a point goes when one that stays is as good but for that.
    static List<Point> thinned(List<Point> undominated, Epsilon epsilon) {
        var sorted = new ArrayList<>(undominated);
        sorted.sort(Comparator.<Point>comparingDouble(each -> -each.objectives().promises()).thenComparing(ORDER));
        var kept = new ArrayList<Point>();
        for (var point : sorted) if (kept.stream().noneMatch(other -> other.objectives().isAsGoodWithin(epsilon, point.objectives()))) kept.add(point);
        kept.sort(ORDER);
        return kept;
    }
}
