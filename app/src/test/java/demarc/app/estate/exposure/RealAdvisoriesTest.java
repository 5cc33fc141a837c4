package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// 600 advisories of the Go team and CISA's list as of August 2025, against ten machines with twenty programs each that were current in early 2022.
@DemarcTest
class RealAdvisoriesTest {
    private static final String[] PROGRAMS = {
        "stdlib 1.17.6", "github.com/hashicorp/vault 1.9.2", "github.com/hashicorp/nomad 1.2.4", "github.com/hashicorp/consul 1.11.2", "k8s.io/kubernetes 1.23.1",
        "github.com/argoproj/argo-cd/v2 2.2.2", "github.com/traefik/traefik/v2 2.5.6", "gogs.io/gogs 0.12.3", "code.gitea.io/gitea 1.15.8", "github.com/docker/docker 20.10.12+incompatible",
        "github.com/containerd/containerd 1.5.8", "github.com/opencontainers/runc 1.0.3", "github.com/grafana/grafana 8.3.3", "github.com/mattermost/mattermost-server/v6 6.2.1",
        "github.com/usememos/memos 0.1.0", "github.com/minio/minio 0.0.0-20220101000000-000000000000", "github.com/cilium/cilium 1.11.0", "go.etcd.io/etcd 3.5.1",
        "golang.org/x/crypto 0.0.0-20211215153901-e495a2d5b3d3", "golang.org/x/net 0.0.0-20211216030914-fe4d6282115f"};

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;

    RealAdvisoriesTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void hundredsOfFlawsAreAFewTickets() throws IOException {
        var data = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/vulnerabilities");
        assumeTrue(Files.exists(data), () -> "skipped: the shared data is not here (" + data + "); name its folder with -Ddemarc.shared");
        clock.set("2026-12-01T09:00:00Z");
        var patches = new Patches(fixture, context);
        for (var n = 0; n < 10; n++)
            patches.inventory(patches.asset("go" + n, "SERVER", "Debian GNU/Linux 12", n < 2 ? "ring=0" : n < 7 ? "ring=1" : "ring=2"), "go", PROGRAMS);
        try (var osv = Files.newInputStream(data.resolve("osv_go_600.tar.gz")); var kev = Files.newInputStream(data.resolve("known_exploited_vulnerabilities.json.gz"))) {
            var read = patches.told("osv_go_600.tar.gz", osv);
            assertThat(read.read()).isEqualTo(600);
            assertThat(read.refusals()).isEmpty();
            assertThat(patches.told("known_exploited_vulnerabilities.json.gz", kev).read()).isEqualTo(1404);
        }
        var exposures = patches.exposures();
        // A patch begins with each ring's turn; all of them have had it a month later.
        patches.until("2027-01-05T09:00:00Z");
        var names = exposures.stream().map(Patches.Row::vulnerability).distinct().count();
        var said = "%d exposures to %d vulnerabilities in %d programs on 10 machines: %d tickets".formatted(exposures.size(), names,
                exposures.stream().map(Patches.Row::name).distinct().count(), patches.tickets().size());
        System.out.println(said);
        assertThat(exposures.size()).as(said).isGreaterThan(500);
        assertThat(patches.tickets().size()).as(said).isLessThanOrEqualTo(PROGRAMS.length * 3);
        // Each is what the advisories of its module say: Go's own, by hand.
        assertThat(exposures).filteredOn(row -> row.asset().equals("go0") && row.name().equals("golang.org/x/net")).extracting(Patches.Row::vulnerability).contains("CVE-2022-41723");
        try (var again = Files.newInputStream(data.resolve("osv_go_600.tar.gz"))) {
            assertThat(patches.told("osv_go_600.tar.gz", again).changed()).as("what is known already changes nothing").isZero();
        }
    }
}
