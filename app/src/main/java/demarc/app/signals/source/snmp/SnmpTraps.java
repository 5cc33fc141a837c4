package demarc.app.signals.source.snmp;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.SettingsFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The thing is the device, the check what the trap is about; a trap that nobody knows is one of low severity, with all it says.
@Component
class SnmpTraps implements SourceKind {
    static final List<String> AUTHENTICATIONS = List.of("SHA-256", "SHA-512", "SHA-384", "SHA-224", "SHA", "MD5", "none");
    static final List<String> PRIVACIES = List.of("AES-128", "AES-192", "AES-256", "DES", "none");

    /// @param user of SNMPv3; empty when there is none
    record Settings(List<Outbound.Range> senders, String user, String authentication, String privacy) {
        static Settings read(@Nullable String mapping) {
            var file = SettingsFile.read(mapping, Set.of("senders", "user", "authentication", "privacy"));
            var authentication = file.text("authentication", "SHA-256");
            if (!AUTHENTICATIONS.contains(authentication)) throw file.wrong("authentication", "'%s' is none of %s.".formatted(authentication, String.join(", ", AUTHENTICATIONS)));
            var privacy = file.text("privacy", "AES-128");
            if (!PRIVACIES.contains(privacy)) throw file.wrong("privacy", "'%s' is none of %s.".formatted(privacy, String.join(", ", PRIVACIES)));
            if (authentication.equals("none") && !privacy.equals("none")) throw file.wrong("privacy", "SNMP has no privacy without authentication.");
            var user = file.text("user", "");
            if (user.length() > 32) throw file.wrong("user", "A user's name has at most 32 characters.");
            return new Settings(file.ranges("senders"), user, authentication, privacy);
        }
    }

    @Override public String key() {
        return "snmp";
    }

    @Override public String label() {
        return "SNMP traps";
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
                # v1 and v2c: who may send. A trap whose community is this source's key may come from anywhere.
                senders: 10.20.0.0/24
                # v3: a name that no other source uses
                user: demarc-plant
                authentication: SHA-256
                privacy: AES-128
                """, true, "Authentication and privacy phrase of the SNMPv3 user, with a space between");
    }

    @Override public List<Signal> read(Body body) {
        throw new Refused("SNMP traps are sent by UDP to the listener, not by HTTP.");
    }

    @Override public String trial(String address, String key) {
        return "snmptrap -v2c -c %s %s:1162 '' 1.3.6.1.6.3.1.1.5.1".formatted(key, host(address));
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "The listener is off until an administrator gives it a port: demarc.snmp.port (say 1162) and demarc.snmp.address, the address of this server that the gear reaches.",
                "v2c: let the gear send traps to %s, that port, with this source's key as the community; or with any, when its address stands in the settings beside.".formatted(host(address)),
                "v3: make a user with the name and the phrases of the settings beside on the gear, and send as that user.",
                "Link down and up, power supplies on battery and back, fans, temperatures and BGP neighbours are known; any other trap is kept as it is."),
                "snmpd.conf", """
                # net-snmp, as an example
                trap2sink %s:1162 %s
                authtrapenable 1
                """.formatted(host(address), key), "ini");
    }

    private static String host(String address) {
        return address.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
    }
}
