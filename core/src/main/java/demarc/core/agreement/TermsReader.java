package demarc.core.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.Review;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Sequence;
import demarc.core.money.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decisions, service levels and pauses.
final class TermsReader {

    private static final List<String> LEVEL = List.of("respond", "resolve", "update", "clock", "target");
    private static final List<String> DECISION = List.of("up-to", "by", "within", "then", "review");
    static final List<String> KEYS = Stream.of(LEVEL, DECISION).flatMap(List::stream).toList();

    private static final Pattern ESCALATE = Pattern.compile("escalate\\s+to\\s+(\\S+)");
    private static final Pattern REVIEW = Pattern.compile("(\\S+)\\s+within\\s+(.+)");
    private static final int USUAL_TARGET = 95;

    private final Names names;
    private final Report report;

    TermsReader(Names names, Report report) {
        this.names = names;
        this.report = report;
    }

    @Nullable Target target(String word, Place at) {
        try {
            return Target.parse(word);
        } catch (IllegalArgumentException e) {
            report.error("bad-unit", at, String.valueOf(e.getMessage()), "Times are written 15m, 4h, 1h 30m or 3 working days.");
            return null;
        }
    }

    private @Nullable Target target(Fields fields, String key) {
        var tree = fields.get(key);
        var word = tree == null ? null : Fields.text(tree, key, report);
        return word == null || tree == null ? null : target(word, tree.at());
    }

    @Nullable Money money(String word, Place at) {
        try {
            return Money.parse(word);
        } catch (IllegalArgumentException e) {
            report.error("bad-unit", at, String.valueOf(e.getMessage()), "Write the amount and its currency: 500 USD");
            return null;
        }
    }

    /// The promise for each priority; an agreement needs all four.
    SortedMap<Priority, ServiceLevel> levels(@Nullable Tree tree, Place agreement, boolean all) {
        var levels = new TreeMap<Priority, ServiceLevel>();
        var named = EnumSet.noneOf(Priority.class);
        Fields.each(tree, "service-levels", report, (key, entry) -> {
            if (key.equals("request")) return;
            var priority = priority(key, entry.keyAt());
            if (priority == null) return;
            named.add(priority);
            var level = level(entry.value(), null, true);
            if (level != null) levels.put(priority, level);
        });
        for (var priority : Priority.values())
            if (all && !named.contains(priority))
                report.error("missing", tree == null ? agreement : tree.at(), "Nothing is promised for %s.".formatted(priority),
                        "Add under service-levels: %s: { respond: 4h, resolve: 3 working days, clock: office, target: 95%% }".formatted(priority));
        return levels;
    }

    private @Nullable Priority priority(String key, Place at) {
        for (var priority : Priority.values()) if (priority.name().equals(key)) return priority;
        var known = new ArrayList<>(Names.priorityNames());
        known.add("request");
        report.unknown(at, "priority", key, known);
        return null;
    }

    @Nullable ServiceLevel request(@Nullable Tree tree) {
        var request = tree instanceof Mapping map ? map.get("request") : null;
        return request == null || Tree.isRemove(request) ? null : level(request, null, true);
    }

    /// What a service promises otherwise: each part it leaves out is the agreement's.
    SortedMap<Priority, ServiceLevel> overrides(Tree tree, SortedMap<Priority, ServiceLevel> general) {
        var levels = new TreeMap<Priority, ServiceLevel>();
        Fields.each(tree, "service-levels", report, (key, entry) -> {
            var priority = names.priority(key, entry.keyAt());
            var level = priority == null ? null : level(entry.value(), general.get(priority), false);
            if (priority != null && level != null) levels.put(priority, level);
        });
        return levels;
    }

    /// @param whole false where parts may be left out; a general level that could not be read has been reported already
    private @Nullable ServiceLevel level(Tree tree, @Nullable ServiceLevel general, boolean whole) {
        var fields = Fields.of(tree, "a service level", report, LEVEL);
        if (fields == null) return null;
        if (whole) {
            fields.required("respond", "Add how soon somebody answers, for example: respond: 15m");
            fields.required("resolve", "Add how soon it works again, for example: resolve: 4h");
        }
        var respond = fields.has("respond") || general == null ? target(fields, "respond") : general.respond();
        var resolve = fields.has("resolve") || general == null ? target(fields, "resolve") : general.resolve();
        var update = fields.has("update") || general == null ? target(fields, "update") : general.update();
        var clock = fields.has("clock") || whole ? clock(fields) : general == null ? null : general.clock();
        int percent = fields.number("target", 1, 100, general == null ? USUAL_TARGET : general.attainmentPercent());
        return respond == null || resolve == null || clock == null ? null : new ServiceLevel(respond, resolve, update, clock, percent, tree.at());
    }

    private @Nullable String clock(Fields fields) {
        var tree = fields.required("clock", "Name the hours the promise runs on, for example: clock: office");
        var name = tree == null ? null : Fields.text(tree, "clock", report);
        if (tree == null || name == null) return null;
        var hours = names.hours.get(name);
        if (hours == null && !names.broken.contains(name)) report.unknown(tree.at(), "hours", name, names.hours.keySet());
        if (hours != null && hours.weekly().isEmpty()) report.error("bad-value", tree.at(),
                "A promise cannot run on '%s': these hours are empty.".formatted(name), null);
        return hours == null ? null : name;
    }

    PauseRules pauses(@Nullable Tree tree) {
        var pauses = new PauseRules[] {PauseRules.standard()};
        var reasons = new LinkedHashMap<String, WaitingOn>();
        for (var reason : WaitingOn.values()) reasons.put(reason.name().toLowerCase(Locale.ROOT), reason);
        Fields.each(tree, "pauses", report, (key, entry) -> {
            var reason = reasons.get(key);
            if (reason == null) {
                report.unknown(entry.keyAt(), "reason to wait", key, reasons.keySet());
                return;
            }
            var word = entry.value() instanceof Sequence ? null : Fields.text(entry.value(), key, report);
            var priorities = "always".equals(word) ? EnumSet.allOf(Priority.class) : "never".equals(word) ? EnumSet.noneOf(Priority.class) : names.priorities(entry.value());
            pauses[0] = pauses[0].with(reason, priorities);
        });
        return pauses[0];
    }

    Map<DecisionKind, List<DecisionRule>> decisions(@Nullable Tree tree) {
        var decisions = new EnumMap<DecisionKind, List<DecisionRule>>(DecisionKind.class);
        Fields.each(tree, "decisions", report, (key, entry) -> {
            var kind = kind(key, entry.keyAt());
            if (kind == null) return;
            var rules = new ArrayList<DecisionRule>();
            for (var item : Tree.listOf(entry.value())) {
                var rule = decision(kind, item);
                if (rule != null) rules.add(rule);
            }
            checkCurrencies(rules);
            decisions.put(kind, List.copyOf(rules));
        });
        return decisions;
    }

    @Nullable DecisionKind kind(String word, Place at) {
        var kinds = new LinkedHashMap<String, DecisionKind>();
        for (var kind : DecisionKind.values()) kinds.put(kind.written(), kind);
        var kind = kinds.get(word);
        if (kind == null) report.unknown(at, "kind of decision", word, kinds.keySet());
        return kind;
    }

    private @Nullable DecisionRule decision(DecisionKind kind, Tree tree) {
        var fields = Fields.of(tree, "a decision", report, DECISION);
        if (fields == null) return null;
        var by = fields.requiredText("by", "Say who decides: a person, a team, or 'responsible' for whoever does the work.");
        var decider = by == null || by.equals("responsible") ? null : names.contact(by, fields.at("by"));
        var amount = fields.text("up-to");
        var upTo = amount == null ? null : money(amount, fields.at("up-to"));
        if (by == null) return null;
        return new DecisionRule(kind, upTo, decider, target(fields, "within"), timeOut(fields), review(fields), fields.at());
    }

    private @Nullable TimeOut timeOut(Fields fields) {
        var word = fields.text("then");
        if (word == null) return null;
        if (word.equals("proceed")) return new TimeOut.Proceed();
        if (word.equals("refuse")) return new TimeOut.Refuse();
        var escalate = ESCALATE.matcher(word);
        if (escalate.matches()) {
            Contact to = names.contact(escalate.group(1), fields.at("then"));
            return to == null ? null : new TimeOut.Escalate(to);
        }
        report.unknown(fields.at("then"), "time-out", word, List.of("proceed", "refuse", "escalate to …"));
        return null;
    }

    private @Nullable Review review(Fields fields) {
        var word = fields.text("review");
        if (word == null) return null;
        var parts = REVIEW.matcher(word);
        if (!parts.matches()) {
            report.error("bad-value", fields.at("review"), "'%s' is no review.".formatted(word),
                    "Write who, and how soon: it-manager within 1 working day");
            return null;
        }
        var by = names.contact(parts.group(1), fields.at("review"));
        var within = target(parts.group(2), fields.at("review"));
        return by == null || within == null ? null : new Review(by, within);
    }

    /// Amounts are compared, so they are in one currency.
    private void checkCurrencies(List<DecisionRule> rules) {
        @Nullable Money first = null;
        for (var rule : rules) {
            var upTo = rule.upTo();
            if (upTo != null && first != null && !first.currency().equals(upTo.currency()))
                report.error("bad-unit", rule.at(), "%s and %s are in different currencies.".formatted(first.human(), upTo.human()),
                        "Keep an agreement in one currency.");
            if (first == null) first = upTo;
        }
    }
}
