package demarc.app.estate.inventory;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.inventory.Report.Address;
import demarc.app.estate.inventory.Report.Facts;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a device answered to SNMP, and the thing that it says it is. From the device itself, or from a recording of snmpsim (`.snmprec`).
///
/// @param values by OID, in the order of their text; bytes that are no text are written `0x…`
record Walk(NavigableMap<String, String> values) {
    private static final String SYSTEM = "1.3.6.1.2.1.1.";
    private static final String INTERFACES = "1.3.6.1.2.1.2.2.1.";
    private static final String NAMES = "1.3.6.1.2.1.31.1.1.1.1.";
    private static final String ADDRESSES = "1.3.6.1.2.1.4.20.1.1.";
    private static final String ENTITIES = "1.3.6.1.2.1.47.1.1.1.1.";
    private static final String UPS = "1.3.6.1.2.1.33.1.1.";
    private static final String PRINTER = "1.3.6.1.2.1.43.";
    private static final int MOST_PORTS = 1000;

    /// Whose numbers of enterprises they are.
    private static final Map<String, String> MAKERS = Map.ofEntries(Map.entry("9", "Cisco"), Map.entry("11", "HP"), Map.entry("42", "Sun"), Map.entry("43", "3Com"), Map.entry("171", "D-Link"), Map.entry("207", "Allied Telesis"),
            Map.entry("318", "APC"), Map.entry("534", "Eaton"), Map.entry("705", "Eaton (MGE)"), Map.entry("674", "Dell"), Map.entry("890", "Zyxel"), Map.entry("1588", "Brocade"), Map.entry("2011", "Huawei"), Map.entry("2435", "Brother"),
            Map.entry("2636", "Juniper"), Map.entry("3955", "Linksys"), Map.entry("4526", "Netgear"), Map.entry("6486", "Alcatel-Lucent"), Map.entry("6574", "Synology"), Map.entry("8072", "Net-SNMP"), Map.entry("8741", "SonicWall"),
            Map.entry("10002", "Ubiquiti"), Map.entry("11863", "TP-Link"), Map.entry("12356", "Fortinet"), Map.entry("14823", "Aruba"), Map.entry("14988", "MikroTik"), Map.entry("24681", "QNAP"), Map.entry("25461", "Palo Alto Networks"),
            Map.entry("25506", "H3C"), Map.entry("30065", "Arista"), Map.entry("41112", "Ubiquiti"));

    /// Parts of the tree that tell what a thing is; the rest is for monitoring.
    static final List<String> ASKED = List.of("1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1.1", "1.3.6.1.2.1.4.20.1.1", "1.3.6.1.2.1.47.1.1.1.1", "1.3.6.1.2.1.33.1.1", "1.3.6.1.2.1.43.5.1.1",
            "1.3.6.1.4.1.534.1.1", "1.3.6.1.4.1.705.1.1");

    /// Lines of `OID|tag|value`, where a tag with an x writes bytes in hexadecimal.
    static Walk recorded(String text) {
        var values = new TreeMap<String, String>();
        for (var line : text.lines().toList()) {
            var parts = line.split("\\|", 3);
            if (parts.length == 3 && parts[0].matches("[0-9.]+")) values.put(parts[0].replaceFirst("^\\.", ""), parts[1].endsWith("x") ? bytes(HexFormat.of().parseHex(parts[2].strip())) : parts[2]);
        }
        return new Walk(values);
    }

    static String bytes(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
            if (text.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) return text.strip();
        } catch (CharacterCodingException e) {
            // bytes, then
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /// @param asked the address it was asked at; null for a recording
    Report report(@Nullable String asked) {
        var says = says(SYSTEM + "1.0");
        var object = says(SYSTEM + "2.0");
        var entity = chassis();
        var maker = first(entity == null ? null : says(ENTITIES + "12." + entity), maker(object));
        var model = first(entity == null ? null : says(ENTITIES + "13." + entity), first(says(UPS + "2.0"), first(eaton(), first(line(says), null))));
        var serial = Identity.serial(first(entity == null ? null : says(ENTITIES + "11." + entity), says("1.3.6.1.4.1.705.1.1.7.0")));
        var name = first(says(SYSTEM + "5.0"), first(asked, first(serial, model == null ? "unnamed device" : model)));
        var kind = kind(object, says);
        var text = (first(maker, "") + " " + first(model, "") + " " + first(says, "")).toLowerCase(Locale.ROOT);
        var system = says != null && kind == Kind.SERVER ? says : null;
        var facts = new Facts(maker, model, null, system, null, null, null, null, null,
                first(entity == null ? null : first(says(ENTITIES + "9." + entity), says(ENTITIES + "10." + entity)), first(says(UPS + "3.0"), first(says("1.3.6.1.4.1.534.1.1.3.0"), version(says)))), null);
        var macs = macs();
        var addresses = new LinkedHashSet<Address>();
        if (!name.isBlank() && !name.equals("unnamed device")) addresses.add(new Address("NAME", name.toLowerCase(Locale.ROOT)));
        macs.forEach(mac -> addresses.add(new Address("MAC", mac)));
        below(ADDRESSES).values().stream().filter(ip -> ip.matches("[0-9.]{7,15}") && !ip.startsWith("127.")).forEach(ip -> addresses.add(new Address("IP", ip)));
        if (asked != null) addresses.add(new Address("IP", asked.toLowerCase(Locale.ROOT)));
        var variant = kind == Kind.NETWORK ? AgentReports.variant(text) : null;
        var card = macs.isEmpty() ? java.util.Set.<String>of() : new LinkedHashSet<>(macs.stream().limit(1).toList());
        return new Report("snmp", true, kind, variant, new Identity(null, null, serial, card, name), facts, addresses, null, sections());
    }

    private Kind kind(@Nullable String object, @Nullable String says) {
        if (!below(UPS).isEmpty() || object != null && object.matches("1\\.3\\.6\\.1\\.4\\.1\\.(318|534|705|476)\\..*")) return Kind.UPS;
        if (!below(PRINTER).isEmpty() || says != null && says.toLowerCase(Locale.ROOT).matches("(?s).*(jetdirect|printer|laserjet).*")) return Kind.PRINTER;
        if (object != null && object.matches("1\\.3\\.6\\.1\\.4\\.1\\.(6574|24681)\\..*")) return Kind.STORAGE;
        if (says != null && says.matches("(?s)(Linux|Windows|Hardware: .*Windows|Darwin|FreeBSD|SunOS|Sun SNMP|VMware).*")) return Kind.SERVER;
        return Kind.NETWORK;
    }

    private static @Nullable String maker(@Nullable String object) {
        if (object == null || !object.startsWith("1.3.6.1.4.1.")) return null;
        var number = object.substring(12).split("\\.")[0];
        var maker = MAKERS.get(number);
        return maker == null || maker.equals("Net-SNMP") ? null : maker;
    }

    /// The outermost part: a chassis (3), or a stack (11).
    private @Nullable String chassis() {
        var classes = below(ENTITIES + "5.");
        for (var wanted : List.of("3", "11")) for (var each : classes.entrySet()) if (each.getValue().equals(wanted)) return each.getKey().substring((ENTITIES + "5.").length());
        return null;
    }

    private @Nullable String eaton() {
        return first(says("1.3.6.1.4.1.534.1.1.2.0"), says("1.3.6.1.4.1.705.1.1.1.0"));
    }

    private LinkedHashSet<String> macs() {
        var macs = new LinkedHashSet<String>();
        for (var each : below(INTERFACES + "6.").entrySet()) {
            var number = each.getKey().substring((INTERFACES + "6.").length());
            // Ethernet (6) and what behaves like it; loopbacks and tunnels have no card.
            if (!List.of("6", "62", "117").contains(first(says(INTERFACES + "3." + number), ""))) continue;
            var value = each.getValue();
            var mac = Identity.mac(value.startsWith("0x") ? value.substring(2) : value.length() == 6 ? HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1)) : value);
            if (mac != null) macs.add(mac);
            if (macs.size() == 8) break;
        }
        return macs;
    }

    private Map<String, JsonNode> sections() {
        var ports = JsonNodeFactory.instance.arrayNode();
        for (var each : below(INTERFACES + "2.").entrySet()) {
            if (ports.size() == MOST_PORTS) break;
            var number = each.getKey().substring((INTERFACES + "2.").length());
            var port = ports.addObject().put("ifnumber", number).put("ifname", first(says(NAMES + number), each.getValue())).put("ifdescr", each.getValue())
                    .put("ifstatus", first(says(INTERFACES + "8." + number), "")).put("ifspeed", first(says(INTERFACES + "5." + number), ""));
            var mac = says(INTERFACES + "6." + number);
            if (mac != null && mac.startsWith("0x")) port.put("mac", Identity.mac(mac.substring(2)));
        }
        var device = JsonNodeFactory.instance.objectNode().put("description", first(says(SYSTEM + "1.0"), "")).put("contact", first(says(SYSTEM + "4.0"), "")).put("location", first(says(SYSTEM + "6.0"), ""));
        return ports.isEmpty() ? Map.of("network_device", device) : Map.of("network_device", device, "network_ports", ports);
    }

    private static @Nullable String version(@Nullable String says) {
        if (says == null) return null;
        var found = java.util.regex.Pattern.compile("(?i)(?:version|\\bv|revision|firmware)[ :]*(\\d[\\w.()-]{2,30})").matcher(says);
        return found.find() ? found.group(1) : null;
    }

    private static @Nullable String line(@Nullable String says) {
        if (says == null || says.matches("(?s)(Linux|Windows|Darwin|FreeBSD).*")) return null;
        var line = says.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? null : line.length() > 80 ? line.substring(0, 80) : line;
    }

    private NavigableMap<String, String> below(String prefix) {
        return values.subMap(prefix, true, prefix + "\uffff", false);
    }

    private @Nullable String says(String oid) {
        var value = values.get(oid);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null || one.isEmpty() ? other : one;
    }
}
