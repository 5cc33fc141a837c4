package demarc.app.signals.checks.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.signals.checks.look.Answer.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Looking once at real things, well and ill.
class LookerTest {
    private static final Ill ILL = new Ill();
    private static final Looker HERE = new Looker(Outbound.fromInside(List.of(Outbound.mayBeOpened("127.0.0.1"))));
    private static int http;
    private static int dns;

    @BeforeAll static void open() throws IOException {
        http = ILL.http();
        dns = ILL.dns();
    }

    @AfterAll static void close() throws Exception {
        ILL.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /well                       | {}                                              | UP   | 200 in
            /well                       | {"method": "HEAD"}                              | UP   | 200 in
            /well                       | {"contains": "is well"}                         | UP   | 200 in
            /well                       | {"contains": "is ill"}                          | DOWN | without 'is ill'
            /well                       | {"lacks": "well"}                               | DOWN | but with 'well'
            /well                       | {"status": "401"}                               | DOWN | Answered 200, not 401.
            /ill                        | {}                                              | DOWN | Answered 500, not 200-399.
            /ill                        | {"status": "500-599"}                           | UP   | 500 in
            /slow                       | {"slowMillis": 100}                             | DOWN | Slow:
            /drip                       | {"timeoutSeconds": 1, "contains": "never"}      | DOWN | No answer within 1 s.
            /away?/well                 | {"contains": "well"}                            | UP   | 200 in
            /away?/well                 | {"followRedirects": false, "status": "302"}     | UP   | 302 in
            /away?http://169.254.169.254/latest | {}                                      | DOWN | metadata
            /away?http://127.0.0.2/     | {}                                              | DOWN | this machine itself
            """)
    void aWebsite(String path, String settings, Outcome outcome, String says) {
        assertAnswer(look("http", "http://127.0.0.1:%d%s".formatted(http, path), settings), outcome, says);
    }

    @Test void aCertificateThatIsAboutToEndIsSeenWhetherTrustedOrNot() throws Exception {
        var port = ILL.https(3);
        var inThreeDays = Instant.now().plus(Duration.ofDays(3));
        for (var answer : List.of(look("http", "https://localhost:%d/well".formatted(port), "{\"trustAnyCertificate\": true}"), look("tls", "localhost:" + port, "{\"trustAnyCertificate\": true}"))) {
            assertThat(answer.outcome()).as(answer.words()).isEqualTo(Outcome.UP);
            assertThat(answer.certificateUntil()).isBetween(inThreeDays.minus(Duration.ofHours(2)), inThreeDays.plus(Duration.ofHours(2)));
        }
        for (var answer : List.of(look("http", "https://localhost:%d/well".formatted(port), "{}"), look("tls", "localhost:" + port, "{}"))) {
            assertAnswer(answer, Outcome.DOWN, "signed by nobody this machine trusts");
            assertThat(answer.certificateUntil()).isNotNull();
        }
    }

    @Test void aPort() throws IOException {
        assertAnswer(look("tcp", "localhost:" + http, "{}"), Outcome.UP, "Connected in");
        assertAnswer(look("tcp", "127.0.0.1:" + closed(), "{}"), Outcome.DOWN, "Connection refused.");
        assertAnswer(look("tcp", "nowhere.invalid:80", "{}"), Outcome.DOWN, "is not known");
        assertAnswer(look("http", "http://127.0.0.1:%d/".formatted(closed()), "{}"), Outcome.DOWN, "Connection refused.");
    }

    @Test void aPing() {
        assertAnswer(look("ping", "127.0.0.1", "{}"), Outcome.UP, "Answered in");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            www.test   | {}                                                     | UP   | 192.0.2.1
            www.test   | {"expect": "192.0.2.1, 192.0.2.2"}                     | UP   | 192.0.2.2
            www.test   | {"expect": "192.0.2.9"}                                | DOWN | without 192.0.2.9
            www.test   | {"record": "TXT", "expect": "v=spf1 -all"}             | UP   | v=spf1
            www.test   | {"record": "MX", "expect": "MAIL.test."}               | UP   | mail.test
            www.test   | {"record": "AAAA"}                                     | DOWN | There is no AAAA of www.test.
            other.test | {}                                                     | DOWN | There is no name other.test.
            """)
    void aName(String name, String settings, Outcome outcome, String says) {
        assertAnswer(look("dns", name, settings.replaceFirst("}$", (settings.equals("{}") ? "" : ", ") + "\"server\": \"127.0.0.1:%d\"}".formatted(dns))), outcome, says);
    }

    @Test void aValueOfADevice() throws Exception {
        var device = "127.0.0.1:" + ILL.snmpd();
        var location = "{\"community\": \"quagga-free\", \"oid\": \"1.3.6.1.2.1.1.6.0\", \"expect\": \"Rack 4\"}";
        for (var until = Instant.now().plusSeconds(5); look("snmp", device, location).isDown() && Instant.now().isBefore(until); ) Thread.onSpinWait();
        assertAnswer(look("snmp", device, location), Outcome.UP, "Rack 4");
        var uptime = "{\"community\": \"quagga-free\", \"oid\": \".1.3.6.1.2.1.1.3.0\", %s}";
        assertAnswer(look("snmp", device, uptime.formatted("\"compare\": \"<\", \"raise\": 1")), Outcome.UP, "not below 1");
        assertAnswer(look("snmp", device, uptime.formatted("\"compare\": \">\", \"raise\": -1")), Outcome.DOWN, "is above -1");
        assertThat(look("snmp", device, uptime.formatted("\"compare\": \">\", \"raise\": 9e9, \"clear\": -1")).outcome()).isEqualTo(Outcome.BETWEEN);
        assertAnswer(look("snmp", device, "{\"timeoutSeconds\": 1, \"community\": \"wrong\", \"oid\": \"1.3.6.1.2.1.1.6.0\", \"expect\": \"x\"}"), Outcome.DOWN, "Is the community string right?");
        assertAnswer(look("snmp", device, "{\"community\": \"quagga-free\", \"oid\": \"1.3.6.1.9.9.9\", \"expect\": \"x\"}"), Outcome.DOWN, "has no value");
        var user = "{\"version\": \"3\", \"user\": \"watcher\", \"auth\": \"SHA-256\", \"authPassword\": \"%s\", \"privacy\": \"AES\", \"privacyPassword\": \"private-password\", \"oid\": \"1.3.6.1.2.1.1.6.0\", \"expect\": \"Rack 4\"}";
        assertAnswer(look("snmp", device, user.formatted("watch-password")), Outcome.UP, "Rack 4");
        assertAnswer(look("snmp", device, user.formatted("wrong-password").replace("{", "{\"timeoutSeconds\": 1, ")), Outcome.DOWN, "Are the user and its passwords right?");
    }

    @Test void theServerItselfLooksAtNothingInside() {
        var server = new Looker(Outbound.fromServer(List.of()));
        assertAnswer(server.look(of("http", "http://127.0.0.1:%d/well".formatted(http), "{}")), Outcome.DOWN, "Not looked at: 127.0.0.1 is this machine itself");
        for (var kind : List.of("ping", "tls", "snmp"))
            assertAnswer(server.look(of(kind, "10.9.8.7", "{\"community\": \"c\", \"oid\": \"1.3.6.1\", \"expect\": \"x\"}")), Outcome.DOWN, "an administrator opens");
        assertAnswer(server.look(of("dns", "www.test", "{\"server\": \"192.168.0.1\"}")), Outcome.DOWN, "private address");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            http | www.example.com              | {}                                    | target         | neither http:// nor https://
            http | ftp://example.com            | {}                                    | target         | neither http:// nor https://
            http | http://ada:secret@x.example  | {}                                    | target         | Take the password out
            http | http://x.example:99999/      | {}                                    | target         | no port
            http | http://x.example             | {"method": "DELETE"}                  | method         | changes nothing
            http | http://x.example             | {"method": "HEAD", "contains": "x"}   | method         | Use GET
            http | http://x.example             | {"status": "2xx"}                     | status         | 200-399
            http | http://x.example             | {"timeoutSeconds": 90}                | timeoutSeconds | between 1 and 30
            http | http://x.example             | {"certificateDays": -1}               | certificateDays| between 0 and 365
            tcp  | x.example                    | {}                                    | target         | names no port
            tcp  | x.example:http               | {}                                    | target         | is no port
            ping | -c5                          | {}                                    | target         | neither a name nor an address
            ping | x.example;ls                 | {}                                    | target         | neither a name nor an address
            dns  | x.example                    | {"record": "AXFR"}                    | record         | no kind of DNS record
            snmp | 10.0.0.1                     | {"oid": "1.3.6.1.2"}                  | community      | needs its community
            snmp | 10.0.0.1                     | {"community": "c"}                    | oid            | by its OID
            snmp | 10.0.0.1                     | {"community": "c", "oid": "1.3.6.x"}  | oid            | in numbers
            snmp | 10.0.0.1                     | {"community": "c", "oid": "1.3.6.1", "raise": 5, "clear": 6} | clear | only at or below of that
            snmp | 10.0.0.1                     | {"community": "c", "oid": "1.3.6.1"}  | expect         | the value that is right
            snmp | 10.0.0.1                     | {"version": "1", "community": "c", "oid": "1.3.6.1"} | version | Use 2c or 3
            snmp | 10.0.0.1                     | {"version": "3", "user": "u", "privacy": "AES", "oid": "1.3.6.1"} | auth | needs auth
            snmp | 10.0.0.1                     | {"version": "3", "user": "u", "auth": "SHA", "authPassword": "short", "oid": "1.3.6.1"} | authPassword | at least 8
            """)
    void whatCannotBeLookedAtIsRefusedWithItsField(String kind, String target, String settings, String field, String says) {
        assertThatThrownBy(() -> {
            var written = JsonMapper.shared().readValue(settings, Settings.class);
            of(kind, target, settings);
            Look.certificateDays(written);
        }).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.field()).isEqualTo(field)).hasMessageContaining(says);
    }

    private static void assertAnswer(Answer answer, Outcome outcome, String says) {
        assertThat(answer.words()).contains(says);
        assertThat(answer.outcome()).as(answer.words()).isEqualTo(outcome);
    }

    private static Answer look(String kind, String target, String settings) {
        return HERE.look(of(kind, target, settings));
    }

    private static Look of(String kind, String target, String settings) {
        return Look.of(LookKind.named(kind), target, JsonMapper.shared().readValue(settings, Settings.class));
    }

    private static int closed() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
