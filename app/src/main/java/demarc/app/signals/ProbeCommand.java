package demarc.app.signals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import demarc.app.platform.Exits;
import demarc.app.platform.Home;
import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.probe.Link;
import demarc.app.signals.checks.probe.Memory;
import demarc.app.signals.checks.probe.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `demarc probe`: looks from inside a network.
@Command(
        name = "probe",
        description = "Looks at a client's things from inside their network, as the server asks, and tells it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Make a source of kind probe for the client; its key says which probe this is. Nothing needs to reach the probe: it only asks and tells."})
public final class ProbeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Address of Demarc: https://demarc.example")
    private String url;

    @Option(names = "--key", paramLabel = "KEY", description = "The probe's key. DEMARC_PROBE_KEY does the same and shows in no list of processes.")
    private @Nullable String key = System.getenv("DEMARC_PROBE_KEY");

    @Option(names = "--insecure", description = "Speak plain http to another machine. The key and your devices' secrets travel in clear.")
    private boolean insecure;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificates (PEM) that sign the server's, when this machine does not trust them by itself.")
    private @Nullable Path ca;

    @Option(names = "--keep", paramLabel = "DIR", description = "Where looks wait while the server is away. Usually probe/<server> in DEMARC_HOME.")
    private @Nullable Path keep;

    @Option(names = "--also", split = ",", paramLabel = "RANGE", description = "Look at this machine or another network that is closed otherwise, such as 127.0.0.1.")
    private List<String> also = List.of();

    @Option(names = "--once", description = "Look at everything once, print what it brought, and tell nobody. Exits 1 when something fails.")
    private boolean once;

    @Override public Integer call() throws InterruptedException {
        if (key == null || key.isBlank()) throw new Refused("Say --key, or set DEMARC_PROBE_KEY, to the key of a source of kind probe.");
        quiet();
        var link = new Link(url, key, insecure, ca);
        var memory = once ? Memory.none(this::say) : Memory.in(keep == null ? Home.directory().resolve("probe").resolve(link.place()) : keep, key, this::say);
        try (var probe = new Probe(link, Outbound.fromInside(also.stream().map(Outbound::mayBeOpened).toList()), Clock.systemUTC(), memory, this::say)) {
            if (once) return once(probe);
            probe.begin();
            probe.run();
            return Exits.DONE;
        } catch (IOException e) {
            throw new Refused("%s Is the address right, and may this machine reach it?".formatted(e.getMessage()));
        }
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /// Libraries log each step they take unless somebody says otherwise, which in the server Spring does.
    private static void quiet() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) root.setLevel(Level.ERROR);
    }

    private int once(Probe probe) throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var answers = probe.once();
        answers.forEach((item, answer) -> out.println("  %-5s %-5s %-40s %s".formatted(answer.isDown() ? "FAILS" : "ok", item.kind(), item.target(), answer.words())));
        return answers.values().stream().anyMatch(Answer::isDown) ? Exits.FINDINGS : Exits.DONE;
    }
}
