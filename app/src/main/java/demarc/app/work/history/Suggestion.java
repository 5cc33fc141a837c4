package demarc.app.work.history;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Words in the names of categories and groups, and the work they stand for. The first that occurs decides.
final class Suggestion {

    private static final Map<String, String> ACTIVITIES = new LinkedHashMap<>();

    static {
        suggest("hardware/repair", "smartphone", "iphone", "accessor");
        suggest("cybersecurity/alert-triage", "virus", "malware", "phish", "security", "ransom", "spam", "edr", "siem", "soc");
        suggest("onboarding/accounts", "onboarding", "offboarding", "new hire", "new starter", "joiner", "leaver", "new user", "new employee", "termination");
        suggest("identity/fulfil-access", "password", "account", "access", "login", "log in", "logon", "permission", "mfa", "identity", "active directory", "sso", "administrative rights");
        suggest("backup/restore", "backup", "restore", "recovery");
        suggest("network-monitoring/fault-repair", "network", "vpn", "wifi", "wi-fi", "wlan", "firewall", "switch", "internet", "lan", "router", "telephony", "phone", "voip");
        suggest("patching/workstations", "patch", "windows update");
        suggest("cloud/mail-and-files", "mail", "outlook", "teams", "sharepoint", "onedrive", "exchange", "office 365", "microsoft 365", "m365", "o365", "google workspace", "azure", "aws",
                "cloud", "saas");
        suggest("hardware/repair", "hardware", "laptop", "printer", "printing", "monitor", "pc", "device", "desktop", "workstation", "notebook", "scanner", "peripheral", "mobile");
        suggest("compliance/audits", "compliance", "audit", "gdpr");
        suggest("documentation/runbooks", "documentation", "knowledge");
        suggest("vendors/tickets", "vendor", "supplier", "third party", "procurement", "purchase", "purchasing", "licence", "license");
        suggest("projects/delivery", "project");
        suggest("help-desk/third-line", "server", "database", "storage", "virtual");
        suggest("help-desk/business-apps", "application", "software", "erp", "crm", "sap");
        suggest("help-desk/first-line", "desk", "support", "general", "how to", "question", "inquiry", "help");
    }

    private Suggestion() {}

    private static void suggest(String activity, String... words) {
        for (var word : words) ACTIVITIES.put(word, activity);
    }

    /// @return `service/activity`, or empty when the name says nothing
    static Optional<String> activity(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var each : ACTIVITIES.entrySet()) if (has(lower, each.getKey())) return Optional.of(each.getValue());
        return Optional.empty();
    }

    /// Short words must stand alone: a "plan" is no LAN.
    private static boolean has(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (word.length() > 4) return true;
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == 's';
            if (begins && ends || word.equals("mail") && ends) return true;
        }
        return false;
    }
}
