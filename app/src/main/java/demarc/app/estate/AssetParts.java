package demarc.app.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The parts of a thing as its newest report has them, in words: disks, memory, batteries, ports …
public final class AssetParts {
    private static final int MOST = 40;

    /// @param share 0 to 100 of what is used or left; null where there is no such measure
    public record Line(String text, String detail, @Nullable Integer share) {}

    public record Part(String title, List<Line> lines, int left) {}

    private AssetParts() {}

    static List<Part> of(Map<String, JsonNode> sections) {
        var parts = new ArrayList<Part>();
        add(parts, "Volumes", sections.get("drives"), drive -> new Line(first(drive, "type", "letter", "volumn"), join(size(number(drive, "total")), text(drive, "filesystem"),
                text(drive, "encrypt_status").equals("Yes") ? "encrypted" : ""), used(drive)));
        add(parts, "Disks", sections.get("storages"), disk -> new Line(first(disk, "model", "name", "description"), join(size(number(disk, "disksize")), text(disk, "interface"), serial(disk)), null));
        add(parts, "Memory", sections.get("memories"), module -> number(module, "capacity") == 0 ? null
                : new Line(size(number(module, "capacity")), join(text(module, "type"), text(module, "manufacturer"), text(module, "speed").isEmpty() ? "" : text(module, "speed") + " MHz"), null));
        add(parts, "Processors", sections.get("cpus"), cpu -> new Line(first(cpu, "name", "type"), join(cores(cpu), text(cpu, "arch")), null));
        add(parts, "Batteries", sections.get("batteries"), battery -> new Line(first(battery, "name", "chemistry"), join(text(battery, "manufacturer"), "health"), health(battery)));
        add(parts, "Network cards", sections.get("networks"), card -> text(card, "type").equals("loopback") || card.path("virtualdev").asBoolean(false) ? null
                : new Line(first(card, "description", "mac"), join(first(card, "ipaddress", "ipaddress6"), text(card, "mac"), text(card, "status")), null));
        add(parts, "Monitors", sections.get("monitors"), monitor -> new Line(first(monitor, "caption", "name", "description", "manufacturer"), join(text(monitor, "manufacturer"), serial(monitor)), null));
        add(parts, "Virtual machines", sections.get("virtualmachines"), machine -> new Line(first(machine, "name", "uuid"), join(text(machine, "status"), text(machine, "vmtype"),
                size(number(machine, "memory"))), null));
        add(parts, "Databases", sections.get("databases_services"), database -> new Line(first(database, "name", "type"), join(text(database, "type"), text(database, "version")), null));
        add(parts, "Virus protection", sections.get("antivirus"), product -> new Line(first(product, "name", "company"), join(text(product, "version"),
                product.path("enabled").asBoolean(false) ? "on" : "off", product.path("uptodate").asBoolean(false) ? "up to date" : ""), null));
        add(parts, "Firmware", sections.get("firmwares"), firmware -> new Line(first(firmware, "name", "description"), join(text(firmware, "version"), text(firmware, "type")), null));
        add(parts, "Ports", sections.get("network_ports"), port -> !text(port, "ifstatus").equals("1") && !text(port, "ifstatus").equals("up") ? null
                : new Line(first(port, "ifname", "ifdescr", "ifnumber"), join(speed(port), neighbour(port)), null));
        add(parts, "Modules", sections.get("network_components"), module -> text(module, "serial").isEmpty() ? null : new Line(first(module, "name", "model"), join(text(module, "model"), serial(module)), null));
        add(parts, "Toner and drums", sections.get("cartridges"), cartridges -> new Line(String.join(", ", cartridges.properties().stream().map(each -> each.getKey() + " " + each.getValue().asString("")
                + (each.getValue().asString("").matches("\\d+") ? " %" : "")).toList()), "", null));
        add(parts, "Pages printed", sections.get("pagecounters"), counters -> new Line(text(counters, "total"), "in all", null));
        add(parts, "SIM cards", sections.get("simcards"), card -> new Line(first(card, "operator_name", "serial"), join(text(card, "country"), serial(card)), null));
        return parts;
    }

    private interface Reading {
        @Nullable Line line(JsonNode of);
    }

    private static void add(List<Part> to, String title, @Nullable JsonNode section, Reading reading) {
        if (section == null) return;
        var lines = new ArrayList<Line>();
        for (var one : section.isArray() ? section : List.of(section)) {
            var line = reading.line(one);
            if (line != null && !line.text.isEmpty()) lines.add(line);
        }
        if (!lines.isEmpty()) to.add(new Part(title, List.copyOf(lines.subList(0, Math.min(MOST, lines.size()))), Math.max(0, lines.size() - MOST)));
    }

    private static @Nullable Integer used(JsonNode drive) {
        var total = number(drive, "total");
        return total <= 0 || !drive.has("free") ? null : (int) Math.clamp(100 - number(drive, "free") * 100 / total, 0, 100);
    }

    private static @Nullable Integer health(JsonNode battery) {
        var capacity = number(battery, "capacity");
        return capacity <= 0 || !battery.has("real_capacity") ? null : (int) Math.clamp(number(battery, "real_capacity") * 100 / capacity, 0, 100);
    }

    private static String cores(JsonNode cpu) {
        var cores = text(cpu, "core");
        return cores.isEmpty() ? "" : cores.equals("1") ? "1 core" : cores + " cores";
    }

    private static String speed(JsonNode port) {
        var speed = number(port, "ifspeed");
        return speed >= 1_000_000_000 ? speed / 1_000_000_000 + " Gbit/s" : speed >= 1_000_000 ? speed / 1_000_000 + " Mbit/s" : "";
    }

    private static String neighbour(JsonNode port) {
        var connection = port.path("connections").path(0);
        var name = first(connection, "sysname", "sysmac", "ip");
        return name.isEmpty() ? "" : "→ " + name;
    }

    private static String serial(JsonNode of) {
        var serial = first(of, "serial", "serialnumber");
        return serial.isEmpty() ? "" : "no. " + serial;
    }

    /// Of megabytes.
    static String size(long megabytes) {
        return megabytes <= 0 ? "" : megabytes < 1000 ? megabytes + " MB" : megabytes < 1_000_000 ? Math.round(megabytes / 1000.0) + " GB" : "%.1f TB".formatted(megabytes / 1_000_000.0);
    }

    private static String first(JsonNode of, String... fields) {
        for (var field : fields) {
            var text = text(of, field);
            if (!text.isEmpty()) return text;
        }
        return "";
    }

    private static String join(String... parts) {
        return String.join(" · ", java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }

    private static String text(JsonNode of, String field) {
        return of.path(field).isValueNode() ? of.path(field).asString("").strip() : "";
    }

    private static long number(JsonNode of, String field) {
        var text = text(of, field);
        return text.matches("\\d{1,18}(\\.\\d+)?") ? (long) Double.parseDouble(text) : 0;
    }
}
