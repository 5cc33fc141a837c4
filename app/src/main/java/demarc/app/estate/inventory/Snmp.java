package demarc.app.estate.inventory;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.snmp4j.util.DefaultPDUFactory;
import org.snmp4j.util.TreeUtils;

/// Asks one device what it is, by SNMP version 2c.
final class Snmp {
    private static final int PATIENCE_MS = 2500;
    private static final int MOST_VALUES = 20_000;
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(30);

    private Snmp() {}

    /// @param address judged by [Outbound] already
    static Walk walk(InetAddress address, int port, String community) {
        var values = new TreeMap<String, String>();
        var began = System.nanoTime();
        try (var snmp = new org.snmp4j.Snmp(new DefaultUdpTransportMapping())) {
            snmp.listen();
            var target = new CommunityTarget<>(new UdpAddress(address, Outbound.port(port)), new OctetString(community));
            target.setVersion(SnmpConstants.version2c);
            target.setTimeout(PATIENCE_MS);
            target.setRetries(1);
            var tree = new TreeUtils(snmp, new DefaultPDUFactory(PDU.GETBULK));
            tree.setMaxRepetitions(20);
            for (var part : Walk.ASKED) {
                for (var event : tree.getSubtree(target, new OID(part))) {
                    if (event.isError()) {
                        if (values.isEmpty()) throw new Refused("address", "Nothing answered at %s port %d within %d seconds: %s. Is the community right, and may this server ask it?".formatted(address.getHostAddress(),
                                port, PATIENCE_MS * 2 / 1000, event.getErrorMessage()));
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
        if (values.isEmpty()) throw new Refused("address", "%s answers, but says nothing of itself. Is its view limited for this community?".formatted(address.getHostAddress()));
        return new Walk(values);
    }

    static InetAddress allowed(Outbound outbound, String host) {
        try {
            return outbound.resolve(host.strip());
        } catch (UnknownHostException e) {
            throw new Refused("address", "'%s' means no machine now.".formatted(host.strip()));
        }
    }
}
