package demarc.app.signals.source.snmp;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.source.Draft;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a device says by a trap, once the encoding is out of the way.
///
/// @param oid    which trap it is
/// @param sender where it came from; the device itself when a relay says so
/// @param values by OID, as text
record Trap(String oid, String sender, Map<String, String> values) {
    private static final String NAME = "1.3.6.1.2.1.1.5.0";
    private static final String IF_INDEX = "1.3.6.1.2.1.2.2.1.1.";
    private static final String IF_DESCRIPTION = "1.3.6.1.2.1.2.2.1.2.";
    private static final String IF_ADMIN = "1.3.6.1.2.1.2.2.1.7.";
    private static final String IF_NAME = "1.3.6.1.2.1.31.1.1.1.1.";
    private static final String IF_ALIAS = "1.3.6.1.2.1.31.1.1.1.18.";
    private static final String UPS_ALARM = "1.3.6.1.2.1.33.1.6.2.1.2";
    private static final String WELL_KNOWN_ALARM = "1.3.6.1.2.1.33.1.6.3.";
    private static final List<String> ALARMS = List.of("battery bad", "on battery", "battery low", "battery depleted", "temperature", "input bad", "output bad", "output overload",
            "on bypass", "bypass bad", "output off as requested", "off as requested", "charger failed", "output off", "system off", "fan failure", "fuse failure", "general fault",
            "self-test failed", "communication lost", "awaiting power", "shutdown pending", "shutdown imminent", "test in progress");
    private static final Map<String, String> NAMES = Map.of(NAME, "sysName", "1.3.6.1.2.1.1.3.0", "sysUpTime", "1.3.6.1.6.3.18.1.3.0", "snmpTrapAddress", "1.3.6.1.6.3.1.1.4.3.0", "enterprise");
    private static final Map<String, Known> KNOWN = known();

    private enum Means { FIRING, CLEARED, EVENT }

    private record Known(Means means, String check, Severity severity, String words) {}

    /// @return one; an event that nothing ends is kept as information
    List<Signal> signals() {
        var known = KNOWN.get(oid);
        var thing = values.getOrDefault(NAME, "").isBlank() ? sender : values.get(NAME);
        if (known == null)
            return List.of(draft(true, thing, "trap " + oid, Severity.LOW).summary("%s sent trap %s".formatted(thing, oid)).details(lines()).signal());
        var about = about(known.check);
        var check = about.isEmpty() ? known.check : known.check + " " + about;
        // Somebody switched the port off: nothing is broken.
        var meant = known.check.equals("link") && "2".equals(first(IF_ADMIN));
        // Of a device that says nothing more: a fan stays broken. Somebody's wrong password is over.
        var lasting = known.means == Means.FIRING && !known.check.equals("authentication");
        return List.of(draft(known.means != Means.CLEARED, thing, check, meant ? Severity.INFO : known.severity)
                .summary("%s: %s%s%s".formatted(thing, known.words, about.isEmpty() ? "" : " (" + about + ")", meant ? ", as somebody wants it" : "")).details(lines()).lasting(lasting).signal());
    }

    private Draft draft(boolean firing, String thing, String check, Severity severity) {
        return Draft.firing(firing).of(thing, check).severity(severity).label("address", sender).label("trap", oid).label("interface", first(IF_NAME).isEmpty() ? first(IF_DESCRIPTION) : first(IF_NAME))
                .label("description", first(IF_ALIAS));
    }

    /// Which of several: the interface, the alarm, the neighbour.
    private String about(String check) {
        return switch (check) {
            case "link" -> {
                var index = first(IF_INDEX);
                // Names come with one of the two traps only, on some gear; the number comes with both.
                yield index.isEmpty() ? first(IF_DESCRIPTION) : index;
            }
            case "ups alarm" -> {
                var alarm = first(UPS_ALARM);
                var number = alarm.startsWith(WELL_KNOWN_ALARM) ? alarm.substring(WELL_KNOWN_ALARM.length()) : "";
                yield number.matches("\\d{1,2}") && Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= ALARMS.size() ? ALARMS.get(Integer.parseInt(number) - 1) : alarm;
            }
            case "bgp" -> values.keySet().stream().filter(key -> key.startsWith("1.3.6.1.2.1.15.3.1.")).findFirst().map(key -> key.substring(key.indexOf('.', 19) + 1)).orElse("");
            default -> "";
        };
    }

    private String first(String prefix) {
        return values.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix)).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private String lines() {
        var lines = new ArrayList<String>();
        values.forEach((key, value) -> lines.add("%s = %s".formatted(NAMES.getOrDefault(key, key), value)));
        return String.join("\n", lines.size() > 60 ? lines.subList(0, 60) : lines);
    }

    private static Map<String, Known> known() {
        var known = new LinkedHashMap<String, Known>();
        try (var in = new InputStreamReader(Objects.requireNonNull(Trap.class.getResourceAsStream("/signals/traps.csv")), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            for (var row : rows) known.put(row.getField("oid"), new Known(Means.valueOf(row.getField("state")), row.getField("check"), Severity.valueOf(row.getField("severity")), row.getField("words")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
