package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.snmp4j.util.DefaultPDUFactory;

/// One value of one device.
final class Snmps {
    private static final SecurityProtocols PROTOCOLS = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);

    private Snmps() {}

    static Answer look(Outbound outbound, Look.Snmp look) throws IOException {
        var address = outbound.resolve(look.host().name());
        var began = System.nanoTime();
        try (var transport = new DefaultUdpTransportMapping(); var snmp = new Snmp(transport)) {
            var target = target(snmp, look, address);
            snmp.listen();
            var pdu = look.access() instanceof Look.Access.User ? new ScopedPDU() : new PDU();
            pdu.setType(PDU.GET);
            pdu.add(new VariableBinding(new OID(look.oid())));
            var answer = snmp.send(pdu, target).getResponse();
            var millis = Looker.millis(began);
            if (answer == null) return Answer.down(millis, "No answer within %d s. %s right?".formatted(look.patience().timeout().toSeconds(),
                    look.access() instanceof Look.Access.User ? "Are the user and its passwords" : "Is the community string"));
            if (answer.getType() == PDU.REPORT) return Answer.down(millis, report(answer));
            if (answer.getErrorStatus() != PDU.noError) return Answer.down(millis, "The device answers: %s.".formatted(answer.getErrorStatusText()));
            var value = answer.getVariableBindings().getFirst().getVariable();
            if (value.isException()) return Answer.down(millis, "The device has no value %s.".formatted(look.oid()));
            return judged(look.rule(), value, millis);
        }
    }

    private static Target<?> target(Snmp snmp, Look.Snmp look, InetAddress address) {
        var to = new UdpAddress(address, look.host().port());
        // One repetition within the same patience: datagrams get lost.
        var half = look.patience().timeout().toMillis() / 2;
        Target<UdpAddress> target = switch (look.access()) {
            case Look.Access.Community(var name) -> {
                var community = new CommunityTarget<>(to, new OctetString(name));
                community.setVersion(SnmpConstants.version2c);
                yield community;
            }
            case Look.Access.User user -> {
                var usm = new USM(PROTOCOLS, new OctetString(MPv3.createLocalEngineID()), 0);
                snmp.getMessageDispatcher().removeMessageProcessingModel(snmp.getMessageProcessingModel(MPv3.ID));
                snmp.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm.getLocalEngineID().getValue(), new DefaultPDUFactory(), PROTOCOLS,
                        SecurityModels.getCollection(new SecurityModel[] {usm}), new CounterSupport()));
                var name = new OctetString(user.name());
                usm.addUser(name, new UsmUser(name, auth(user.auth()), secret(user.authPassword()), privacy(user.privacy()), secret(user.privacyPassword())));
                var target3 = new UserTarget<UdpAddress>();
                target3.setAddress(to);
                target3.setVersion(SnmpConstants.version3);
                target3.setSecurityName(name);
                target3.setSecurityLevel(user.auth() == null ? SecurityLevel.NOAUTH_NOPRIV : user.privacy() == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV);
                yield target3;
            }
        };
        target.setRetries(1);
        target.setTimeout(half);
        return target;
    }

    private static Answer judged(Look.Rule rule, Variable value, double millis) {
        var text = value.toString();
        return switch (rule) {
            case Look.Rule.Is(var right) -> text.equals(right) ? Answer.up(millis, text) : Answer.down(millis, "Is %s, not %s.".formatted(text, right));
            case Look.Rule.IsNot(var wrong) -> text.equals(wrong) ? Answer.down(millis, "Is %s.".formatted(text)) : Answer.up(millis, text);
            case Look.Rule.Above(var raise, var clear) -> {
                var number = number(value);
                if (number == null) yield Answer.down(millis, "'%s' is no number to compare with %s.".formatted(text, Look.number(raise)));
                yield new Answer(number > raise ? Answer.Outcome.DOWN : number <= clear ? Answer.Outcome.UP : Answer.Outcome.BETWEEN, millis,
                        number > raise ? "%s is above %s.".formatted(Look.number(number), Look.number(raise)) : "%s, not above %s.".formatted(Look.number(number), Look.number(raise)), number, null);
            }
            case Look.Rule.Below(var raise, var clear) -> {
                var number = number(value);
                if (number == null) yield Answer.down(millis, "'%s' is no number to compare with %s.".formatted(text, Look.number(raise)));
                yield new Answer(number < raise ? Answer.Outcome.DOWN : number >= clear ? Answer.Outcome.UP : Answer.Outcome.BETWEEN, millis,
                        number < raise ? "%s is below %s.".formatted(Look.number(number), Look.number(raise)) : "%s, not below %s.".formatted(Look.number(number), Look.number(raise)), number, null);
            }
        };
    }

    private static @Nullable Double number(Variable value) {
        if (value instanceof OctetString text) {
            try {
                return Double.valueOf(text.toString().strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        try {
            return (double) value.toLong();
        } catch (UnsupportedOperationException e) {
            return null;
        }
    }

    private static String report(PDU answer) {
        var oid = answer.getVariableBindings().isEmpty() ? new OID() : answer.getVariableBindings().getFirst().getOid();
        if (oid.startsWith(SnmpConstants.usmStatsUnknownUserNames)) return "The device does not know the user.";
        if (oid.startsWith(SnmpConstants.usmStatsWrongDigests)) return "The device refuses the auth password.";
        if (oid.startsWith(SnmpConstants.usmStatsDecryptionErrors)) return "The device refuses the privacy password.";
        return "The device refuses: %s.".formatted(oid);
    }

    private static @Nullable OctetString secret(@Nullable String text) {
        return text == null ? null : new OctetString(text);
    }

    private static @Nullable OID auth(@Nullable String name) {
        return name == null ? null : switch (name) {
            case "MD5" -> AuthMD5.ID;
            case "SHA256" -> AuthHMAC192SHA256.ID;
            case "SHA512" -> AuthHMAC384SHA512.ID;
            default -> AuthSHA.ID;
        };
    }

    private static @Nullable OID privacy(@Nullable String name) {
        return name == null ? null : switch (name) {
            case "DES" -> PrivDES.ID;
            case "AES256" -> PrivAES256.ID;
            default -> PrivAES128.ID;
        };
    }
}
