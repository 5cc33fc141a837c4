package demarc.app.signals.source.pagerduty;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// `trigger` fires, `resolve` clears, `acknowledge` changes nothing: whose work it is, the agreement says. Change events are no alarms.
@Component
class PagerDuty implements SourceKind {
    @Override public String key() {
        return "pagerduty";
    }

    @Override public String label() {
        return "PagerDuty Events v2";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(body.bytes());
        if (told.has("/messages")) return told.list("/messages").stream().map(PagerDuty::firstWebhook).flatMap(List::stream).toList();
        if (told.has("/event/event_type")) return webhook(told);
        return event(told);
    }

    /// What PagerDuty's own clients wait for.
    @Override public Map<String, String> answers(Source source, List<Signal> taken) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("status", "success");
        answers.put("message", "Event processed");
        answers.put("dedup_key", taken.isEmpty() ? "" : taken.getFirst().key());
        return answers;
    }

    private static List<Signal> event(Told told) {
        var action = told.text("/event_action");
        if (action.isEmpty() && told.has("/payload")) return List.of();
        return switch (action) {
            case "acknowledge" -> List.of();
            case "resolve" -> List.of(Draft.firing(false).key(told.text("/dedup_key").isEmpty() ? key(told) : told.text("/dedup_key")).of(told.text("/payload/source"), check(told))
                    .severity(told.text("/payload/severity"), Severity.MEDIUM).summary(told.text("/payload/summary")).at(Told.moment(told.text("/payload/timestamp"))).signal());
            case "trigger" -> List.of(trigger(told));
            default -> throw new Refused("event_action", "The field 'event_action' is '%s'. It must be trigger, acknowledge or resolve.".formatted(action));
        };
    }

    private static Signal trigger(Told told) {
        told.needed("/payload/summary", "say in one line what is wrong");
        told.needed("/payload/source", "say which host or service is ill");
        var more = told.at("/payload/custom_details").words();
        var lines = new ArrayList<String>();
        more.forEach((name, value) -> lines.add(name + ": " + value));
        if (more.isEmpty()) lines.add(told.text("/payload/custom_details"));
        var link = told.list("/links").stream().map(each -> each.text("/href")).filter(href -> !href.isEmpty()).findFirst().orElse(told.text("/client_url"));
        return Draft.firing(true).key(told.text("/dedup_key").isEmpty() ? key(told) : told.text("/dedup_key")).of(told.text("/payload/source"), check(told))
                .severity(told.text("/payload/severity"), Severity.MEDIUM).summary(told.text("/payload/summary")).details(lines.toArray(String[]::new)).link(link)
                .label("component", told.text("/payload/component")).label("group", told.text("/payload/group")).label("class", told.text("/payload/class"))
                .label("client", told.text("/client")).at(Told.moment(told.text("/payload/timestamp"))).signal();
    }

    private static String check(Told told) {
        return told.text("/payload/class", "/payload/component", "/payload/summary");
    }

    private static String key(Told told) {
        var source = told.text("/payload/source");
        return source.isEmpty() ? "" : Signal.key(source, check(told));
    }

    /// Webhooks of the third version, from PagerDuty itself.
    private static List<Signal> webhook(Told told) {
        var incident = told.at("/event/data");
        return incident(told.text("/event/event_type"), incident, incident.text("/service/summary", "/service/name"), incident.text("/title", "/summary"),
                told.text("/event/occurred_at"));
    }

    private static List<Signal> firstWebhook(Told message) {
        var incident = message.at("/data/incident");
        return incident(message.text("/type"), incident, incident.text("/service/name"), incident.text("/trigger_summary_data/subject", "/trigger_summary_data/description"),
                message.text("/created_on"));
    }

    private static List<Signal> incident(String type, Told incident, String service, String title, String at) {
        var firing = type.matches("incident\\.(trigger|triggered|unacknowledge|unacknowledged|escalate|escalated|reopened|priority_updated)");
        if (!firing && !type.matches("incident\\.(resolve|resolved)")) return List.of();
        var urgency = incident.text("/priority/summary", "/urgency");
        return List.of(Draft.firing(firing).key("incident " + incident.needed("/id", "which incident it is")).of(service.isEmpty() ? "PagerDuty" : service, title)
                .severity(urgency, Severity.HIGH).summary(title).link(incident.orNull("/html_url")).at(Told.moment(at)).signal());
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In any tool that can send to PagerDuty, take the integration \"Events API v2\".",
                "Routing key (or integration key): the key below.",
                "Where the tool lets you change the address, put %s/v2/enqueue instead of https://events.pagerduty.com/v2/enqueue.".formatted(address),
                "PagerDuty itself can send, too: a webhook (version 3) to %s/api/v1/signals/pagerduty/%s.".formatted(address, key)),
                "alertmanager.yml", """
                receivers:
                  - name: demarc
                    pagerduty_configs:
                      - url: %s/v2/enqueue
                        routing_key: %s
                """.formatted(address, key), "yaml");
    }
}
