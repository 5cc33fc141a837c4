package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/// What to look at and what is right there. Cannot be made wrong: [#of] refuses with the field and the way out.
public sealed interface Look {
    /// @param slow an answer that takes longer counts as failing; null when any will do
    record Patience(Duration timeout, @Nullable Duration slow) {}

    record Host(String name, int port) {
        @Override public String toString() {
            return "%s:%d".formatted(name.contains(":") ? "[" + name + "]" : name, port);
        }
    }

    record Ping(String host, Patience patience) implements Look {}

    record Tcp(Host host, Patience patience) implements Look {}

    record Http(URI address, String method, List<Status> right, @Nullable String contains, @Nullable String lacks, boolean follows, boolean trustsAny, Patience patience) implements Look {
        boolean readsBody() {
            return contains != null || lacks != null;
        }
    }

    record Status(int from, int to) {
        @Override public String toString() {
            return from == to ? String.valueOf(from) : from + "-" + to;
        }
    }

    record Tls(Host host, boolean trustsAny, Patience patience) implements Look {}

    record Dns(String name, int type, List<String> expected, @Nullable Host server, Patience patience) implements Look {}

    record Snmp(Host host, Access access, String oid, Rule rule, Patience patience) implements Look {}

    sealed interface Access {
        record Community(String name) implements Access {}

        record User(String name, @Nullable String auth, @Nullable String authPassword, @Nullable String privacy, @Nullable String privacyPassword) implements Access {}
    }

    sealed interface Rule {
        record Above(double raise, double clear) implements Rule {}

        record Below(double raise, double clear) implements Rule {}

        record Is(String value) implements Rule {}

        record IsNot(String value) implements Rule {}
    }

    Patience patience();

    Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
    List<String> AUTH = List.of("SHA", "SHA256", "SHA512", "MD5");
    List<String> PRIVACY = List.of("AES", "AES256", "DES");
    int LONGEST_TARGET = 2000;

    /// @throws Refused with the field: `target`, or the setting's name
    static Look of(LookKind kind, String target, Settings settings) {
        var aim = target.strip();
        if (aim.isEmpty()) throw new Refused("target", "Say what to look at, such as %s.".formatted(kind.example()));
        if (aim.length() > LONGEST_TARGET || aim.chars().anyMatch(letter -> letter <= ' ')) throw new Refused("target", "'%s' is no target. Write it like %s.".formatted(shortened(aim), kind.example()));
        var patience = patience(settings);
        return switch (kind) {
            case PING -> new Ping(name(aim, kind), patience);
            case TCP -> new Tcp(host("target", aim, 0, kind.example()), patience);
            case HTTP -> http(aim, settings, patience);
            case TLS -> new Tls(host("target", aim, 443, kind.example()), Boolean.TRUE.equals(settings.trustAnyCertificate()), patience);
            case DNS -> dns(aim, settings, patience);
            case SNMP -> snmp(aim, settings, patience);
        };
    }

    /// Days before its end at which a certificate is spoken of; 0 never.
    static int certificateDays(Settings settings) {
        return within("certificateDays", settings.certificateDays(), 30, 0, 365);
    }

    private static Patience patience(Settings settings) {
        var timeout = Duration.ofSeconds(within("timeoutSeconds", settings.timeoutSeconds(), 5, 1, 30));
        if (settings.slowMillis() == null) return new Patience(timeout, null);
        return new Patience(timeout, Duration.ofMillis(within("slowMillis", settings.slowMillis(), 1000, 1, 30_000)));
    }

    private static int within(String field, @Nullable Integer value, int usual, int least, int most) {
        if (value == null) return usual;
        if (value < least || value > most) throw new Refused(field, "%s is %d, but must be between %d and %d.".formatted(field, value, least, most));
        return value;
    }

    private static Http http(String aim, Settings settings, Patience patience) {
        URI address;
        try {
            address = new URI(aim);
        } catch (URISyntaxException e) {
            throw new Refused("target", "'%s' is no address: %s. Write it like %s.".formatted(shortened(aim), e.getReason(), LookKind.HTTP.example()));
        }
        var scheme = address.getScheme();
        if (scheme == null || !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https"))
            throw new Refused("target", "'%s' begins with neither http:// nor https://.".formatted(shortened(aim)));
        if (address.getHost() == null) throw new Refused("target", "'%s' names no host.".formatted(shortened(aim)));
        if (address.getRawUserInfo() != null) throw new Refused("target", "An address with a password in it would be shown to everybody who sees the check. Take the password out.");
        if (address.getPort() != -1) Outbound.port(address.getPort());
        var method = settings.method() == null || settings.method().isBlank() ? "GET" : settings.method().strip().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) throw new Refused("method", "A check changes nothing: its method is GET, HEAD or OPTIONS, not %s.".formatted(method));
        var contains = words("contains", settings.contains());
        var lacks = words("lacks", settings.lacks());
        if (method.equals("HEAD") && (contains != null || lacks != null)) throw new Refused("method", "HEAD brings no content to look into. Use GET.");
        return new Http(address, method, statuses(settings.status()), contains, lacks, !Boolean.FALSE.equals(settings.followRedirects()),
                Boolean.TRUE.equals(settings.trustAnyCertificate()), patience);
    }

    private static List<Status> statuses(@Nullable String text) {
        if (text == null || text.isBlank()) return List.of(new Status(200, 399));
        var all = new ArrayList<Status>();
        for (var part : text.split(",")) {
            var ends = part.strip().split("-");
            if (!part.strip().matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) throw new Refused("status", "'%s' is no status. Write 200, 200-399 or 200,401.".formatted(shortened(text)));
            var status = new Status(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
            if (status.from > status.to) throw new Refused("status", "%s begins after its end.".formatted(status));
            all.add(status);
        }
        return List.copyOf(all);
    }

    private static Dns dns(String aim, Settings settings, Patience patience) {
        var record = settings.record() == null || settings.record().isBlank() ? "A" : settings.record().strip().toUpperCase(Locale.ROOT);
        var type = Type.value(record);
        if (type < 0 || Set.of("AXFR", "IXFR", "ANY", "OPT", "TSIG").contains(record)) throw new Refused("record", "'%s' is no kind of DNS record to ask for. Write A, AAAA, MX, TXT, CNAME, NS, SOA or SRV.".formatted(shortened(record)));
        if (!aim.matches("[\\p{L}\\p{N}_*.-]{1,253}")) throw new Refused("target", "'%s' is no DNS name. Write it like www.example.com.".formatted(shortened(aim)));
        var expect = words("expect", settings.expect());
        var expected = expect == null ? List.<String>of() : Arrays.stream(expect.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
        var server = settings.server() == null || settings.server().isBlank() ? null : host("server", settings.server().strip(), 53, "9.9.9.9");
        return new Dns(aim, type, expected, server, patience);
    }

    private static Snmp snmp(String aim, Settings settings, Patience patience) {
        var host = host("target", aim, 161, LookKind.SNMP.example());
        var oid = settings.oid() == null ? "" : settings.oid().strip().replaceFirst("^\\.", "");
        if (!oid.matches("[0-2](\\.\\d{1,10}){2,60}") || Arrays.stream(oid.split("\\.")).anyMatch(part -> Long.parseLong(part) > 0xFFFFFFFFL))
            throw new Refused("oid", oid.isEmpty() ? "Say which value, by its OID, such as 1.3.6.1.2.1.1.3.0." : "'%s' is no OID. Write it in numbers, such as 1.3.6.1.2.1.1.3.0.".formatted(shortened(oid)));
        return new Snmp(host, access(settings), oid, rule(settings), patience);
    }

    private static Access access(Settings settings) {
        var version = settings.version() == null || settings.version().isBlank() ? "2c" : settings.version().strip();
        switch (version) {
            case "2c" -> {
                var community = settings.community();
                if (community == null || community.isBlank()) throw new Refused("community", "SNMP 2c needs its community string.");
                return new Access.Community(community);
            }
            case "3" -> {
                var user = words("user", settings.user());
                if (user == null) throw new Refused("user", "SNMP 3 needs a user.");
                var auth = protocol("auth", settings.auth(), AUTH);
                var privacy = protocol("privacy", settings.privacy(), PRIVACY);
                if (privacy != null && auth == null) throw new Refused("auth", "SNMP 3 encrypts only for somebody it knows: privacy needs auth as well.");
                return new Access.User(user, auth, password("authPassword", auth, settings.authPassword()), privacy, password("privacyPassword", privacy, settings.privacyPassword()));
            }
            default -> throw new Refused("version", "SNMP version '%s' is not spoken here. Use 2c or 3.".formatted(shortened(version)));
        }
    }

    private static @Nullable String protocol(String field, @Nullable String text, List<String> known) {
        if (text == null || text.isBlank()) return null;
        var name = text.strip().toUpperCase(Locale.ROOT).replace("-", "");
        if (!known.contains(name)) throw new Refused(field, "'%s' is not among %s.".formatted(shortened(text), String.join(", ", known)));
        return name;
    }

    private static @Nullable String password(String field, @Nullable String protocol, @Nullable String text) {
        if (protocol == null) return null;
        if (text == null || text.length() < 8) throw new Refused(field, "SNMP 3 wants a password of at least 8 characters with %s.".formatted(protocol));
        return text;
    }

    private static Rule rule(Settings settings) {
        var compare = settings.compare() == null || settings.compare().isBlank() ? (settings.raise() == null ? "=" : ">") : settings.compare().strip();
        var expect = words("expect", settings.expect());
        return switch (compare) {
            case ">", "<" -> {
                var raise = settings.raise();
                if (raise == null || !Double.isFinite(raise)) throw new Refused("raise", "Say the number at which it begins to fail.");
                var clear = settings.clear() == null ? raise : settings.clear();
                if (!Double.isFinite(clear)) throw new Refused("clear", "Say the number at which it no longer fails.");
                if (compare.equals(">") ? clear > raise : clear < raise)
                    throw new Refused("clear", "It fails %s %s, so it can be right again only at %s of that, not at %s.".formatted(compare.equals(">") ? "above" : "below",
                            number(raise), compare.equals(">") ? "or below" : "or above", number(clear)));
                yield compare.equals(">") ? new Rule.Above(raise, clear) : new Rule.Below(raise, clear);
            }
            case "=", "!=" -> {
                if (expect == null) throw new Refused("expect", "Say the value that is right.");
                yield compare.equals("=") ? new Rule.Is(expect) : new Rule.IsNot(expect);
            }
            default -> throw new Refused("compare", "'%s' compares nothing. Use >, <, = or !=.".formatted(shortened(compare)));
        };
    }

    private static Host host(String field, String text, int usual, String example) {
        var bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        var colon = text.indexOf(':', bracket + 1);
        var isBareV6 = bracket < 0 && colon >= 0 && text.indexOf(':', colon + 1) > 0;
        var name = isBareV6 ? text : bracket > 0 ? text.substring(1, bracket) : colon < 0 ? text : text.substring(0, colon);
        var port = isBareV6 || colon < 0 ? "" : text.substring(colon + 1);
        if (port.isEmpty() && usual == 0) throw new Refused(field, "'%s' names no port. Write it like %s.".formatted(shortened(text), example));
        if (!port.isEmpty() && !port.matches("\\d{1,5}")) throw new Refused(field, "'%s' is no port. Write it like %s.".formatted(shortened(port), example));
        if (!isName(name)) throw new Refused(field, "'%s' is neither a name nor an address. Write it like %s.".formatted(shortened(text), example));
        return new Host(name, port.isEmpty() ? usual : Outbound.port(Integer.parseInt(port)));
    }

    private static String name(String text, LookKind kind) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!isName(bare)) throw new Refused("target", "'%s' is neither a name nor an address. Write it like %s.".formatted(shortened(text), kind.example()));
        return bare;
    }

    private static boolean isName(String text) {
        return text.matches("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_.-]{0,252})") || text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }

    private static @Nullable String words(String field, @Nullable String text) {
        if (text == null || text.isBlank()) return null;
        if (text.length() > 1000) throw new Refused(field, "%s is longer than 1,000 characters.".formatted(field));
        return text;
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 79) + "…" : text;
    }
}
