package demarc.app.signals.source.syslog;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.SettingsFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The thing is the host, the check the program and what stays the same in its words. Below the severity that is asked for a line says nothing, unless
/// it says that something is up again.
@Component
class Syslog implements SourceKind {
    /// Syslog's words are a program's word about itself: its error is a nuisance more often than an outage.
    private static final Severity[] LEVELS = {Severity.CRITICAL, Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO, Severity.INFO, Severity.INFO};
    private static final List<String> NAMES = List.of("emerg", "alert", "crit", "err", "warning");

    /// @param from the least severe that is an alarm: 3 (error) unless said otherwise
    record Settings(List<Outbound.Range> senders, int from) {
        static Settings read(@Nullable String mapping) {
            var file = SettingsFile.read(mapping, Set.of("senders", "from"));
            var from = file.text("from", "err");
            if (!NAMES.contains(from)) throw file.wrong("from", "'%s' is none of %s.".formatted(from, String.join(", ", NAMES)));
            return new Settings(file.ranges("senders"), NAMES.indexOf(from));
        }
    }

    @Override public String key() {
        return "syslog";
    }

    @Override public String label() {
        return "Syslog";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public Duration usualQuiet() {
        return Duration.ofHours(1);
    }

    @Override public void check(String mapping) {
        Settings.read(mapping);
    }

    @Override public SourceKind.Settings settings() {
        return new SourceKind.Settings("Settings", "Change what does not fit; the guide explains each line.", """
                # who may send: addresses or ranges. A line that carries this source's key may come from anywhere.
                senders: 10.20.0.0/24, 10.20.1.1
                # the least that is an alarm: emerg, alert, crit, err, warning
                from: err
                """, true, null);
    }

    /// Lines by HTTP, for whoever forwards them so.
    @Override public List<Signal> read(Body body) {
        var settings = Settings.read(body.mapping());
        var signals = new ArrayList<Signal>();
        var now = Instant.now();
        new String(body.bytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
                .forEach(line -> signals.addAll(read(Entry.read(line.getBytes(StandardCharsets.UTF_8), now), "", settings)));
        if (signals.isEmpty() && new String(body.bytes(), StandardCharsets.UTF_8).isBlank()) throw new Refused("The body is empty. Send lines of syslog.");
        return signals;
    }

    /// @param sender names the thing when the line does not
    static List<Signal> read(Entry entry, String sender, Settings settings) {
        var template = Template.of(entry.message());
        if (entry.severity() > settings.from && !template.clear()) return List.of();
        var host = entry.host().isEmpty() ? sender : entry.host();
        var words = template.text().isEmpty() ? "says nothing" : template.text();
        var draft = Draft.firing(!template.clear()).of(host, entry.app().isEmpty() ? words : "%s: %s".formatted(entry.app(), words)).severity(LEVELS[entry.severity()])
                .summary(entry.app().isEmpty() ? entry.message() : "%s: %s".formatted(entry.app(), entry.message())).details(entry.message()).label("app", entry.app())
                .label("sender", sender).at(entry.at()).lasting(template.paired());
        entry.said().forEach((name, value) -> draft.label(name, name.startsWith("demarc") ? "" : value));
        return List.of(draft.signal());
    }

    @Override public String trial(String address, String key) {
        return "logger --server %s --port 5514 --udp --priority local0.err --rfc5424 --sd-id demarc@32473 --sd-param 'key=\"%s\"' --tag trial 'trying Demarc out'"
                .formatted(host(address), key);
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "The listener is off until an administrator gives it a port: demarc.syslog.port (say 5514) and demarc.syslog.address, the address of this server that the gear reaches.",
                "Let the gear send its log to %s, that port, UDP or TCP. Name its addresses in the settings beside; or let it put the key into structured data, as below.".formatted(host(address)),
                "Each error of a program on a host becomes a condition; the same words with other numbers are the same condition."),
                "/etc/rsyslog.d/demarc.conf", """
                template(name="demarc" type="string"
                  string="<%%PRI%%>1 %%TIMESTAMP:::date-rfc3339%% %%HOSTNAME%% %%APP-NAME%% %%PROCID%% %%MSGID%% [demarc@32473 key=\\"%s\\"] %%msg%%\\n")
                *.err action(type="omfwd" target="%s" port="5514" protocol="tcp" template="demarc")
                """.formatted(key, host(address)), "ini");
    }

    private static String host(String address) {
        return address.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
    }
}
