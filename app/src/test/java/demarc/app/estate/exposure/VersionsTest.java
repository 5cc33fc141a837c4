package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of two versions is the newer one, by the rules of whoever wrote them.
class VersionsTest {
    @ParameterizedTest @CsvSource({
        "DPKG, 1.0, <, 1.1", "DPKG, 1.9, <, 1.10", "DPKG, 1.0~rc1, <, 1.0", "DPKG, 1.0~rc1, <, 1.0~rc2", "DPKG, 1.0, <, 1.0-1", "DPKG, 1.0-0, =, 1.0",
        "DPKG, 2.0, <, 1:1.0", "DPKG, 1.0-1, <, 1.0-1+deb12u1", "DPKG, 1.0-1+deb12u1, <, 1.0-1+deb12u2", "DPKG, 1.0+dfsg-1, >, 1.0-1", "DPKG, 1.0a, <, 1.0+", "DPKG, 1.0-1, <, 1.0-1+b1",
        "DPKG, 00001.0, =, 1.0", "DPKG, 1.2.3-1-1, >, 1.2.3-1", "DPKG, 3.0.11-1~deb12u2, <, 3.0.11-1", "DPKG, 0:1, =, 1", "DPKG, 1.0-~1, <, 1.0-1",
        "RPM, 1.0-1, <, 1.0-2", "RPM, 1.0~rc1-1, <, 1.0-1", "RPM, 1.0^git1-1, >, 1.0-1", "RPM, 1.0^git1-1, <, 1.0.1-1", "RPM, 2:1.0, >, 3.0", "RPM, 1.0a, <, 1.0.1", "RPM, 1.05, =, 1.5",
        "RPM, 2.2.8-1.fc31, <, 2.2.8-1.fc32", "RPM, 1.0, =, 1.0-7",
        "SEMVER, 1.2.3, <, 1.10.0", "SEMVER, v1.2.3, =, 1.2.3", "SEMVER, 1.0.0-alpha, <, 1.0.0", "SEMVER, 1.0.0-alpha, <, 1.0.0-alpha.1", "SEMVER, 1.0.0-alpha.1, <, 1.0.0-alpha.beta",
        "SEMVER, 1.0.0-2, <, 1.0.0-11", "SEMVER, 1.0.0-11, <, 1.0.0-a", "SEMVER, 2.0.0+incompatible, =, 2.0.0", "SEMVER, 1.18rc1, <, 1.18.0", "SEMVER, 1.18.0-0, <, 1.18rc1", "SEMVER, go1.19.2, >, 1.19.1",
        "SEMVER, v0.0.0-20210101000000-aaaaaaaaaaaa, <, v0.0.0-20220101000000-000000000000", "SEMVER, v0.0.0-20210101000000-aaaaaaaaaaaa, <, 0.0.1", "SEMVER, 1.2, =, 1.2.0",
        "APK, 1.0-r0, <, 1.0-r1", "APK, 1.2.3_rc1-r0, <, 1.2.3-r0", "APK, 1.2.3_alpha, <, 1.2.3_beta", "APK, 1.2.3_p1-r0, >, 1.2.3-r5", "APK, 1.2.3a-r0, >, 1.2.3-r0", "APK, 3.1.4-r5, <, 3.1.10-r0",
        "APK, 1.2, <, 1.2.0", "APK, 1.01, <, 1.1", "APK, 1.3_git20240101-r0, >, 1.3-r0", "APK, 2.39_p20, >, 2.39_p3", "APK, 1.1.1w-r1, >, 1.1.1t-r2",
        "GENERIC, 1.0, =, 1.0.0", "GENERIC, 1.0rc1, <, 1.0", "GENERIC, 1.0, <, 1.0.post1", "GENERIC, 2.0-SNAPSHOT, <, 2.0", "GENERIC, 10.1, >, 9.9", "GENERIC, 1.0.1, >, 1.0b2"})
    void areOrdered(Scheme scheme, String one, String sign, String other) {
        var order = Integer.signum(scheme.compare(one, other));
        assertThat(order).isEqualTo(sign.equals("<") ? -1 : sign.equals(">") ? 1 : 0);
        assertThat(Integer.signum(scheme.compare(other, one))).isEqualTo(-order);
    }

    /// The cases that RPM's makers publish of it (tests/rpmvercmp.at).
    @ParameterizedTest @CsvSource({
        "1.0, =, 1.0", "1.0, <, 2.0", "2.0.1, =, 2.0.1", "2.0, <, 2.0.1", "2.0.1a, =, 2.0.1a", "2.0.1a, >, 2.0.1", "5.5p1, =, 5.5p1", "5.5p1, <, 5.5p2", "5.5p10, >, 5.5p1", "10xyz, <, 10.1xyz",
        "xyz10, =, xyz10", "xyz10, <, xyz10.1", "xyz.4, =, xyz.4", "xyz.4, <, 8", "xyz.4, <, 2", "5.5p2, <, 5.6p1", "5.6p1, <, 6.5p1", "6.0.rc1, >, 6.0", "10b2, >, 10a1", "10a2, <, 10b2",
        "1.0aa, =, 1.0aa", "1.0a, <, 1.0aa", "10.0001, =, 10.0001", "10.0001, =, 10.1", "10.0001, <, 10.0039", "4.999.9, <, 5.0", "20101121, <, 20101122", "2_0, =, 2_0", "2.0, =, 2_0", "a, =, a",
        "a+, =, a_", "+a, =, _a", "+_, =, _+", "+, =, _", "1.0~rc1, =, 1.0~rc1", "1.0~rc1, <, 1.0", "1.0~rc1, <, 1.0~rc2", "1.0~rc1~git123, =, 1.0~rc1~git123", "1.0~rc1~git123, <, 1.0~rc1",
        "1.0^, =, 1.0^", "1.0^, >, 1.0", "1.0^git1, =, 1.0^git1", "1.0^git1, >, 1.0", "1.0^git1, <, 1.0^git2", "1.0^git1, <, 1.01", "1.0^20160101, <, 1.0.1", "1.0^20160101^git1, =, 1.0^20160101^git1",
        "1.0^20160102, >, 1.0^20160101^git1", "1.0~rc1^git1, =, 1.0~rc1^git1", "1.0~rc1^git1, >, 1.0~rc1", "1.0^git1~pre, =, 1.0^git1~pre", "1.0^git1, >, 1.0^git1~pre", "1b.fc17, <, 1.fc17", "1g.fc17, >, 1.fc17"})
    void rpmVersionsAreOrderedAsRpmOrdersThem(String one, String sign, String other) {
        areOrdered(Scheme.RPM, one, sign, other);
    }

    @ParameterizedTest @CsvSource({
        "1:3.0.7-24.el9, 1:3.0.7-25.el9_3, true", "3.0.7-24.el9, 1:3.0.7-25.el9_3, true", "3.0.7-25.el9_3, 1:3.0.7-25.el9_3, false", "3.0.7-27.el9, 1:3.0.7-25.el9_3, false",
        "2:3.0.7-1.el9, 1:3.0.7-25.el9_3, false", "0:3.0.7-27.el9, 1:3.0.7-25.el9_3, true"})
    void anEpochThatTheAgentLeavesOutIsNotCompared(String installed, String fixed, boolean affected) {
        assertThat(new Range("Red Hat:9", "openssl", Scheme.RPM, null, fixed, null, List.of()).contains(installed)).isEqualTo(affected);
    }

    @Test void debianVersionsAreOrderedAsDpkgOrdersThem() throws IOException, InterruptedException {
        var dpkg = Path.of("/usr/bin/dpkg");
        if (System.getenv("CI") == null) assumeTrue(Files.isExecutable(dpkg), "no dpkg: this is no Debian");
        var random = new Random(4);
        var pairs = new ArrayList<List<String>>();
        while (pairs.size() < 300) pairs.add(List.of(drawn(random), drawn(random)));
        var script = new StringBuilder("export LC_ALL=C\n");
        for (var pair : pairs)
            script.append("for op in lt eq gt; do dpkg --compare-versions '%s' $op '%s' 2>/dev/null && echo $op && break; done\n".formatted(pair.get(0), pair.get(1)));
        var shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
        try (var in = shell.outputWriter()) {
            in.write(script.toString());
        }
        var said = new String(shell.getInputStream().readAllBytes()).lines().toList();
        assertThat(shell.waitFor()).isZero();
        assertThat(said).hasSameSizeAs(pairs);
        for (var i = 0; i < pairs.size(); i++)
            assertThat(List.of("lt", "eq", "gt").get(Integer.signum(Scheme.DPKG.compare(pairs.get(i).get(0), pairs.get(i).get(1))) + 1)).as("%s", pairs.get(i)).isEqualTo(said.get(i));
    }

    private static String drawn(Random random) {
        var signs = "0011229aZ.+~";
        var version = new StringBuilder(random.nextInt(4) == 0 ? random.nextInt(2) + ":" : "").append(random.nextInt(2));
        for (var n = random.nextInt(5); n > 0; n--) version.append(signs.charAt(random.nextInt(signs.length())));
        if (random.nextBoolean()) version.append('-').append(signs.charAt(random.nextInt(7))).append(random.nextBoolean() ? "+b1" : "");
        return version.toString();
    }
}
