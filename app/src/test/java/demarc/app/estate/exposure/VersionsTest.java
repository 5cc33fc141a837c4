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
        "GENERIC, 1.0, =, 1.0.0", "GENERIC, 1.0rc1, <, 1.0", "GENERIC, 1.0, <, 1.0.post1", "GENERIC, 2.0-SNAPSHOT, <, 2.0", "GENERIC, 10.1, >, 9.9", "GENERIC, 1.0.1, >, 1.0b2"})
    void areOrdered(Scheme scheme, String one, String sign, String other) {
        var order = Integer.signum(scheme.compare(one, other));
        assertThat(order).isEqualTo(sign.equals("<") ? -1 : sign.equals(">") ? 1 : 0);
        assertThat(Integer.signum(scheme.compare(other, one))).isEqualTo(-order);
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
