package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.platform.ListQuery.Chip;
import demarc.app.platform.ListQuery;
import demarc.app.signals.Condition;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Severity;
import demarc.app.signals.Source;
import demarc.app.signals.triage.Trouble;
import demarc.app.signals.triage.Troubles.Belongs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The list of conditions.
///
/// @param trouble the cause that is asked for
/// @param next    where the next page is; null at the end
public record ConditionsPage(
        ListQuery query, @Nullable Trouble trouble, List<Row> rows, @Nullable String next, boolean first, List<Client> clients, List<Source> sources, List<Chip> chips) {

    public record Row(Condition condition, String client, String source, @Nullable Belongs belongs) {
        /// What became of it.
        public String fate() {
            return fate(condition, belongs);
        }

        static String fate(Condition condition, @Nullable Belongs belongs) {
            if (condition.held() != null) return condition.held();
            if (belongs != null && !belongs.past() && belongs.why() != null) return belongs.why();
            if (condition.trouble() != null) return "";
            return condition.state().isWrong() ? "Waits a moment, to be seen with what belongs to it" : "";
        }
    }

    static List<Chip> chips(ListQuery query, List<Client> clients, List<Source> sources) {
        var chips = new ArrayList<Chip>();
        query.values().forEach((name, value) -> chips.add(new Chip(switch (name) {
            case "client" -> "at " + clients.stream().filter(client -> client.key().equals(value)).map(Client::name).findFirst().orElse(value);
            case "source" -> "from " + sources.stream().filter(source -> value.equals(String.valueOf(source.id()))).map(Source::name).findFirst().orElse("source " + value);
            case "state" -> value.equals("all") ? "cleared too" : value.toLowerCase(Locale.ROOT);
            case "work" -> value.equals("no") ? "nobody's work" : "work or soon";
            case "trouble" -> "of one cause";
            case "thing" -> "on " + value;
            default -> value.toLowerCase(Locale.ROOT);
        }, query.without(name))));
        return List.copyOf(chips);
    }

    public List<State> states() {
        return List.of(State.values());
    }

    public List<Severity> severities() {
        return List.of(Severity.values());
    }

    public static String colour(Condition condition) {
        return switch (condition.state()) {
            case CLEARED -> "good";
            case SILENT -> "warn";
            case FIRING -> colour(condition.severity());
        };
    }

    static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW, INFO -> "";
        };
    }

    public static String words(Enum<?> value) {
        var name = value.name().toLowerCase(Locale.ROOT);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
