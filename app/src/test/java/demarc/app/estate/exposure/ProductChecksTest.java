package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;

/// CISA lists products without versions: somebody looks, once for each client and product, and says what was found.
@DemarcTest
class ProductChecksTest {
    private static final String KEV = """
            {"catalogVersion": "2026.12.01", "vulnerabilities": [{"cveID": "CVE-2026-%s", "vendorProject": "MikroTik", "product": "RouterOS", "vulnerabilityName": "MikroTik RouterOS RCE",
             "dateAdded": "%s", "requiredAction": "Update.", "knownRansomwareCampaignUse": "Unknown"}]}
            """;

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;

    ProductChecksTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', nullValues = "none", value = {
        "Microsoft | Windows | Microsoft Windows", "Microsoft | Win32k | Microsoft Windows", "Microsoft | Exchange Server | Microsoft Exchange Server", "Microsoft | Excel | Microsoft Office", "Google | Chromium V8 | Google Chrome",
        "Fortinet | FortiOS and FortiProxy | Fortinet FortiOS", "Cisco | IOS XE Web UI | Cisco IOS and IOS XE", "Cisco | IOS XR | none", "Mozilla | Firefox and Thunderbird | Mozilla Firefox, Mozilla Thunderbird",
        "Oracle | Java SE | Oracle Java", "Apple | iOS and iPadOS | none", "Nobody | Windows | none"})
    void anEntryIsAboutAProduct(String vendor, String product, @Nullable String known) {
        assertThat(String.join(", ", ListedProducts.of(vendor, product))).isEqualTo(known == null ? "" : known);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', nullValues = "none", value = {
        "Dell | Microsoft Windows Server 2019 10.0.17763 | none | none | Microsoft Windows", "Fortinet | FortiOS 7.2 | none | none | Fortinet FortiOS", "Cisco | IOS XE 17.9 | none | none | Cisco IOS and IOS XE",
        "Cisco | IOS 15.2 | none | none | Cisco IOS and IOS XE", "Apple | iOS 18 | none | none | none", "none | Debian GNU/Linux 12 | Google Chrome | Google LLC | Google Chrome", "none | Debian GNU/Linux 12 | Google Earth | Google LLC | none",
        "none | none | Microsoft Office Professional Plus 2019 - en-us | Microsoft Corporation | Microsoft Office", "none | none | Java 8 Update 401 | Oracle Corporation | Oracle Java", "none | none | JavaScript Studio | Oracle Corporation | none",
        "none | none | Mozilla Firefox 128.0 ESR (x64 en-US) | Mozilla | Mozilla Firefox"})
    void machinesShowProducts(@Nullable String maker, @Nullable String system, @Nullable String software, @Nullable String publisher, @Nullable String product) {
        var installed = software == null ? List.<ListedProducts.Installed>of() : List.of(new ListedProducts.Installed(software, publisher));
        assertThat(String.join(", ", ListedProducts.on(maker, system == null ? "" : system, installed))).isEqualTo(product == null ? "" : product);
    }

    @Test void manyFlawsOnManyAssetsAreOneTicketUntilEveryRingIsAnswered() {
        clock.set("2026-12-01T09:00:00Z");
        var patches = new Patches(fixture, context);
        for (var settings : List.of("ring=0", "ring=1", "ring=1")) patches.asset("gw-" + settings + "-" + System.nanoTime(), "NETWORK", "RouterOS 7.1", "maker='MikroTik' " + settings);
        patches.told("kev.json", KEV.formatted("40001", "2026-11-28"));
        patches.at("2026-12-01T09:30:00Z").told("kev.json", KEV.formatted("40002", "2026-12-01"));
        assertThat(rings(patches)).containsExactly("0", "1");
        assertThat(patches.exposures()).as("no version is known to be affected").isEmpty();
        var ref = ticket(patches);
        assertThat(patches.ticket(ref).at("/subject")).startsWith("Check MikroTik RouterOS: CISA lists");
        assertThat(patches.ticket(ref).text()).contains("ring 1, general: 2 assets");

        patches.at("2026-12-01T10:00:00Z");
        assertThat(answer(patches, 0, "").status()).isEqualTo(422);
        assertThat(answer(patches, 2, "7.16 everywhere").text()).contains("Nothing is open of 'MikroTik RouterOS'");
        assertThat(answer(patches, 0, "7.16 everywhere, says the Dude").status()).isEqualTo(204);
        assertThat(rings(patches)).containsExactly("1");
        var pages = fixture.pages(patches.table.manager);
        assertThat(pages.get("/estate/exposure/listed").html()).contains("MikroTik RouterOS", "2 assets", "version not known to be affected: check", "7.16 everywhere, says the Dude");
        assertThat(pages.post("/estate/exposure/%s/listed".formatted(patches.table.client.key()), "product", "MikroTik RouterOS", "ring", "", "answer", "mended", "reason", "").html()).contains("Say how you know");
        pages.post("/estate/exposure/%s/listed".formatted(patches.table.client.key()), "product", "MikroTik RouterOS", "ring", "", "answer", "mended", "reason", "Updated to 7.16.");
        assertThat(rings(patches)).isEmpty();
        assertThat(patches.ticket(ref).at("/status")).isEqualTo("RESOLVED");

        patches.at("2026-12-05T09:00:00Z").told("kev.json", KEV.formatted("40003", "2026-12-04"));
        assertThat(rings(patches)).as("what is listed later was not answered").containsExactly("0", "1");
        assertThat(ticket(patches)).isNotEqualTo(ref);
    }

    private static List<String> rings(Patches patches) {
        return Arrays.stream(open(patches).text().split("\"ring\":")).skip(1).map(rest -> rest.substring(0, 1)).toList();
    }

    private static String ticket(Patches patches) {
        return open(patches).at("/items/0/ticket");
    }

    private static Api.Answer open(Patches patches) {
        return patches.manager().get("/api/v1/listed-products?client=" + patches.table.client.key());
    }

    private static Api.Answer answer(Patches patches, int ring, String reason) {
        return patches.manager().post("/api/v1/clients/%s/listed-products".formatted(patches.table.client.key()), Map.of("product", "MikroTik RouterOS", "ring", ring, "answer", "not-affected", "reason", reason));
    }
}
