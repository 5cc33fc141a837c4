package demarc.app.estate.inventory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import demarc.app.estate.AssetForm;
import demarc.app.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of things as tables have it, whatever their columns are called: each row as the form that a person would have filled in.
final class AssetFile {
    static final int MOST = 8 << 20;
    static final int MOST_ROWS = 20_000;

    /// What columns are commonly called, in small letters and without what is no letter.
    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("name", List.of("name", "hostname", "host", "computername", "devicename", "asset", "assetname", "computer", "device", "machine"));
        NAMES.put("kind", List.of("kind", "type", "assettype", "category", "devicetype", "class"));
        NAMES.put("variant", List.of("variant", "formfactor", "subtype", "chassis"));
        NAMES.put("site", List.of("site", "location", "office", "branch"));
        NAMES.put("parent", List.of("parent", "uplink", "reachedthrough", "connectedto", "switch"));
        NAMES.put("maker", List.of("maker", "manufacturer", "vendor", "brand", "make"));
        NAMES.put("model", List.of("model", "product", "modelname", "modelnumber"));
        NAMES.put("serial", List.of("serial", "serialnumber", "serialno", "sn", "servicetag"));
        NAMES.put("os", List.of("os", "operatingsystem", "platform", "osname"));
        NAMES.put("osVersion", List.of("osversion", "version", "operatingsystemversion", "osbuild"));
        NAMES.put("firmware", List.of("firmware", "firmwareversion"));
        NAMES.put("exposed", List.of("exposed", "internetfacing", "public"));
        NAMES.put("tier", List.of("tier", "recoverytier", "criticality"));
        NAMES.put("ring", List.of("ring", "patchring"));
        NAMES.put("usedBy", List.of("usedby", "user", "owner", "assignedto", "assigneduser", "lastuser", "primaryuser"));
        NAMES.put("purchasedOn", List.of("purchasedon", "purchased", "purchasedate", "bought", "dateofpurchase", "acquired"));
        NAMES.put("price", List.of("price", "cost", "purchaseprice", "purchasecost", "value"));
        NAMES.put("warrantyUntil", List.of("warrantyuntil", "warranty", "warrantyend", "warrantyexpiry", "warrantyexpires", "warrantyenddate", "warrantyexpirationdate"));
        NAMES.put("notes", List.of("notes", "note", "comment", "comments", "description", "remarks"));
    }

    private static final Map<String, String> KINDS = Map.ofEntries(Map.entry("laptop", "computer"), Map.entry("notebook", "computer"), Map.entry("desktop", "computer"), Map.entry("workstation", "computer"),
            Map.entry("pc", "computer"), Map.entry("switch", "network"), Map.entry("router", "network"), Map.entry("firewall", "network"), Map.entry("accesspoint", "network"), Map.entry("ap", "network"),
            Map.entry("vpn", "network"), Map.entry("networkdevice", "network"), Map.entry("networkequipment", "network"), Map.entry("nas", "storage"), Map.entry("smartphone", "phone"), Map.entry("mobile", "phone"),
            Map.entry("vm", "server"), Map.entry("virtualmachine", "server"));
    private static final Map<String, String> VARIANTS = Map.ofEntries(Map.entry("laptop", "laptop"), Map.entry("notebook", "laptop"), Map.entry("desktop", "desktop"), Map.entry("pc", "desktop"),
            Map.entry("workstation", "power-user"), Map.entry("switch", "switch"), Map.entry("router", "router"), Map.entry("firewall", "firewall"), Map.entry("accesspoint", "access-point"), Map.entry("ap", "access-point"),
            Map.entry("vpn", "vpn"));

    /// @param line of the file, for people
    record Row(long line, AssetForm form) {}

    /// @param columns what was recognised: the file's word, then the field
    /// @param ignored columns that nothing here wants
    record Read(Map<String, String> columns, List<String> ignored, List<Row> rows) {}

    private AssetFile() {}

    static Read read(String client, byte[] file) {
        if (file.length > MOST) throw new Refused("file", "The table is larger than %d MB. Split it.".formatted(MOST >> 20));
        var text = decode(file);
        try (var reader = CsvReader.builder().fieldSeparator(separator(text)).allowMissingFields(true).ofCsvRecord(text)) {
            var lines = reader.iterator();
            if (!lines.hasNext()) throw new Refused("file", "The table is empty.");
            var header = lines.next().getFields();
            var places = new HashMap<String, Integer>();
            var columns = new LinkedHashMap<String, String>();
            var ignored = new ArrayList<String>();
            for (var n = 0; n < header.size(); n++) {
                var field = field(header.get(n), places);
                if (field == null) ignored.add(header.get(n));
                else {
                    places.put(field, n);
                    columns.put(header.get(n), field);
                }
            }
            if (!places.containsKey("name")) throw new Refused("file", "No column is called name, hostname or the like; there are: %s. Give one of them such a heading.".formatted(String.join(", ", header)));
            var rows = new ArrayList<Row>();
            while (lines.hasNext()) {
                var line = lines.next();
                if (line.getFields().stream().allMatch(String::isBlank)) continue;
                if (rows.size() == MOST_ROWS) throw new Refused("file", "The table has more than %,d rows. Split it.".formatted(MOST_ROWS));
                rows.add(new Row(line.getStartingLineNumber(), form(client, name -> {
                    var place = places.get(name);
                    return place == null || place >= line.getFieldCount() ? null : line.getField(place).strip();
                })));
            }
            return new Read(columns, ignored, rows);
        } catch (CsvParseException e) {
            throw new Refused("file", "The table cannot be read: %s".formatted(e.getMessage()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Cells {
        @Nullable String of(String field);
    }

    private static AssetForm form(String client, Cells cells) {
        var kind = bare(cells.of("kind"));
        var variant = bare(cells.of("variant"));
        return new AssetForm(client, cells.of("name"), KINDS.getOrDefault(kind, kind), VARIANTS.getOrDefault(variant.isEmpty() ? kind : variant, variant.isEmpty() ? null : cells.of("variant")),
                cells.of("site"), cells.of("parent"), cells.of("maker"), cells.of("model"), Identity.serial(cells.of("serial")), cells.of("os"), cells.of("osVersion"), cells.of("firmware"),
                List.of("yes", "true", "1", "y").contains(bare(cells.of("exposed"))), number(cells.of("tier")), number(cells.of("ring")), cells.of("usedBy"), day(cells.of("purchasedOn")),
                cells.of("price"), day(cells.of("warrantyUntil")), cells.of("notes"), 0);
    }

    private static @Nullable String field(String heading, Map<String, Integer> taken) {
        var bare = bare(heading);
        for (var each : NAMES.entrySet()) if (each.getValue().contains(bare) && !taken.containsKey(each.getKey())) return each.getKey();
        return null;
    }

    private static String bare(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        var digits = text.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 4 ? Integer.valueOf(-1) : Integer.valueOf(digits);
    }

    /// Of days, the ones that can be read one way only: 2026-11-24, 24.11.2026, 2026/11/24; with a time behind it or not.
    private static @Nullable String day(@Nullable String text) {
        if (text == null) return null;
        var day = text.replaceFirst("[T ].*$", "");
        return day.replaceFirst("^(\\d{4})/(\\d{2})/(\\d{2})$", "$1-$2-$3").replaceFirst("^(\\d{2})\\.(\\d{2})\\.(\\d{4})$", "$3-$2-$1");
    }

    /// The one that the heading has most of.
    private static char separator(String text) {
        var line = text.lines().findFirst().orElse("");
        return List.of(',', ';', '\t', '|').stream().max(java.util.Comparator.comparingLong(each -> line.chars().filter(c -> c == each).count())).orElseThrow();
    }

    private static String decode(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }
}
