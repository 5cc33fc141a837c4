package demarc.app.signals.source.wazuh;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// The thing is the agent, the check the rule. An alert says that something happened; nothing ever says that it is over.
@Component
class Wazuh implements SourceKind {
    @Override public String key() {
        return "wazuh";
    }

    @Override public String label() {
        return "Wazuh";
    }

    @Override public Concern concern() {
        return Concern.SECURITY;
    }

    @Override public List<Signal> read(Body body) {
        var signals = new ArrayList<Signal>();
        for (var told : Told.objects(body.bytes())) {
            var hits = told.list("/hits/hits");
            if (hits.isEmpty()) signals.add(one(told));
            else for (var hit : hits) signals.add(one(hit));
        }
        return signals;
    }

    private static Signal one(Told sent) {
        var told = sent.has("/_source") ? sent.at("/_source") : sent.has("/result") ? sent.at("/result") : sent;
        if (told.has("/wazuh/rule") || told.has("/wazuh.rule.id") || told.has("/wazuh.rule.title") || told.has("/rule/title")) return finding(told);
        if (told.has("/rule/id") || told.has("/rule/level")) return alert(told);
        if (told.text("/description").startsWith("Rule ID ")) return message(told);
        throw new Refused("rule", "Neither 'rule' (an alert of Wazuh 4) nor 'wazuh.rule' (a finding of Wazuh 5) is there. Send the alert as Wazuh wrote it.");
    }

    private static Signal alert(Told told) {
        var draft = Draft.firing(true).of(told.text("/agent/name", "/manager/name", "/predecoder/hostname"), "rule " + told.text("/rule/id"))
                .severity(severity(told.text("/rule/level"))).summary(told.text("/rule/description", "/full_log")).details(told.text("/full_log"))
                .label("level", told.text("/rule/level")).label("groups", told.text("/rule/groups")).label("technique", told.text("/rule/mitre/technique"))
                .label("tactic", told.text("/rule/mitre/tactic")).label("mitre", told.text("/rule/mitre/id")).label("agent", told.text("/agent/id"))
                .label("address", told.text("/agent/ip")).label("location", told.text("/location")).at(Told.moment(told.text("/timestamp", "/@timestamp")));
        return draft.labels(told.at("/data").words()).signal();
    }

    /// Fields of the Wazuh Common Schema. Its betas had the rule and the agent outside of `wazuh`, and what a monitor's template writes may be flat.
    private static Signal finding(Told told) {
        return Draft.firing(true).of(said(told, "agent.name", "agent.host.hostname").isEmpty() ? told.text("/host/name", "/host/hostname") : said(told, "agent.name", "agent.host.hostname"),
                        "rule " + said(told, "rule.id", "rule.title"))
                .severity(severity(said(told, "rule.level"))).summary(said(told, "rule.title", "rule.description").isEmpty() ? told.text("/message") : said(told, "rule.title", "rule.description"))
                .details(told.text("/event/original", "/event.original", "/message")).label("level", said(told, "rule.level")).label("groups", said(told, "rule.tags"))
                .label("category", said(told, "integration.category")).label("integration", said(told, "integration.name"))
                .label("tactic", said(told, "rule.mitre.tactic.name", "rule.mitre.tactic")).label("technique", said(told, "rule.mitre.technique.name", "rule.mitre.technique"))
                .label("mitre", said(told, "rule.mitre.technique.id", "rule.mitre.id")).label("agent", said(told, "agent.id")).label("srcip", told.text("/source/ip", "/source.ip"))
                .label("user", told.text("/user/name", "/user.name")).at(Told.moment(told.text("/@timestamp"))).signal();
    }

    /// The first that says something: below `wazuh`, flat, or where the betas had it.
    private static String said(Told told, String... fields) {
        for (var field : fields) {
            var path = field.replace('.', '/');
            var found = told.text("/wazuh/" + path, "/wazuh." + field, "/" + path, "/" + field);
            if (!found.isEmpty()) return found;
        }
        return "";
    }

    /// What an integration script of others makes of an alert: lines of a name and a value.
    private static Signal message(Told told) {
        var lines = lines(told.text("/description"));
        return Draft.firing(true).of(lines.getOrDefault("Agent Name", ""), "rule " + lines.getOrDefault("Rule ID", ""))
                .severity(severity(lines.getOrDefault("Level", ""))).summary(told.text("/message")).details(lines.getOrDefault("Full Log", ""))
                .label("level", lines.getOrDefault("Level", "")).label("agent", lines.getOrDefault("Agent ID", "")).at(Told.moment(told.text("/created_at"))).signal();
    }

    private static Map<String, String> lines(String described) {
        var lines = new TreeMap<String, String>();
        described.lines().forEach(line -> List.of("Rule ID", "Level", "Agent ID", "Agent Name", "Title", "Full Log").stream()
                .filter(name -> line.startsWith(name + " ")).forEach(name -> lines.put(name, line.substring(name.length() + 1).strip())));
        return lines;
    }

    /// Wazuh's own bounds: 15 is critical, 12 high, 7 medium; up to 3 nobody has to act.
    private static Severity severity(String level) {
        if (!level.matches("\\d{1,2}")) return Severity.named(level).orElse(Severity.MEDIUM);
        var number = Integer.parseInt(level);
        return number >= 15 ? Severity.CRITICAL : number >= 12 ? Severity.HIGH : number >= 7 ? Severity.MEDIUM : number >= 4 ? Severity.LOW : Severity.INFO;
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "Wazuh 4: save the script below on the manager as /var/ossec/integrations/custom-demarc, then: chmod 750, chown root:wazuh.",
                "Add to /var/ossec/etc/ossec.conf: <integration><name>custom-demarc</name><hook_url>%s/api/v1/signals/wazuh</hook_url><api_key>%s</api_key><level>7</level><alert_format>json</alert_format></integration>".formatted(address, key),
                "Restart the manager: systemctl restart wazuh-manager.",
                "Wazuh 5: make a notification channel of type custom webhook to %s/api/v1/signals/wazuh with the header X-Demarc-Key, and a monitor per document on wazuh-findings-v5-* whose action sends the finding as JSON.".formatted(address)),
                "custom-demarc", """
                #!/bin/sh
                # Called by the Wazuh manager: FILE KEY ADDRESS
                exec curl -sS -m 20 -H 'Content-Type: application/json' -H "X-Demarc-Key: $2" --data-binary "@$1" "$3"
                """, "sh");
    }
}
