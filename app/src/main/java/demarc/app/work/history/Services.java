package demarc.app.work.history;

import demarc.app.work.history.PastRead.How;
import demarc.app.work.history.PastRead.Name;
import demarc.core.agreement.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Services of a history that no agreement names yet: those of the catalogue where a name in the file says which, else the file's own most
/// frequent categories (groups, where it has no categories), and one for the rest.
final class Services implements Works {

    /// What tickets of rare or missing names are counted under, in a file with names of its own.
    static final String REST = "other";

    private static final int MOST = 14;
    private static final int LEAST_OWN = 6;
    private static final double FREQUENT = 0.01;

    private final List<Name> names = new ArrayList<>();
    private final Map<String, Name> categories = new HashMap<>();
    private final Map<String, Name> groups = new HashMap<>();
    private final Map<String, String> said;
    private final Set<String> catalogue = new HashSet<>();
    private final String fallback;

    private Services(Survey survey, Map<String, String> said) {
        this.said = said;
        Catalogue.services().forEach(service -> catalogue.add(service.key()));
        var byCategory = survey.values().getOrDefault(Meaning.CATEGORY, Map.of());
        var byGroup = survey.values().getOrDefault(Meaning.GROUP, Map.of());
        var used = new HashSet<String>();
        add(byGroup, true, used);
        add(byCategory, false, used);
        var speaking = byCategory.isEmpty() ? groups : categories;
        int own = Math.max(LEAST_OWN, MOST - 1 - used.size());
        boolean any = false;
        for (var name : List.copyOf(speaking.values()).stream().sorted(Services::order).toList()) {
            if (name.how() != How.REST || own == 0 || name.tickets() < survey.tickets() * FREQUENT) continue;
            speaking.put(name.name(), new Name(name.name(), name.group(), name.tickets(), name.name(), How.OWN));
            own--;
            any = true;
        }
        fallback = any ? REST : "help-desk";
        names.addAll(categories.values());
        if (byCategory.isEmpty()) names.addAll(groups.values());
        else groups.values().stream().filter(name -> name.how() != How.REST).forEach(names::add);
        names.replaceAll(name -> name.how() == How.REST ? new Name(name.name(), name.group(), name.tickets(), fallback, How.REST) : name);
        names.sort(Services::order);
    }

    static Services of(Survey survey, Map<String, String> said) {
        return new Services(survey, said);
    }

    private static int order(Name a, Name b) {
        return a.tickets() != b.tickets() ? Long.compare(b.tickets(), a.tickets()) : a.name().compareTo(b.name());
    }

    private void add(Map<String, Long> counts, boolean group, Set<String> used) {
        counts.forEach((name, tickets) -> {
            var read = read(name, group, tickets);
            (group ? groups : categories).put(name, read);
            if (read.how() != How.REST && tickets > 0) used.add(read.service());
        });
    }

    private Name read(String name, boolean group, long tickets) {
        var told = said.get(name);
        if (told != null) return new Name(name, group, tickets, told, How.SAID);
        if (catalogue.contains(name)) return new Name(name, group, tickets, name, How.RECOGNISED);
        return Suggestion.activity(name)
                .map(activity -> new Name(name, group, tickets, activity.substring(0, activity.indexOf('/')), How.RECOGNISED))
                .orElse(new Name(name, group, tickets, REST, How.REST));
    }

    List<Name> names() {
        return List.copyOf(names);
    }

    /// What it was filed under says more of the work than who had it; the group counts where the category says nothing.
    @Override
    public String activity(@Nullable String category, @Nullable String group) {
        var byCategory = category == null ? null : categories.get(category);
        if (byCategory != null && (byCategory.how() == How.SAID || byCategory.how() == How.RECOGNISED)) return byCategory.service();
        var byGroup = group == null ? null : groups.get(group);
        if (byGroup != null && byGroup.how() != How.REST) return byGroup.service();
        return byCategory != null && byCategory.how() == How.OWN ? byCategory.service() : fallback;
    }

    @Override
    public boolean knows(@Nullable String category, @Nullable String group) {
        return !activity(category, group).equals(fallback);
    }

    @Override
    public @Nullable String team(String group) {
        return null;
    }
}
