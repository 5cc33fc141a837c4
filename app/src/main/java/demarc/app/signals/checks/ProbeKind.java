package demarc.app.signals.checks;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// A probe of our own inside the client's network. It speaks at `/api/v1/probe`.
@Component
class ProbeKind implements SourceKind {
    static final String KEY = "probe";

    @Override public String key() {
        return KEY;
    }

    @Override public String label() {
        return "Demarc probe";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        throw new Refused("A probe sends what it saw to /api/v1/probe/results. Start it with: demarc probe --url … --key …");
    }

    /// It asks four times a minute.
    @Override public Duration usualSilence() {
        return Duration.ofMinutes(3);
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "Take a machine inside the network that can reach what is to be watched, and that reaches %s by HTTPS. Nothing needs to reach it.".formatted(address),
                "Install a JDK 25 and Demarc on it, and start the probe as a service with the line below. It wants about 100 MB of memory, and no right but to send echo requests (CAP_NET_RAW).",
                "Choose it as the one that looks when you add a check."), "demarc-probe.service", """
                [Unit]
                Description=Demarc probe
                After=network-online.target
                Wants=network-online.target

                [Service]
                Environment=DEMARC_PROBE_KEY=%s
                Environment=DEMARC_HOME=/var/lib/demarc-probe
                ExecStart=/opt/demarc/demarc probe --url %s
                Restart=always
                RestartSec=30
                DynamicUser=yes
                StateDirectory=demarc-probe
                AmbientCapabilities=CAP_NET_RAW

                [Install]
                WantedBy=multi-user.target
                """.formatted(key, address), "ini");
    }
}
