package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.signals.triage.Maintenance;
import demarc.app.signals.triage.Maintenance.Occurrence;
import demarc.app.signals.triage.Maintenance.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maintenance windows and the form for the next one.
///
/// @param client the one that is chosen, by key; empty for all
/// @param form   what was put in, after a refusal
public record WindowsPage(List<Row> rows, @Nullable String next, List<Client> clients, String client, boolean mayKeep, Map<String, String> form, Map<String, String> problems) {
    /// @param time in words: `holds until …`
    /// @param what it covers
    public record Row(Maintenance window, String client, String clientKey, String state, String colour, @Nullable Occurrence now, String time, String what) {}

    public static Map<String, String> scopes() {
        var scopes = new LinkedHashMap<String, String>();
        Arrays.stream(Scope.values()).forEach(scope -> scopes.put(scope.name(), scope.label()));
        return scopes;
    }

    public String value(String field) {
        return form.getOrDefault(field, "");
    }

    public Map<String, String> choices() {
        var choices = new LinkedHashMap<String, String>();
        for (var each : clients) choices.put(each.key(), each.name());
        return choices;
    }
}
