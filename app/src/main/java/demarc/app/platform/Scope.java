package demarc.app.platform;

import java.util.Arrays;
import java.util.Optional;

/// What an API token may do, whatever its owner may do besides. A session in a browser has every scope.
public enum Scope {
    TICKETS_READ("tickets:read", "Read tickets"),
    TICKETS_WRITE("tickets:write", "Open and work tickets"),
    AGREEMENTS_READ("agreements:read", "Read agreements and ask who is responsible"),
    AGREEMENTS_WRITE("agreements:write", "Draft and propose agreements"),
    AGREEMENTS_SIGN("agreements:sign", "Sign agreements for your party"),
    DIRECTORY_READ("directory:read", "Read clients, people, teams and sites"),
    DIRECTORY_WRITE("directory:write", "Change clients, people, teams and sites"),
    ESTATE_READ("estate:read", "Read assets, exposure and backups"),
    ESTATE_WRITE("estate:write", "Report and change assets, exposure and backups"),
    SIGNALS_READ("signals:read", "Read conditions, checks and sources"),
    SIGNALS_WRITE("signals:write", "Keep sources, checks and maintenance windows"),
    AUDIT_READ("audit:read", "Read the audit log and its anchors");

    private final String key;
    private final String label;

    Scope(String key, String label) {
        this.key = key;
        this.label = label;
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public static Optional<Scope> find(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key.equals(key)).findFirst();
    }

    @Override public String toString() {
        return key;
    }
}
