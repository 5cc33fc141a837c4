package demarc.core.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Hours;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Person;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Tree.Scalar;
import demarc.core.agreement.Tree.Sequence;
import demarc.core.worktime.HoursError;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The names one agreement gives, and how words in its text are resolved to them.
final class Names {

    final Map<String, Party> parties = new LinkedHashMap<>();
    final Map<String, Hours> hours = new LinkedHashMap<>();
    final Map<String, Team> teams = new LinkedHashMap<>();
    final Map<String, Person> people = new LinkedHashMap<>();
    final Map<String, Site> sites = new LinkedHashMap<>();

    /// Names whose own definition is mistaken: one complaint is enough.
    final Set<String> broken = new HashSet<>();

    private final Report report;

    Names(Report report) {
        this.report = report;
    }

    /// In a shipped template, and where there is only one, `provider` means the first provider.
    @Nullable Party party(Tree tree) {
        var word = Fields.text(tree, "party", report);
        if (word == null) return null;
        var party = parties.get(word);
        if (party != null) return party;
        var providers = parties.values().stream().filter(candidate -> !candidate.isClient()).toList();
        if (word.equals("provider") && !providers.isEmpty() && (providers.size() == 1 || Templates.isTemplate(tree.at().file()))) return providers.getFirst();
        if (word.equals("provider") && providers.isEmpty()) {
            if (broken.add("provider")) report.error("missing", tree.at(),
                    "This names the provider, but the agreement has no 'providers:'.", "Add, for example: providers: { northwind: Northwind IT }");
            return null;
        }
        if (!broken.contains(word)) report.unknown(tree.at(), "party", word, parties.keySet());
        return null;
    }

    /// Named hours, or hours written in place.
    @Nullable Hours hours(Tree tree, String key) {
        var word = Fields.text(tree, key, report);
        if (word == null) return null;
        var named = hours.get(word);
        if (named != null) return named;
        var weekly = weekly(word, textAt(tree));
        return weekly == null ? null : new Hours(word, weekly, tree.at());
    }

    /// What `when:` covers: named hours, `not` them, hours written in place, or a list of these.
    @Nullable WeeklyHours when(Tree tree) {
        if (tree instanceof Sequence list) {
            @Nullable WeeklyHours all = null;
            for (var item : list.items()) {
                var one = when(item);
                if (one == null) return null;
                all = all == null ? one : all.or(one);
            }
            if (all == null) report.error("bad-value", tree.at(), "'when:' lists no hours.", "Name hours, or write 'otherwise:'.");
            return all;
        }
        var word = Fields.text(tree, "when", report);
        return word == null ? null : weekly(word, textAt(tree));
    }

    static String whenText(Tree tree) {
        return switch (tree) {
            case Scalar scalar -> scalar.text().strip();
            case Sequence list -> String.join(", ", list.items().stream().map(Names::whenText).toList());
            case Tree.Mapping _ -> "";
        };
    }

    private @Nullable WeeklyHours weekly(String word, Place at) {
        if (word.startsWith("not ")) {
            var inner = weekly(word.substring(4).strip(), new Place(at.file(), at.line(), at.column() + 4));
            return inner == null ? null : inner.complement();
        }
        var named = hours.get(word);
        if (named != null) return named.weekly();
        if (broken.contains(word)) return null;
        try {
            return WeeklyHours.parse(word);
        } catch (HoursError e) {
            if (word.chars().anyMatch(Character::isDigit) || word.contains(" ")) badHours(e, at);
            else report.unknown(at, "hours", word, hours.keySet());
            return null;
        }
    }

    private static Place textAt(Tree tree) {
        return tree instanceof Scalar scalar ? scalar.textAt() : tree.at();
    }

    void badHours(HoursError error, Tree hours) {
        badHours(error, textAt(hours));
    }

    private void badHours(HoursError error, Place at) {
        report.error("bad-value", new Place(at.file(), at.line(), at.column() + error.offset()), String.valueOf(error.getMessage()),
                "Write hours as: mon-fri 08:00-18:00, sat 09:00-13:00");
    }

    @Nullable Team team(Tree tree) {
        if (tree instanceof Sequence) {
            report.error("bad-value", tree.at(), "One team is responsible; this is a list.", "Name one team here and the others under 'helpers:'.");
            return null;
        }
        var word = Fields.text(tree, "responsible", report);
        if (word == null) return null;
        var team = teams.get(word);
        if (team != null || broken.contains(word)) return team;
        if (people.containsKey(word))
            report.error("bad-value", tree.at(), "'%s' is a person; work is given to a team.".formatted(word),
                    "Name the team that %s works in.".formatted(word));
        else report.unknown(tree.at(), "team", word, teams.keySet());
        return null;
    }

    @Nullable Contact contact(Tree tree) {
        var word = Fields.text(tree, "contact", report);
        return word == null ? null : contact(word, tree.at());
    }

    @Nullable Contact contact(String word, Place at) {
        Contact contact = teams.get(word);
        if (contact == null) contact = people.get(word);
        if (contact == null && !broken.contains(word)) {
            var known = new TreeSet<>(teams.keySet());
            known.addAll(people.keySet());
            report.unknown(at, "team or person", word, known);
        }
        return contact;
    }

    List<Contact> contacts(@Nullable Tree tree) {
        var contacts = new LinkedHashSet<Contact>();
        for (var item : Tree.listOf(tree)) {
            var contact = contact(item);
            if (contact != null) contacts.add(contact);
        }
        return List.copyOf(contacts);
    }

    Set<Site> sites(@Nullable Tree tree) {
        var found = new LinkedHashSet<Site>();
        for (var item : Tree.listOf(tree)) {
            var word = Fields.text(item, "site", report);
            if (word == null) continue;
            var site = sites.get(word);
            if (site != null) found.add(site);
            else report.unknown(item.at(), "site", word, sites.keySet());
        }
        return found;
    }

    Set<Priority> priorities(@Nullable Tree tree) {
        var found = EnumSet.noneOf(Priority.class);
        for (var item : Tree.listOf(tree)) {
            var word = Fields.text(item, "priority", report);
            var priority = word == null ? null : priority(word, item.at());
            if (priority != null) found.add(priority);
        }
        return found;
    }

    @Nullable Priority priority(String word, Place at) {
        for (var priority : Priority.values()) if (priority.name().equals(word)) return priority;
        report.unknown(at, "priority", word, priorityNames());
        return null;
    }

    static List<String> priorityNames() {
        var names = new ArrayList<String>();
        for (var priority : Priority.values()) names.add(priority.name());
        return names;
    }
}
