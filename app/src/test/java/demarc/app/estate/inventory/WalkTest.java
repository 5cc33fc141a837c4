package demarc.app.estate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
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

    private static String recorded(String name) throws IOException {
        var file = Agents.SHARED.resolve("snmp-walks").resolve(name + ".snmprec.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recorded walks: " + file);
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
