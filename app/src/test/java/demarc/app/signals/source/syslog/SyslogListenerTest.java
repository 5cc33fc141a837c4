package demarc.app.signals.source.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Condition;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class SyslogListenerTest {
    private final Fixture fixture;
    private final Sources sources;
    private final Conditions conditions;
    private final Keeping keeping;
    private final SyslogListener listener;

    SyslogListenerTest(Fixture fixture, Sources sources, Conditions conditions, Keeping keeping, Clock clock) {
        this.fixture = fixture;
        this.sources = sources;
        this.conditions = conditions;
        this.keeping = keeping;
        listener = new SyslogListener(0, "127.0.0.1", sources, conditions, keeping, clock);
    }

    @BeforeEach void start() {
        listener.start();
    }

    @AfterEach void stop() {
        listener.stop();
    }

    private record Mine(Source source, String key, Actor person) {}

    @Test void aLineWithAKeyIsThatSourcesAndALineOfAStrangerIsNobodys() throws IOException {
        var mine = source("from: err");
        datagram("<11>1 2026-11-24T02:10:00Z fw-1 charon - - [demarc@32473 key=\"%s\"] tunnel to 198.51.100.7 failed".formatted(mine.key));
        datagram("<11>1 2026-11-24T02:10:00Z fw-1 charon - - - tunnel to 198.51.100.7 failed");
        var told = "<11>1 2026-11-24T02:10:01Z fw-1 charon - - [demarc@32473 key=\"%s\"] tunnel to 203.0.113.9 failed".formatted(mine.key);
        try (var tcp = new Socket(InetAddress.getLoopbackAddress(), port())) {
            tcp.getOutputStream().write((told.length() + " " + told + "<14>1 - fw-1 charon - - [demarc@32473 key=\"" + mine.key + "\"] fine\n").getBytes(StandardCharsets.UTF_8));
        }
        eventually(() -> listener.strangers() == 1 && all(mine).stream().anyMatch(condition -> condition.count() == 2));
        assertThat(all(mine)).singleElement().satisfies(condition -> {
            assertThat(condition.thing()).isEqualTo("fw-1");
            assertThat(condition.check()).isEqualTo("charon: tunnel to … failed");
            assertThat(condition.labels().toString()).doesNotContain(mine.key);
        });
        assertThat(listener.where()).startsWith("UDP and TCP port ");
    }

    @Test void anAddressThatTwoClientsClaimIsNobodys() {
        var mine = source("senders: 127.7.0.0/16");
        assertThat(who("127.7.0.1")).contains(mine.source.id());
        var theirs = source("senders: 127.7.0.0/16");
        assertThat(who("127.7.0.1")).isEmpty();
        var nearer = source("senders: 127.7.0.1");
        assertThat(who("127.7.0.1")).contains(nearer.source.id());
        Tenancy.as(theirs.person, () -> sources.enable(theirs.person, theirs.source.id(), false));
        assertThat(who("127.7.0.2")).contains(mine.source.id());
    }

    /// By a listener that has not asked before, so that nothing is remembered.
    private Optional<Long> who(String sender) {
        try {
            return new SyslogListener(0, "127.0.0.1", sources, conditions, keeping, Clock.systemUTC())
                    .source(new SyslogListener.Line("<11>x".getBytes(StandardCharsets.UTF_8), InetAddress.getByName(sender))).map(Source::id);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mine source(String settings) {
        var client = fixture.client("Logs");
        var person = fixture.person(client.party(), Role.IT_MANAGER);
        var made = Tenancy.as(person, () -> sources.create(person, client.key(), new Sources.Wanted("syslog", "Logs", null, settings, null, null, null)));
        return new Mine(made.source(), made.key(), person);
    }

    private List<Condition> all(Mine mine) {
        conditions.flush();
        return Tenancy.as(mine.person, () -> conditions.page(mine.person, new Conditions.Filter(null, mine.source.id(), Set.of(), null, null, null, null), null, 10)).items();
    }

    private int port() {
        return Integer.parseInt(String.valueOf(listener.where()).replaceAll("\\D*(\\d+) at.*", "$1"));
    }

    private void datagram(String line) throws IOException {
        try (var udp = new DatagramSocket()) {
            var bytes = line.getBytes(StandardCharsets.UTF_8);
            udp.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port()));
        }
    }

    static void eventually(BooleanSupplier holds) {
        var until = Instant.now().plus(Duration.ofSeconds(15));
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(until)) throw new AssertionError("not within 15 s");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
