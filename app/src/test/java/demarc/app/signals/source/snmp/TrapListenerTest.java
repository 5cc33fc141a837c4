package demarc.app.signals.source.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.SourceSecrets;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Traps as net-snmp sends them.
@DemarcTest
class TrapListenerTest {
    private static final List<String> LINK_DOWN = List.of("1.3.6.1.6.3.1.1.5.3", "1.3.6.1.2.1.2.2.1.1.7", "i", "7", "1.3.6.1.2.1.31.1.1.1.1.7", "s", "Gi0/7");
    private static final List<String> LINK_UP = List.of("1.3.6.1.6.3.1.1.5.4", "1.3.6.1.2.1.2.2.1.1.7", "i", "7");

    private final Fixture fixture;
    private final Sources sources;
    private final SourceSecrets secrets;
    private final Conditions conditions;
    private final TrapListener listener;

    TrapListenerTest(Fixture fixture, Sources sources, SourceSecrets secrets, Conditions conditions, Keeping keeping, Clock clock) {
        this.fixture = fixture;
        this.sources = sources;
        this.secrets = secrets;
        this.conditions = conditions;
        listener = new TrapListener(0, "127.0.0.1", sources, secrets, conditions, keeping, clock);
    }

    @AfterEach void stop() {
        listener.stop();
    }

    private record Mine(Source source, String key, Actor person) {}

    @Test void theKeyIsTheCommunity() throws Exception {
        var mine = source("authentication: none\nprivacy: none");
        listener.start();
        trap(List.of("-v2c", "-c", mine.key), LINK_DOWN);
        trap(List.of("-v2c", "-c", "public"), LINK_DOWN);
        eventually(() -> listener.strangers() == 1 && says(mine).equals(List.of("link 7 FIRING")));
        trap(List.of("-v2c", "-Ci", "-c", mine.key), LINK_UP);
        eventually(() -> says(mine).equals(List.of("link 7 CLEARED")));
        assertThat(listener.dropped()).isZero();
    }

    @Test void aUserOfTheThirdVersionIsKnownByPhrases() throws Exception {
        var user = "demarc-" + System.nanoTime() % 1_000_000;
        var mine = source("user: %s\nauthentication: SHA-256\nprivacy: AES-128".formatted(user));
        Tenancy.as(mine.person, () -> secrets.keep(mine.person, mine.source, "authentic-phrase private-phrase"));
        listener.start();
        trap(List.of("-v3", "-e", "0x8000000001020304", "-u", user, "-l", "authPriv", "-a", "SHA-256", "-A", "authentic-phrase", "-x", "AES", "-X", "wrong-wrong-phrase"), LINK_DOWN);
        trap(List.of("-v3", "-e", "0x8000000001020304", "-u", user, "-l", "authPriv", "-a", "SHA-256", "-A", "authentic-phrase", "-x", "AES", "-X", "private-phrase"), LINK_DOWN);
        eventually(() -> says(mine).equals(List.of("link 7 FIRING")));
        assertThat(listener.heard()).isEqualTo(1);
    }

    private Mine source(String settings) {
        var client = fixture.client("Traps");
        var person = fixture.person(client.party(), Role.IT_MANAGER);
        var made = Tenancy.as(person, () -> sources.create(person, client.key(), new Sources.Wanted("snmp", "Traps", null, settings, null, null, null)));
        return new Mine(made.source(), made.key(), person);
    }

    private List<String> says(Mine mine) {
        conditions.flush();
        return Tenancy.as(mine.person, () -> conditions.page(mine.person, new Conditions.Filter(null, mine.source.id(), Set.of(), null, null, null, null), null, 10)).items().stream()
                .map(condition -> condition.check() + " " + condition.state()).toList();
    }

    private void trap(List<String> how, List<String> what) throws IOException, InterruptedException {
        var program = Path.of("/usr/bin/snmptrap");
        if (System.getenv("CI") == null) assumeTrue(Files.exists(program), "skipped: net-snmp's snmptrap is not installed");
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(how);
        command.add("127.0.0.1:" + String.valueOf(listener.where()).replaceAll("\\D*(\\d+) at.*", "$1"));
        command.add("");
        command.addAll(what);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) throw new IllegalStateException("snmptrap: " + said);
    }

    private static void eventually(BooleanSupplier holds) {
        var until = Instant.now().plus(Duration.ofSeconds(15));
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(until)) throw new AssertionError("not within 15 s");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
