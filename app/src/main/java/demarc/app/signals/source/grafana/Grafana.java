package demarc.app.signals.source.grafana;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The thing is the host that the labels name, else the rule; a rule that finds no data fires like any other.
@Component
class Grafana implements SourceKind {
    private static final String[] HOSTS = {"/labels/instance", "/labels/host", "/labels/hostname", "/labels/node", "/labels/pod", "/labels/device", "/labels/service",
        "/labels/job", "/labels/grafana_folder"};

    @Override public String key() {
        return "grafana";
    }

    @Override public String label() {
        return "Grafana";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(body.bytes());
        if (told.has("/alerts")) return told.list("/alerts").stream().map(Grafana::alert).toList();
        if (told.has("/ruleId") || told.has("/ruleName")) return rule(told);
        throw new Refused("alerts", "Neither 'alerts' (unified alerting) nor 'ruleName' (alerts of dashboards) is there. Grafana's webhook sends one of them.");
    }

    private static Signal alert(Told alert) {
        var status = alert.needed("/status", "firing or resolved");
        if (!status.equals("firing") && !status.equals("resolved")) throw new Refused("status", "The status '%s' is neither firing nor resolved.".formatted(status));
        var name = alert.text("/labels/alertname");
        // What Grafana says of a rule that has no data carries the rule's name beside its own.
        var rule = alert.text("/labels/rulename", "/labels/alertname");
        var thing = alert.text(HOSTS);
        var labels = alert.at("/labels");
        return Draft.firing(status.equals("firing")).key(alert.text("/fingerprint")).of(thing.isEmpty() ? rule : thing, rule)
                .severity(alert.text("/labels/severity", "/labels/priority"), Severity.MEDIUM)
                .summary(name.equals(rule) ? alert.text("/annotations/summary", "/annotations/description", "/labels/alertname") : "%s: %s".formatted(rule, name))
                .details(alert.text("/annotations/description"), alert.text("/annotations/message"), alert.text("/valueString"), alert.text("/annotations/runbook_url"))
                .link(alert.orNull("/panelURL", "/dashboardURL", "/generatorURL")).labels(labels.words())
                .at(Told.moment(alert.text(status.equals("firing") ? "/startsAt" : "/endsAt"))).signal();
    }

    private static List<Signal> rule(Told told) {
        var state = told.needed("/state", "alerting, ok or no_data");
        if (state.equals("pending") || state.equals("paused")) return List.of();
        if (!state.matches("alerting|ok|no_data|unknown")) throw new Refused("state", "The state '%s' is none that Grafana has.".formatted(state));
        var rule = told.text("/ruleName", "/title");
        var matches = told.list("/evalMatches");
        var hosts = matches.stream().map(match -> match.text("/tags/instance", "/tags/host", "/tags/hostname")).filter(host -> !host.isEmpty()).distinct().toList();
        var lines = new ArrayList<String>();
        lines.add(told.text("/message"));
        for (var match : matches) lines.add("%s = %s %s".formatted(match.text("/metric"), match.text("/value"), match.text("/tags/instance", "/tags/host")));
        return List.of(Draft.firing(!state.equals("ok")).key("rule " + told.text("/ruleId", "/ruleName")).of(hosts.size() == 1 ? hosts.getFirst() : rule, rule)
                .severity(told.text("/tags/severity"), Severity.MEDIUM).summary(state.equals("no_data") ? rule + ": no data" : rule).details(lines.toArray(String[]::new))
                .link(told.orNull("/ruleUrl")).labels(matches.size() == 1 ? matches.getFirst().at("/tags").words() : told.at("/tags").words()).signal());
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In Grafana: Alerting, Contact points, Add contact point, integration Webhook.",
                "URL: %s/api/v1/signals/grafana".formatted(address),
                "Under optional settings, HTTP method POST, authorization scheme Bearer, credentials: the key below.",
                "Choose the contact point in a notification policy, and leave \"Send resolved\" on.",
                "Before Grafana 9: a notification channel of type webhook to %s/api/v1/signals/grafana/%s.".formatted(address, key)),
                "contact-points.yaml", """
                apiVersion: 1
                contactPoints:
                  - name: Demarc
                    receivers:
                      - uid: demarc
                        type: webhook
                        settings:
                          url: %s/api/v1/signals/grafana
                          httpMethod: POST
                          authorization_scheme: Bearer
                          authorization_credentials: %s
                """.formatted(address, key), "yaml");
    }
}
