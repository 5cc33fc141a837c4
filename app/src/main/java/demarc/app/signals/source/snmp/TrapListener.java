package demarc.app.signals.source.snmp;

import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.Inflow;
import demarc.app.signals.source.Listening;
import demarc.app.signals.source.Senders;
import demarc.app.signals.source.SourceSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Listens on `demarc.snmp.port`, at this machine only unless `demarc.snmp.address` says otherwise.
@Component
class TrapListener implements Listening, SmartLifecycle, CommandResponder, Inflow.Reader<TrapListener.Heard> {
    private static final OID ADDRESS = new OID("1.3.6.1.6.3.18.1.3.0");
    private static final Map<String, OID> AUTHENTICATIONS = Map.of("SHA-256", AuthHMAC192SHA256.ID, "SHA-512", AuthHMAC384SHA512.ID, "SHA-384", AuthHMAC256SHA384.ID, "SHA-224",
            AuthHMAC128SHA224.ID, "SHA", AuthSHA.ID, "MD5", AuthMD5.ID);
    private static final Map<String, OID> PRIVACIES = Map.of("AES-128", PrivAES128.ID, "AES-192", PrivAES192.ID, "AES-256", PrivAES256.ID, "DES", PrivDES.ID);

    /// @param name community of v1 and v2c, user of v3
    record Heard(PDU pdu, boolean v3, String name, InetAddress sender) {}

    private final int port;
    private final String address;
    private final Sources sources;
    private final SourceSecrets secrets;
    private final Senders senders;
    private final Inflow<Heard> inflow;
    private final Map<String, Source> users = new HashMap<>();
    private final Map<String, String> added = new HashMap<>();
    private @Nullable Snmp snmp;
    private @Nullable USM usm;
    private int listening;

    TrapListener(@Value("${demarc.snmp.port:-1}") int port, @Value("${demarc.snmp.address:127.0.0.1}") String address, Sources sources, SourceSecrets secrets, Conditions conditions,
            Keeping keeping, Clock clock) {
        this.port = port;
        this.address = address;
        this.sources = sources;
        this.secrets = secrets;
        senders = new Senders(sources, "snmp", source -> SnmpTraps.Settings.read(source.mapping()).senders());
        inflow = new Inflow<>(this, conditions, keeping, clock);
    }

    @Override public String name() {
        return "SNMP traps";
    }

    @Override public @Nullable String where() {
        return snmp == null ? null : "UDP port %d at %s".formatted(listening, address);
    }

    @Override public void start() {
        if (port < 0) return;
        try {
            var protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
            protocols.addPredefinedProtocolSet(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
            var users = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
            // A trap's sender is the authority for its keys, and nobody has heard of it before its first one.
            users.setEngineDiscoveryEnabled(true);
            var dispatcher = new MessageDispatcherImpl();
            dispatcher.addMessageProcessingModel(new MPv1());
            dispatcher.addMessageProcessingModel(new MPv2c());
            dispatcher.addMessageProcessingModel(new MPv3(users));
            var transport = new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getByName(address), port));
            transport.setReceiveBufferSize(4 << 20);
            var listener = new Snmp(dispatcher, transport);
            listener.addCommandResponder(this);
            usm = users;
            learn();
            listener.listen();
            listening = transport.getListenAddress().getPort();
            snmp = listener;
        } catch (IOException e) {
            throw new IllegalStateException("demarc.snmp.port %d at %s cannot be listened on: %s".formatted(port, address, e.getMessage()), e);
        }
        inflow.start("snmp");
    }

    @Override public void stop() {
        try {
            if (snmp != null) snmp.close();
        } catch (IOException _) {
            // closed enough
        }
        snmp = null;
        inflow.close();
    }

    @Override public boolean isRunning() {
        return snmp != null;
    }

    /// Users of SNMPv3, as the sources say now.
    @Scheduled(fixedDelay = 5000)
    void refresh() {
        if (snmp != null) learn();
    }

    private synchronized void learn() {
        var known = usm;
        if (known == null) return;
        Tenancy.asSystem(() -> {
            var named = new HashMap<String, Source>();
            for (var source : sources.ofKind("snmp")) {
                try {
                    var settings = SnmpTraps.Settings.read(source.mapping());
                    if (settings.user().isEmpty()) continue;
                    var phrases = secrets.open(source).orElse("").strip().split("\\s+");
                    if (named.putIfAbsent(settings.user(), source) != null) {
                        LoggerFactory.getLogger(TrapListener.class).warn("two sources have the SNMPv3 user {}; the older one keeps it", settings.user());
                        continue;
                    }
                    add(known, settings, phrases);
                } catch (Refused | IllegalArgumentException e) {
                    LoggerFactory.getLogger(TrapListener.class).warn("the SNMPv3 user of source {} cannot be used: {}", source.id(), e.getMessage());
                }
            }
            for (var gone : added.keySet().stream().filter(user -> !named.containsKey(user)).toList()) {
                known.removeAllUsers(new OctetString(gone));
                added.remove(gone);
            }
            users.clear();
            users.putAll(named);
        });
    }

    private void add(USM known, SnmpTraps.Settings settings, String[] phrases) {
        var print = "%s %s %s".formatted(settings.authentication(), settings.privacy(), String.join(" ", phrases));
        if (print.equals(added.get(settings.user()))) return;
        var authentication = AUTHENTICATIONS.get(settings.authentication());
        var privacy = PRIVACIES.get(settings.privacy());
        if (authentication != null && phrases[0].length() < 8) throw new Refused("mapping", "The authentication phrase must have 8 characters or more.");
        var name = new OctetString(settings.user());
        known.removeAllUsers(name);
        known.addUser(name, new UsmUser(name, authentication, authentication == null ? null : new OctetString(phrases[0]), privacy,
                privacy == null ? null : new OctetString(phrases[phrases.length - 1])));
        added.put(settings.user(), print);
    }

    @Override public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        var pdu = event.getPDU();
        if (pdu == null || !(event.getPeerAddress() instanceof UdpAddress peer)) return;
        if (pdu.getType() != PDU.TRAP && pdu.getType() != PDU.V1TRAP && pdu.getType() != PDU.INFORM) return;
        event.setProcessed(true);
        if (pdu.getType() == PDU.INFORM) answer(event, pdu);
        inflow.offer(new Heard(pdu, event.getMessageProcessingModel() == MessageProcessingModel.MPv3, new String(event.getSecurityName(), StandardCharsets.UTF_8), peer.getInetAddress()));
    }

    private static <A extends Address> void answer(CommandResponderEvent<A> event, PDU pdu) {
        var answer = (PDU) pdu.clone();
        answer.setType(PDU.RESPONSE);
        answer.setErrorStatus(PDU.noError);
        answer.setErrorIndex(0);
        try {
            event.getMessageDispatcher().returnResponsePdu(event.getMessageProcessingModel(), event.getSecurityModel(), event.getSecurityName(), event.getSecurityLevel(), answer,
                    event.getMaxSizeResponsePDU(), event.getStateReference(), new StatusInformation());
        } catch (MessageException e) {
            LoggerFactory.getLogger(TrapListener.class).debug("an inform could not be answered: {}", e.getMessage());
        }
    }

    @Override public synchronized Optional<Source> source(Heard heard) {
        return heard.v3 ? Optional.ofNullable(users.get(heard.name)) : senders.find(heard.name, heard.sender);
    }

    @Override public List<Signal> read(Heard heard, Source source, Instant at) {
        var values = new LinkedHashMap<String, String>();
        var sender = heard.sender.getHostAddress();
        for (var binding : heard.pdu.getVariableBindings()) {
            var oid = binding.getOid();
            if (oid.equals(SnmpConstants.snmpTrapOID)) continue;
            if (oid.equals(ADDRESS)) sender = binding.getVariable().toString();
            values.put(oid.toDottedString(), text(binding.getVariable()));
        }
        return new Trap(oid(heard.pdu), sender, values).signals();
    }

    /// RFC 3584: a trap of v1 has no OID of its own.
    private static String oid(PDU pdu) {
        if (pdu instanceof PDUv1 v1) {
            if (v1.getGenericTrap() < PDUv1.ENTERPRISE_SPECIFIC) return "1.3.6.1.6.3.1.1.5." + (v1.getGenericTrap() + 1);
            return v1.getEnterprise().toDottedString() + ".0." + v1.getSpecificTrap();
        }
        return pdu.getVariable(SnmpConstants.snmpTrapOID) instanceof OID oid ? oid.toDottedString() : refuse();
    }

    private static String refuse() {
        throw new Refused("The trap does not say which one it is: snmpTrapOID.0 is missing.");
    }

    private static String text(Variable variable) {
        if (!(variable instanceof OctetString octets)) return variable instanceof OID oid ? oid.toDottedString() : variable.toString();
        return octets.isPrintable() ? octets.toString() : new String(octets.getValue(), StandardCharsets.UTF_8).chars().noneMatch(Character::isISOControl)
                ? new String(octets.getValue(), StandardCharsets.UTF_8) : octets.toHexString();
    }

    @Override public byte[] bytes(Heard heard) {
        return heard.pdu.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override public long heard() {
        return inflow.heard();
    }

    @Override public long dropped() {
        return inflow.dropped();
    }

    @Override public long strangers() {
        return inflow.strangers();
    }
}
