package demarc.app.estate.inventory;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.snmp4j.util.DefaultPDUFactory;
import org.snmp4j.util.TreeUtils;

/// Asks one device what it is, by SNMP version 2c, or 3 with a user.
final class Snmp {
    /// By what a device may be read.
    sealed interface Access {
        record Community(String name) implements Access {}

        /// Signed with SHA-256 and encrypted with AES-128, or as the device wants it.
        ///
        /// @param auth            `SHA`, `SHA256` or `SHA512`
        /// @param privacy         `AES128` or `AES256`
        /// @param privacyPassword null where nothing is encrypted
        record User(String name, String auth, String authPassword, String privacy, @Nullable String privacyPassword) implements Access {
            public User {
                if (authPassword.length() < 8) throw new Refused("authPassword", "The password that signs has at least 8 characters.");
                if (privacyPassword != null && privacyPassword.length() < 8) throw new Refused("privacyPassword", "The password that encrypts has at least 8 characters.");
                if (!List.of("SHA", "SHA256", "SHA512").contains(auth)) throw new Refused("auth", "'%s' is no way to sign that is known here: SHA, SHA256, SHA512.".formatted(auth));
                if (!List.of("AES128", "AES256").contains(privacy)) throw new Refused("privacy", "'%s' is no way to encrypt that is known here: AES128, AES256.".formatted(privacy));
            }
        }
    }

    private static final SecurityProtocols PROTOCOLS = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    private static final int PATIENCE_MS = 2500;
    private static final int MOST_VALUES = 20_000;
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(30);

    private Snmp() {}

    /// @param address judged by [Outbound] already
    static Walk walk(InetAddress address, int port, Access access) {
        var values = new TreeMap<String, String>();
        var began = System.nanoTime();
        try (var snmp = new org.snmp4j.Snmp(new DefaultUdpTransportMapping())) {
            snmp.listen();
            var target = target(snmp, access, new UdpAddress(address, Outbound.port(port)));
            target.setTimeout(PATIENCE_MS);
            target.setRetries(1);
            var tree = new TreeUtils(snmp, new DefaultPDUFactory(PDU.GETBULK));
            tree.setMaxRepetitions(20);
            for (var part : Walk.ASKED) {
                for (var event : tree.getSubtree(target, new OID(part))) {
                    if (event.isError()) {
                        if (values.isEmpty()) throw new Refused("address", "Nothing answered at %s port %d within %d seconds: %s. %s right, and may this server ask it?".formatted(address.getHostAddress(),
                                port, PATIENCE_MS * 2 / 1000, event.getErrorMessage(), access instanceof Access.User ? "Are the user and its passwords" : "Is the community"));
                        break;
                    }
                    if (event.getVariableBindings() != null)
                        for (var one : event.getVariableBindings())
                            values.put(one.getOid().toDottedString(), one.getVariable() instanceof OctetString text ? Walk.bytes(text.getValue()) : one.getVariable().toString());
                }
                if (values.size() > MOST_VALUES || System.nanoTime() - began > LONGEST_NS) break;
            }
        } catch (IOException e) {
            throw new Refused("address", "%s cannot be asked: %s".formatted(address.getHostAddress(), e.getMessage()));
        }
        if (values.isEmpty()) throw new Refused("address", "%s answers, but says nothing of itself. Is its view limited for who asks?".formatted(address.getHostAddress()));
        return new Walk(values);
    }

    private static Target<UdpAddress> target(org.snmp4j.Snmp snmp, Access access, UdpAddress to) {
        return switch (access) {
            case Access.Community(var name) -> {
                var target = new CommunityTarget<>(to, new OctetString(name));
                target.setVersion(SnmpConstants.version2c);
                yield target;
            }
            case Access.User user -> {
                var usm = new USM(PROTOCOLS, new OctetString(MPv3.createLocalEngineID()), 0);
                snmp.getMessageDispatcher().removeMessageProcessingModel(snmp.getMessageProcessingModel(MPv3.ID));
                snmp.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm.getLocalEngineID().getValue(), new DefaultPDUFactory(), PROTOCOLS,
                        SecurityModels.getCollection(new SecurityModel[] {usm}), new CounterSupport()));
                var name = new OctetString(user.name);
                usm.addUser(name, new UsmUser(name, auth(user.auth), new OctetString(user.authPassword), user.privacyPassword == null ? null : privacy(user.privacy),
                        user.privacyPassword == null ? null : new OctetString(user.privacyPassword)));
                var target = new UserTarget<UdpAddress>();
                target.setAddress(to);
                target.setVersion(SnmpConstants.version3);
                target.setSecurityName(name);
                target.setSecurityLevel(user.privacyPassword == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV);
                yield target;
            }
        };
    }

    private static OID auth(String name) {
        return switch (name) {
            case "SHA" -> AuthSHA.ID;
            case "SHA512" -> AuthHMAC384SHA512.ID;
            default -> AuthHMAC192SHA256.ID;
        };
    }

    private static OID privacy(String name) {
        return name.equals("AES256") ? PrivAES256.ID : PrivAES128.ID;
    }

    static InetAddress allowed(Outbound outbound, String host) {
        try {
            return outbound.resolve(host.strip());
        } catch (UnknownHostException e) {
            throw new Refused("address", "'%s' means no machine now.".formatted(host.strip()));
        }
    }
}
