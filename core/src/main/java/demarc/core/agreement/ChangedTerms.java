package demarc.core.agreement;

import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The differences of everything around the matrix: terms, decisions, promises, and who and what has a name.
final class ChangedTerms {

    private final Agreement older;
    private final Agreement newer;
    private final List<Difference> differences = new ArrayList<>();

    ChangedTerms(Agreement older, Agreement newer) {
        this.older = older;
        this.newer = newer;
    }

    List<Difference> differences() {
        terms();
        decisions();
        promises();
        named(Kind.PARTY, parties(older), parties(newer), Agreement.Party::name, Agreement.Party::at);
        named(Kind.TEAM, older.teams(), newer.teams(), ChangedTerms::team, Agreement.Team::at);
        named(Kind.PERSON, older.people(), newer.people(), ChangedTerms::person, Agreement.Person::at);
        named(Kind.SITE, older.sites(), newer.sites(), Agreement.Site::name, Agreement.Site::at);
        hours();
        return differences;
    }

    private void terms() {
        term("model", older.model().name().toLowerCase(Locale.ROOT).replace('_', '-'), newer.model().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        term("client", older.client().name(), newer.client().name());
        term("time zone", older.zone().getId(), newer.zone().getId());
        term("holidays", older.holidays().toString(), newer.holidays().toString());
        term("work in progress at the edge of hours", boundary(older), boundary(newer));
        term("review", review(older), review(newer));
        term("compliance", frameworks(older), frameworks(newer));
    }

    private static String boundary(Agreement agreement) {
        return agreement.boundary().name().toLowerCase(Locale.ROOT);
    }

    private static String review(Agreement agreement) {
        var months = agreement.review().months();
        return months == null ? "never" : "every " + Words.count(months, "month", "months");
    }

    private static String frameworks(Agreement agreement) {
        var names = agreement.compliance().stream().map(Agreement.Framework::name).toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private void term(String name, String before, String after) {
        if (!before.equals(after)) differences.add(new Difference(Kind.TERM, name, null, before, after, null, older.at(), newer.at()));
    }

    /// Rules of a kind meet by their limit.
    private void decisions() {
        for (var kind : Agreement.DecisionKind.values()) {
            var before = older.decisions().getOrDefault(kind, List.of());
            var after = newer.decisions().getOrDefault(kind, List.of());
            var limits = new LinkedHashSet<String>();
            for (var rule : before) limits.add(limit(rule));
            for (var rule : after) limits.add(limit(rule));
            for (var limit : limits) {
                var was = find(before, limit);
                var is = find(after, limit);
                changed(Kind.DECISION, kind.written() + limit, was, is, ChangedTerms::decision, DecisionRule::at);
            }
        }
    }

    private static @Nullable DecisionRule find(List<DecisionRule> rules, String limit) {
        return rules.stream().filter(rule -> limit(rule).equals(limit)).findFirst().orElse(null);
    }

    private static String limit(DecisionRule rule) {
        return rule.upTo() == null ? "" : " up to " + rule.upTo().human();
    }

    private static String decision(DecisionRule rule) {
        var text = new StringBuilder(rule.by() == null ? "whoever does the work" : rule.by().key());
        if (rule.within() != null) text.append(" within ").append(rule.within());
        switch (rule.then()) {
            case TimeOut.Proceed _ -> text.append(", then proceed");
            case TimeOut.Refuse _ -> text.append(", then refuse");
            case TimeOut.Escalate escalate -> text.append(", then ").append(escalate.to().key());
            case null -> {}
        }
        if (rule.review() != null) text.append(", reviewed by ").append(rule.review().by().key()).append(" within ").append(rule.review().within());
        return text.toString();
    }

    private void promises() {
        for (var priority : Priority.values()) {
            promise(priority.name(), older.serviceLevels().get(priority), newer.serviceLevels().get(priority));
            for (var service : newer.services().values()) {
                var was = older.services().get(service.key());
                if (was == null || !was.levels().containsKey(priority) && !service.levels().containsKey(priority)) continue;
                promise(
                        service.key() + ", " + priority,
                        was.levels().getOrDefault(priority, older.serviceLevels().get(priority)),
                        service.levels().getOrDefault(priority, newer.serviceLevels().get(priority)));
            }
        }
        promise("request", older.requestLevel(), newer.requestLevel());
    }

    private void promise(String subject, @Nullable ServiceLevel was, @Nullable ServiceLevel is) {
        if (was == null || is == null) {
            changed(Kind.PROMISE, subject, was, is, ChangedTerms::level, level -> level.at() == null ? newer.at() : level.at());
            return;
        }
        target(subject + " respond", was, is, ServiceLevel::respond);
        target(subject + " resolve", was, is, ServiceLevel::resolve);
        if (!Objects.equals(was.update(), is.update())) add(subject + " update", String.valueOf(was.update()), String.valueOf(is.update()), null, was, is);
        if (!was.clock().equals(is.clock())) add(subject + " clock", was.clock(), is.clock(), null, was, is);
        if (was.attainmentPercent() != is.attainmentPercent())
            add(subject + " kept in", was.attainmentPercent() + "%", is.attainmentPercent() + "%", was.attainmentPercent() < is.attainmentPercent() ? "tighter" : "looser", was, is);
    }

    private void target(String subject, ServiceLevel was, ServiceLevel is, Function<ServiceLevel, Target> target) {
        if (target.apply(was).equals(target.apply(is))) return;
        int before = minutes(older, was, target.apply(was));
        int after = minutes(newer, is, target.apply(is));
        var note = before == after ? null : after < before ? "tighter" : "looser";
        add(subject, target.apply(was).toString(), target.apply(is).toString(), note, was, is);
    }

    private static int minutes(Agreement agreement, ServiceLevel level, Target target) {
        return Promises.minutes(target, Space.clock(agreement, level));
    }

    private void add(String subject, String before, String after, @Nullable String note, ServiceLevel was, ServiceLevel is) {
        differences.add(new Difference(
                Kind.PROMISE, subject, null, before.equals("null") ? "none" : before, after.equals("null") ? "none" : after, note, was.at(), is.at()));
    }

    private static String level(ServiceLevel level) {
        return "respond %s, resolve %s, clock %s".formatted(level.respond(), level.resolve(), level.clock());
    }

    private static Map<String, Agreement.Party> parties(Agreement agreement) {
        var parties = new LinkedHashMap<String, Agreement.Party>();
        for (var provider : agreement.providers()) parties.put(provider.key(), provider);
        return parties;
    }

    private static String team(Agreement.Team team) {
        var skills = team.skills().isEmpty() ? "" : ", skills " + String.join(", ", team.skills());
        return "%s, %s, %s%s".formatted(team.party().key(), Words.count(team.people(), "person", "people"), team.hours().name(), skills);
    }

    private static String person(Agreement.Person person) {
        return "%s of %s, reachable %s%s"
                .formatted(person.title(), person.party().key(), person.hours().name(), person.deputy() == null ? "" : ", deputy " + person.deputy());
    }

    private void hours() {
        named(Kind.HOURS, older.hours(), newer.hours(), hours -> hours.weekly().toString(), Agreement.Hours::at);
    }

    private <T> void named(Kind kind, Map<String, T> before, Map<String, T> after, Function<T, String> words, Function<T, Place> at) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (var key : keys) changed(kind, key, before.get(key), after.get(key), words, at);
    }

    private <T> void changed(Kind kind, String subject, @Nullable T was, @Nullable T is, Function<T, String> words, Function<T, Place> at) {
        var before = was == null ? null : words.apply(was);
        var after = is == null ? null : words.apply(is);
        if (!Objects.equals(before, after))
            differences.add(new Difference(kind, subject, null, before, after, null, was == null ? null : at.apply(was), is == null ? null : at.apply(is)));
    }
}
