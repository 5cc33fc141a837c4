package demarc.core.agreement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What compliance frameworks ask of the catalogue's services: control ids only, no framework's text. An agreement meets a framework when
/// somebody is responsible for the activities that make the proof its auditors ask for.
final class Controls {

    /// Service | activities that make its proof | ids by framework, in the order of [#COLUMNS].
    private static final String TABLE = """
            NMS | 01 02 04 | DE.CM-01 DE.CM-09 PR.IR-04 ID.AM-03 | 3.13.1 3.14.6 | 164.308(a)(1) | (c)(8) | 1.2 11.5 | CC7.1 CC7.2 A1.1 | A.8.6 A.8.16 A.8.20 | 12 13 | 2.E 4.B
            SEC | 02 04 07 10 | DE.CM-01 DE.CM-03 DE.AE-02 DE.AE-08 RS.MA-01 RS.MI-01 RS.CO-02 PR.AT-01 | 3.3.1 3.3.5 3.6.1 3.6.2 3.11.2 3.14.3 3.14.6 | 164.308(a)(5) 164.308(a)(6) 164.312(b) | (c)(8) (d)(2) (e) (h) (j) | 5.2 5.3 10.4 11.3 12.10 | CC6.8 CC7.2 CC7.3 CC7.4 | A.5.24 A.5.26 A.6.3 A.8.7 A.8.15 A.8.16 | 8 9 10 13 14 17 | 3.J 3.L 3.Q 4.A 4.B 5.B
            IAM | 04 07 | PR.AA-01 PR.AA-03 PR.AA-05 | 3.1.1 3.1.2 3.1.5 3.5.3 | 164.308(a)(4) 164.312(a) 164.312(d) | (c)(1) (c)(5) | 7.2 8.2 8.3 8.4 | CC6.1 CC6.2 CC6.3 | A.5.15 A.5.16 A.5.17 A.5.18 A.8.2 A.8.5 | 5 6 | 3.E 3.F 3.G 3.H
            BDR | 03 06 09 | PR.DS-11 PR.IR-03 RC.RP-01 RC.RP-03 RC.RP-05 | 3.8.9 | 164.308(a)(7) | (h) | 9.4.1.1 | A1.2 A1.3 CC7.5 | A.5.29 A.5.30 A.8.13 A.8.14 | 11 | 3.O 6.A
            HWL | 02 08 09 | ID.AM-01 ID.AM-08 PR.PS-03 | 3.4.1 3.8.3 | 164.310(d) | (c)(2) (c)(6) | 9.4.7 12.3.4 12.5.1 | CC6.5 | A.5.9 A.7.13 A.7.14 | 1 2 | 2.A 3.P
            HDK | 01 09 | RS.MA-02 RS.MA-03 ID.IM-03 | 3.6.2 3.7.5 | 164.308(a)(6) | (e) | 8.3.3 12.10.3 | CC2.2 CC7.4 | A.5.24 A.6.8 | 17 | 5.A
            VCI | 05 | GV.OC-04 GV.RM-01 GV.RM-06 GV.RR-03 GV.OV-01 | 3.11.1 | 164.308(a)(1) 164.308(a)(2) | (a) (b) (i) | 12.1 12.3 | CC3.1 CC3.2 CC4.1 | 6.1.2 9.3 A.5.1 | - | 1.A 1.B
            VEN | 01 05 07 | GV.SC-04 GV.SC-05 GV.SC-07 GV.SC-10 ID.AM-04 DE.CM-06 | 3.1.20 | 164.308(b)(1) | (f) | 12.8.1 12.8.2 12.8.5 | CC9.2 | A.5.19 A.5.20 A.5.22 | 15 | 1.D 1.E
            PAT | 02 03 08 | PR.PS-02 ID.RA-01 ID.RA-06 | 3.11.3 3.14.1 | 164.308(a)(1) | (d)(2) | 6.3.1 6.3.3 | CC7.1 CC8.1 | A.8.8 A.8.19 | 7 | 2.B
            DOC | 02 07 | ID.AM-03 ID.IM-04 PR.PS-01 | 3.4.1 3.12.4 | 164.316(b) | (b) | 1.2.3 1.2.4 | CC2.1 | A.5.37 | 1 12 | 2.E
            PRJ | 06 07 | ID.RA-07 PR.PS-01 | 3.4.3 3.4.4 | 164.308(a)(8) | (c)(7) | 6.5.1 6.5.2 | CC8.1 | A.5.8 A.8.32 | 4 | 3.N
            CMP | 02 03 06 | GV.OC-03 GV.PO-01 GV.SC-02 ID.IM-01 | 3.12.1 3.12.2 3.12.3 3.12.4 | 164.308(a)(8) 164.316(a) 164.316(b) | (b) (d) (i) | 12.4 12.8.5 12.9.2 | CC4.1 CC4.2 | A.5.31 A.5.35 A.5.36 | 15 | 1.B 2.C
            CLD | 01 02 | PR.PS-01 PR.IR-01 PR.DS-01 ID.AM-02 | 3.1.3 3.4.2 3.13.6 | 164.312(a) 164.312(e)(1) | (c)(1) (c)(3) | 2.2 12.8.5 | CC6.1 CC6.6 CC6.7 | A.5.23 A.8.9 | 3 4 | 3.K 3.S
            ONB | 06 09 | PR.AA-01 PR.AA-05 GV.RR-04 | 3.5.6 3.9.2 | 164.308(a)(3) | (c)(1) (e) | 8.2.4 8.2.5 8.2.6 | CC6.2 CC6.3 | A.5.11 A.5.18 A.6.1 A.6.5 | 5 6 | 3.D
            """;

    private static final List<String> COLUMNS = List.of(
            "NIST CSF 2.0", "NIST SP 800-171", "HIPAA", "FTC Safeguards", "PCI DSS 4.0.1", "SOC 2", "ISO 27001", "CIS Controls v8.1", "CISA CPG 2.0");

    /// Other ways to write a framework's name, letters and digits only; CMMC is assessed against NIST SP 800-171.
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("nistcsf", "NIST CSF 2.0"),
            Map.entry("csf", "NIST CSF 2.0"),
            Map.entry("csf20", "NIST CSF 2.0"),
            Map.entry("nist800171", "NIST SP 800-171"),
            Map.entry("800171", "NIST SP 800-171"),
            Map.entry("cmmc", "NIST SP 800-171"),
            Map.entry("cmmc20", "NIST SP 800-171"),
            Map.entry("cmmc2", "NIST SP 800-171"),
            Map.entry("hipaasecurityrule", "HIPAA"),
            Map.entry("ftc", "FTC Safeguards"),
            Map.entry("glba", "FTC Safeguards"),
            Map.entry("ftcsafeguardsrule", "FTC Safeguards"),
            Map.entry("pci", "PCI DSS 4.0.1"),
            Map.entry("pcidss", "PCI DSS 4.0.1"),
            Map.entry("pcidss4", "PCI DSS 4.0.1"),
            Map.entry("soc2", "SOC 2"),
            Map.entry("iso27001", "ISO 27001"),
            Map.entry("isoiec27001", "ISO 27001"),
            Map.entry("iso270012022", "ISO 27001"),
            Map.entry("isoiec270012022", "ISO 27001"),
            Map.entry("cis", "CIS Controls v8.1"),
            Map.entry("ciscontrols", "CIS Controls v8.1"),
            Map.entry("cisv8", "CIS Controls v8.1"),
            Map.entry("cpg", "CISA CPG 2.0"),
            Map.entry("cisacpg", "CISA CPG 2.0"));

    private static final Map<String, List<String>> PROOF = new LinkedHashMap<>();
    private static final Map<String, Column> FRAMEWORKS = new LinkedHashMap<>();

    static {
        for (var name : COLUMNS) FRAMEWORKS.put(name, new Column(name, new LinkedHashMap<>()));
        for (var line : TABLE.lines().map(String::strip).toList()) {
            var cells = line.split(" \\| ");
            PROOF.put(cells[0], List.of(cells[1].split(" ")).stream().map(number -> cells[0] + "-" + number).toList());
            for (int i = 0; i < COLUMNS.size(); i++)
                if (!cells[i + 2].equals("-")) FRAMEWORKS.get(COLUMNS.get(i)).idsByService().put(cells[0], cells[i + 2]);
        }
    }

    private Controls() {}

    /// One framework's ids, by service code.
    record Column(String name, Map<String, String> idsByService) {

        /// Space-separated, or empty where the framework asks nothing of the service.
        String ids(String service) {
            return idsByService.getOrDefault(service, "");
        }
    }

    static Optional<Column> framework(String name) {
        var letters = letters(name);
        return FRAMEWORKS.values().stream()
                .filter(column -> letters(column.name()).equals(letters) || column.name().equals(ALIASES.get(letters)))
                .findFirst();
    }

    static List<String> names() {
        return COLUMNS;
    }

    /// Codes of the activities that make the proof kept for a service.
    static List<String> activities(String service) {
        return PROOF.getOrDefault(service, List.of());
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
