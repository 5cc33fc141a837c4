package demarc.app.signals.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.SourceKinds;
import demarc.app.signals.Sources;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DemarcTest
class SourcePagesTest {
    private static final Pattern KEY = Pattern.compile("id=\"key\">([a-z2-7]{32})<");

    private final Fixture fixture;
    private final Sources sources;
    private final SourceKinds kinds;
    private final Conditions conditions;
    private final Keeping keeping;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SourcePagesTest(
            Fixture fixture, Sources sources, SourceKinds kinds, Conditions conditions, Keeping keeping, JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.fixture = fixture;
        this.sources = sources;
        this.kinds = kinds;
        this.conditions = conditions;
        this.keeping = keeping;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test void fromNothingToTheFirstSignal() {
        var client = fixture.client("Sourced");
        var person = fixture.person(client.party(), Role.IT_MANAGER);
        var pages = fixture.pages(person);
        assertThat(pages.get("/signals/sources").html()).contains("Nothing reports yet").contains("kind=zabbix");

        var made = pages.post("/signals/sources", "client", client.key(), "kind", "zabbix", "name", "Zabbix at the plant");
        assertThat(made.status()).isEqualTo(201);
        var key = KEY.matcher(made.html());
        assertThat(key.find()).isTrue();
        assertThat(made.html()).contains("Waiting for the first signal").contains("demarc-media-type.yaml").contains("value: '" + key.group(1) + "'");
        var source = sources.byKey(key.group(1)).orElseThrow();

        var later = pages.get("/signals/sources/" + source.id()).html();
        assertThat(later).doesNotContain(key.group(1)).contains(SourcePages.PLACEHOLDER);

        conditions.take(source, kinds.find("zabbix").read(new SourceKind.Body(sample("zabbix"), "application/json", Map.of(), null)), clock.instant());
        keeping.keep(source, "The body is not JSON at line 1, column 2.", "text/plain", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), 7, clock.instant());
        conditions.flush();
        var heard = pages.get("/signals/sources/" + source.id()).html();
        assertThat(heard).contains("Heard ").contains("1 body could not be read").contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert(1)").contains("7 more bytes");
        assertThat(pages.get("/signals/sources").html()).contains("Zabbix at the plant").contains("tag good");

        var rotated = pages.post("/signals/sources/" + source.id() + "/key");
        assertThat(rotated.html()).contains("The key before it works until");
        assertThat(sources.byKey(key.group(1))).isPresent();
        pages.post("/signals/sources/" + source.id() + "/key", "immediately", "true");
        assertThat(sources.byKey(key.group(1))).isEmpty();

        pages.post("/signals/sources/" + source.id(), "name", "Zabbix", "concern", "SUPPLIER", "silentAfter", "2 days");
        assertThat(pages.get("/signals/sources/" + source.id()).html()).contains("Supplier or line").contains("2 days");
        assertThat(pages.post("/signals/sources/" + source.id() + "/deactivation").html()).contains("Switched off");
    }

    @Test void whatCannotWorkIsSaidBesideItsField() {
        var client = fixture.client("Sourced");
        var pages = fixture.pages(fixture.person(client.party(), Role.IT_MANAGER));
        pages.get("/signals/sources/new?kind=syslog");
        var refused = pages.post("/signals/sources", "client", client.key(), "kind", "syslog", "name", "", "mapping", "senders: everywhere");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Give the source a name");
        assertThat(pages.post("/signals/sources", "client", client.key(), "kind", "syslog", "name", "Logs", "mapping", "senders: everywhere").html())
                .contains("settings:1:").contains("'everywhere' is no range of addresses");
        assertThat(pages.post("/signals/sources", "client", client.key(), "kind", "json", "name", "Late", "silentAfter", "soon").html()).contains("'soon' is no length of time");
    }

    @Test void whoMayDoWhat() {
        var client = fixture.client("Sourced");
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        var id = Tenancy.as(manager, () -> sources.create(manager, client.key(), new Sources.Wanted("json", "Anything", null, null, null, null, null)).source().id());
        assertThat(fixture.pages(fixture.person(client.party(), Role.EMPLOYEE)).get("/signals/sources").status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(client.party(), Role.EMPLOYEE)).get("/signals/sources/" + id).status()).isEqualTo(403);
        var guest = fixture.pages(fixture.guest(client, Duration.ofDays(1)));
        assertThat(guest.get("/signals/sources/" + id).html()).contains("Anything").doesNotContain("Make a new key");
        assertThat(guest.get("/signals/sources/new").status()).isEqualTo(403);
        assertThat(guest.post("/signals/sources/" + id + "/key").status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(fixture.client("Other").party(), Role.IT_MANAGER)).get("/signals/sources/" + id).status()).isEqualTo(404);
    }

    @Test void eachKindCanBeChosenAndTriedOut() {
        var client = fixture.client("Sourced");
        var pages = fixture.pages(fixture.person(client.party(), Role.IT_MANAGER));
        for (var kind : kinds.all()) {
            assertThat(pages.get("/signals/sources/new?kind=" + kind.key()).html()).as(kind.key()).contains(kind.label()).contains("Add and make the key");
            var sample = Samples.of(kind.key());
            if (sample != null) assertThat(kind.read(new SourceKind.Body(sample(kind.key()), "application/json", Map.of(), null))).as(kind.key()).isNotEmpty()
                    .allSatisfy(signal -> assertThat(signal.state() == Signal.State.CLEARED || signal.severity() == Severity.INFO).isTrue());
            else assertThat(List.of("heartbeat", "probe", "syslog", "snmp", "mail")).as(kind.key()).contains(kind.key());
        }
    }

    @Test void nothingStandsInTheWayOfAnybodyOnAPhoneInTheDark() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var client = fixture.client("Sourced");
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        var made = new ArrayList<Source>();
        for (var kind : kinds.all().stream().filter(each -> List.of("heartbeat", "mail", "syslog", "wazuh", "zabbix").contains(each.key())).toList())
            made.add(Tenancy.as(manager, () -> sources.create(manager, client.key(), new Sources.Wanted(kind.key(), "A %s of a rather long name".formatted(kind.label()), null, null, null, null, null)).source()));
        var zabbix = made.stream().filter(source -> source.kind().equals("zabbix")).findFirst().orElseThrow();
        keeping.keep(zabbix, "The body is not JSON at line 1, column 2.", "text/plain", "x".repeat(300).getBytes(StandardCharsets.UTF_8), 7, clock.instant());
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                insert into signals.word (client_id, source_id, step, ticket, who, words, about, at, due_at, attempts, problem)
                values (:client, :source, 'REPLIED', 'SRC-1', 'Kim', 'The disk is being replaced.', '{24}', now(), now(), 2, 'Zabbix does not accept the API token.')
                """).param("client", client.id()).param("source", zabbix.id()).update()));
        try (var browser = Browser.open(fixture, 390, 844, true).signIn(manager)) {
            for (var path : List.of("/signals/sources", "/signals/sources/new", "/signals/sources/new?kind=mail", "/signals/sources/" + zabbix.id())) {
                var page = browser.go(path);
                if (path.endsWith(String.valueOf(zabbix.id()))) {
                    page.locator("#unreadable details").first().evaluate("each => each.open = true");
                    assertThat(page.locator("#told").innerText()).contains("Kim on SRC-1: The disk is being replaced.").contains("Tried 2 times");
                }
                assertThat(browser.barriers()).as(path).isEmpty();
            }
            for (var source : made) {
                var page = browser.go("/signals/sources/" + source.id());
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(source.kind()).isEqualTo(true);
            }
        }
    }

    private static byte[] sample(String kind) {
        return String.valueOf(Samples.of(kind)).getBytes(StandardCharsets.UTF_8);
    }
}
