package demarc.app.signals.checks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import demarc.app.Demarc;
import demarc.app.directory.Client;
import demarc.app.platform.Exits;
import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.checks.Order;
import demarc.app.signals.checks.look.Ill;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// A probe inside a client's network, against the running product.
@DemarcTest
class ProbeTest {
    /// A clock of its own, as another machine has.
    private static final class OwnClock extends Clock {
        private Instant now = Instant.now();

        @Override public Instant instant() {
            return now;
        }

        @Override public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Fixture fixture;
    private final Ill ill = new Ill();
    private final OwnClock clock = new OwnClock();
    private final List<String> said = new ArrayList<>();
    private final Client client;
    private final Api api;
    private final Source source;
    private final String key;
    private final String here;

    ProbeTest(Fixture fixture, Sources sources) throws IOException {
        this.fixture = fixture;
        client = fixture.client("Inner");
        var technician = fixture.person(fixture.provider("Lookout", client), Role.TECHNICIAN);
        api = fixture.api(technician);
        var made = Tenancy.as(technician, () -> sources.create(technician, client.key(), new Sources.Wanted("probe", "Plant room", null, null, null, null, null)));
        source = made.source();
        key = made.key();
        here = "http://127.0.0.1:%d".formatted(ill.http());
    }

    @AfterEach void close() throws Exception {
        ill.close();
    }

    @Test void itLooksAtWhatTheServerSaysAndTellsIt() throws Exception {
        var id = add("/switch");
        try (var probe = probe(fixture.url())) {
            assertThat(source.silentAfter()).as("its silence is an alarm").isEqualTo(Duration.ofMinutes(3));
            probe.orders();
            assertThat(said).singleElement().asString().contains("Plant room looks at 1 things for Inner");
            round(probe, 10);
            assertThat(state(id)).isEqualTo("up");
            ill.well = false;
            round(probe, 60);
            assertThat(state(id)).isEqualTo("failing");
            round(probe, 6);
            assertThat(state(id)).isEqualTo("down");
            probe.orders();
            assertThat(said).as("nothing changed, so nothing is said").hasSize(1);
        }
    }

    @Test void whileTheServerIsAwayLooksWaitAndLoseNoOrder() throws Exception {
        var id = add("/switch");
        var away = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var gone = "http://127.0.0.1:%d".formatted(away.getAddress().getPort());
        away.stop(0);
        try (var probe = probe(fixture.url()); var cut = probe(gone)) {
            assertThatThrownBy(cut::orders).isInstanceOf(IOException.class);
            probe.orders();
            for (var n = 0; n < 5; n++) {
                clock.now = clock.now.plusSeconds(60);
                probe.lookAtWhatIsDue();
                probe.settle();
            }
            assertThat(probe.waiting()).isEqualTo(5);
            probe.tell();
            assertThat(probe.waiting()).isZero();
            assertThat(api.get("/api/v1/clients/%s/checks/%s/results".formatted(client.key(), id)).json().at("/items").size()).isEqualTo(5);
        }
    }

    /// The server tells what to look at, and is gone; the probe is killed; a new one on the same machine tells the real one what the first saw.
    @Test void whatWasSeenOutlivesTheProbe(@TempDir Path place) throws Exception {
        var id = add("/switch");
        ill.well = false;
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/api/v1/probe/checks", exchange -> {
            try (var link = new Link(fixture.url(), key, false, null)) {
                var real = link.orders();
                var item = real.checks().getFirst();
                var atOnce = new Order.Item(item.check(), item.version(), item.kind(), item.target(), 10, 0, item.fails(), item.settings());
                var body = link.write(new Order.Items(real.name(), real.client(), List.of(atOnce)));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Demarc.class.getName(), "probe", "--url", url, "--key", key, "--keep", place.toString(), "--also", "127.0.0.1").redirectErrorStream(true).redirectOutput(place.resolve("said").toFile()).start();
        try {
            for (var i = 0; i < 300 && !(Files.exists(place.resolve("looks.jsonl")) && Files.size(place.resolve("looks.jsonl")) > 0); i++) Thread.sleep(50);
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }
        assertThat(Files.readString(place.resolve("orders"))).as("sealed").doesNotContain("switch");
        try (var cut = probe(url, Memory.in(place, key, said::add))) {
            cut.begin();
            assertThat(said).as("it knows what to look at, though nobody answers").anyMatch(line -> line.contains("looks wait from before")).last().asString().contains("looks at 1 things");
        }
        try (var probe = probe(fixture.url(), Memory.in(place, key, said::add))) {
            probe.tell();
            assertThat(probe.waiting()).isZero();
        }
        assertThat(Files.size(place.resolve("looks.jsonl"))).isZero();
        assertThat(state(id)).isIn("failing", "down");
    }

    @Test void whatIsInsideIsOpenToItButNotItsOwnMachine() throws Exception {
        add("/well");
        try (var probe = new Probe(new Link(fixture.url(), key, false, null), Outbound.fromInside(List.of()), clock, Memory.none(said::add), said::add)) {
            assertThat(probe.once().values()).singleElement().satisfies(answer -> assertThat(answer.words()).contains("this machine itself"));
        }
    }

    @Test void keysOpenOnlyTheirOwnProbe() throws Exception {
        var id = add("/well");
        var otherClient = fixture.client("Elsewhere");
        var other = fixture.api(fixture.person(fixture.provider("Else", otherClient), Role.TECHNICIAN));
        var otherKey = other.post("/api/v1/clients/%s/sources".formatted(otherClient.key()), Map.of("kind", "probe", "name", "Else")).at("/key");
        if (!otherKey.isEmpty()) {
            try (var link = new Link(fixture.url(), otherKey, false, null)) {
                assertThat(link.orders().checks()).isEmpty();
                var told = link.tell(new Order.Looks(Instant.now(), 0, List.of(new Order.Look(Long.parseLong(id), Instant.now(), "DOWN", 1, "forged", null, null))));
                assertThat(told.unknown()).isEqualTo(1);
                assertThat(state(id)).isEqualTo("new");
            }
        }
        try (var link = new Link(fixture.url(), "x".repeat(32), false, null)) {
            assertThatThrownBy(link::orders).isInstanceOf(Refused.class).hasMessageContaining("No probe has this key");
        }
    }

    @Test void itsOwnClockIsSetWhileItRuns() throws Exception {
        add("/switch");
        try (var probe = probe(fixture.url())) {
            probe.orders();
            clock.now = clock.now.plusSeconds(60);
            probe.lookAtWhatIsDue();
            probe.settle();
            clock.now = clock.now.minusSeconds(3_600);
            probe.clockMoved(Duration.ofHours(-1));
            clock.now = clock.now.plusSeconds(10);
            assertThat(probe.lookAtWhatIsDue()).as("it does not wait for an hour").isEqualTo(1);
            probe.settle();
            assertThat(said).last().asString().isEqualTo("This machine's clock was moved by -3,600 s.");
        }
    }

    @Test void theCommandLooksOnceAndSaysWhatFails() {
        add("/ill");
        assertThat(run("--url", fixture.url(), "--key", key, "--once", "--also", "127.0.0.1")).startsWith("1 ").contains("FAILS", "Answered 500, not 200-399.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://demarc.example | 3 | Use https, or say --insecure
            ftp://demarc.example  | 3 | is no address
            demarc.example        | 3 | is no address
            http://localhost:1    | 3 | refuses the connection
            https://nobody.invalid | 3 | The name nobody.invalid is not known
            """)
    void whatCannotWorkIsSaid(String url, int exit, String says) {
        assertThat(run("--url", url, "--key", key)).startsWith(exit + " ").contains(says);
    }

    private static String run(String... arguments) {
        var said = new StringWriter();
        var all = new ArrayList<>(List.of("probe"));
        all.addAll(List.of(arguments));
        var exit = Exits.run(new CommandLine(Demarc.class).setOut(new PrintWriter(said)).setErr(new PrintWriter(said)), all.toArray(String[]::new));
        return exit + " " + said;
    }

    private void round(Probe probe, int seconds) throws IOException, InterruptedException {
        clock.now = clock.now.plusSeconds(seconds);
        probe.lookAtWhatIsDue();
        probe.settle();
        probe.tell();
    }

    private Probe probe(String url) {
        return probe(url, Memory.none(said::add));
    }

    private Probe probe(String url, Memory memory) {
        return new Probe(new Link(url, key, false, null), Outbound.fromInside(List.of(Outbound.mayBeOpened("127.0.0.1"))), clock, memory, said::add);
    }

    private String add(String path) {
        var made = api.post("/api/v1/clients/%s/checks".formatted(client.key()), Map.of("kind", "http", "target", here + path, "thing", "press", "probe", source.id()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id");
    }

    private String state(String id) {
        return api.get("/api/v1/clients/%s/checks/%s".formatted(client.key(), id)).at("/state");
    }
}
