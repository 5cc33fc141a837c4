package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Foresight;
import demarc.app.signals.triage.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of clients, in the order in which they are tried.
///
/// @param client the one that is chosen, by key; empty for all
public record RulesPage(List<Row> rows, @Nullable String next, boolean first, List<Client> clients, String client, boolean mayKeep) {
    public record Row(int position, String client, String clientKey, String when, List<String> then, String print) {
        public String address() {
            return "/signals/rules/%s/%d".formatted(clientKey, position);
        }
    }

    /// @param position of the rule that is edited; null for a new one
    /// @param sources  of the client: number, name
    /// @param touched  what it would have touched, when that was asked
    public record Form(
            Client client, List<Client> clients, @Nullable Integer position, RuleForm form, String print, Map<String, String> sources, Map<String, String> problems,
            Foresight.@Nullable Touched touched) {
        public String action() {
            return position == null ? "/signals/rules" : "/signals/rules/%s/%d".formatted(client.key(), position);
        }

        public Map<String, String> anySource() {
            return first("Any source", sources);
        }

        public Map<String, String> anySeverity() {
            return first("However bad", severities());
        }

        public Map<String, String> sameSeverity() {
            return first("As bad as it says", severities());
        }

        public Map<String, String> sameConcern() {
            var concerns = new LinkedHashMap<String, String>();
            for (var each : Concern.values()) concerns.put(each.name(), each.label());
            return first("What its source is about", concerns);
        }

        public Map<String, String> choices() {
            var choices = new LinkedHashMap<String, String>();
            for (var each : clients) choices.put(each.key(), each.name());
            return choices;
        }

        private static Map<String, String> severities() {
            var severities = new LinkedHashMap<String, String>();
            for (var each : Severity.values()) severities.put(each.name(), each.name().charAt(0) + each.name().substring(1).toLowerCase(Locale.ROOT));
            return severities;
        }

        private static Map<String, String> first(String none, Map<String, String> others) {
            var all = new LinkedHashMap<String, String>();
            all.put("", none);
            all.putAll(others);
            return all;
        }
    }

    public static String count(int n, String what) {
        return "%d %s%s".formatted(n, what, n == 1 ? "" : "s");
    }

    /// “disk*” of “web-*”, said by Zabbix, when it is low
    static String when(Rule rule, Map<Long, String> sources) {
        var words = new StringBuilder(rule.check().equals("*") ? "Whatever is said of " : "“%s” of ".formatted(rule.check()));
        words.append(rule.thing().equals("*") ? "anything" : "“%s”".formatted(rule.thing()));
        if (rule.source() != null) words.append(" by ").append(sources.getOrDefault(rule.source(), "a source that is gone"));
        if (rule.label() != null) words.append(", labelled “").append(rule.label()).append('”');
        if (rule.severity() != null) words.append(", when it is ").append(RuleFields.lower(rule.severity()));
        return words.toString();
    }

    static List<String> then(Rule rule) {
        var then = new ArrayList<String>();
        if (rule.hold() != null) then.add("is nobody's work: " + rule.hold());
        if (rule.becomes() != null) then.add("counts as " + RuleFields.lower(rule.becomes()));
        if (rule.concern() != null) then.add("is about " + rule.concern().label().toLowerCase(Locale.ROOT));
        if (rule.together() != null) then.add("has one cause with “%s”".formatted(rule.together()));
        if (then.isEmpty()) then.add("stays as it is, whatever the rules after this say");
        return then;
    }
}
