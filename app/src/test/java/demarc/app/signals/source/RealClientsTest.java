package demarc.app.signals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Condition;
import demarc.app.signals.Conditions;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKinds;
import demarc.app.signals.Sources;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prometheus and its Alertmanager as they are shipped, set up by what a source's page says.
@DemarcTest
class RealClientsTest {
    private final Fixture fixture;
    private final Sources sources;
    private final SourceKinds kinds;
    private final Conditions conditions;
    private final List<Process> started = new ArrayList<>();

    RealClientsTest(Fixture fixture, Sources sources, SourceKinds kinds, Conditions conditions) {
        this.fixture = fixture;
        this.sources = sources;
        this.kinds = kinds;
        this.conditions = conditions;
    }

    @AfterEach void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test void prometheusTellsOfAHostThatIsDownAndOfItsReturn(@TempDir Path home) throws IOException {
        var client = fixture.client("Real");
        var person = fixture.person(client.party(), Role.IT_MANAGER);
        var made = Tenancy.as(person, () -> sources.create(person, client.key(), new Sources.Wanted("alertmanager", "Prometheus", null, null, null, null, null)));
        var target = freePort();
        var alertmanager = freePort();
        // The page's own file, made faster than anybody would have it.
        var setUp = Objects.requireNonNull(kinds.find("alertmanager")).setUp(fixture.url(), made.key());
        var routed = Objects.requireNonNull(setUp.file());
        Files.writeString(home.resolve("alertmanager.yml"), (routed.contains("route:") ? routed : "route:\n  receiver: demarc\n" + routed)
                .replaceFirst("(?m)^( *)receiver: (\\S+)$", "$1receiver: $2\n$1group_wait: 0s\n$1group_interval: 1s"));
        Files.writeString(home.resolve("rules.yml"), """
                groups:
                  - name: hosts
                    rules:
                      - alert: HostDown
                        expr: up == 0
                        labels: {severity: critical}
                        annotations: {summary: "{{ $labels.instance }} does not answer"}
                """);
        Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
                scrape_configs: [{job_name: plant, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
                """.formatted(alertmanager, target));
        start(home, "/usr/bin/prometheus-alertmanager", "--config.file=alertmanager.yml", "--storage.path=" + home.resolve("am"), "--web.listen-address=127.0.0.1:" + alertmanager,
                "--cluster.listen-address=");
        start(home, "/usr/bin/prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=" + home.resolve("tsdb"), "--web.listen-address=127.0.0.1:" + freePort());

        eventually(made.source(), person, condition -> condition.state() == Condition.State.FIRING, home);
        assertThat(all(made.source(), person)).singleElement().satisfies(condition -> {
            assertThat(condition.check()).isEqualTo("HostDown");
            assertThat(condition.thing()).contains("127.0.0.1");
            assertThat(condition.severity()).hasToString("CRITICAL");
            assertThat(condition.summary()).isEqualTo("127.0.0.1:%d does not answer".formatted(target));
        });

        var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 0);
        host.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("a 1\n\n".getBytes());
            exchange.close();
        });
        host.start();
        try {
            eventually(made.source(), person, condition -> condition.state() == Condition.State.CLEARED, home);
        } finally {
            host.stop(0);
        }
    }

    private void start(Path home, String... command) throws IOException {
        if (System.getenv("CI") == null) assumeTrue(Files.exists(Path.of(command[0])), () -> "skipped: %s is not installed".formatted(command[0]));
        started.add(new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile())).start());
    }

    private void eventually(Source source, Actor person, Predicate<Condition> holds, Path home) throws IOException {
        var until = Instant.now().plus(Duration.ofSeconds(60));
        while (all(source, person).stream().noneMatch(holds)) {
            if (Instant.now().isAfter(until)) throw new AssertionError("not within 60 s; the clients say:\n" + Files.readString(home.resolve("log")));
            LockSupport.parkNanos(100_000_000);
        }
    }

    private List<Condition> all(Source source, Actor person) {
        return Tenancy.as(person, () -> conditions.page(person, new Conditions.Filter(null, source.id(), Set.of(), null, null, null, null), null, 10)).items();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
