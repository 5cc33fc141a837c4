package demarc.app.estate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.estate.Asset;
import demarc.app.estate.Assets;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who gets in where agents report, what a second report makes of the first, and what is turned away.
@DemarcTest
class AgentDoorsTest {
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Assets assets;
    private final Place here;
    private final Place there;

    private record Place(Client client, Actor manager, Agents agents) {}

    AgentDoorsTest(Fixture fixture, JdbcClient sql, TransactionTemplate transaction, Assets assets, InventoryKeys keys) {
        this.sql = sql;
        this.transaction = transaction;
        this.assets = assets;
        here = place(fixture, keys, "Here");
        there = place(fixture, keys, "There");
    }

    private static Place place(Fixture fixture, InventoryKeys keys, String name) {
        var client = fixture.client(name);
        var manager = fixture.person(client.party(), Role.IT_MANAGER);
        return new Place(client, manager, new Agents(fixture.url(), Tenancy.as(manager, () -> keys.make(manager, client.id()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            glpi:HERE   | 200 | 1 | 0
            :HERE       | 200 | 1 | 0
            a:THERE     | 200 | 0 | 1
            HERE:       | 401 | 0 | 0
            glpi:wrong  | 401 | 0 | 0
            Bearer HERE | 401 | 0 | 0
            no base64   | 401 | 0 | 0
            -           | 401 | 0 | 0
            """)
    void theKeyIsTheBasicPassword(@Nullable String shown, int status, int atHere, int atThere) {
        var answer = here.agents.asToGlpi(header(shown), report("a pc u1 s1 m1"));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 401 && !"Bearer HERE".equals(shown)) assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertThat(things(here)).hasSize(atHere);
        assertThat(things(there)).hasSize(atThere);
    }

    private @Nullable String header(@Nullable String shown) {
        if (shown == null || shown.equals("no base64")) return shown == null ? null : "Basic ***";
        var said = shown.replace("THERE", there.agents.key()).replace("HERE", here.agents.key());
        return said.startsWith("Bearer") ? said : "Basic " + Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }

    /// The first report is of `a pc u1 s1 m1`: agent, name, UUID, serial number, card.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the same again                         | a pc u1 s1 m1   | 1 | 0 | 0
            another serial number                  | a pc u1 s2 m1   | 1 | 0 | 1
            two agents on one machine              | b pc u1 s1 m1   | 1 | 0 | 0
            installed anew under another name      | b desk u1 s1 m1 | 1 | 0 | 0
            another card                           | a pc u1 s1 m2   | 1 | 0 | 0
            a copied disk                          | a pc2 u2 s2 m2  | 2 | 1 | 0
            another machine with the old one's name | b pc u2 s2 m2  | 2 | 1 | 0
            a dock that was handed on              | b pc2 u2 s2 m1  | 2 | 0 | 0
            another machine                        | b pc2 u2 s2 m2  | 2 | 0 | 0
            """)
    void aSecondReportIsOfTheSameThingOrOfAnother(String what, String second, int things, int twins, int looks) {
        for (var each : List.of("a pc u1 s1 m1", second)) assertThat(here.agents.send(report(each)).statusCode()).isEqualTo(200);
        assertThat(things(here)).hasSize(things);
        assertThat(count("estate.twin where client_id = ? and apart_by is null")).isEqualTo(twins);
        assertThat(count("estate.asset_change where client_id = ? and look")).isEqualTo(looks);
    }

    /// A machine that moved to another client is another thing there; the old one falls silent where it was.
    @Test void theSameMachineAtTwoClientsIsTwoThings() {
        for (var place : List.of(here, there, here)) assertThat(place.agents.send(report("a pc u1 s1 m1")).statusCode()).isEqualTo(200);
        assertThat(things(here)).singleElement().satisfies(one -> assertThat(one.client()).isEqualTo(here.client.id()));
        assertThat(things(there)).singleElement().satisfies(one -> assertThat(one.client()).isEqualTo(there.client.id()));
        assertThat(count("estate.twin where client_id = ?")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an external entity     | <!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]><REQUEST><DEVICEID>&x;</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
            entities of entities   | <!DOCTYPE R [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><REQUEST><DEVICEID>&b;</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
            XML that breaks off    | <REQUEST><DEVICEID>a</DEVICEID><CONTENT>
            JSON that breaks off   | {"action": "inventory", "deviceid": "a"
            no content             | {"action": "inventory", "deviceid": "a"}
            no device              | {"action": "inventory", "content": {}}
            an empty report        | ZLIB 0
            a bomb in zlib         | ZLIB 67108864
            a bomb in gzip         | GZIP 67108864
            too deep               | DEEP
            """)
    void whatIsNoReportIsAnsweredKeptAndChangesNothing(String what, String body) {
        var answer = switch (body) {
            case "ZLIB 0" -> here.agents.send(Agents.zlib(new byte[0]), "Content-Type", "application/x-compress-zlib");
            case "ZLIB 67108864" -> here.agents.send(Agents.zlib(new byte[64 << 20]), "Content-Type", "application/x-compress-zlib");
            case "GZIP 67108864" -> here.agents.send(Agents.gzip(new byte[64 << 20]), "Content-Type", "application/x-compress-gzip");
            case "DEEP" -> here.agents.send("[".repeat(100_000));
            default -> here.agents.send(body);
        };
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("root:").hasSizeGreaterThan(30);
        assertThat(things(here)).isEmpty();
        assertThat(count("estate.kept where client_id = ?")).isEqualTo(1);
    }

    private static String report(String said) {
        var parts = said.split(" ");
        return """
            {"action": "inventory", "deviceid": "%s", "content": {"hardware": {"name": "%s", "uuid": "11111111-2222-3333-4444-%012d"}, "bios": {"ssn": "SERIAL-%s"},
             "operatingsystem": {"full_name": "Debian GNU/Linux 12", "version": "12"}, "networks": [{"mac": "a0:00:00:00:00:0%s", "type": "ethernet"}]}}
            """.formatted(parts[0], parts[1], Integer.parseInt(parts[2].substring(1)), parts[3], parts[4].substring(1));
    }

    private List<Asset> things(Place at) {
        return Tenancy.as(at.manager, () -> assets.page(Assets.Filter.of(at.manager), null, 100)).items();
    }

    private int count(String from) {
        return Tenancy.as(here.manager, () -> transaction.execute(_ -> sql.sql("select count(*) from " + from).param(here.client.id()).query(Integer.class).single()));
    }
}
