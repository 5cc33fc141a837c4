package demarc.app.estate;

import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A thing the client's IT consists of.
///
/// @param client      id
/// @param name        what people call it: its host name, mostly
/// @param site        key
/// @param parent      what it is reached through: its switch, firewall or host
/// @param exposed     reachable from the internet
/// @param tier        1 to 4, the tiers of recovery; null when nobody has said
/// @param ring        of patches: 0 pilot, 1 general, 2 critical; null follows the tier
/// @param origin      how it came to be known: `agent`, `file`, `snmp`, `hand`
/// @param version     grows with each change that a person made
public record Asset(
        int client, long id, Kind kind, String name, @Nullable String site, @Nullable Long parent, @Nullable String maker, @Nullable String model, @Nullable String serial,
        @Nullable String uuid, @Nullable String os, @Nullable String osVersion, boolean exposed, @Nullable Integer tier, @Nullable Integer ring, @Nullable String usedBy,
        @Nullable LocalDate purchasedOn, @Nullable String price, @Nullable LocalDate warrantyUntil, @Nullable LocalDate retiredOn, String origin, Instant firstSeenAt,
        Instant lastSeenAt, int version) {

    public enum Kind {
        COMPUTER("Computer", "device-laptop"),
        SERVER("Server", "server"),
        NETWORK("Network", "network"),
        PRINTER("Printer", "printer"),
        PHONE("Phone", "phone"),
        STORAGE("Storage", "database"),
        UPS("UPS", "bolt"),
        CLOUD("Cloud", "cloud"),
        OTHER("Other", "dots");

        private final String label;
        private final String icon;

        Kind(String label, String icon) {
            this.label = label;
            this.icon = icon;
        }

        public String label() {
            return label;
        }

        public String icon() {
            return icon;
        }

        /// As the API writes it.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static @Nullable Kind find(String text) {
            return Arrays.stream(values()).filter(kind -> kind.name().equalsIgnoreCase(text)).findFirst().orElse(null);
        }
    }

    static final String COLUMNS = """
            a.client_id, a.id, a.kind, a.name, a.site, a.parent_id, a.maker, a.model, a.serial, a.uuid, a.os, a.os_version, a.exposed, a.tier, a.ring, a.used_by,
            a.purchased_on, a.price, a.warranty_until, a.retired_on, a.origin, a.first_seen_at, a.last_seen_at, a.version""";

    public boolean isRetired() {
        return retiredOn != null;
    }

    /// The tier's ring where nobody said another: what must be back first is patched last.
    public int ringInForce() {
        return ring != null ? ring : tier != null && tier == 1 ? 2 : 1;
    }

    public String href() {
        return "/estate/assets/" + id;
    }

    static Asset of(ResultSet row, int n) throws SQLException {
        return new Asset(row.getInt("client_id"), row.getLong("id"), Kind.valueOf(row.getString("kind")), row.getString("name"), row.getString("site"),
                row.getObject("parent_id", Long.class), row.getString("maker"), row.getString("model"), row.getString("serial"), row.getString("uuid"), row.getString("os"),
                row.getString("os_version"), row.getBoolean("exposed"), row.getObject("tier", Integer.class), row.getObject("ring", Integer.class), row.getString("used_by"),
                row.getObject("purchased_on", LocalDate.class), row.getString("price"), row.getObject("warranty_until", LocalDate.class),
                row.getObject("retired_on", LocalDate.class), row.getString("origin"), SqlTime.get(row, "first_seen_at"),
                SqlTime.get(row, "last_seen_at"), row.getInt("version"));
    }
}
