package demarc.app.signals.source.zabbix;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// A trigger is a condition, however often it fires: Zabbix makes a new event of each time. What `event.get` of its API answers is read, too.
@Component
class Zabbix implements SourceKind {
    private static final Severity[] LEVELS = {Severity.INFO, Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL};

    @Override public String key() {
        return "zabbix";
    }

    @Override public String label() {
        return "Zabbix";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var signals = new ArrayList<Signal>();
        for (var told : Told.objects(body.bytes())) {
            if (told.has("/eventid")) signals.add(event(told));
            else if (told.has("/event_id")) message(told, signals);
            else throw new Refused("event_id", "The field 'event_id' is missing: send with the media type that belongs to this source.");
        }
        return signals;
    }

    /// Where what became of it is shown: the media type makes a link of it.
    @Override public Map<String, String> answers(Source source, List<Signal> taken) {
        return taken.size() != 1 ? Map.of() : Map.of("path", "/signals/sources/%d/condition?key=%s".formatted(source.id(), URLEncoder.encode(taken.getFirst().key(), StandardCharsets.UTF_8)));
    }

    /// As the media type sends it. Macros that Zabbix does not know in a context stay as they are, and say nothing.
    private static void message(Told told, List<Signal> signals) {
        var source = said(told, "/event_source");
        if (source.equals("1") || source.equals("2")) return;    // something was discovered: nothing is wrong
        var firing = switch (said(told, "/event_value")) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new Refused("event_value", "The field 'event_value' must be 1 (problem) or 0 (recovery), not '%s'.".formatted(told.text("/event_value")));
        };
        var service = said(told, "/service_name");
        var host = said(told, "/host").isEmpty() ? said(told, "/host_name") : said(told, "/host");
        var name = said(told, "/event_name");
        var trigger = said(told, "/trigger_id");
        var about = source.equals("3") ? "internal " + said(told, "/object_id") : source.equals("4") ? "service " + service : "trigger " + trigger;
        var draft = Draft.firing(firing).key(about.endsWith(" ") ? "event " + told.text("/event_id") : about).of(source.equals("4") ? service : host, check(told, name))
                .severity(level(said(told, "/severity"))).summary(name)
                .details(said(told, "/operational_data"), said(told, "/trigger_description"), update(told)).link(link(told))
                .label("event", told.text("/event_id")).label("trigger", trigger).label("address", said(told, "/host_ip")).label("name", said(told, "/host_name"))
                .label("groups", said(told, "/host_groups")).label("acknowledged", said(told, "/acknowledged"))
                .at(Told.moment(firing ? said(told, "/at") : said(told, "/recovered_at").isEmpty() ? said(told, "/at") : said(told, "/recovered_at")));
        signals.add(draft.labels(tags(told)).signal());
    }

    private static Signal event(Told told) {
        var id = told.text("/objectid").isEmpty() ? "event " + told.text("/eventid") : "trigger " + told.text("/objectid");
        var firing = told.needed("/value", "1 for a problem, 0 for its end").equals("1");
        var host = told.list("/hosts").stream().map(each -> each.text("/host", "/name")).findFirst().orElse("");
        var draft = Draft.firing(firing).key(id).of(host.isEmpty() ? firing ? told.text("/name") : "" : host, told.text("/name")).severity(level(told.text("/severity")))
                .summary(told.text("/name")).details(told.text("/opdata")).label("event", told.text("/eventid")).label("trigger", told.text("/objectid"))
                .at(Told.moment(told.text("/clock")));
        for (var tag : told.list("/tags")) draft.label(tag.text("/tag"), tag.text("/value"));
        return draft.signal();
    }

    /// Trigger names hold values and host names, which would make a check of each; the template's own name of it does not change.
    private static String check(Told told, String name) {
        var template = said(told, "/trigger_name");
        return template.isEmpty() ? name : template.replaceAll("\\{[^{}]{1,200}\\}", "…");
    }

    private static Map<String, String> tags(Told told) {
        var tags = new TreeMap<String, String>();
        // Ours, for the link in Zabbix' own menu.
        for (var tag : told.list("/tags")) if (!tag.text("/tag").isEmpty() && !tag.text("/tag").startsWith("__")) tags.merge(tag.text("/tag"), tag.text("/value").isEmpty() ? "yes" : tag.text("/value"), (one, other) -> one + ", " + other);
        return tags;
    }

    private static String update(Told told) {
        if (!said(told, "/event_update").equals("1")) return "";
        return "%s %s: %s".formatted(said(told, "/update_user"), said(told, "/update_action"), said(told, "/update_message")).strip();
    }

    private static String link(Told told) {
        var own = said(told, "/trigger_url");
        var zabbix = said(told, "/zabbix_url").replaceFirst("/+$", "");
        return !own.isEmpty() || zabbix.isEmpty() ? own : "%s/tr_events.php?triggerid=%s&eventid=%s".formatted(zabbix, said(told, "/trigger_id"), told.text("/event_id"));
    }

    private static String said(Told told, String pointer) {
        var text = told.text(pointer);
        return text.matches("(?s)\\{[$A-Z][A-Z0-9_.$]*\\}") || text.equals("*UNKNOWN*") ? "" : text;
    }

    private static Severity level(String said) {
        return said.matches("[0-5]") ? LEVELS[said.charAt(0) - '0'] : Severity.named(said).orElse(Severity.MEDIUM);
    }

    @Override public SourceKind.Settings settings() {
        return new SourceKind.Settings("The way back", "So that Zabbix is told who took its problem, what was answered and how it ended. Left empty, nothing is told.", """
                api: https://zabbix.example/api_jsonrpc.php
                # what the links in its messages begin with
                link: https://demarc.example
                # close a problem when its ticket is resolved, where the trigger allows that: yes or no
                close: no
                """, false, "API token of Zabbix");
    }

    @Override public void check(String mapping) {
        WayBack.read(mapping);
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In Zabbix 6.0 or newer: save the file below as demarc-media-type.yaml; Administration (7.0: Alerts), Media types, Import.",
                "Make a user \"Demarc\" that may read the hosts concerned, and give it the medium \"Demarc\"; \"send to\" may be anything.",
                "Set the global macro {$ZABBIX.URL} to the address of your Zabbix, so that links lead there.",
                "Alerts (Configuration), Actions, Trigger actions: make one that sends to that user by \"Demarc\", with the same for recovery and update operations.",
                "To tell Zabbix who took a problem and how it ended: Users (Administration, General), API tokens, make one for the user \"Demarc\", who must be allowed to acknowledge; write under The way back: api: the address of its api_jsonrpc.php, link: %s.".formatted(address)),
                "demarc-media-type.yaml", mediaType().replace("https://demarc.example", address).replace("PUT-THE-KEY-HERE", key), "yaml");
    }

    private static String mediaType() {
        try (var in = Zabbix.class.getResourceAsStream("/signals/demarc-media-type.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
