package demarc.app.estate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Variant;
import demarc.app.estate.lifecycle.Releases.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a system is called by endoflife.date, and when things should go.
class LifeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final List<Release> KNOWN = List.of(release("windows", "10-22h2", "10.0.19045"), release("windows", "11-24h2-e", "10.0.26100"), release("windows", "11-24h2-w", "10.0.26100"),
            release("windows", "11-24h2-iot-lts", "10.0.26100"), release("windows-server", "2012-r2", null), release("windows-server", "2019", null), release("debian", "12", null), release("ubuntu", "22.04", null),
            release("fedora", "31", null), release("fortios", "7.2", null), release("cisco-ios-xe", "17.12", null), release("vmware-esxi", "7.0", null), release("macos", "15", null),
            release("macos", "10.15", null), release("sles", "15.5", null), release("android", "10", null), release("rhel", "9", null), release("centos", "7", null), release("pan-os", "11.1", null));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Microsoft Windows 10 Pro                  | 22H2             | 10.0.19045   | -        | -          | windows 10-22h2
            Microsoft Windows 10 Pro                  | 10.0.19045       | -            | -        | -          | windows 10-22h2
            Microsoft Windows 11 Professionnel        | 24H2             | 10.0.26100   | -        | -          | windows 11-24h2-w
            Microsoft Windows 11 Enterprise           | 24H2             | 10.0.26100   | -        | -          | windows 11-24h2-e
            Microsoft Windows 11 Enterprise           | -                | 10.0.26100   | -        | -          | windows 11-24h2-e
            Microsoft Windows Server 2012 R2 Standard | -                | 6.3.9600     | -        | -          | windows-server 2012-r2
            Microsoft Windows Server 2019 Datacenter  | 1809             | 10.0.17763   | -        | -          | windows-server 2019
            Debian GNU/Linux 12 (bookworm)            | 12               | 6.1.0        | -        | -          | debian 12
            Debian GNU/Linux                          | 12.4             | -            | -        | -          | debian 12
            Ubuntu 22.04.5 LTS                        | -                | -            | -        | -          | ubuntu 22.04
            Fedora 31 (Workstation Edition)           | 31               | 5.6.15       | -        | -          | fedora 31
            Red Hat Enterprise Linux 9.4 (Plow)       | 9.4              | -            | -        | -          | rhel 9
            CentOS Linux release 7.9.2009 (Core)      | 7.9.2009         | -            | -        | -          | centos 7
            SUSE Linux Enterprise Server 15 SP5       | -                | -            | -        | -          | sles 15.5
            macOS 15.1 (Sequoia)                      | 15.1             | -            | -        | -          | macos 15
            Mac OS X 10.15.7                          | 10.15.7          | -            | -        | -          | macos 10.15
            Q Android 10.0 api 29                     | 29               | -            | -        | -          | android 10
            VMware ESXi 7.0.3                         | 7.0.3            | -            | VMware   | -          | vmware-esxi 7.0
            -                                         | -                | -            | Fortinet | v7.2.8     | fortios 7.2
            -                                         | -                | -            | Cisco    | 17.12.4    | cisco-ios-xe 17.12
            -                                         | -                | -            | Palo Alto Networks | 11.1.2-h3 | pan-os 11.1
            -                                         | -                | -            | Cisco    | 5.0(3)N2   | -
            TempleOS                                  | 5.03             | -            | -        | -          | -
            """)
    void aSystemIsKnownByItsWords(String os, String version, String build, String maker, String firmware, String is) {
        var named = new Running(os, version, build, maker, null, firmware).named();
        var found = named == null ? null : Releases.choose(named, KNOWN.stream().filter(release -> release.product().equals(named.product())).toList());
        assertThat(found == null ? null : found.product() + " " + found.cycle()).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            COMPUTER | LAPTOP   | 2023-01-01 | -          | 0 | 0  | 3 | 4 | 2027-01-01 | serves 4 years
            COMPUTER | LAPTOP   | -          | -          | 0 | 0  | 3 | 4 | -          | is not known
            COMPUTER | LAPTOP   | 2025-06-01 | 2025-10-14 | 0 | 0  | 3 | 4 | 2029-06-01 | serves 4 years
            COMPUTER | LAPTOP   | 2022-06-01 | 2025-10-14 | 0 | 0  | 3 | 4 | 2025-10-14 | no security updates since 2025-10-14
            NETWORK  | FIREWALL | 2025-01-01 | 2026-09-30 | 0 | 0  | 4 | 5 | 2026-09-30 | no security updates since 2026-09-30
            NETWORK  | SWITCH   | -          | 2028-01-01 | 0 | 0  | 5 | 7 | 2028-01-01 | no security updates after 2028-01-01
            PHONE    | -        | 2025-01-01 | -          | 3 | 0  | 2 | 3 | 2026-11-24 | repaired 3 times
            PRINTER  | -        | 2025-01-01 | -          | 1 | 31 | 4 | 5 | 2026-11-24 | cost 31% of a new one
            SERVER   | -        | 2021-01-01 | -          | 0 | 0  | 4 | 5 | 2026-01-01 | serves 5 years
            """)
    void thingsGoByAgeOrEarlier(Kind kind, Variant variant, LocalDate bought, LocalDate ends, int repairs, int share, int plan, int replace, LocalDate on, String why) {
        var replacement = Replacement.of(new Replacement.Case(kind, variant, bought, ends, "Its system", repairs, share, false), plan, replace, TODAY);
        assertThat(replacement.on()).isEqualTo(on);
        assertThat(replacement.why()).contains(why);
    }

    @Test void theWholeDataSetIsRead() throws IOException {
        var folder = Path.of(System.getProperty("demarc.shared", "../../shared"), "data", "endoflife");
        Assumptions.assumeTrue(Files.exists(folder), () -> "no life-cycle data: " + folder);
        try (var table = Files.newInputStream(folder.resolve("releases-2026-08-22.csv.gz")); var archive = Files.newInputStream(folder.resolve("products-2026-08-22.tar.gz"))) {
            var fromTable = ReleaseFile.read(table);
            var fromArchive = ReleaseFile.read(archive);
            assertThat(fromTable).hasSize(8351);
            assertThat(fromArchive).hasSameSizeAs(fromTable);
            for (var releases : List.of(fromTable, fromArchive)) {
                assertThat(find(releases, "debian", "12")).satisfies(release -> {
                    assertThat(release.eol()).isEqualTo("2026-07-11");
                    assertThat(release.extended()).isEqualTo("2028-06-30");
                });
                assertThat(find(releases, "android", "17").eol()).as("no end known").isEqualTo(LocalDate.MAX);
                assertThat(find(releases, "ubuntu", "22.04").name()).isEqualTo("Ubuntu 22.04");
            }
        }
    }

    private static Release find(List<Release> among, String product, String cycle) {
        return Objects.requireNonNull(among.stream().filter(release -> release.product().equals(product) && release.cycle().equals(cycle)).findFirst().orElseThrow());
    }

    private static Release release(String product, String cycle, @org.jspecify.annotations.Nullable String latest) {
        return new Release(product, cycle, product, cycle, null, TODAY, null, latest);
    }
}
