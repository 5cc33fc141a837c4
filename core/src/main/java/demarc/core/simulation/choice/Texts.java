package demarc.core.simulation.choice;

import java.util.LinkedHashMap;
import java.util.Map;

/// The 14 services of the agreement's catalogue and the activity that most of their tickets are about.
final class Texts {

    static final Map<String, String> SERVICES = services();

    private Texts() {}

    private static Map<String, String> services() {
        var all = new LinkedHashMap<String, String>();
        all.put("network-monitoring", "fault-repair");
        all.put("cybersecurity", "alert-triage");
        all.put("identity", "fulfil-access");
        all.put("backup", "restore");
        all.put("hardware", "repair");
        all.put("help-desk", "first-line");
        all.put("strategy", "roadmap");
        all.put("vendors", "tickets");
        all.put("patching", "workstations");
        all.put("documentation", "runbooks");
        all.put("projects", "delivery");
        all.put("compliance", "provider-evidence");
        all.put("cloud", "mail-and-files");
        all.put("onboarding", "accounts");
        return all;
    }

    static String usualActivity(String service) {
        var activity = SERVICES.get(service);
        if (activity == null) throw new IllegalArgumentException("no service (%s) in the catalogue: one of %s".formatted(service, SERVICES.keySet()));
        return activity;
    }

    /// A scalar that YAML reads back as this text, whatever it holds.
    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff) quoted.append("\\u%04x".formatted((int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
