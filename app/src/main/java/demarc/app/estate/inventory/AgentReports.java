package demarc.app.estate.inventory;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Variant;
import demarc.app.estate.inventory.Report.Address;
import demarc.app.estate.inventory.Report.Facts;
import demarc.app.estate.inventory.Report.Package;
import demarc.app.platform.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an agent's message says: the format of the GLPI inventory, version 1, in whichever clothes it came.
final class AgentReports {
    /// What is kept. Processes, environment variables and licence keys are not: they hold secrets, and nobody needs them here.
    private static final Set<String> KEPT = Set.of("hardware", "bios", "cpus", "memories", "storages", "drives", "networks", "batteries", "monitors", "printers",
            "virtualmachines", "databases_services", "antivirus", "firewalls", "users", "logical_volumes", "physical_volumes", "volume_groups", "videos", "powersupplies",
            "network_device", "network_components", "network_ports", "firmwares", "pagecounters", "cartridges", "simcards", "operatingsystem");
    private static final int MOST_OF_A_SECTION = 600_000;
    private static final int MOST_PACKAGES = 50_000;
    private static final Pattern LAPTOP = Pattern.compile("laptop|notebook|portable|convertible|tablet|detachable|sub notebook", Pattern.CASE_INSENSITIVE);
    private static final Pattern RACKED = Pattern.compile("rack|blade|server", Pattern.CASE_INSENSITIVE);

    private AgentReports() {}

    /// @param message with `deviceid`, `content` and, in the newer form, `itemtype` and `partial`
    static Report read(JsonNode message) {
        var device = text(message, "deviceid");
        var content = message.path("content");
        if (device == null || device.length() > 255) throw new Refused("deviceid", "The report names no deviceid (1 to 255 characters), by which its machine is known again.");
        if (!content.isObject()) throw new Refused("content", "The report of %s has no content.".formatted(device));
        var type = message.path("itemtype").asString("Computer");
        return switch (type) {
            case "Computer" -> computer(device, message, content, null);
            case "Phone" -> computer(device, message, content, Kind.PHONE);
            case "NetworkEquipment", "Printer", "Storage", "NASHardware", "Unmanaged" -> device(device, message, content, type);
            default -> throw new Refused("itemtype", "The report of %s is about a '%s'. Known are Computer, Phone, NetworkEquipment, Printer and Storage.".formatted(device, type));
        };
    }

    private static Report computer(String device, JsonNode message, JsonNode content, @Nullable Kind kind) {
        var hardware = content.path("hardware");
        var bios = content.path("bios");
        var system = content.path("operatingsystem");
        var name = first(text(hardware, "name"), text(system, "fqdn"), device);
        var full = first(text(system, "full_name"), text(hardware, "osname"), text(system, "name"));
        var chassis = first(text(hardware, "chassis_type"), "");
        var virtual = !first(text(hardware, "vmsystem"), "Physical").equalsIgnoreCase("Physical");
        var windows = full != null && full.toLowerCase(Locale.ROOT).contains("windows");
        var server = full != null && full.toLowerCase(Locale.ROOT).contains("server") || RACKED.matcher(chassis).find() || virtual && !windows;
        var is = kind != null ? kind : server ? Kind.SERVER : Kind.COMPUTER;
        var identity = new Identity(device, Identity.uuid(text(hardware, "uuid")), Identity.serial(first(text(bios, "ssn"), text(bios, "serial"))), macs(content), name);
        var facts = new Facts(text(bios, "smanufacturer"), text(bios, "smodel"), Identity.serial(text(bios, "msn")), full,
                first(text(system, "version"), text(hardware, "osversion")), text(system, "kernel_version"), cpu(content), number(hardware, "memory"), disk(content),
                text(bios, "bversion"), first(text(hardware, "lastloggeduser"), text(hardware, "userid")));
        var variant = is != Kind.COMPUTER || chassis.isEmpty() ? null : LAPTOP.matcher(chassis).find() ? Variant.LAPTOP : Variant.DESKTOP;
        return new Report("agent", message.path("partial").asBoolean(false), is, variant, identity, facts, addresses(content, name, system), packages(content), sections(content));
    }

    private static Report device(String device, JsonNode message, JsonNode content, String type) {
        var info = content.path("network_device");
        var name = first(text(info, "name"), device);
        var kind = switch (type) {
            case "NetworkEquipment" -> Kind.NETWORK;
            case "Printer" -> Kind.PRINTER;
            case "Storage", "NASHardware" -> Kind.STORAGE;
            default -> Kind.OTHER;
        };
        var model = text(info, "model");
        var said = String.join(" ", first(text(info, "manufacturer"), ""), first(model, ""), name, first(text(info, "description"), ""));
        var macs = new LinkedHashSet<String>();
        var mac = Identity.mac(text(info, "mac"));
        if (mac != null) macs.add(mac);
        var addresses = new LinkedHashSet<Address>();
        names(addresses, name, null);
        if (mac != null) addresses.add(new Address("MAC", mac));
        for (var ip : info.path("ips")) ip(addresses, ip.asString(""));
        var serial = Identity.serial(first(text(info, "serial"), text(content.path("network_components").path(0), "serial")));
        var facts = new Facts(text(info, "manufacturer"), model, null, null, null, null, null, number(info, "ram"), null, text(info, "firmware"), null);
        return new Report("agent", message.path("partial").asBoolean(false), kind, kind == Kind.NETWORK ? variant(said) : null,
                new Identity(device.equals("foo") ? null : device, null, serial, macs, name), facts, addresses, null, sections(content));
    }

    /// By what makers call them.
    static @Nullable Variant variant(String said) {
        var text = said.toLowerCase(Locale.ROOT);
        if (text.matches(".*\\b(fortigate|fortios|firewall|asa55|asa-|palo alto|pa-\\d|sonicwall|watchguard|pfsense|opnsense|checkpoint|srx\\d).*")) return Variant.FIREWALL;
        if (text.matches(".*\\b(access point|aironet|air-(c|l|s)ap|unifi ap|uap-|fortiap|aruba ap|wireless lan controller|wlc).*")) return Variant.ACCESS_POINT;
        if (text.matches(".*\\b(vpn).*")) return Variant.VPN;
        if (text.matches(".*\\b(router|routeros|mikrotik|isr\\d|befsx|edgerouter).*")) return Variant.ROUTER;
        return text.matches(".*\\b(switch|catalyst|nexus|procurve|ws-c|c29\\d\\d|25\\d\\d-|dgs-|ucs|ex\\d{4}|n[359]k).*") ? Variant.SWITCH : null;
    }

    private static @Nullable String cpu(JsonNode content) {
        var cpus = content.path("cpus");
        if (cpus.isEmpty()) return null;
        var name = first(text(cpus.path(0), "name"), text(cpus.path(0), "type"));
        return name == null || cpus.size() == 1 ? name : cpus.size() + " × " + name;
    }

    private static @Nullable Integer disk(JsonNode content) {
        var sum = 0L;
        for (var disk : content.path("storages")) {
            var size = number(disk, "disksize");
            if (size != null) sum += size;
        }
        if (sum == 0) return null;
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /// Of real cards. Docks, bridges and tunnels go from machine to machine, or are in all of them.
    private static Set<String> macs(JsonNode content) {
        var macs = new LinkedHashSet<String>();
        for (var card : content.path("networks")) {
            var mac = Identity.mac(text(card, "mac"));
            if (mac != null && !isVirtual(card)) macs.add(mac);
        }
        return macs;
    }

    private static boolean isVirtual(JsonNode card) {
        var virtual = card.path("virtualdev");
        var type = first(text(card, "type"), "");
        return virtual.asBoolean(false) || virtual.asString("").equals("1") || type.equals("loopback") || type.equals("bridge");
    }

    private static Set<Address> addresses(JsonNode content, String name, JsonNode system) {
        var all = new LinkedHashSet<Address>();
        names(all, name, text(system, "dns_domain"));
        names(all, first(text(system, "fqdn"), ""), null);
        for (var card : content.path("networks")) {
            if (isVirtual(card) && !first(text(card, "type"), "").equals("bridge")) continue;
            var mac = Identity.mac(text(card, "mac"));
            if (mac != null && !isVirtual(card)) all.add(new Address("MAC", mac));
            for (var field : List.of("ipaddress", "ipaddress6")) ip(all, first(text(card, field), ""));
        }
        return all;
    }

    private static void names(Set<Address> to, String name, @Nullable String domain) {
        if (name.isBlank() || name.length() > 255) return;
        to.add(new Address("NAME", name.toLowerCase(Locale.ROOT)));
        if (domain != null && !domain.isBlank() && !name.contains(".") && name.length() + domain.length() < 255)
            to.add(new Address("NAME", (name + "." + domain).toLowerCase(Locale.ROOT)));
    }

    private static void ip(Set<Address> to, String text) {
        var ip = text.strip().toLowerCase(Locale.ROOT);
        if (ip.matches("[0-9.]{7,15}|[0-9a-f:.]{3,45}") && !ip.startsWith("127.") && !ip.equals("0.0.0.0") && !ip.equals("::1") && !ip.startsWith("fe80:")) to.add(new Address("IP", ip));
    }

    private static @Nullable List<Package> packages(JsonNode content) {
        var softwares = content.get("softwares");
        if (softwares == null) return null;
        var packages = new LinkedHashMap<List<String>, Package>();
        for (var software : softwares) {
            var name = cut(text(software, "name"));
            if (name == null) continue;
            var version = first(cut(text(software, "version")), "");
            packages.putIfAbsent(List.of(name, version), new Package(name, version, cut(text(software, "publisher")), cut(text(software, "from"))));
            if (packages.size() > MOST_PACKAGES) throw new Refused("softwares", "The report names more than %d packages, more than any machine has.".formatted(MOST_PACKAGES));
        }
        return new ArrayList<>(packages.values());
    }

    private static Map<String, JsonNode> sections(JsonNode content) {
        var sections = new LinkedHashMap<String, JsonNode>();
        content.properties().forEach(part -> {
            if (!KEPT.contains(part.getKey()) || part.getValue().isEmpty()) return;
            var body = part.getValue();
            // Of a port, who hangs on it is told in more words than all the rest.
            if (part.getKey().equals("network_ports")) body.forEach(port -> {
                if (port instanceof tools.jackson.databind.node.ObjectNode object && object.path("connections").size() > 4) object.remove("connections");
            });
            if (body.toString().length() <= MOST_OF_A_SECTION) sections.put(part.getKey(), body);
        });
        return sections;
    }

    private static @Nullable String text(JsonNode from, String field) {
        var value = from.path(field);
        if (!value.isValueNode() || value.isNull()) return null;
        var text = value.asString("").replace("\0", "").strip();
        return text.isEmpty() ? null : text.length() > 1000 ? text.substring(0, 1000) : text;
    }

    private static @Nullable Integer number(JsonNode from, String field) {
        var text = text(from, field);
        return text == null || !text.matches("\\d{1,9}(\\.\\d+)?") ? null : (int) Double.parseDouble(text);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 255 ? text : text.substring(0, 255);
    }

    private static @Nullable String first(@Nullable String... texts) {
        for (var text : texts) if (text != null && !text.isEmpty()) return text;
        return texts[texts.length - 1];
    }
}
