package demarc.app.estate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.directory.Client;
import demarc.app.estate.Asset;
import demarc.app.estate.Assets;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Reports of real agents become things, once each.
@DemarcTest
class InventoryTest {
    private static final String REPORT = """
            {"action": "inventory", "deviceid": "%s", "content": {
              "hardware": {"name": "%s", "uuid": "%s", "memory": 8000, "chassis_type": "Laptop"},
              "bios": {"ssn": "%s", "smodel": "Latitude", "smanufacturer": "Dell Inc.", "msn": "%s"},
              "operatingsystem": {"full_name": "Debian GNU/Linux 12 (bookworm)", "version": "12"},
              "networks": [{"mac": "%s", "ipaddress": "10.1.2.3", "type": "ethernet"}, {"mac": "02:42:00:00:00:01", "virtualdev": true}],
              "softwares": [{"name": "bash", "version": "5.2", "from": "deb"}, {"name": "zlib1g", "version": "1.2", "from": "deb"}]}}
            """;

    private final Fixture fixture;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Assets assets;
    private final AssetImport imports;
    private final Client client;
    private final Actor manager;
    private final Agents agents;

    InventoryTest(Fixture fixture, JdbcClient sql, TransactionTemplate transaction, Assets assets, InventoryKeys keys, AssetImport imports) {
        this.fixture = fixture;
        this.sql = sql;
        this.transaction = transaction;
        this.assets = assets;
        this.imports = imports;
        client = fixture.client("Estate");
        manager = fixture.person(client.party(), Role.IT_MANAGER);
        agents = new Agents(fixture.url(), Tenancy.as(manager, () -> keys.make(manager, client.id())));
    }

    @Test void theSameMachineLaterIsTheSameThingWithWhatChanged() {
        assertThat(agents.send(Agents.zlib(Agents.recorded("computer_3.json.gz")), "Content-Type", "application/x-compress-zlib").body()).contains("\"ok\"").contains("\"expiration\":24");
        var before = thing("lf014");
        assertThat(before.serial()).isEqualTo("8C554721F");
        assertThat(count("software", before.id())).as("3033, of which 28 are there for two architectures").isEqualTo(3005);
        var began = System.nanoTime();
        assertThat(agents.send(Agents.gzip(Agents.recorded("computer_3_updated.json.gz")), "Content-Type", "application/x-compress-gzip").statusCode()).isEqualTo(200);
        System.out.printf("computer_3_updated taken in %d ms%n", (System.nanoTime() - began) / 1_000_000);
        var after = thing("lf014.glpi-project.infra");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(changes(after)).anyMatch(line -> line.matches("(?s)software: .*added: .*removed: .*updated: .*"));
        assertThat(changes(after)).doesNotHaveDuplicates().noneMatch(line -> line.startsWith("serial number"));
        assertThat(things()).hasSize(1);
    }

    @Test void aPartialReportChangesItsPartAndNothingElse() {
        agents.send(Agents.recorded("computer_1.json"));
        var laptop = thing("glpixps");
        for (var part : List.of("batteries", "cpu", "memory", "softs", "volumes")) assertThat(agents.send(Agents.recorded("computer_1_partial_%s.json".formatted(part))).statusCode()).isEqualTo(200);
        var after = thing("glpixps");
        assertThat(after.id()).isEqualTo(laptop.id());
        assertThat(after.os()).isEqualTo(laptop.os()).startsWith("Fedora 31");
        assertThat(section(after, "batteries")).contains("40570");
        assertThat(section(after, "storages")).contains("PM951");
        assertThat(changes(after)).anyMatch(line -> line.contains("gitg 3.32.1-1.fc31 → 3.33.0-1.fc31"));
    }

    @Test void everyRecordedReportIsUnderstood() {
        for (var name : List.of("computer_2.json", "computer_2_partial_dbs.json", "computer_2_partial_vms.json", "networkequipment_1.json.gz", "networkequipment_2.json.gz", "networkequipment_3.json",
                "networkequipment_4.json", "networkequipment_5.json", "phone_1.json", "printer_1.json", "printer_2.json", "printer_3.json"))
            assertThat(agents.send(Agents.recorded(name))).as(name).satisfies(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        // printer_3 is printer_2 with another name of its own, and the same serial number
        assertThat(things()).extracting(thing -> thing.kind() + " " + thing.name()).contains("NETWORK HP-2530-48G", "PRINTER NPIF2BE10", "PHONE Mi9TPro-TéléphoneM", "NETWORK ucs6248up-cluster-pa3-B");
        assertThat(thing("192.168.63.30").name()).isEqualTo("HP-2530-48G");
        assertThat(thing("192.168.63.30:161").name()).isEqualTo("HP-2530-48G");
    }

    @Test void aNewMainBoardIsTheSameThingAndSomebodyShouldLook() {
        report("pc7-2026", "pc7", "11111111-2222-3333-4444-555555555501", "SER-701", "BOARD-1", "a0:00:00:00:07:01");
        report("pc7-2026", "pc7", "11111111-2222-3333-4444-555555555501", "SER-702", "BOARD-2", "a0:00:00:00:07:01");
        assertThat(things()).singleElement().satisfies(thing -> assertThat(thing.serial()).isEqualTo("SER-702"));
        assertThat(changes(things().getFirst())).contains("serial number: SER-701 → SER-702 look", "main board: BOARD-1 → BOARD-2 look");
    }

    @Test void aCopiedDiskIsAnotherMachine() {
        report("image-2026", "pc1", "11111111-2222-3333-4444-555555555501", "SER-1", "B1", "a0:00:00:00:00:01");
        report("image-2026", "pc2", "11111111-2222-3333-4444-555555555502", "SER-2", "B2", "a0:00:00:00:00:02");
        report("image-2026", "pc2", "11111111-2222-3333-4444-555555555502", "SER-2", "B2", "a0:00:00:00:00:02");
        assertThat(things()).extracting(Asset::name).containsExactly("pc1", "pc2");
        assertThat(twins()).singleElement().asString().contains("an image was copied");
    }

    @Test void placeholdersAreNoSerialNumbers() {
        report("one-1", "one", "00000000-0000-0000-0000-000000000000", "To be filled by O.E.M.", "Default string", "a0:00:00:00:01:01");
        report("two-1", "two", "03000200-0400-0500-0006-000700080009", "To be filled by O.E.M.", "0", "a0:00:00:00:01:02");
        assertThat(things()).extracting(Asset::name).containsExactly("one", "two");
        assertThat(things()).extracting(Asset::serial).containsOnlyNulls();
    }

    @Test void aReinstalledMachineIsKnownByItsSerialNumber() {
        report("old-agent", "pc9", "11111111-2222-3333-4444-555555555509", "SER-9", "B9", "a0:00:00:00:09:01");
        report("new-agent", "desk-9", "11111111-2222-3333-4444-555555555509", "SER-9", "B9", "a0:00:00:00:09:01");
        assertThat(things()).singleElement().satisfies(thing -> assertThat(thing.name()).isEqualTo("desk-9"));
    }

    @Test void whatIsNotUnderstoodIsAnsweredAndKept() {
        assertThat(agents.send("{\"action\": \"contact\", \"deviceid\": \"x\", \"name\": \"GLPI-Agent\", \"version\": \"1.11\"}").body()).contains("\"ok\"", "\"expiration\":24");
        assertThat(agents.send("{\"action\": \"inv").statusCode()).isEqualTo(400);
        assertThat(agents.send("{\"action\": \"deploy\", \"deviceid\": \"x\"}").body()).contains("The action 'deploy' is not one");
        assertThat(agents.send("{\"action\": \"inventory\", \"deviceid\": \"x\", \"itemtype\": \"Spaceship\", \"content\": {}}").body()).contains("Spaceship");
        assertThat(agents.send("<!DOCTYPE REQUEST [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><REQUEST><DEVICEID>&x;</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>").statusCode()).isEqualTo(400);
        assertThat(agents.send(Agents.gzip(new byte[64 << 20])).body()).contains("16 MB");
        assertThat(agents.send(new byte[9 << 20], "Content-Type", "application/octet-stream").body()).contains("larger than 8 MB");
        var kept = Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("select why from estate.kept where client_id = ? order by id").param(client.id()).query(String.class).list()));
        assertThat(kept).hasSize(6).anyMatch(why -> why.contains("Spaceship"));
        assertThat(things()).isEmpty();
    }

    @Test void aKeyThatEndedLetsNobodyIn() {
        assertThat(new Agents(fixture.url(), "inv_none").send("{}").statusCode()).isEqualTo(401);
    }

    @Test void aTableIsShownAndThenTakenWholeOrNotAtAll() {
        var good = """
                Hostname;Type;Manufacturer;Serial Number;Purchase date;Uplink;Colour
                nb-1;Laptop;Dell;DL-1;2024-02-01;sw-1;red
                sw-1;Switch;HP;HP-9;01.03.2020;;
                """;
        var preview = Tenancy.as(manager, () -> imports.preview(manager, client, good.getBytes(StandardCharsets.UTF_8)));
        assertThat(preview.fresh()).isEqualTo(2);
        assertThat(preview.ignored()).containsExactly("Colour");
        assertThat(things()).isEmpty();
        assertThat(Tenancy.as(manager, () -> imports.take(manager, client, preview.upload()))).isEqualTo("2 added, 0 updated.");
        assertThat(thing("nb-1")).satisfies(thing -> {
            assertThat(thing.purchasedOn()).isEqualTo("2024-02-01");
            assertThat(thing.parent()).isEqualTo(thing("sw-1").id());
        });
        var bad = Tenancy.as(manager, () -> imports.preview(manager, client, "name,serial,purchased\nnb-2,DL-1,2025-01-01\nnb-3,DL-3,3/4/2025\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(bad.known()).isEqualTo(1);
        assertThat(bad.wrong()).singleElement().satisfies(wrong -> assertThat(wrong).hasToString("Wrong[line=3, name=nb-3, why='3/4/2025' is no day. Write it like 2026-11-24.]"));
        assertThatThrownBy(() -> Tenancy.as(manager, () -> imports.take(manager, client, bad.upload()))).hasMessageContaining("Line 3 (nb-3)").hasMessageContaining("Nothing was imported");
        assertThat(things()).extracting(Asset::name).containsExactly("nb-1", "sw-1");
    }

    @Test void debiansAgentReportsThisMachine(@TempDir Path state) throws Exception {
        var installed = Files.isExecutable(Path.of("/usr/bin/fusioninventory-agent"));
        assumeTrue(installed || System.getenv("CI") != null, "no fusioninventory-agent: install it (Debian: apt-get install fusioninventory-agent)");
        assertThat(run(state)).contains("New inventory from");
        var machine = things().getFirst();
        assertThat(count("software", machine.id())).isPositive();
        assertThat(section(machine, "hardware")).isNotEmpty();
        assertThat((Integer) Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("select count(*) from estate.section where client_id = ? and (body::text ilike '%SHELL%' or name = 'envs')")
            .param(client.id()).query(Integer.class).single()))).as("its environment, where secrets are").isZero();
        run(state);
        assertThat(things()).hasSize(1);
    }

    private String run(Path state) throws Exception {
        var log = state.resolve("log");
        var agent = new ProcessBuilder("fusioninventory-agent", "--server=%s/api/v1/inventory/%s".formatted(fixture.url(), agents.key()), "--no-task=netdiscovery,netinventory,deploy,collect,esx,wakeonlan",
                "--force", "--debug").redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    private void report(String device, String name, String uuid, String serial, String board, String mac) {
        assertThat(agents.send(REPORT.formatted(device, name, uuid, serial, board, mac)).statusCode()).isEqualTo(200);
    }

    private Asset thing(String name) {
        return Tenancy.as(manager, () -> assets.find(client.id(), name)).orElseThrow();
    }

    private List<Asset> things() {
        return Tenancy.as(manager, () -> assets.page(Assets.Filter.of(manager), null, 100)).items();
    }

    private int count(String table, long asset) {
        return Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("select count(*) from estate.%s where client_id = ? and asset_id = ?".formatted(table)).param(client.id()).param(asset).query(Integer.class).single()));
    }

    private String section(Asset of, String name) {
        return Objects.requireNonNull(Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("select body::text from estate.section where client_id = ? and asset_id = ? and name = ?")
            .param(client.id()).param(of.id()).param(name).query(String.class).optional().orElse(""))));
    }

    private List<String> changes(Asset of) {
        return Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("""
                select field || ': ' || coalesce(was || ' → ', '') || coalesce(became, '') || case when look then ' look' else '' end from estate.asset_change where client_id = ? and asset_id = ?
                """).param(client.id()).param(of.id()).query(String.class).list()));
    }

    private List<String> twins() {
        return Tenancy.as(manager, () -> transaction.execute(_ -> sql.sql("select why from estate.twin where client_id = ?").param(client.id()).query(String.class).list()));
    }
}
