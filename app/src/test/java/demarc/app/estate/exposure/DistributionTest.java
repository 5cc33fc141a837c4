package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// A machine and an advisory mean the same release, however each of them writes it.
class DistributionTest {
    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "Red Hat:enterprise_linux:9::baseos | Red Hat:9", "Red Hat:enterprise_linux:9::appstream | Red Hat:9", "Red Hat:enterprise_linux:8::crb | Red Hat:8", "Red Hat:enterprise_linux:7::server | Red Hat:7",
        "Red Hat:enterprise_linux:10.1 | Red Hat:10.1", "Red Hat:rhel_eus:9.2::baseos | Red Hat:rhel_eus:9.2::baseos", "Red Hat:enterprise_linux_eus:10.0 | Red Hat:enterprise_linux_eus:10.0",
        "SUSE:Linux Enterprise Server 15 SP5 | SUSE:15 SP5", "SUSE:Linux Enterprise Server 15 SP4-LTSS | SUSE:15 SP4", "SUSE:Linux Enterprise Module for Basesystem 15 SP7 | SUSE:15 SP7",
        "SUSE:Linux Enterprise Server for SAP Applications 12 SP5 | SUSE:12 SP5", "SUSE:Package Hub 15 SP6 | SUSE:Package Hub 15 SP6", "openSUSE:Leap 15.6 | openSUSE:Leap 15.6", "openSUSE:Leap:15.5 | openSUSE:Leap 15.5",
        "AlmaLinux:9 | AlmaLinux:9", "Rocky Linux:8 | Rocky Linux:8", "Alpine:v3.20 | Alpine:v3.20", "Ubuntu:22.04:LTS | Ubuntu:22.04:LTS", "Debian:12 | Debian:12"})
    void advisoriesNameReleases(String written, String release) {
        assertThat(Distribution.of(written)).isEqualTo(release);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', nullValues = "none", value = {
        "rpm | Red Hat Enterprise Linux 9.3 (Plow) | Red Hat:9", "rpm | Red Hat Enterprise Linux release 8.9 (Ootpa) | Red Hat:8", "rpm | Red Hat Enterprise Linux 10.1 (Coughlan) | Red Hat:10.1", "rpm | CentOS Linux release 7.9.2009 (Core) | Red Hat:7",
        "rpm | CentOS Stream 9 | none", "rpm | AlmaLinux 9.4 (Seafoam Ocelot) | AlmaLinux:9", "rpm | Rocky Linux 8.10 (Green Obsidian) | Rocky Linux:8", "rpm | SUSE Linux Enterprise Server 15 SP5 | SUSE:15 SP5",
        "rpm | SLES 15.5 | SUSE:15 SP5", "rpm | SUSE Linux Enterprise Server 15 | SUSE:15", "rpm | SUSE Linux Enterprise Server 12-SP5 | SUSE:12 SP5", "rpm | openSUSE Leap 15.6 | openSUSE:Leap 15.6", "rpm | openSUSE Tumbleweed | openSUSE:Tumbleweed",
        "rpm | Fedora Linux 41 (Workstation Edition) | none", "apk | Alpine Linux v3.20 3.20.3 | Alpine:v3.20", "deb | Debian GNU/Linux 12 (bookworm) | Debian:12", "deb | Ubuntu 22.04.5 LTS | Ubuntu:22.04:LTS", "deb | Linux Mint 22 | none"})
    void machinesSayWhatTheyAre(String packaging, String system, @Nullable String release) {
        assertThat(Distribution.installed(packaging, system).stream().findFirst().orElse(null)).isEqualTo(release);
    }

    @Test void anAdvisoryOfADistributionIsAboutTheVulnerabilitiesItNames() {
        var read = read("""
                {"id": "ALSA-2026:17001", "summary": "Moderate: apr-util security update", "related": ["CVE-2026-34501", "CVE-2025-49506"], "affected": [
                  {"package": {"ecosystem": "AlmaLinux:10", "name": "apr-util", "purl": "pkg:rpm/almalinux/apr-util"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.6.3-23.el10_2.1"}]}]}]}
                """);
        assertThat(read.names()).containsExactly("CVE-2025-49506", "CVE-2026-34501");
        assertThat(read.ranges()).singleElement().extracting(Range::fixed).isEqualTo("1.6.3-23.el10_2.1");
        assertThat(read("""
                {"id": "RHSA-2023:7877", "upstream": ["CVE-2023-5363"], "affected": [
                  {"package": {"ecosystem": "Red Hat:enterprise_linux:9::baseos", "name": "openssl"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:3.0.7-25.el9_3"}]}]},
                  {"package": {"ecosystem": "Red Hat:enterprise_linux:9::appstream", "name": "openssl"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:3.0.7-25.el9_3"}]}]}]}
                """).ranges()).as("published twice, said once").hasSize(1);
    }

    @Test void anUpdateThatMendsNoVulnerabilityExposesNobody() {
        assertThat(read("""
                {"id": "ALBA-2019:0973", "affected": [{"package": {"ecosystem": "AlmaLinux:8", "name": "389-ds-base"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4"}]}]}]}
                """).ranges()).isEmpty();
    }

    @Test void suseSaysWhatIsBuiltFromAPackage() {
        assertThat(read("""
                {"id": "SUSE-SU-2023:4524-1", "related": ["CVE-2023-5678"], "affected": [{"package": {"ecosystem": "SUSE:Linux Enterprise Module for Basesystem 15 SP5", "name": "openssl-3"},
                  "ecosystem_specific": {"binaries": [{"libopenssl3": "3.0.8-150500.5.20.1", "openssl-3": "3.0.8-150500.5.20.1"}]},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.8-150500.5.20.1"}]}]}]}
                """).ranges()).extracting(Range::ecosystem, Range::name).containsExactlyInAnyOrderElementsOf(List.of(
                        tuple("SUSE:15 SP5", "libopenssl3"), tuple("SUSE:15 SP5", "openssl-3")));
    }

    private static Advisory read(String json) {
        return Osv.read(JsonMapper.shared().readTree(json));
    }
}
