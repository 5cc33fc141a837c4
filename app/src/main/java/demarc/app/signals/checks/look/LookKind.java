package demarc.app.signals.checks.look;

import demarc.app.platform.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What can be looked at.
public enum LookKind {
    HTTP("Website or HTTP(S)", "https://www.example.com/health"),
    PING("Ping", "192.168.4.1"),
    TCP("TCP port", "mail.example.com:993"),
    TLS("Certificate", "www.example.com:443"),
    DNS("DNS name", "www.example.com"),
    SNMP("SNMP value", "192.168.4.1");

    private final String label;
    private final String example;

    LookKind(String label, String example) {
        this.label = label;
        this.example = example;
    }

    public String label() {
        return label;
    }

    /// A target of this kind.
    public String example() {
        return example;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LookKind named(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key.strip().toLowerCase(Locale.ROOT))).findFirst().orElseThrow(() -> new Refused("kind",
                "There is no kind of check '%s'. There are: %s.".formatted(key, Arrays.stream(values()).map(LookKind::key).collect(Collectors.joining(", ")))));
    }
}
