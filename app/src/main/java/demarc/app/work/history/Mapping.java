package demarc.app.work.history;

import demarc.app.platform.Refused;
import demarc.core.Nearest;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody says about a file that its names do not: which work a category or a group stands for, what coded priorities and states mean.
/// Written as a YAML file ([MappingFile]).
///
/// @param file     for messages
/// @param fallback activity of tickets that nothing else maps; null for the help desk's first line
record Mapping(
        String file,
        Map<Meaning, String> columns,
        Moments.@Nullable Order dates,
        @Nullable ZoneId zone,
        @Nullable Said fallback,
        Map<String, Said> categories,
        Map<String, Group> groups,
        Map<String, Priority> priorities,
        Map<String, Condition> states) {

    /// A name of the agreement, and the line that says it.
    record Said(String value, int line) {}

    /// @param activity the work this group does, or null
    /// @param team     the agreement's team that this group became, or null
    record Group(@Nullable Said activity, @Nullable Said team) {}

    static Mapping none() {
        return new Mapping("no mapping file", Map.of(), null, null, null, Map.of(), Map.of(), Map.of(), Map.of());
    }

    Mapping readingDates(Moments.Order order) {
        return new Mapping(file, columns, order, zone, fallback, categories, groups, priorities, states);
    }

    /// Every name resolved in one agreement.
    record Resolved(String fallback, Map<String, String> categories, Map<String, String> groups, Map<String, String> teams) implements Works {

        /// The group that works on it says more than the category it was filed under.
        @Override
        public String activity(@Nullable String category, @Nullable String group) {
            var byGroup = group == null ? null : groups.get(group);
            if (byGroup != null) return byGroup;
            var byCategory = category == null ? null : categories.get(category);
            return byCategory == null ? fallback : byCategory;
        }

        @Override
        public boolean knows(@Nullable String category, @Nullable String group) {
            return group != null && groups.containsKey(group) || category != null && categories.containsKey(category);
        }

        @Override
        public @Nullable String team(String group) {
            return teams.get(group);
        }
    }

    /// @throws Refused with every name that the agreement does not know
    Resolved in(InForce inForce) {
        var names = new Names(inForce);
        var default_ = fallback == null ? names.helpDesk() : names.activity(fallback);
        var byCategory = new HashMap<String, String>();
        categories.forEach((category, said) -> byCategory.put(category, names.activity(said)));
        var byGroup = new HashMap<String, String>();
        var teams = new HashMap<String, String>();
        groups.forEach((name, group) -> {
            if (group.activity() != null) byGroup.put(name, names.activity(group.activity()));
            if (group.team() != null) teams.put(name, names.team(group.team()));
        });
        if (!names.wrong.isEmpty())
            throw new Refused("The mapping does not fit agreement %s:\n%s".formatted(inForce.agreement().key(), String.join("\n", names.wrong)));
        return new Resolved(default_, byCategory, byGroup, teams);
    }

    private final class Names {
        private final InForce inForce;
        private final Map<String, String> activities = new LinkedHashMap<>();
        private final List<String> wrong = new ArrayList<>();

        Names(InForce inForce) {
            this.inForce = inForce;
            for (var service : inForce.agreement().services().values()) {
                if (service.activities().isEmpty()) continue;
                activities.put(service.key(), intake(service.key(), List.copyOf(service.activities().values().stream().map(each -> each.key()).toList())));
            }
            for (var activity : inForce.activities()) activities.put(activity.key(), activity.key());
        }

        private String intake(String service, List<String> of) {
            return of.contains(service + "/first-line") ? service + "/first-line" : of.getFirst();
        }

        String helpDesk() {
            var desk = activities.get("help-desk");
            if (desk != null) return desk;
            wrong.add("  The agreement has no service help-desk. Say which work an unmapped ticket is: default: service/activity");
            return "";
        }

        String activity(Said said) {
            return known(said, activities, "service or activity");
        }

        String team(Said said) {
            var teams = new LinkedHashMap<String, String>();
            inForce.agreement().teams().keySet().forEach(key -> teams.put(key, key));
            return known(said, teams, "team");
        }

        private String known(Said said, Map<String, String> names, String what) {
            var known = names.get(said.value());
            if (known != null) return known;
            wrong.add("  %s:%d: no %s '%s'.%s".formatted(file, said.line(), what, said.value(),
                    Nearest.to(said.value(), names.keySet()).map(near -> " Do you mean " + near + "?").orElse("")));
            return "";
        }
    }
}
