package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import demarc.app.platform.Forbidden;
import demarc.app.platform.Refused;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;

/// What is installed meets what is known; what is due becomes work for whom the agreement names, once, and is over when it is gone.
@DemarcTest
class ExposureTest {
    private static final String KEV = """
            {"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2026.12.01", "vulnerabilities": [{"cveID": "CVE-%s", "vendorProject": "Example", "product": "Lib",
             "vulnerabilityName": "Example Lib RCE", "dateAdded": "%s", "shortDescription": "", "requiredAction": "Update.", "dueDate": "2026-12-30", "knownRansomwareCampaignUse": "Known"}]}
            """;
    private static final String ASSESSED = """
            {"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {"cveId": "CVE-%s"}, "containers": {"cna": {}, "adp": [{"title": "CISA ADP Vulnrichment",
             "metrics": [{"other": {"type": "ssvc", "content": {"options": [{"Exploitation": "active"}, {"Automatable": "yes"}, {"Technical Impact": "total"}]}}}]}]}}
            """;

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;
    private Patches patches;

    ExposureTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void table() {
        clock.set("2026-12-01T09:00:00Z");
        patches = new Patches(fixture, context);
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void anOldVersionIsExposedUntilTheInventoryShowsTheNewOne() {
        var web = patches.asset("web1", "SERVER", "Debian GNU/Linux 12", "");
        patches.inventory(web, "go", patches.name + " 1.2.0");
        assertThat(patches.exposures()).isEmpty();
        var imported = patches.advisory("2026-1000" + 1, "1.2.4");
        assertThat(imported.changed()).isEqualTo(1);
        assertThat(patches.exposures()).containsExactly(new Patches.Row("web1", "CVE-2026-10001", patches.name, "1.2.0", "1.2.4", "2026-12-31", false, 1, true, false, ""));
        assertThat(patches.tickets()).isEmpty(); // the general ring has its turn after a week

        patches.until("2026-12-08T09:00:01Z").hasOneTicket("Update %s to 1.2.4 on web1".formatted(patches.name), "STANDARD", "P4");
        var ref = patches.tickets().getFirst();
        assertThat(patches.ticket(ref).text()).contains("patching/applications", "web1: %s 1.2.0 → 1.2.4 (CVE-2026-10001)".formatted(patches.name));
        patches.until("2026-12-20T09:00:01Z").hasOneTicket("Update %s to 1.2.4 on web1".formatted(patches.name), "STANDARD", "P3");

        patches.inventory(web, "go", patches.name + " 1.2.4");
        assertThat(patches.exposures()).extracting(Patches.Row::how).containsExactly("MENDED");
        assertThat(patches.ticket(ref).at("/status")).isEqualTo("RESOLVED");

        patches.inventory(web, "go", patches.name + " 1.2.0").until("2026-12-20T10:00:00Z");
        assertThat(patches.ticket(ref).at("/status")).isNotEqualTo("RESOLVED");
        assertThat(patches.exposures()).extracting(Patches.Row::open).containsExactly(true);
        assertThat(patches.tickets()).containsExactly(ref);
    }

    @Test void whatIsExploitedAndReachableIsAnEmergencyAtOnce() {
        var gate = patches.asset("gate1", "SERVER", "Debian GNU/Linux 12", "exposed=true tier=1");
        patches.inventory(gate, "go", patches.name + " 1.0.0");
        patches.advisory("2026-10002", "1.1.0");
        patches.told("CVE-2026-10002.json", ASSESSED.formatted("2026-10002"));
        assertThat(patches.exposures()).extracting(Patches.Row::due).containsExactly("2026-12-04"); // exposed, automatable, total: three days, exploited or not
        patches.told("kev.json", KEV.formatted("2026-10002", "2026-11-30"));
        assertThat(patches.exposures()).containsExactly(new Patches.Row("gate1", "CVE-2026-10002", patches.name, "1.0.0", "1.1.0", "2026-12-03", true, 2, true, false, ""));
        patches.until("2026-12-01T09:00:01Z").hasOneTicket("Exploited flaw CVE-2026-10002: update %s on gate1".formatted(patches.name), "EMERGENCY", "P2");
        assertThat(patches.ticket(patches.tickets().getFirst()).text()).contains("whether the flaw was already used", "patching/emergency");
        assertThat(patches.told("kev.json", KEV.formatted("2026-10002", "2026-11-30")).changed()).isZero();
    }

    /// A row that cannot be written: one more return than its column can count.
    @Test void anAssetThatCannotBeLookedAtHoldsUpNoOther() {
        var broken = patches.asset("broken1", "SERVER", "", "");
        patches.inventory(broken, "go", patches.name + " 1.0.0");
        patches.advisory("2026-10007", "1.1.0");
        patches.inventory(broken, "go", patches.name + " 1.1.0");
        patches.system("with worn as (update estate.exposure set returned = 32767 where client_id = :client returning 1) select count(*) from worn");
        patches.inventory(broken, "go", patches.name + " 1.0.0");
        var page = fixture.pages(patches.table.manager).get("/estate/exposure").html();
        assertThat(page).contains("broken1", "smallint out of range", "once, tried again");
        assertThat(fixture.pages(patches.table.manager).get("/estate/assets/" + broken).html()).contains("The last look failed");

        patches.inventory(patches.asset("web1", "SERVER", "", ""), "go", patches.name + " 1.0.0");
        assertThat(patches.exposures()).filteredOn(Patches.Row::open).extracting(Patches.Row::asset).containsExactly("web1");
        patches.system("with mended as (update estate.exposure set returned = 0 where client_id = :client returning 1) select count(*) from mended");
        patches.until("2026-12-01T09:00:59Z");
        assertThat(patches.exposures()).filteredOn(Patches.Row::open).hasSize(1);
        patches.until("2026-12-01T09:01:01Z");
        assertThat(patches.exposures()).filteredOn(Patches.Row::open).hasSize(2);
        assertThat(fixture.pages(patches.table.manager).get("/estate/exposure").html()).doesNotContain("out of range");
    }

    @Test void theSameFlawUnderAnotherNameIsOneExposure() {
        var web = patches.asset("web1", "SERVER", "", "");
        patches.inventory(web, "go", patches.name + " 1.0.0");
        patches.advisory("2026-10003", "1.1.0");
        patches.told("GHSA.json", Patches.osv("GHSA-aaaa-10003", "2026-10003", patches.name, "1.1.2"));
        // knows no CVE number, but an advisory that does
        patches.told("GO.json", Patches.osv("GO-2026-90003", "2026-10003", patches.name, "1.1.1").replace("CVE-2026-10003", "GHSA-aaaa-10003"));
        assertThat(patches.exposures()).extracting(Patches.Row::vulnerability, Patches.Row::fixed).containsExactly(tuple("CVE-2026-10003", "1.1.2"));
    }

    @Test void oneUpdateOfManyAssetsAndFlawsIsOneTicketForEachRing() {
        for (var n = 1; n <= 4; n++)
            patches.inventory(patches.asset("pc" + n, "COMPUTER", "Debian GNU/Linux 12", n == 1 ? "ring=0" : n == 4 ? "tier=1" : ""), "go", patches.name + " 1.0.0");
        for (var n = 0; n < 5; n++) patches.advisory("2026-1010" + n, "1.1." + n);
        patches.until("2026-12-02T09:00:01Z");
        assertThat(patches.tickets()).hasSize(1);
        patches.until("2026-12-20T09:00:01Z");
        assertThat(patches.tickets()).hasSize(3);
        assertThat(patches.tickets()).extracting(ref -> patches.ticket(ref).at("/change")).containsExactlyInAnyOrder("STANDARD", "STANDARD", "NORMAL");
    }

    @Test void aWithdrawnAdvisoryExposesNobody() {
        var web = patches.asset("web1", "SERVER", "", "");
        patches.inventory(web, "go", patches.name + " 1.0.0");
        patches.advisory("2026-10004", "1.1.0");
        patches.told("GO.json", Patches.osv("GO-2026-10004", "2026-10004", patches.name, "1.1.0").replace("\"summary\"", "\"withdrawn\": \"2026-02-01T00:00:00Z\", \"summary\""));
        assertThat(patches.exposures()).extracting(Patches.Row::how).containsExactly("WITHDRAWN");
    }

    @Test void debiansTrackerSpeaksOfSourcePackagesAndReleases() {
        var name = "libtest" + patches.name.hashCode();
        var twelve = patches.asset("deb12", "SERVER", "Debian GNU/Linux 12 (bookworm)", "");
        var thirteen = patches.asset("deb13", "SERVER", "Debian GNU/Linux 13 (trixie)", "");
        for (var asset : new long[] {twelve, thirteen}) patches.inventory(asset, "deb", name + "3 3.0.11-1~deb12u1", name + "-dev 3.0.11-1~deb12u1");
        patches.told("status", "Package: %s3\nStatus: install ok installed\nSource: %s (3.0.11-1)\nVersion: 3.0.11-1~deb12u1\n\nPackage: %s-dev\nSource: %s\n".formatted(name, name, name, name));
        patches.told("tracker.json", """
                {"%s": {"CVE-2026-10005": {"description": "A flaw.", "scope": "remote", "releases": {
                  "bookworm": {"status": "resolved", "repositories": {"bookworm": "3.0.11-1"}, "fixed_version": "3.0.11-1~deb12u2", "urgency": "high"},
                  "trixie": {"status": "resolved", "repositories": {"trixie": "3.0.11-1"}, "fixed_version": "0", "urgency": "not yet assigned"},
                  "sid": {"status": "open", "urgency": "high"}}}}}
                """.formatted(name));
        assertThat(patches.exposures()).containsExactly(new Patches.Row("deb12", "CVE-2026-10005", name, "3.0.11-1~deb12u1", "3.0.11-1~deb12u2", "2026-12-31", false, 1, true, false, ""));
        patches.until("2026-12-09T00:00:00Z").hasOneTicket("Update Debian 12 packages on deb12: " + name, "STANDARD", "P4");
        assertThat(patches.ticket(patches.tickets().getFirst()).text()).contains("patching/servers");
    }

    @Test void whatCannotBeReadChangesNothingAndSaysWhy() throws IOException {
        assertThatThrownBy(() -> patches.told("x.txt", "hello")).isInstanceOf(Refused.class).hasMessageContaining("x.txt: it is none of the kinds that are known here");
        assertThatThrownBy(() -> patches.told("x.json", "{\"id\": 7")).isInstanceOf(Refused.class).hasMessageContaining("it is not JSON");
        assertThatThrownBy(() -> patches.told("kev.json", KEV.formatted("2026-10006", "2026-11-30").replace("}]}", "}, {"))).isInstanceOf(Refused.class).hasMessageContaining("Nothing was changed");
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var entry : Map.of("a.json", Patches.osv("GO-a", "2026-10006", patches.name, "2.0.0"), "b.json", "{\"id\": ", "README.md", "words").entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes());
            }
        }
        var read = patches.told("all.zip", new ByteArrayInputStream(packed.toByteArray()));
        assertThat(read.read()).isEqualTo(1);
        assertThat(read.refusals()).singleElement().asString().startsWith("b.json: it is not JSON");
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"catalogVersion\": \"1\", \"vulnerabilities\": [".getBytes());
            for (var n = 0; n < 64; n++) gzip.write(" ".repeat(1 << 20).getBytes());
        }
        assertThatThrownBy(() -> patches.told("bomb.json.gz", new ByteArrayInputStream(bomb.toByteArray()))).isInstanceOf(Refused.class).hasMessageContaining("unpacks to more than");
    }

    @ParameterizedTest @CsvSource({"osv.json, OSV, 2", "known-exploited.json, KEV, 1", "assessed.json, CVE, 1", "debian-tracker.json, Debian tracker, 1", "debian-packages.txt, Debian packages, 1"})
    void theExamplesAreRead(String file, String kind, int records) throws IOException {
        try (var in = Files.newInputStream(Path.of("../examples/advisories", file))) {
            var read = patches.told(file, in);
            assertThat(read.kind()).isEqualTo(kind);
            assertThat(read.read()).isEqualTo(records);
            assertThat(read.refusals()).isEmpty();
        }
    }

    @Test void onlyAnAdministratorBringsThemIn() {
        assertThatThrownBy(() -> context.getBean(Advisories.class).take(patches.table.seller, "x.json", new ByteArrayInputStream(new byte[1]))).isInstanceOf(Forbidden.class);
    }
}
