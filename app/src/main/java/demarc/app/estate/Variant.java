package demarc.app.estate;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What kind of its kind a thing is.
public enum Variant {
    LAPTOP("Laptop", false),
    DESKTOP("Desktop", false),
    POWER_USER("Power user's computer", false),
    SWITCH("Switch", false),
    ROUTER("Router", true),
    FIREWALL("Firewall", true),
    VPN("VPN gateway", true),
    ACCESS_POINT("Access point", true);

    private final String label;
    private final boolean edge;

    Variant(String label, boolean edge) {
        this.label = label;
        this.edge = edge;
    }

    public String label() {
        return label;
    }

    /// Stands where the network meets others: BOD 26-02 wants it out when its support has ended.
    public boolean isEdge() {
        return edge;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static @Nullable Variant find(@Nullable String text) {
        return text == null ? null : Arrays.stream(values()).filter(each -> each.key().equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))).findFirst().orElse(null);
    }
}
