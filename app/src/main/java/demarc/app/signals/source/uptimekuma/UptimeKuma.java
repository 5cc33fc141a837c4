package demarc.app.signals.source.uptimekuma;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Down fires, up clears; pending and maintenance say nothing. Kuma has no severities: a monitor's tag `severity` gives one.
@Component
class UptimeKuma implements SourceKind {
    private static final Pattern CERTIFICATE = Pattern.compile("^\\[([^\\]]+)]\\[([^\\]]*)] .{0,200}certificate.{0,300} expire(?:d)? in (-?\\d{1,5}) day", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override public String key() {
        return "uptimekuma";
    }

    @Override public String label() {
        return "Uptime Kuma";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(Told.bytes(body, "data"));
        if (!told.has("/heartbeat")) return message(told);
        var name = told.text("/monitor/pathName", "/monitor/name");
        if (name.isEmpty()) throw new Refused("monitor", "The field 'monitor.name' is missing: send the whole JSON, not a body of your own.");
        var status = told.needed("/heartbeat/status", "0 for down, 1 for up");
        if (status.equals("2") || status.equals("3")) return List.of();
        if (!status.equals("0") && !status.equals("1")) throw new Refused("heartbeat.status", "The status '%s' is none of 0, 1, 2 and 3.".formatted(status));
        var id = told.text("/monitor/id", "/heartbeat/monitorID");
        var severity = told.list("/monitor/tags").stream().filter(tag -> tag.text("/name").equalsIgnoreCase("severity")).map(tag -> tag.text("/value")).findFirst().orElse("");
        var draft = Draft.firing(status.equals("0")).key(id.isEmpty() ? "" : "monitor " + id).of(name, told.text("/monitor/type").isEmpty() ? "up" : told.text("/monitor/type"))
                .severity(severity, Severity.HIGH).summary(status.equals("0") ? "%s is down: %s".formatted(name, told.text("/heartbeat/msg")) : name + " is up again")
                .details(told.text("/msg"), told.text("/monitor/description")).label("address", told.text("/monitor/hostname"))
                .at(Told.moment(told.text("/heartbeat/time")));
        var url = told.text("/monitor/url");
        if (url.length() > "https://".length()) draft.link(url).label("url", url);
        for (var tag : told.list("/monitor/tags")) draft.label("tag " + tag.text("/name"), tag.text("/value").isEmpty() ? "yes" : tag.text("/value"));
        return List.of(draft.signal());
    }

    /// A test, or a certificate that runs out: those come without a heartbeat.
    private static List<Signal> message(Told told) {
        var said = told.needed("/msg", "Uptime Kuma's message");
        var certificate = CERTIFICATE.matcher(said);
        if (!certificate.find()) return List.of();
        var days = Integer.parseInt(certificate.group(3));
        return List.of(Draft.firing(true).of(certificate.group(1), "certificate").severity(days <= 3 ? Severity.HIGH : Severity.MEDIUM).summary(said)
                .link(certificate.group(2)).signal());
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In Uptime Kuma: Settings, Notifications, Setup Notification, type Webhook.",
                "Post URL: %s/api/v1/signals/uptimekuma/%s".formatted(address, key),
                "Request body: Preset, application/json. Press Test: the test is no alarm, but it is heard here.",
                "Switch on \"Apply on all existing monitors\", and give a monitor that matters less a tag named severity, with the value low or medium."),
                null, null, "json");
    }
}
