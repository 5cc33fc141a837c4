package demarc.core.agreement;

import demarc.core.Nearest;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Claim;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Service;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Tree.Entry;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import demarc.core.agreement.Tree.Sequence;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who does what. Rules at a service hold for its activities; an activity may give its own. `responsible:` alone is short for one rule
/// that matches everything; `helpers:`, `split:`, `consulted:`, `informed:` and `escalate:` outside a rule fill in what the rules leave unsaid, and
/// at an activity they replace what the service's rules say.
final class ServicesReader {

    private static final List<String> SERVICE = List.of("title", "accountable", "responsible", "rules", "helpers", "split", "consulted",
            "informed", "escalate", "activities", "service-levels");
    private static final List<String> ACTIVITY = List.of("title", "accountable", "responsible", "rules", "helpers", "split", "consulted",
            "informed", "escalate", "decision");
    private static final List<String> RULE = List.of("when", "otherwise", "priority", "site", "responsible", "helpers", "split",
            "consulted", "informed", "escalate");
    static final List<String> KEYS = Stream.of(SERVICE, ACTIVITY, RULE).flatMap(List::stream).distinct().toList();

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ESCALATION = Pattern.compile("(\\S+)\\s+after\\s+(.+)");

    private final Names names;
    private final TermsReader terms;
    private final SortedMap<Priority, ServiceLevel> levels;
    private final Report report;

    ServicesReader(Names names, TermsReader terms, SortedMap<Priority, ServiceLevel> levels, Report report) {
        this.names = names;
        this.terms = terms;
        this.levels = levels;
        this.report = report;
    }

    Map<String, Service> services(Fields top) {
        var services = new LinkedHashMap<String, Service>();
        Fields.each(top.get("services"), "services", report, (key, entry) -> {
            var service = service(key, entry);
            if (service != null) services.put(key, service);
        });
        if (services.isEmpty() && !report.hasErrors())
            report.error("missing", top.at(), "The agreement names no services.",
                    "Extend a template (extends: co-managed/keep-the-desk), or write 'services:'.");
        return services;
    }

    private @Nullable Service service(String key, Entry entry) {
        var shipped = Catalogue.findService(key).orElse(null);
        var fields = fields(entry, "a service", SERVICE);
        if (fields == null) return null;
        var title = fields.text("title");
        if (shipped == null && title == null) {
            var known = Catalogue.services().stream().map(Catalogue.Service::key).toList();
            var near = Nearest.to(key, known).map(found -> "Did you mean '" + found + "'? ").orElse("");
            report.error("unknown-name", entry.keyAt(), "There is no service '%s' in the catalogue.".formatted(key),
                    near + "A service of your own needs a title: title: %s".formatted(Titles.of(key)));
            return null;
        }
        if (!wellFormed(key, entry.keyAt())) return null;
        var own = new Work(fields, null);
        var activities = new LinkedHashMap<String, Activity>();
        var written = new LinkedHashMap<String, Entry>();
        var tree = fields.get("activities");
        if (tree instanceof Mapping map) written.putAll(map.entries());
        else if (tree != null && !(tree instanceof Scalar scalar && scalar.isNothing()))
            report.error("bad-value", tree.at(), "'activities:' is a map from names to what differs.",
                    "Write each on a line of its own: restore-test: { responsible: it-team }");
        if (shipped != null)
            for (var activity : shipped.activities()) {
                var differs = written.remove(activity.name());
                if (differs != null && Tree.isRemove(differs.value())) continue;
                var entryOrNone = differs != null ? differs : new Entry(entry.keyAt(), new Mapping(Map.of(), entry.keyAt()));
                var read = activity(key, activity, activity.name(), entryOrNone, own);
                if (read != null) activities.put(read.key(), read);
            }
        written.forEach((name, differs) -> {
            if (Tree.isRemove(differs.value())) unknownActivity(key, name, differs, shipped);
            else {
                var read = activity(key, null, name, differs, own);
                if (read == null) unknownActivity(key, name, differs, shipped);
                else activities.put(read.key(), read);
            }
        });
        if (activities.isEmpty() && !report.hasErrors())
            report.error("missing", entry.keyAt(), "The service '%s' has no activities.".formatted(key),
                    "Name them under 'activities:', each with a title.");
        var override = fields.get("service-levels");
        return new Service(key, shipped == null ? "" : shipped.code(), title != null ? title : shipped == null ? key : shipped.title(), activities,
                override == null ? new TreeMap<>() : terms.overrides(override, levels), entry.keyAt());
    }

    private void unknownActivity(String service, String name, Entry entry, Catalogue.@Nullable Service shipped) {
        if (!wellFormed(name, entry.keyAt())) return;
        var known = shipped == null ? List.<String>of() : shipped.activities().stream().map(Catalogue.Activity::name).toList();
        var near = Nearest.to(name, known).map(found -> "Did you mean '" + found + "'? ").orElse("");
        report.error("unknown-name", entry.keyAt(), "There is no activity '%s' in %s.".formatted(name, service),
                near + "An activity of your own needs a title: title: %s".formatted(Titles.of(name)));
    }

    /// Null for a name that is neither shipped nor given a title.
    private @Nullable Activity activity(String service, Catalogue.@Nullable Activity shipped, String name, Entry entry, Work outer) {
        var fields = fields(entry, "an activity", ACTIVITY);
        if (fields == null) return null;
        var title = fields.text("title");
        if (shipped == null && (title == null || !KEY.matcher(name).matches())) return null;
        var own = new Work(fields, outer);
        return new Activity(service + "/" + name, shipped == null ? "" : shipped.code(),
                title != null ? title : shipped == null ? name : shipped.title(), service, own.accountable(), own.rules(),
                decision(fields), entry.keyAt());
    }

    private @Nullable DecisionKind decision(Fields fields) {
        var tree = fields.get("decision");
        if (tree == null) return null;
        var word = Fields.text(tree, "decision", report);
        return word == null || word.equals("none") ? null : terms.kind(word, tree.at());
    }

    private @Nullable Fields fields(Entry entry, String what, List<String> keys) {
        var tree = entry.value() instanceof Scalar scalar && scalar.isNothing() ? new Mapping(Map.of(), entry.keyAt()) : entry.value();
        return Fields.of(tree, what, report, keys);
    }

    private boolean wellFormed(String name, Place at) {
        if (KEY.matcher(name).matches()) return true;
        report.error("bad-value", at, "'%s' cannot name a service or an activity.".formatted(name), "Use small letters, digits and hyphens.");
        return false;
    }

    /// What a service, or an activity within it, says about who works and who answers.
    private final class Work {
        private final Fields fields;
        private final @Nullable Work outer;
        private final @Nullable List<Claim> claims;
        private final @Nullable List<Written> written;
        private final Lists lists;

        Work(Fields fields, @Nullable Work outer) {
            this.fields = fields;
            this.outer = outer;
            this.claims = fields.has("accountable") ? claims() : null;
            this.written = written();
            this.lists = lists(fields);
        }

        List<Claim> accountable() {
            if (claims != null) return claims;
            return outer == null ? List.of() : outer.accountable();
        }

        List<Rule> rules() {
            var source = written != null || outer == null ? this : outer;
            boolean inherited = source != this;
            var rules = new ArrayList<Rule>();
            for (var rule : source.written == null ? List.<Written>of() : source.written) {
                // A rule's own lists come first, but an activity's word replaces what the service's rules say.
                var said = inherited ? lists.or(rule.own).or(source.lists) : rule.own.or(lists).or(outer == null ? Lists.NONE : outer.lists);
                rules.add(rule.complete(rules.size() + 1, said));
            }
            return List.copyOf(rules);
        }

        private List<Claim> claims() {
            var found = new ArrayList<Claim>();
            for (var item : Tree.listOf(fields.get("accountable"))) {
                var party = names.party(item);
                if (party != null) found.add(new Claim(party, item.at()));
            }
            return found;
        }

        private @Nullable List<Written> written() {
            if (fields.has("rules") && fields.has("responsible")) {
                report.error("bad-value", fields.at("responsible"), "'responsible:' stands beside 'rules:', so two answers are given.",
                        "Keep the rules, or the one team.",
                        new Finding.Related(fields.at("rules"), "the rules"));
                return List.of();
            }
            var team = fields.get("responsible");
            if (team != null) {
                var responsible = names.team(team);
                return responsible == null ? List.of() : List.of(new Written(null, "otherwise", Set.of(), Set.of(), responsible,
                        Lists.NONE, fields.at("responsible")));
            }
            var rules = fields.get("rules");
            if (rules == null) return null;
            if (!(rules instanceof Sequence list)) {
                report.error("bad-value", rules.at(), "'rules:' is a list, tried from the top.", "Begin each rule with a dash: - when: office");
                return List.of();
            }
            var found = new ArrayList<Written>();
            for (var item : list.items()) {
                var rule = rule(item);
                if (rule != null) found.add(rule);
            }
            return found;
        }
    }

    private @Nullable Written rule(Tree tree) {
        var fields = Fields.of(tree, "a rule", report, RULE);
        if (fields == null) return null;
        var when = fields.get("when");
        if (when != null && fields.has("otherwise")) {
            report.error("bad-value", fields.at("otherwise"), "A rule has 'when:' or 'otherwise:', not both.", "Write two rules.",
                    new Finding.Related(fields.at("when"), "the 'when:'"));
            return null;
        }
        var otherwise = fields.get("otherwise");
        if (otherwise != null && !(otherwise instanceof Scalar scalar && scalar.isNothing()))
            report.error("bad-value", otherwise.at(), "'otherwise:' takes nothing; what follows belongs on the same level.",
                    "Write: - otherwise:  and below it, indented alike, responsible: …");
        var hours = when == null ? null : names.when(when);
        var team = fields.required("responsible", "Name the team that does the work: responsible: service-desk");
        var responsible = team == null ? null : names.team(team);
        var lists = lists(fields);
        var priorities = names.priorities(fields.get("priority"));
        var sites = names.sites(fields.get("site"));
        if (responsible == null || when != null && hours == null) return null;
        var text = when != null ? Names.whenText(when) : fields.has("otherwise") ? "otherwise" : "any time";
        return new Written(hours, text, priorities, sites, responsible, lists, fields.at());
    }

    private Lists lists(Fields fields) {
        return new Lists(fields.has("helpers") ? names.contacts(fields.get("helpers")) : null, fields.text("split"),
                fields.has("consulted") ? names.contacts(fields.get("consulted")) : null,
                fields.has("informed") ? names.contacts(fields.get("informed")) : null,
                        fields.has("escalate") ? escalations(fields.get("escalate")) : null);
    }

    private List<Escalation> escalations(@Nullable Tree tree) {
        var found = new ArrayList<Escalation>();
        for (var item : Tree.listOf(tree)) {
            var word = Fields.text(item, "escalate", report);
            if (word == null) continue;
            var parts = ESCALATION.matcher(word);
            if (!parts.matches()) {
                report.error("bad-value", item.at(), "'%s' is no escalation.".formatted(word),
                        "Write who, and after how long: service-desk after 4h");
                continue;
            }
            var to = names.contact(parts.group(1), item.at());
            var after = terms.target(parts.group(2), item.at());
            if (to != null && after != null) found.add(new Escalation(to, after, item.at()));
        }
        return List.copyOf(found);
    }

    /// Lists a rule, an activity or a service gives; null where it says nothing.
    private record Lists(@Nullable List<Contact> helpers, @Nullable String split, @Nullable List<Contact> consulted,
            @Nullable List<Contact> informed, @Nullable List<Escalation> escalate) {
        static final Lists NONE = new Lists(null, null, null, null, null);

        Lists or(Lists other) {
            return new Lists(helpers != null ? helpers : other.helpers, split != null ? split : other.split,
                    consulted != null ? consulted : other.consulted, informed != null ? informed : other.informed,
                    escalate != null ? escalate : other.escalate);
        }
    }

    /// A rule before the lists around it are filled in.
    private record Written(@Nullable WeeklyHours when, String text, Set<Priority> priorities, Set<Site> sites, Team responsible,
            Lists own, Place at) {

        Rule complete(int number, Lists said) {
            return new Rule(number, when, text, priorities, sites, responsible, others(said.helpers, own.helpers), others(said.consulted,
                    own.consulted), others(said.informed, own.informed),
                    escalation(said.escalate), said.split, at);
        }

        private List<Escalation> escalation(@Nullable List<Escalation> said) {
            if (said == null) return List.of();
            return said == own.escalate ? said : said.stream().filter(step -> !step.to().equals(responsible)).toList();
        }

        /// A list from around the rule need not know who works here: nobody is asked about, or told of, their own work.
        private List<Contact> others(@Nullable List<Contact> said, @Nullable List<Contact> own) {
            if (said == null) return List.of();
            return said == own ? said : said.stream().filter(contact -> !contact.equals(responsible)).toList();
        }
    }
}
