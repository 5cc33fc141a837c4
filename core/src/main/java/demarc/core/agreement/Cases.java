package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Space.Cell;
import demarc.core.agreement.Space.Ground;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Cases that share one cause, collected so that they make one finding.
final class Cases {

    private static final int SHOWN = 2;

    private final SequencedMap<String, Activity> activities = new LinkedHashMap<>();
    private final SequencedSet<Place> rules = new LinkedHashSet<>();
    private final Set<Cell> known = new LinkedHashSet<>();
    private final Map<Cell, WeeklyHours> minutes = new LinkedHashMap<>();

    void add(Ground ground, Rule rule, Cell cell, WeeklyHours when) {
        rules.add(rule.at());
        add(ground, cell, when);
    }

    void add(Ground ground, Cell cell, WeeklyHours when) {
        for (var activity : ground.activities()) activities.putIfAbsent(activity.key(), activity);
        known.addAll(ground.cells());
        minutes.merge(cell, when, WeeklyHours::or);
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }

    /// Where the first rule of these cases stands.
    Place firstRule() {
        return rules.getFirst();
    }

    /// Places of the other rules with the same cause.
    List<Place> otherRules() {
        return rules.stream().skip(1).toList();
    }

    List<Activity> activities() {
        return List.copyOf(activities.values());
    }

    /// All minutes of these cases, whatever the priority and site.
    WeeklyHours minutes() {
        return minutes.values().stream().reduce(WeeklyHours.NEVER, WeeklyHours::or);
    }

    Set<Priority> priorities() {
        var all = new TreeSet<Priority>();
        for (var cell : minutes.keySet()) all.add(cell.priority());
        return all;
    }

    /// `Saturday 13:00 to Monday 08:00, P1`: the first cases, and how many kinds more.
    String witness() {
        var groups = groups();
        var text = new ArrayList<String>();
        for (var group : groups.stream().limit(SHOWN).toList()) text.add(group.toString());
        if (groups.size() > SHOWN) text.add("and %d more kinds of case".formatted(groups.size() - SHOWN));
        return String.join("; ", text);
    }

    private record Group(WeeklyHours when, Set<Priority> priorities, Set<@Nullable String> sites, boolean everySite) {

        @Override
        public String toString() {
            var text = Words.stretches(when) + ", " + Words.priorities(priorities);
            if (everySite) return text;
            var names = sites.stream().map(site -> site == null ? "any other site or none" : "site " + site).toList();
            return text + ", " + Words.list(names);
        }
    }

    /// Cells with the same minutes together: first the priorities of a site, then the sites with equal answers.
    private List<Group> groups() {
        var bySite = new LinkedHashMap<@Nullable String, Map<WeeklyHours, Set<Priority>>>();
        minutes.forEach((cell, when) -> bySite
                .computeIfAbsent(cell.site() == null ? null : cell.site().key(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(when, _ -> new TreeSet<>())
                .add(cell.priority()));
        record Kind(WeeklyHours when, Set<Priority> priorities) {}
        var sites = new LinkedHashMap<Kind, Set<@Nullable String>>();
        bySite.forEach((site, kinds) -> kinds.forEach(
                (when, priorities) -> sites.computeIfAbsent(new Kind(when, priorities), _ -> new LinkedHashSet<>()).add(site)));
        long all = known.stream().map(Cell::site).distinct().count();
        return sites.entrySet().stream()
                .map(kind -> new Group(kind.getKey().when(), kind.getKey().priorities(), kind.getValue(), kind.getValue().size() == all))
                .toList();
    }
}
