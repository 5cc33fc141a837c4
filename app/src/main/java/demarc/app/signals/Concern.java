package demarc.app.signals;

import java.util.List;

/// What part of managed IT a condition belongs to; it says which activities of the agreement take it, the best first.
public enum Concern {
    MONITORING("Network and servers", List.of("NMS-03", "NMS-04", "NMS-02", "NMS-05")),
    SECURITY("Security", List.of("SEC-02")),
    CONTAINMENT("Live attack", List.of("SEC-03", "SEC-02")),
    BACKUP("Backup", List.of("BDR-03")),
    PATCHING("Patching", List.of("PAT-09", "PAT-03")),
    HARDWARE("Hardware", List.of("HWL-07")),
    CLOUD("Cloud", List.of("CLD-05", "CLD-04")),
    SUPPLIER("Supplier or line", List.of("NMS-08", "VEN-02"));

    private final String label;
    private final List<String> activities;

    Concern(String label, List<String> activities) {
        this.label = label;
        this.activities = activities;
    }

    public String label() {
        return label;
    }

    /// Codes of the catalogue.
    public List<String> activities() {
        return activities;
    }
}
