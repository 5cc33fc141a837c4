package demarc.app.estate.lifecycle;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Variant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long things of a sort serve. The years are published practice, the prices a first guess to be replaced by one's own.
public enum Life {
    LAPTOP("Laptop", 3, 4, 1400, true),
    DESKTOP("Desktop", 3, 4, 1000, true),
    POWER_USER("Power user's computer", 2, 3, 2200, true),
    SERVER("Server", 4, 5, 8000, true),
    STORAGE("Storage", 4, 5, 6000, true),
    FIREWALL("Firewall", 4, 5, 2500, true),
    ROUTER("Router or VPN gateway", 4, 5, 1500, false),
    SWITCH("Switch", 5, 7, 1800, true),
    ACCESS_POINT("Access point", 4, 5, 500, true),
    UPS("UPS battery", 2, 3, 300, true),
    PRINTER("Printer", 4, 5, 700, false),
    PHONE("Phone", 2, 3, 600, false);

    private final String label;
    private final int planYears;
    private final int replaceYears;
    private final int price;
    private final boolean published;

    Life(String label, int planYears, int replaceYears, int price, boolean published) {
        this.label = label;
        this.planYears = planYears;
        this.replaceYears = replaceYears;
        this.price = price;
        this.published = published;
    }

    public String label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int planYears() {
        return planYears;
    }

    int replaceYears() {
        return replaceYears;
    }

    /// In whole units of the client's currency.
    int price() {
        return price;
    }

    /// Where the years come from.
    String source() {
        return published ? "published practice for small businesses" : "our own guess";
    }

    static @Nullable Life find(@Nullable String key) {
        return key == null ? null : Arrays.stream(values()).filter(each -> each.key().equals(key) || each.name().equals(key)).findFirst().orElse(null);
    }

    /// @return null for what is rented or not hardware at all
    static @Nullable Life of(Kind kind, @Nullable Variant variant) {
        if (variant != null && (kind == Kind.COMPUTER || kind == Kind.NETWORK)) return switch (variant) {
            case LAPTOP -> LAPTOP;
            case DESKTOP -> DESKTOP;
            case POWER_USER -> POWER_USER;
            case SWITCH -> SWITCH;
            case ROUTER, VPN -> ROUTER;
            case FIREWALL -> FIREWALL;
            case ACCESS_POINT -> ACCESS_POINT;
        };
        return switch (kind) {
            case COMPUTER -> DESKTOP;
            case SERVER -> SERVER;
            case NETWORK -> SWITCH;
            case PRINTER -> PRINTER;
            case PHONE -> PHONE;
            case STORAGE -> STORAGE;
            case UPS -> UPS;
            case CLOUD, OTHER -> null;
        };
    }
}
