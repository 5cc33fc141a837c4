package demarc.app.estate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.signals.checks.look.Ill;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recorded answers of real devices.
class WalkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            eaton-9PX-partial-walk | UPS     | Eaton (MGE) | Eaton 9PX 2200i RT 3U | GX13G45099 | INV: 01.17.4945 | 0 | GX13G45099
            linksys-system         | NETWORK | Linksys     | BEFSX41               | -          | -               | 0 | isp-gw
            linux-full-walk        | SERVER  | -           | -                     | -          | -               | 1 | tt
            solaris-system         | SERVER  | Sun         | Sun SNMP Agent, Sun-Blade-100 | -  | -               | 0 | oss
            """)
    void aWalkIsAThing(String file, String kind, String maker, String model, String serial, String firmware, int macs, String name) throws IOException {
        var report = Walk.recorded(recorded(file)).report(null);
        assertThat(report.kind().name()).isEqualTo(kind);
        assertThat(report.facts().maker()).isEqualTo(maker);
        assertThat(report.facts().model()).isEqualTo(model);
        assertThat(report.identity().serial()).isEqualTo(serial);
        assertThat(report.facts().firmware()).isEqualTo(firmware);
        assertThat(report.identity().macs()).hasSize(macs);
        assertThat(report.identity().name()).isEqualTo(name);
    }

    /// Signed and encrypted, or by a community: what it says of itself is the same.
    @Test void aDeviceIsAskedByEitherVersion() throws Exception {
        try (var ill = new Ill()) {
            var port = ill.snmpd();
            var here = InetAddress.getLoopbackAddress();
            for (var access : List.of(new Snmp.Access.Community("quagga-free"), new Snmp.Access.User("watcher", "SHA256", "watch-password", "AES128", "private-password"))) {
                var report = Snmp.walk(here, port, access).report(here.getHostAddress());
                assertThat(report.facts()).satisfies(facts -> {
                    assertThat(facts.maker()).isEqualTo("Cisco");
                    assertThat(facts.model()).isEqualTo("WS-C2960X-24TS-L");
                    assertThat(facts.firmware()).isEqualTo("15.2(7)E3");
                });
                assertThat(report.identity().serial()).isEqualTo("FOC1234X0AB");
                assertThat(report.sections().get("network_ports").valueStream().map(each -> each.at("/ifname").asString())).contains("lo");
            }
            assertThatThrownBy(() -> Snmp.walk(here, port, new Snmp.Access.User("watcher", "SHA256", "wrong-password", "AES128", "private-password"))).hasMessageContaining("Are the user and its passwords right");
        }
    }

    private static String recorded(String name) throws IOException {
        var file = Agents.SHARED.resolve("snmp-walks").resolve(name + ".snmprec.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recorded walks: " + file);
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
